import { type OrderId, OrderId as toOrderId, type Sku, type TenantId } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import { type Clock, ConditionFailedError, type Table } from '../../platform/ports.ts';
import { type Order, unassignedLines } from '../domain/order.state.ts';

export type WaitingOrder = {
  readonly orderId: OrderId;
  readonly rank: string;
  /** Units that it found missing at its last look; absent where it queued before they were written down. */
  readonly missing?: number;
  /** Since when it has waited for the SKU. */
  readonly since?: Instant;
};

/** Units of a SKU that an order has found nowhere. */
export type MissingUnits = { readonly sku: Sku; readonly units: number };

/** Units of a SKU that an order has been called for and has not answered for yet. */
export type StockCall = { readonly sku: Sku; readonly waiting: WaitingOrder; readonly units: number; readonly number: number };

/**
 * The queue of orders for each SKU, by priority and age. An order queues before its last look at the stock, and a receipt
 * marks the orders it calls before it looks for their tokens; so whichever comes first, the other sees it.
 */
export interface StockInterest {
  /**
   * Queues the order for SKUs that it found missing, and unmarks it wherever it stands: it is about to look at all of its
   * stock. Calls it has not answered stay on record.
   */
  queue(tenantId: TenantId, order: Order, missing: readonly MissingUnits[]): Promise<void>;
  /** In order of their rank, from the one behind `after` on. */
  list(tenantId: TenantId, sku: Sku, limit: number, after?: WaitingOrder): Promise<readonly WaitingOrder[]>;
  /** Marks an order as called for the units that are free. */
  call(tenantId: TenantId, sku: Sku, waiting: WaitingOrder, units: number): Promise<void>;
  /** Marks an order as called wherever it stands, for no units in particular: something else than a receipt lets it look again. */
  callOrder(tenantId: TenantId, order: Order): Promise<void>;
  /** Whether a receipt has called the order since it queued. */
  wasCalled(tenantId: TenantId, order: Order): Promise<boolean>;
  /** Calls of the order that have not been answered. */
  openCalls(tenantId: TenantId, order: Order): Promise<readonly StockCall[]>;
  /** The order has used the units or has passed them on. A later call stays. */
  answer(tenantId: TenantId, call: StockCall): Promise<void>;
  withdraw(tenantId: TenantId, sku: Sku, waiting: WaitingOrder): Promise<void>;
}

const partition = (tenantId: TenantId, sku: Sku): string => `${tenantId}#WAITING#${sku}`;
const keysAtOnce = 100;

/** Lower priority number first, then the older order. */
const rankOf = (order: Order): string => `${String(order.priority).padStart(6, '0')}#${order.placedAt}#${order.orderId}`;

/** Units of a SKU for which the order has no location. */
export const neededOf = (order: Order, sku: Sku): number =>
  unassignedLines(order).reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0);

const openSkus = (order: Order): readonly Sku[] => [...new Set(unassignedLines(order).map((line) => line.sku))];

export const createStockInterest = (ledger: Table, clock: Clock): StockInterest => {
  const rowsOf = async (tenantId: TenantId, order: Order, skus: readonly Sku[]) => {
    const rows: { readonly sku: Sku; readonly row: Readonly<Record<string, unknown>> }[] = [];
    for (let start = 0; start < skus.length; start += keysAtOnce) {
      const some = skus.slice(start, start + keysAtOnce);
      const found = await ledger.getMany(some.map((sku) => ({ PK: partition(tenantId, sku), SK: rankOf(order) })));
      rows.push(...some.flatMap((sku, index) => (found[index] ? [{ sku, row: found[index] }] : [])));
    }
    return rows;
  };

  return {
    queue: async (tenantId, order, missing) => {
      const known = new Map((await rowsOf(tenantId, order, openSkus(order))).map(({ sku, row }) => [sku, row]));
      const others = [...known].flatMap(([sku, row]) =>
        row['called'] === true && !missing.some((one) => one.sku === sku) ? [{ sku, wanted: {} }] : [],
      );
      const now = clock.now();
      const wanted = missing.map(({ sku, units }) => ({ sku, wanted: { missing: units, since: known.get(sku)?.['since'] ?? now } }));
      await Promise.all(
        [...wanted, ...others].map(({ sku, wanted: more }) =>
          ledger.update({ PK: partition(tenantId, sku), SK: rankOf(order) }, { set: { order_id: order.orderId, called: false, ...more } }),
        ),
      );
    },
    list: async (tenantId, sku, limit, after) => {
      // The one behind which to begin comes again, so that one more is asked for.
      const page = after ? { from: after.rank, limit: limit + 1 } : { limit };
      const { items } = await ledger.query({ PK: partition(tenantId, sku), ...page });
      return items
        .filter((item) => item.SK !== after?.rank)
        .slice(0, limit)
        .map((item) => ({
          orderId: toOrderId(String(item['order_id'])),
          rank: item.SK,
          ...(typeof item['missing'] === 'number' ? { missing: item['missing'] } : {}),
          ...(typeof item['since'] === 'string' ? { since: Instant(item['since']) } : {}),
        }));
    },
    call: async (tenantId, sku, waiting, units) => {
      const change = { set: { order_id: waiting.orderId, called: true, units }, add: { calls: 1 } };
      await ledger.update({ PK: partition(tenantId, sku), SK: waiting.rank }, change);
    },
    callOrder: async (tenantId, order) => {
      const change = { set: { called: true } };
      const known = await rowsOf(tenantId, order, openSkus(order));
      await Promise.all(known.map(({ sku }) => ledger.update({ PK: partition(tenantId, sku), SK: rankOf(order) }, change)));
    },
    wasCalled: async (tenantId, order) => (await rowsOf(tenantId, order, openSkus(order))).some(({ row }) => row['called'] === true),
    openCalls: async (tenantId, order) => {
      const skus = [...new Set(order.lines.flatMap((line) => line.sku ?? []))];
      const rows = await rowsOf(tenantId, order, skus);
      return rows.flatMap(({ sku, row }) => {
        const { units, calls } = row;
        return typeof units === 'number'
          ? [{ sku, waiting: { orderId: order.orderId, rank: rankOf(order) }, units, number: Number(calls) }]
          : [];
      });
    },
    answer: async (tenantId, { sku, waiting, number }) => {
      try {
        const key = { PK: partition(tenantId, sku), SK: waiting.rank };
        await ledger.update(key, { remove: ['units'] }, { kind: 'equals', attribute: 'calls', value: number });
      } catch (error) {
        if (!(error instanceof ConditionFailedError)) throw error;
      }
    },
    withdraw: (tenantId, sku, waiting) => ledger.delete({ PK: partition(tenantId, sku), SK: waiting.rank }),
  };
};
