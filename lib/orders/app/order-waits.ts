import type { OrderId, Sku, TenantId } from '../../kernel/ids.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import type { OpenWait } from '../../platform/waits/waits.ts';
import { backorderedSkus, liveFulfillments, type Order, unassignedLines } from '../domain/order.state.ts';
import { isCleared } from './assess-order.ts';
import { orderStream } from './order.stream.ts';
import { loadOrder, type OrdersParts } from './orders.parts.ts';
import { neededOf, type StockInterest } from './stock-interest.ts';

export const orderWaits = ['clearance', 'stock', 'fulfilment'] as const;
export type OrderWait = (typeof orderWaits)[number];

/** Error name that the lifecycle catches in every wait, to compensate. */
export const cancelledError = 'OrderCancelled';

/** What a wait should answer now: nothing yet, an end, or that the order was cancelled. */
export type WaitAnswer = 'wait' | 'cancelled' | { readonly next: 'source' | 'finish' | 'go-on' };

const ended: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'returned']);

/** Units that no location holds and that are not known to be out of stock: sourcing can place them at once. */
const canSourceNow = (order: Order): boolean => {
  const waiting = new Map(order.backordered.map(({ lineId, quantity }) => [lineId, quantity]));
  return unassignedLines(order).some(({ lineId, quantity }) => quantity > (waiting.get(lineId) ?? 0));
};

/** Pure: what the order's present state means to a workflow that waits on it. */
export const answerWait = (order: Order, wait: OrderWait): WaitAnswer => {
  if (order.status === 'cancelled') return 'cancelled';
  if (ended.has(order.status) && unassignedLines(order).length === 0) return { next: 'finish' };
  switch (wait) {
    case 'clearance':
      return isCleared(order) ? { next: 'go-on' } : 'wait';
    case 'stock':
      // Re-sourcing itself decides whether there is stock; here only changes of the order count.
      return backorderedSkus(order).length === 0 ? { next: 'go-on' } : 'wait';
    case 'fulfilment':
      return canSourceNow(order) && isCleared(order) ? { next: 'source' } : liveFulfillments(order).length === 0 && unassignedLines(order).length === 0 ? { next: 'finish' } : 'wait';
  }
};

const wakesPerReceiptMax = 500;

/** Waits of order workflows: on the order's own events, and on stock. */
export const createOrderWaits = (parts: Pick<OrdersParts, 'store' | 'waits'> & { readonly interest: StockInterest }) => {
  const { store, waits, interest } = parts;

  const settle = async (stream: StreamId, wait: OpenWait, order: Order): Promise<void> => {
    const answer = answerWait(order, wait.name as OrderWait);
    if (answer === 'wait') return;
    if (answer === 'cancelled') await waits.fail(stream, wait, cancelledError, `cancelled: ${order.cancellation?.reason ?? 'no reason given'}`);
    else await waits.succeed(stream, wait, answer);
  };

  /** Ends every wait that the order's present state answers. */
  const wake = async (tenantId: TenantId, orderId: OrderId): Promise<void> => {
    const stream = orderStream(tenantId, orderId);
    const open = await waits.list(stream);
    if (open.length === 0) return;
    const order = await loadOrder(store, tenantId, orderId);
    for (const wait of open) await settle(stream, wait, order);
  };

  /** Sends the order back to sourcing because its SKUs may be there now. */
  const restock = async (tenantId: TenantId, orderId: OrderId): Promise<void> => {
    const stream = orderStream(tenantId, orderId);
    for (const wait of await waits.list(stream)) if (wait.name !== 'clearance') await waits.succeed(stream, wait, { next: 'source' });
  };

  /** Leaves a workflow's token with the order. If what it waits for has happened already, it is answered at once. */
  const register = async (tenantId: TenantId, orderId: OrderId, wait: OrderWait, token: string): Promise<void> => {
    await waits.register(orderStream(tenantId, orderId), wait, token);
    const order = await loadOrder(store, tenantId, orderId);
    if (wait !== 'clearance' && (await interest.wasCalled(tenantId, order))) await restock(tenantId, orderId);
    await wake(tenantId, orderId);
  };

  /**
   * Units of a SKU have become free: calls the orders that wait for it, by priority and age, as far as the units reach.
   * Those called compete with new orders on equal terms; one that loses queues again at its old place.
   */
  const wakeForStock = async (tenantId: TenantId, sku: Sku, available: number): Promise<readonly OrderId[]> => {
    const called: OrderId[] = [];
    let left = available;
    for (const waiting of await interest.list(tenantId, sku, wakesPerReceiptMax)) {
      if (left <= 0) break;
      const order = await loadOrder(store, tenantId, waiting.orderId);
      // Also units whose backorder is only about to be recorded: the order queued before it looked.
      const needed = neededOf(order, sku);
      if (needed === 0) {
        await interest.withdraw(tenantId, sku, waiting);
        continue;
      }
      left -= needed;
      called.push(waiting.orderId);
      await interest.call(tenantId, sku, waiting);
      await restock(tenantId, waiting.orderId);
    }
    return called;
  };

  return { register, wake, restock, wakeForStock };
};

export type OrderWaits = ReturnType<typeof createOrderWaits>;
