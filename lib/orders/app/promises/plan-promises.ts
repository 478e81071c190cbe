import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { SourcingDecision } from '../../../sourcing/index.ts';
import { type Order, orderExists } from '../../domain/order.state.ts';
import {
  bySupplyDate,
  nobodyAhead,
  promiseBy,
  type Supply,
  supplyLeft,
  supplyReaching,
  type UnitsAhead,
  unitsIn,
  withAhead,
  withCompletion,
} from '../../domain/order.supply.ts';
import type { LinePromise, SkuQuantity } from '../../domain/order.values.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { neededOf, type StockInterest, type WaitingOrder } from '../stock-interest.ts';

/** Stock that is on its way. */
export interface IncomingSupply {
  /** Open purchase orders and transfers that bring units of the SKU, by line. What has no date is not among them. */
  ofSku(tenantId: TenantId, sku: Sku): Promise<readonly Supply[]>;
}

/** From when on articles are sold. */
export interface ReleaseDates {
  /** Only articles that are not sold yet are in the answer. */
  notReleased(tenantId: TenantId, skus: readonly Sku[]): Promise<ReadonlyMap<Sku, Instant>>;
}

/** Supply that is late by more than this is not counted on any more: 1 day. */
const lateSupplyMs = 24 * 3_600 * 1_000;
const waitingPerPage = 50;
/** Orders ahead that are looked at; the dates of those further behind are worked out when supply changes. */
const aheadMax = 500;

/** An order that waits for units of a SKU, and how many it found missing. */
export type Waiter = { readonly waiting: WaitingOrder; readonly order: Order; readonly missing: number };

/** Orders that wait for a SKU, in the order in which they are served. Rows of orders that wait no more are passed over. */
export const createReadWaiters =
  ({ store, interest }: { readonly store: EventStore; readonly interest: StockInterest }) =>
  async (
    tenantId: TenantId,
    sku: Sku,
    limit: number,
    after?: WaitingOrder,
  ): Promise<{ readonly waiters: readonly Waiter[]; readonly next?: WaitingOrder }> => {
    const rows = await interest.list(tenantId, sku, limit, after);
    const states = await store.loadMany(
      orderAggregate,
      rows.map(({ orderId }) => orderStream(tenantId, orderId)),
    );
    const waiters = rows.flatMap((waiting, index): readonly Waiter[] => {
      const state = states[index]?.state;
      if (state === undefined || !orderExists(state)) return [];
      const needed = neededOf(state, sku);
      const missing = Math.min(needed, waiting.missing ?? needed);
      return missing > 0 ? [{ waiting, order: state, missing }] : [];
    });
    const last = rows.at(-1);
    return { waiters, ...(last && rows.length === limit ? { next: last } : {}) };
  };

/** What goes to those ahead of whoever stands behind this one. */
export const behind = (ahead: UnitsAhead, { order, missing }: Waiter): UnitsAhead =>
  withAhead(ahead, missing, order.delivery?.locationId ?? null);

/** Supply that an order can use: where its customer comes, if they do, and not where its lines may not come from. */
export const supplyFor = (order: Order, sku: Sku, supply: readonly Supply[]): readonly Supply[] => {
  const lineIds = new Set(order.lines.flatMap((line) => (line.sku === sku ? [line.lineId] : [])));
  const isExcluded = (place: LocationId): boolean =>
    order.excludedLocations.some(({ locationId, lineId }) => locationId === place && lineIds.has(lineId));
  return supply.filter(({ locationId }) => (order.delivery?.locationId ?? locationId) === locationId && !isExcluded(locationId));
};

export type ReadWaiters = ReturnType<typeof createReadWaiters>;

/** Supply that may still be counted on. */
export const createReadSupply =
  ({ incoming, clock }: { readonly incoming: IncomingSupply; readonly clock: Clock }) =>
  async (tenantId: TenantId, sku: Sku): Promise<readonly Supply[]> => {
    const earliest = plusMs(clock.now(), -lateSupplyMs);
    return bySupplyDate((await incoming.ofSku(tenantId, sku)).filter(({ expectedAt, quantity }) => expectedAt >= earliest && quantity > 0));
  };

/** Promises that an order's waiting units can be given when it is sourced. */
export const createPlanPromises = (parts: {
  readonly store: EventStore;
  readonly interest: StockInterest;
  readonly incoming: IncomingSupply;
  readonly releases: ReleaseDates;
  readonly clock: Clock;
}) => {
  const readWaiters = createReadWaiters(parts);
  const readSupply = createReadSupply(parts);

  const supplyOf = async (tenantId: TenantId, order: Order, sku: Sku, missing: number): Promise<Supply | undefined> => {
    const supply = await readSupply(tenantId, sku);
    let ahead = nobodyAhead;
    let after: WaitingOrder | undefined;
    for (let looked = 0; looked < aheadMax; looked += waitingPerPage) {
      // Counted no further than the supply reaches.
      if (unitsIn(supplyFor(order, sku, supplyLeft(supply, ahead))) < missing) return undefined;
      const { waiters, next } = await readWaiters(tenantId, sku, waitingPerPage, after);
      const own = waiters.findIndex((waiter) => waiter.order.orderId === order.orderId);
      for (const waiter of own === -1 ? waiters : waiters.slice(0, own)) ahead = behind(ahead, waiter);
      // It queued before it looked; behind the last page are only younger ones.
      if (own !== -1 || next === undefined) return supplyReaching(supplyFor(order, sku, supplyLeft(supply, ahead)), missing);
      after = next;
    }
    return undefined;
  };

  /** @param waiting units of the order that get no location now */
  return async (
    tenantId: TenantId,
    order: Order,
    waiting: readonly SkuQuantity[],
    unsourced: SourcingDecision['unsourced'],
  ): Promise<readonly LinePromise[]> => {
    const missing = new Map<Sku, number>();
    for (const { sku, quantity } of unsourced) missing.set(sku, (missing.get(sku) ?? 0) + quantity);
    const skus = [...missing.keys()];
    const released = await parts.releases.notReleased(tenantId, skus);
    const supplies = new Map<Sku, Supply | undefined>();
    for (const [sku, units] of missing) supplies.set(sku, await supplyOf(tenantId, order, sku, units));
    return withCompletion(
      waiting.map(({ lineId, sku, quantity }) => {
        const isMissing = unsourced.some((line) => line.lineId === lineId);
        if (isMissing) return promiseBy({ lineId, quantity }, supplies.get(sku), released.get(sku));
        return { lineId, quantity, promisedFor: null, basis: 'stock', kind: 'backorder', reference: null };
      }),
    );
  };
};

export type PlanPromises = ReturnType<typeof createPlanPromises>;
