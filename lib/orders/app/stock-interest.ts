import { type OrderId, OrderId as toOrderId, type Sku, type TenantId } from '../../kernel/ids.ts';
import type { Table } from '../../platform/ports.ts';
import { backorderedSkus, type Order, unassignedLines } from '../domain/order.state.ts';

export type WaitingOrder = { readonly orderId: OrderId; readonly rank: string };

/**
 * The queue of orders for each SKU, by priority and age. An order queues before its last look at the stock, and a receipt
 * marks the orders it calls before it looks for their tokens; so whichever comes first, the other sees it.
 */
export interface StockInterest {
  /** Queues the order for SKUs; unmarks it where it stood already. */
  queue(tenantId: TenantId, order: Order, skus: readonly Sku[]): Promise<void>;
  list(tenantId: TenantId, sku: Sku, limit: number): Promise<readonly WaitingOrder[]>;
  /** Marks an order as called for a SKU. */
  call(tenantId: TenantId, sku: Sku, waiting: WaitingOrder): Promise<void>;
  /** Whether a receipt has called the order since it queued. */
  wasCalled(tenantId: TenantId, order: Order): Promise<boolean>;
  withdraw(tenantId: TenantId, sku: Sku, waiting: WaitingOrder): Promise<void>;
}

const partition = (tenantId: TenantId, sku: Sku): string => `${tenantId}#WAITING#${sku}`;

/** Lower priority number first, then the older order. */
const rankOf = (order: Order): string => `${String(order.priority).padStart(6, '0')}#${order.placedAt}#${order.orderId}`;

/** Units of a SKU for which the order has no location. */
export const neededOf = (order: Order, sku: Sku): number =>
  unassignedLines(order).reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0);

export const createStockInterest = (ledger: Table): StockInterest => ({
  queue: async (tenantId, order, skus) => {
    await Promise.all(skus.map((sku) => ledger.put({ PK: partition(tenantId, sku), SK: rankOf(order), order_id: order.orderId, called: false })));
  },
  list: async (tenantId, sku, limit) => {
    const { items } = await ledger.query({ PK: partition(tenantId, sku), limit });
    return items.map((item) => ({ orderId: toOrderId(String(item['order_id'])), rank: item.SK }));
  },
  call: async (tenantId, sku, waiting) => {
    await ledger.update({ PK: partition(tenantId, sku), SK: waiting.rank }, { set: { order_id: waiting.orderId, called: true } });
  },
  wasCalled: async (tenantId, order) => {
    const rows = await ledger.getMany(backorderedSkus(order).map((sku) => ({ PK: partition(tenantId, sku), SK: rankOf(order) })));
    return rows.some((row) => row?.['called'] === true);
  },
  withdraw: async (tenantId, sku, waiting) => ledger.delete({ PK: partition(tenantId, sku), SK: waiting.rank }),
});
