// What must have become of what came back: recorded once, shown everywhere, and counted of nobody who has not agreed to it.
import { countReturnsParts } from '../../lambdas/customers/return-facts.ts';
import { createReturnFigureRows } from '../../lib/customers/app/return-risk/return-figures.rows.ts';
import { createCountReturns } from '../../lib/customers/index.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { OrderId, TenantId } from '../../lib/kernel/ids.ts';
import { createReturnLists } from '../../lib/orders/app/returns/return-lists.ts';
import type { Order } from '../../lib/orders/index.ts';
import type { People } from './people.ts';
import { isWhollyBack, type ReturnedOrder } from './return-book.ts';
import type { Parcel, Returns } from './returns.ts';
import type { Ledgerbook } from './watch.ts';
import { type Tenant, tenants, type World } from './world.ts';

type Judged = { readonly world: World; readonly people: Pick<People, 'ask'>; readonly watch: Ledgerbook };
/** An order of which something came back, as the ledger has it and as the product reads it. */
type Seen = { readonly kept: ReturnedOrder; readonly order: Order };

const always = { from: Instant('2026-11-01T00:00:00.000Z'), to: Instant('2027-01-01T00:00:00.000Z') };
const rowsMax = 1_000;

const sum = (units: Iterable<number>): number => [...units].reduce((total, one) => total + one, 0);

const seenOf = async ({ world, watch }: Judged): Promise<readonly Seen[]> => {
  const seen: Seen[] = [];
  for (const kept of watch.returns.orders.values()) {
    if (kept.returns.size === 0) continue;
    const found = await world.product.orders.read.get(TenantId(kept.tenant), OrderId(kept.orderId));
    if (found) seen.push({ kept, order: found.order });
  }
  return seen;
};

/** What left the warehouse although the order no longer wanted it is known to a person, and may leave when all else is back. */
const isOverShipped = ({ holds }: Order): boolean => holds.some(({ holdId }) => holdId.startsWith('overshipped-'));

const statusProblems = ({ kept, order }: Seen): readonly string[] => {
  if (isOverShipped(order) || order.status === 'cancelled') return [];
  const isReturned = order.status === 'returned';
  if (isReturned === isWhollyBack(kept)) return [];
  return [`order ${kept.name} is ${order.status}, and ${sum(kept.back.values())} units are back of ${sum(kept.left.values())} that left`];
};

type ListedReturn = { readonly return_id: string; readonly lines: readonly unknown[] };

/** Every acknowledged return stands in the list of its order once, as it was told. */
const listProblems = async ({ world, people }: Judged, parcels: readonly Parcel[]): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [name, own] of Map.groupBy(parcels, ({ tenant, orderId }) => `${tenant}#${orderId}`)) {
    const [tenant, orderId] = name.split('#') as [Tenant, string];
    const { body } = await world.drive(people.ask(tenant, 'GET', `/orders/${orderId}/returns`));
    const items = (body['items'] ?? []) as readonly ListedReturn[];
    for (const { body: told } of own) {
      const found = items.filter((item) => item.return_id === told.return_id);
      const isRight = found.length === 1 && canonicalJson(found[0]?.lines) === canonicalJson(told.lines);
      if (!isRight) problems.push(`return ${told.return_id} of order ${name} was acknowledged and stands there ${found.length} times`);
    }
  }
  return problems;
};

/** Parcels that were refused although their goods had left and were not back. */
const refusalProblems = ({ watch }: Judged, turnedAway: readonly Parcel[]): readonly string[] =>
  turnedAway.flatMap(({ tenant, orderId, body }) => {
    const name = `${tenant}#${orderId}`;
    const kept = watch.returns.orders.get(name);
    const isOut = body.lines.every(({ line_id: id, quantity }) => quantity <= (kept?.left.get(id) ?? 0) - (kept?.back.get(id) ?? 0));
    return isOut ? [`return ${body.return_id} of order ${name} is refused, and its units are out`] : [];
  });

/** The lists of what came back hold the units of the ledger, by order and article. */
const viewProblems = async ({ world, watch }: Judged, tenant: Tenant): Promise<readonly string[]> => {
  const [listed, there] = [new Map<string, number>(), new Map<string, number>()];
  const add = (sums: Map<string, number>, key: string, units: number): void => void sums.set(key, (sums.get(key) ?? 0) + units);
  for (const one of await createReturnLists(world.cloud.machine).all(TenantId(tenant), always, rowsMax))
    add(listed, `${one.orderId} ${one.sku}`, one.quantity);
  for (const kept of watch.returns.orders.values())
    if (kept.tenant === tenant) for (const [lineId, units] of kept.back) add(there, `${kept.orderId} ${kept.skus.get(lineId)}`, units);
  return [...new Set([...listed.keys(), ...there.keys()])].flatMap((key) =>
    listed.get(key) === there.get(key)
      ? []
      : [`list of returns of ${tenant}: ${listed.get(key) ?? 0} units of ${key}, and ${there.get(key) ?? 0} came back`],
  );
};

/** Lines of which something came back, as they are counted: those of orders that were sold. */
const countedLines = ({ kept, order }: Seen): number =>
  order.status === 'cancelled'
    ? 0
    : order.lines.filter(({ lineId, quantity, cancelledQuantity }) => quantity > cancelledQuantity && kept.back.has(lineId)).length;

/** Counted once more, now that all of it is there: for all orders together, and of those who agree and of nobody else. */
const countProblems = async ({ world }: Judged, tenant: Tenant, seen: readonly Seen[], agreed: ReadonlySet<string>) => {
  const { machine } = world.cloud;
  const own = seen.filter(({ kept }) => kept.tenant === tenant);
  const counted = await createCountReturns(countReturnsParts(machine)).count(TenantId(tenant));
  const expected = sum(own.map(countedLines));
  const problems = counted.returned === expected ? [] : [`${tenant}: ${counted.returned} lines are counted as returned of ${expected}`];
  const rows = createReturnFigureRows(machine.views);
  for (const { kept, order } of own) {
    if (kept.personId === null) continue;
    const mayBe = agreed.has(`${tenant}#${kept.personId}`);
    const [tally, lines] = [await rows.customer(TenantId(tenant), kept.personId), mayBe ? countedLines({ kept, order }) : 0];
    if ((tally?.returned ?? 0) !== lines)
      problems.push(`person ${kept.personId} of ${tenant} is counted ${tally?.returned ?? 0} returned lines of ${lines}`);
  }
  return problems;
};

/** @param agreed people who agree to be counted, as `<tenant>#<person>` */
export const returnProblems = async (judged: Judged, returns: Returns, agreed: ReadonlySet<string>): Promise<readonly string[]> => {
  const seen = await seenOf(judged);
  const problems = [...returns.refusals, ...seen.flatMap(statusProblems), ...refusalProblems(judged, returns.turnedAway)];
  problems.push(...(await listProblems(judged, returns.accepted)));
  for (const tenant of tenants)
    problems.push(...(await viewProblems(judged, tenant)), ...(await countProblems(judged, tenant, seen, agreed)));
  return problems;
};
