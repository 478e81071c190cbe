import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { readListed } from '../../../platform/projection/listed-views.ts';
import type { OrderFinding } from '../../domain/anomalies/order-anomaly.ts';
import { frequentReturnLimits, frequentReturnsOf, type OrdersReturned } from '../../domain/returns/frequent-returns.ts';
import { orderListKeys, orderProjection } from '../order.projection.ts';
import { createReturnLists, type ReturnedUnits } from './return-lists.ts';

export type FrequentReturnParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>;
  /** Orders that were placed in a window, by the counts of its hours. */
  readonly ordersIn: (tenantId: TenantId, from: Instant, to: Instant) => Promise<number>;
};

const dayMs = 86_400_000;
/** Half a year of a person, and four weeks of everybody: goods come back at about the same rate all the time. */
const [personMs, othersMs] = [182 * dayMs, 28 * dayMs];
/** Returns that are read, people who are looked at, those first who sent back most, and orders of each, the newest. */
const [returnsMax, peopleMax, ordersMax] = [20_000, 40, 200];
const tokenLength = 16;

const orderIdsOf = (returned: readonly ReturnedUnits[]): readonly string[] => [...new Set(returned.map(({ orderId }) => orderId))];

/** Looks for people who send back far more of their orders than others. Who they are is neither read nor told. */
export const createFrequentReturns = ({ platform, ordersIn }: FrequentReturnParts) => {
  const lists = createReturnLists(platform);
  const { views, sha256 } = platform;

  /** The newest orders that were not cancelled; tests are none. */
  const placedBy = async (tenantId: TenantId, personId: string, from: Instant, to: Instant): Promise<ReadonlySet<string>> => {
    const PK = orderListKeys.person(tenantId, personId);
    const { items } = await views.query({ PK, from, to, descending: true, limit: ordersMax });
    const found = (await readListed(platform, orderProjection, items)).flatMap((one) => one?.view ?? []);
    return new Set(found.flatMap(({ order_id: id, status, traces }) => (traces.listed && status !== 'cancelled' ? [id] : [])));
  };

  return async (tenantId: TenantId, now: Instant): Promise<readonly OrderFinding[]> => {
    const [from, to] = [plusMs(now, -personMs), plusMs(now, dayMs)];
    const returned = await lists.all(tenantId, { from, to }, returnsMax);
    const byPerson = Map.groupBy(returned, ({ personId }) => personId);
    const suspects = [...byPerson]
      .flatMap(([personId, own]) => (personId === null ? [] : [{ personId, own, count: orderIdsOf(own).length }]))
      .filter(({ count }) => count >= frequentReturnLimits.returnedMin)
      .toSorted((one, other) => other.count - one.count || (one.personId < other.personId ? -1 : 1))
      .slice(0, peopleMax);
    if (suspects.length === 0) return [];
    const since = plusMs(now, -othersMs);
    const lately = (some: readonly ReturnedUnits[]): number => orderIdsOf(some.filter(({ at }) => at >= since)).length;
    const all: OrdersReturned = { orders: await ordersIn(tenantId, since, to), returned: lately(returned) };
    const found: OrderFinding[] = [];
    for (const { personId, own } of suspects) {
      const placed = await placedBy(tenantId, personId, from, to);
      // What came back of orders that are older, or more than are looked at, would make the share larger than it is.
      const orderIds = orderIdsOf(own).filter((id) => placed.has(id));
      const others = { orders: Math.max(0, all.orders - lately(own)), returned: all.returned - lately(own) };
      const token = sha256(`frequent-returns ${tenantId} ${personId}`).slice(0, tokenLength);
      const finding = frequentReturnsOf({ token, orders: placed.size, returned: orderIds.length, orderIds }, others);
      if (finding) found.push(finding);
    }
    return found;
  };
};
