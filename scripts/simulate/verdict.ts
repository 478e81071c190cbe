import { projections } from '../../lambdas/projections.ts';
import { storeOf, waitsOf } from '../../lambdas/composition.ts';
import { orderIdOf } from '../../lib/channels/index.ts';
import { publications } from '../../lib/contracts/events/publications.ts';
import { createAudit } from '../../lib/operations/index.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import type { Order } from '../../lib/orders/index.ts';
import { compileEventPattern } from '../../lib/platform/embedded/event-pattern.ts';
import type { BusEvent, ChangeRecord, Platform } from '../../lib/platform/ports.ts';
import { createPublisher } from '../../lib/platform/publisher/publisher.ts';
import { wirings } from '../../lib/wirings.ts';
import type { Checkouts } from './checkouts.ts';
import type { Desk } from './desk.ts';
import type { Counters } from './counters.ts';
import { deskProblems } from './desk-verdict.ts';
import type { Movers } from './movers.ts';
import type { People } from './people.ts';
import { shopOrderId } from './people.ts';
import { carrierProblems } from './carriers.ts';
import { replayProblems } from './replay-verdict.ts';
import { returnProblems } from './returns-verdict.ts';
import type { Returns } from './returns.ts';
import type { Risk } from './risk.ts';
import type { Storefront } from './storefront.ts';
import type { Ledgerbook } from './watch.ts';
import { viewProblems } from './views.ts';
import { shop, type World } from './world.ts';

export type Situation = {
  readonly world: World;
  readonly people: People;
  readonly watch: Ledgerbook;
  readonly desk: Desk;
  readonly movers: Movers;
  readonly counters: Counters;
  readonly storefront: Storefront;
  readonly risk: Risk;
  readonly returns: Returns;
  readonly checkouts: Checkouts;
};

const finished: ReadonlySet<string> = new Set(['completed', 'cancelled', 'returned']);
const stalledMs = 60_000;
const queueLooksMax = 6;
const queueLookMs = 5_000;

/** Our id of an order of the shop. */
const shopOrder = ({ cloud }: World, number: number): string =>
  orderIdOf(cloud.machine.sha256, TenantId(shop.tenant), {
    channel: 'shopify',
    channelAccount: shop.account,
    channelOrderId: shopOrderId(number),
  });

const auditFindings = async ({ cloud }: World): Promise<readonly string[]> => {
  const platform = cloud.machine;
  const parts = { platform, projections, pause: () => Promise.resolve() };
  const audit = createAudit({ ...parts, store: storeOf(platform), waits: waitsOf(platform), wirings });
  const { checks } = await audit({ settlingMs: 0, stalledMs });
  return checks.flatMap(({ check, findings }) =>
    findings.map((finding) => `audit, ${check}: ${finding.subject} ${finding.code}: ${finding.message}`),
  );
};

/** Of a finished order exactly what was wanted has left the shelves, and money of a cancelled one goes back. */
const finishedProblems = (name: string, order: Order, watch: Ledgerbook): readonly string[] => {
  // What left the warehouse before the cancellation got there is known, and a person has looked at it.
  if (order.holds.some(({ holdId }) => holdId.startsWith('overshipped-'))) return [];
  // The same of units that the channel added when all was over: they are not sent.
  const addedLate = order.holds.some(({ holdId }) => holdId.startsWith('added-'));
  const problems: string[] = [];
  const money = watch.money.get(name.replace('#', '#PAYMENT#'));
  const isCancelled = order.status === 'cancelled';
  if (isCancelled && money && money.askedBack < money.captured)
    problems.push(`order ${name} is cancelled, and of ${money.captured} captured ${money.askedBack} were asked back`);
  const wanted = new Map<string, number>();
  for (const { sku, quantity, cancelledQuantity } of isCancelled ? [] : order.lines)
    if (sku !== null) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity - cancelledQuantity);
  const left = [...watch.stock.sold.keys()].filter((key) => key.startsWith(`${name} `)).map((key) => key.split(' ')[1] ?? '');
  for (const sku of new Set([...wanted.keys(), ...left])) {
    const [sold, expected] = [watch.stock.sold.get(`${name} ${sku}`) ?? 0, wanted.get(sku) ?? 0];
    if (addedLate ? sold > expected : sold !== expected)
      problems.push(`order ${name} is ${order.status} and got ${sold} of ${expected} ${sku}`);
  }
  return problems;
};

const orderProblems = async ({ world, watch }: Situation): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const name of watch.orders) {
    const [tenant = '', orderId = ''] = name.split('#');
    const order = (await world.product.orders.read.get(TenantId(tenant), OrderId(orderId)))?.order;
    if (order !== undefined && finished.has(order.status)) problems.push(...finishedProblems(name, order, watch));
    else problems.push(`order ${name} is ${order?.status ?? 'gone'}`);
  }
  return problems;
};

const lostOrders = ({ world, people, watch }: Situation): readonly string[] => [
  ...[...people.placed].flatMap(([number, name]) =>
    watch.orders.has(name) ? [] : [`order ${number} was acknowledged as ${name} and is lost`],
  ),
  ...[...people.hooked].flatMap((number) => {
    // Whoever is forgotten before their order was taken in has no order: nobody could read it any more.
    if (people.forgotten.has(number)) return [];
    const name = `${shop.tenant}#${shopOrder(world, number)}`;
    return watch.orders.has(name) ? [] : [`shop order ${number} was acknowledged and is lost`];
  }),
];

const strangeOrders = ({ people, watch }: Situation, orders: number): readonly string[] =>
  watch.orders.size > orders ? [`${watch.orders.size} orders came of ${orders}; ${people.placed.size} were acknowledged to buyers`] : [];

const receiptProblems = ({ people, watch }: Situation): readonly string[] =>
  [...people.received].flatMap(([item, units]) =>
    watch.stock.received.get(item) === units
      ? []
      : [`${item}: ${watch.stock.received.get(item) ?? 0} units were booked in of ${units} delivered`],
  );

/** Nothing is promised any more and no buckets are open, once every order has ended and nobody buys. */
const stockProblems = ({ watch: { stock } }: Situation): readonly string[] => [
  ...stock.promised().map((item) => `${item}: units are promised though every order has ended`),
  ...stock.selling().map((item) => `${item}: is sold from buckets though nobody buys`),
];

const unforgotten = async ({ world, people }: Situation): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const number of people.forgotten) {
    const reading = await world.product.orders.read.get(TenantId(shop.tenant), OrderId(shopOrder(world, number)), { personal: true });
    if (reading?.personal !== undefined) problems.push(`the person of shop order ${number} was to be forgotten and is not`);
  }
  return problems;
};

/** What the bus and the ordered queues should have been given of a record, and so which queue owes which event its handling. */
const expectedOf = async (platform: Platform, records: readonly ChangeRecord[]): Promise<readonly string[]> => {
  const published: BusEvent[] = [];
  const expected: string[] = [];
  const collecting: Platform = {
    ...platform,
    bus: {
      publish: async (events) => {
        published.push(...events);
        return [];
      },
    },
    queue: (name) => ({
      ...platform.queue(name),
      send: async (messages) => {
        for (const { body } of messages) expected.push(`${name} ${(JSON.parse(body) as { readonly event_id: string }).event_id}`);
      },
    }),
  };
  await createPublisher(collecting, publications)(records);
  const subscriptions = wirings.flatMap((wiring) => wiring.subscriptions ?? []).filter(({ bus }) => bus !== 'aws');
  for (const { queue, pattern } of subscriptions) {
    const matches = compileEventPattern(pattern);
    for (const { source, detailType, detail } of published)
      if (matches({ source, 'detail-type': detailType, detail })) expected.push(`${queue} ${String(detail['event_id'])}`);
  }
  return expected;
};

const unheardEvents = async ({ world, watch }: Situation): Promise<readonly string[]> => {
  const problems: string[] = [];
  let after: string | undefined;
  for (;;) {
    const records = await world.cloud.ledgerFeed.read({ limit: 500, ...(after === undefined ? {} : { after }) });
    if (records.length === 0) return problems;
    after = records.at(-1)?.sequence;
    for (const expected of await expectedOf(world.cloud.machine, records))
      if (!watch.handled.has(expected)) problems.push(`never handled: ${expected}`);
  }
};

const leftInQueues = async ({ cloud }: World): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const name of cloud.queues.names) {
    const { waiting, inFlight } = await cloud.queues.get(name).depth();
    if (waiting + inFlight > 0) found.push(`${waiting + inFlight} messages are left in ${name}`);
  }
  return found;
};

/** What stays so: a timer may ring in the very moment in which all else has ended, and what comes of it is waited for. */
const lasting = async (world: World, look: () => Promise<readonly string[]>): Promise<readonly string[]> => {
  let found = await look();
  for (let looks = 1; found.length > 0 && looks <= queueLooksMax; looks += 1) {
    await world.drive(world.cloud.scheduler.sleep(queueLookMs, 'what a timer has begun is ended'));
    found = await look();
  }
  return found;
};

/** Everything that must hold once the dust has settled. */
export const judge = async (situation: Situation, orders: number): Promise<readonly string[]> => [
  ...situation.people.refusals,
  ...situation.movers.refusals,
  ...situation.counters.refusals,
  ...situation.risk.refusals,
  ...situation.checkouts.refusals,
  ...(await situation.movers.problems(situation.watch)),
  ...lostOrders(situation),
  ...strangeOrders(situation, orders),
  ...(await orderProblems(situation)),
  ...receiptProblems(situation),
  ...stockProblems(situation),
  ...(await unforgotten(situation)),
  ...(await lasting(situation.world, () => unheardEvents(situation))),
  ...(await lasting(situation.world, () => leftInQueues(situation.world))),
  ...(await deskProblems(situation.world, situation.desk)),
  ...(await viewProblems(situation)),
  ...(await situation.storefront.problems()),
  ...(await situation.counters.problems()),
  ...(await situation.risk.problems()),
  ...(await returnProblems(situation, situation.returns, situation.checkouts.agreed())),
  ...(await situation.checkouts.problems()),
  ...(await replayProblems(situation.world)),
  ...(await carrierProblems(situation.world, situation.people)),
  ...(await auditFindings(situation.world)),
];
