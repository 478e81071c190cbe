import { type FaultKind, faultKinds } from '../../lib/platform/simulation/faults.ts';
import type { Decider, DomainEvent } from '../../lib/kernel/decider.ts';
import { inventoryItemDecider } from '../../lib/inventory/domain/inventory-item.decide.ts';
import { orderProjection } from '../../lib/orders/app/order.projection.ts';
import { orderDecider } from '../../lib/orders/domain/order.aggregate.ts';
import { isRefusalHold } from '../../lib/orders/domain/order.refusals.ts';
import { paymentDecider } from '../../lib/payments/domain/payment.decide.ts';
import { fulfillmentOrderAggregate } from '../../lib/fulfilment/app/fulfillment-order.stream.ts';
import type { Aggregate } from '../../lib/platform/event-store/aggregate.ts';
import type { Tamper } from '../../lib/platform/simulation/functions.ts';
import type { LambdaHandler } from '../../lib/platform/handlers/stack.ts';
import type { Platform, Table, Write } from '../../lib/platform/ports.ts';

/** A mistake that somebody could make, planted into the running product. */
export type PlantedBug = {
  /** What went wrong, as its author would have to admit it. */
  readonly name: string;
  readonly tamper?: Tamper;
  /** Changes the code itself, where no port lies in between. @returns what undoes it */
  readonly plant?: () => () => void;
  /** What the broken invariant has to say, where another one could break as well. */
  readonly says?: RegExp;
  /** @default all of them */
  readonly faults?: ReadonlySet<FaultKind>;
  /** Orders in a run. @default 16 */
  readonly orders?: number;
};

const quiet: ReadonlySet<FaultKind> = new Set();
const answersLost: ReadonlySet<FaultKind> = new Set(['drop', 'lost-reply']);

const inFunctions = (handlers: readonly string[], change: (platform: Platform) => Platform): Tamper => ({
  platform: (platform, handler) => (handlers.includes(handler) ? change(platform) : platform),
});

const everywhere = (change: (platform: Platform) => Platform): Tamper => ({ platform: change });

const withLedger =
  (change: (ledger: Table) => Partial<Table>) =>
  (platform: Platform): Platform => {
    const ledger = platform.ledger;
    const methods = ['get', 'getMany', 'query', 'put', 'update', 'delete', 'transact', 'scan'] as const;
    const same = Object.fromEntries(
      methods.map((name) => [name, (...args: never[]) => (ledger[name] as (...given: never[]) => unknown)(...args)]),
    );
    return { ...platform, ledger: { ...(same as unknown as Table), ...change(ledger) } };
  };

const withHandler = (handlers: readonly string[], change: (run: LambdaHandler, platform: Platform) => LambdaHandler): Tamper => ({
  handler: (run, handler, platform) => (handlers.includes(handler) ? change(run, platform) : run),
});

/** Says that everything was handled, and does nothing. */
const unhandled = (...handlers: readonly string[]): Tamper => withHandler(handlers, () => async () => ({ batchItemFailures: [] }));

/** Says that everything was handled, whatever became of it. */
const errorsSwallowed = (...handlers: readonly string[]): Tamper =>
  withHandler(handlers, (run) => async (event, context) => {
    try {
      await run(event, context);
    } catch {
      // That is the mistake.
    }
    return { batchItemFailures: [] };
  });

const isEvent = ({ SK }: { readonly SK: string }): boolean => SK.startsWith('E#');
const isOf = (kind: string, { PK }: { readonly PK: string }): boolean => PK.split('#')[1] === kind;
const keyOf = (write: Write): { readonly PK: string; readonly SK: string } => (write.kind === 'put' ? write.item : write.key);

/** Writes of one kind of record are left out. */
const unwritten = (handlers: readonly string[], leavesOut: (key: { readonly PK: string; readonly SK: string }) => boolean): Tamper =>
  inFunctions(
    handlers,
    withLedger((ledger) => ({
      put: async (item, condition) => (leavesOut(item) ? undefined : ledger.put(item, condition)),
      transact: async (writes) => {
        const rest = writes.filter((write) => !leavesOut(keyOf(write)));
        if (rest.length > 0) await ledger.transact(rest);
      },
    })),
  );

const withoutCondition = ({ condition: _condition, ...write }: Write): Write => write as Write;

const mutateBody = (handler: string, mutate: (body: Record<string, unknown>, platform: Platform) => Record<string, unknown>): Tamper =>
  withHandler([handler], (run, platform) => (event, context) => {
    const request = event as { readonly body: string };
    return run({ ...request, body: JSON.stringify(mutate(JSON.parse(request.body) as Record<string, unknown>, platform)) }, context);
  });

/** Lets a decider's rule be another one. */
const ruledBy =
  <State, Command, Event extends DomainEvent, Rejection>(
    decider: Decider<State, Command, Event, Rejection>,
    rule: (decide: typeof decider.decide) => typeof decider.decide,
  ) =>
  (): (() => void) => {
    const { decide } = decider;
    Object.assign(decider, { decide: rule(decide) });
    return () => void Object.assign(decider, { decide });
  };

/** Lifts fulfillment orders of the release before as if the author had not looked at how they stand there. */
const liftedUnread = (): (() => void) => {
  const schemas = fulfillmentOrderAggregate as { upcasters?: Aggregate<unknown, unknown, DomainEvent, unknown>['upcasters'] };
  const { upcasters } = schemas;
  Object.assign(schemas, { upcasters: { 'fulfillment_order.created': { 1: (payload: unknown) => payload } } });
  return () => void Object.assign(schemas, { upcasters });
};

/** The projection of orders forgets some of its rows, and so does whoever compares the views with it. */
const withoutRows = (isForgotten: (PK: string) => boolean) => (): (() => void) => {
  const projection = orderProjection as { rows: typeof orderProjection.rows };
  const { rows } = projection;
  projection.rows = (view, tenantId) => rows(view, tenantId).filter(({ PK }) => !isForgotten(PK));
  return () => {
    projection.rows = rows;
  };
};

const rules: readonly PlantedBug[] = [
  {
    name: 'a reservation does not look at what is free',
    plant: ruledBy(inventoryItemDecider, (decide) => (state, command) => {
      const everything = { ...state, balance: { ...state.balance, available: 1_000 } };
      return decide(command.type === 'ReserveStock' ? everything : state, command);
    }),
    orders: 60,
    says: /are promised of/,
  },
  {
    name: 'a refund asks for more than was captured',
    plant: ruledBy(paymentDecider, (decide) => (state, command) => {
      const decided = decide(state, command);
      if (command.type !== 'SettlePayment' || !decided.ok) return decided;
      return { ok: true, value: decided.value.map((event) => ({ ...event, amountMinor: event.amountMinor * 2 })) };
    }),
    faults: quiet,
    says: /were asked back/,
  },
  {
    name: 'an order that every location refuses is put before nobody',
    plant: ruledBy(
      orderDecider,
      (decide) => (state, command) =>
        command.type === 'PlaceHold' && isRefusalHold(command.hold) ? { ok: true, value: [] } : decide(state, command),
    ),
    faults: quiet,
    says: /^order .* is (confirmed|backorder|processing|allocated|partially_shipped|shipped|delivered)$/,
  },
  {
    name: 'holds that wait for a decision are put into no queue',
    plant: withoutRows((PK) => PK.includes('#REVIEW#')),
    faults: quiet,
    says: /^review queue of/,
  },
  {
    name: 'orders that wait for stock are counted in no stage',
    plant: withoutRows((PK) => PK.includes('#STATUS#backorder.')),
    faults: quiet,
    says: /^pipeline of .* are backorder/,
  },
  {
    name: 'the events of the release before are read as if they were today’s',
    plant: liftedUnread,
  },
  {
    name: 'an erasure does not stop what is still on its way',
    tamper: inFunctions(['channels/shopify/receive-webhook', 'orders/receive-channel-order'], (platform) => ({
      ...platform,
      vault: {
        ...withLedger(() => ({}))({ ...platform, ledger: platform.vault }).ledger,
        get: async (key) => {
          const row = await platform.vault.get(key);
          if (row === undefined || key.SK === 'ERASED') return undefined;
          const { erased_at: _erased, ...rest } = row;
          return rest;
        },
        put: (item) => platform.vault.put(item),
      },
    })),
    orders: 50,
    says: /was to be forgotten/,
  },
];

const storage: readonly PlantedBug[] = [
  { name: 'a commit is written without its condition', tamper: everywhere(withLedger((ledger) => ({ put: (item) => ledger.put(item) }))) },
  {
    name: 'a transaction is written without its conditions',
    orders: 60,
    tamper: everywhere(withLedger((ledger) => ({ transact: (writes) => ledger.transact(writes.map(withoutCondition)) }))),
  },
  {
    name: 'an order is acknowledged and not saved',
    tamper: unwritten(['orders/place-order'], (key) => isOf('ORDER', key) && isEvent(key)),
    faults: quiet,
  },
  {
    name: 'a receipt of goods is acknowledged and not saved',
    tamper: unwritten(['inventory/receive-stock'], (key) => isOf('STOCK', key)),
    faults: quiet,
  },
  {
    name: 'commits are not chained to those before',
    tamper: everywhere(
      withLedger((ledger) => ({
        put: (item, condition) => ledger.put(isEvent(item) ? { ...item, prev_hash: '0'.repeat(64) } : item, condition),
      })),
    ),
    faults: quiet,
  },
];

const delivery: readonly PlantedBug[] = [
  {
    name: 'what the bus refuses is forgotten',
    tamper: everywhere((platform) => ({ ...platform, bus: { publish: async (events) => (await platform.bus.publish(events), []) } })),
  },
  { name: 'the publisher swallows its errors', orders: 60, tamper: errorsSwallowed('platform/publish') },
  {
    name: 'the publisher forgets the ordered queue',
    tamper: inFunctions(['platform/publish'], (platform) => ({
      ...platform,
      queue: (name) => ({ ...platform.queue(name), send: async () => undefined }),
    })),
    faults: quiet,
  },
  { name: 'the projector swallows its errors', orders: 60, tamper: errorsSwallowed('platform/project') },
  {
    name: 'rows that no longer hold are left in the views',
    tamper: inFunctions(['platform/project'], (platform) => ({
      ...platform,
      views: {
        ...withLedger(() => ({}))({ ...platform, ledger: platform.views }).ledger,
        delete: async () => undefined,
      },
    })),
    faults: quiet,
  },
  {
    name: 'a webhook is acknowledged and not passed on',
    tamper: inFunctions(['channels/shopify/receive-webhook'], (platform) => ({ ...platform, bus: { publish: async () => [] } })),
    faults: quiet,
  },
  {
    name: 'orders of channels are acknowledged before they are handled',
    orders: 60,
    tamper: errorsSwallowed('orders/receive-channel-order'),
  },
  {
    name: 'progress of the warehouse is acknowledged before it is recorded',
    orders: 60,
    faults: answersLost,
    tamper: errorsSwallowed('orders/record-fulfillment'),
  },
  { name: 'reactions to orders are left out', tamper: unhandled('orders/react-to-order'), faults: quiet },
  { name: 'nobody reacts to stock that has come', tamper: unhandled('orders/react-to-stock'), faults: quiet, orders: 50 },
];

const workflows: readonly PlantedBug[] = [
  {
    name: 'the workflow of an order is not started',
    tamper: inFunctions(['orders/react-to-order'], (platform) => ({
      ...platform,
      workflows: { ...platform.workflows, start: async ({ name }) => ({ executionId: name, started: true }) },
    })),
    faults: quiet,
  },
  {
    name: 'the token of a waiting order is lost',
    tamper: unwritten(['orders/register-order-wait'], ({ SK }) => SK.startsWith('T#')),
    faults: quiet,
  },
  {
    name: 'the token of a waiting shipment is lost',
    tamper: unwritten(['fulfilment/register-fulfillment-order-wait'], ({ SK }) => SK.startsWith('T#')),
    faults: quiet,
  },
  { name: 'the wake of a shipment is lost', tamper: unhandled('fulfilment/wake-shipment'), faults: quiet },
  { name: 'stock that has left is not settled', tamper: withHandler(['fulfilment/settle-stock'], () => async () => ({})), faults: quiet },
  {
    name: 'a fulfillment order is recorded and not created',
    tamper: unwritten(['orders/source-order'], (key) => isOf('FULFILLMENT', key)),
    faults: quiet,
  },
  {
    name: 'the timer of completion is not set',
    tamper: everywhere((platform) => ({ ...platform, timers: { ...platform.timers, schedule: async () => undefined } })),
    faults: quiet,
  },
  { name: 'the timer of completion is not heard', tamper: unhandled('orders/order-timers'), faults: quiet },
];

const promises: readonly PlantedBug[] = [
  {
    name: 'the key of a repeated order is ignored',
    tamper: mutateBody('orders/place-order', (body, { ids }) => ({ ...body, channel_order_id: ids.next() })),
  },
  {
    name: 'a repeated receipt of goods is booked again',
    tamper: mutateBody('inventory/receive-stock', (body, { ids }) => ({ ...body, receipt_id: ids.next() })),
    orders: 60,
    faults: answersLost,
  },
  {
    name: 'money of a cancelled order is not asked back',
    tamper: unwritten(['orders/compensate-order'], (key) => isOf('PAYMENT', key)),
    faults: quiet,
  },
  {
    name: 'the cache before the API is never made to forget what sold out',
    tamper: unhandled('inventory/purge-storefront'),
    says: /goes on showing/,
    faults: quiet,
    // Enough for something to sell out.
    orders: 40,
  },
  { name: 'a request to be forgotten is acknowledged and left', tamper: unhandled('channels/handle-privacy'), faults: quiet },
  {
    name: 'a personal detail is written to the ledger',
    tamper: withHandler(['orders/place-order'], (run, { ledger, ids }) => async (event, context) => {
      await ledger.put({ PK: 'main#DEBUG', SK: ids.next(), body: (event as { readonly body: string }).body });
      return run(event, context);
    }),
    faults: quiet,
  },
  {
    name: 'a personal detail is written to the log',
    tamper: withHandler(['channels/shopify/receive-webhook'], (run, { observability }) => (event, context) => {
      observability.logger.info('webhook received', { body: (event as { readonly body: string }).body });
      return run(event, context);
    }),
    faults: quiet,
  },
];

const desk: readonly PlantedBug[] = [
  {
    name: 'a note is acknowledged and its text is not kept',
    tamper: inFunctions(['orders/add-order-note'], (platform) => ({
      ...platform,
      vault: {
        ...withLedger((ledger) => ledger)({ ...platform, ledger: platform.vault }).ledger,
        put: async (item, condition) => (item.SK.includes('NOTE#') ? undefined : platform.vault.put(item, condition)),
      },
    })),
    faults: quiet,
    says: /is not there as it was written/,
  },
  {
    name: 'a note that is sent again is another note',
    tamper: withHandler(['orders/add-order-note'], (run) => (event, context) => {
      const request = event as { readonly headers: Readonly<Record<string, string>> };
      const { 'idempotency-key': _key, ...headers } = request.headers;
      return run({ ...request, headers }, context);
    }),
    faults: answersLost,
    says: /notes, and \d+ were written/,
  },
  {
    name: 'a bulk job says of orders that they were changed, and they were not',
    tamper: unwritten(['orders/work-bulk-job'], isEvent),
    faults: quiet,
    says: /and changed it 0 times/,
  },
  {
    name: 'a bulk job that has come to a halt is not looked after',
    tamper: withHandler(['orders/post-bulk-job'], (run, platform) => (event, context) => {
      const queue = platform.queue('bulk-jobs');
      Object.assign(platform, { queue: () => ({ ...queue, send: async () => undefined }) });
      Object.assign(platform, { timers: { ...platform.timers, schedule: async () => undefined } });
      return run(event, context);
    }),
    faults: quiet,
    says: /orders wait and 0 have failed/,
  },
  {
    name: 'what a routing decision rests on is not kept',
    tamper: inFunctions(['orders/source-order'], (platform) => ({ ...platform, blobs: { ...platform.blobs, put: async () => undefined } })),
    faults: quiet,
    says: /is not reproduced: inputs-missing/,
  },
];

const stock: readonly PlantedBug[] = [
  {
    name: 'goods that a transfer sends off stay on the shelf',
    tamper: unwritten(['inventory/settle-supply'], (key) => isOf('STOCK', key)),
    faults: quiet,
    says: /^transfer /,
  },
  {
    name: 'what was reserved for a cancelled order stays reserved',
    plant: ruledBy(
      inventoryItemDecider,
      (decide) => (state, command) => (command.type === 'ReleaseReservation' ? { ok: true, value: [] } : decide(state, command)),
    ),
    faults: quiet,
    orders: 40,
    says: /are promised though every order has ended/,
  },
  {
    name: 'units that buckets give back are not put on the item',
    tamper: everywhere(
      withLedger((ledger) => ({
        transact: async (writes) => {
          const fromBuckets = writes.some((write) => isOf('STOCKBUCKET', keyOf(write)));
          return ledger.transact(fromBuckets ? writes.filter((write) => !isOf('STOCK', keyOf(write))) : writes);
        },
      })),
    ),
    faults: quiet,
    says: /units are leased and/,
  },
  {
    name: 'buckets that nobody needs any more stay open',
    tamper: withHandler(['inventory/sweep-reservations'], () => async () => ({})),
    faults: quiet,
    says: /is sold from buckets though nobody buys/,
  },
  {
    name: 'what a count takes from an order is told to nobody',
    tamper: unhandled('inventory/check-stock'),
    faults: quiet,
    says: /the ledger shows it, and nobody was told/,
  },
];

/** All of them, each caught by the simulation. */
export const plantedBugs: readonly PlantedBug[] = [...storage, ...delivery, ...workflows, ...promises, ...rules, ...desk, ...stock];

export const allFaults: ReadonlySet<FaultKind> = new Set(faultKinds);
