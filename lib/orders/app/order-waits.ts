import { stockGroup } from '../../inventory/index.ts';
import type { OrderId, Sku, TenantId } from '../../kernel/ids.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import type { Platform } from '../../platform/ports.ts';
import type { OpenWait } from '../../platform/waits/waits.ts';
import { liveFulfillments, type Order, unassignedLines } from '../domain/order.state.ts';
import { isCleared } from './assess-order.ts';
import { canGoAhead, type ChooseRoute } from './choose-route.ts';
import { orderStream } from './order.stream.ts';
import { loadOrder, type OrdersParts } from './orders.parts.ts';
import type { ReportRefused } from './report-refused.ts';
import { sendToSourcing, sourceAgain } from './send-to-sourcing.ts';
import { neededOf, type StockInterest, type WaitingOrder } from './stock-interest.ts';

export const orderWaits = ['clearance', 'stock', 'fulfilment'] as const;
export type OrderWait = (typeof orderWaits)[number];

/** Error name that the lifecycle catches in every wait, to compensate. */
export const cancelledError = 'OrderCancelled';

/** What a wait should answer now: nothing yet, an end, or that the order was cancelled. */
export type WaitAnswer = 'wait' | 'cancelled' | { readonly next: 'source' | 'finish' | 'go-on' };

const ended: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'returned']);

/**
 * Open units are other than those of the last decision that found no stock for them: a location gave some back, or a
 * revision changed them. Sourcing has to look at them again.
 */
export const wantsSourcing = (order: Order): boolean => {
  const open = new Map(unassignedLines(order).map(({ lineId, quantity }) => [lineId, quantity]));
  if (open.size === 0) return false;
  const waiting = order.backordered.filter(({ lineId }) => order.lines.some((line) => line.lineId === lineId && line.sku !== null));
  return waiting.length !== open.size || waiting.some(({ lineId, quantity }) => open.get(lineId) !== quantity);
};

/** Pure: what the order's present state means to a workflow that waits on it. */
export const answerWait = (order: Order, wait: OrderWait): WaitAnswer => {
  if (order.status === 'cancelled') return 'cancelled';
  if (ended.has(order.status) && unassignedLines(order).length === 0) return { next: 'finish' };
  switch (wait) {
    case 'clearance':
      return isCleared(order) ? { next: 'go-on' } : 'wait';
    case 'stock':
      // Re-sourcing itself decides whether there is stock; here only changes of the order count. One that revisions have
      // changed and changed back is `confirmed` again, and has to be looked at to be waiting again.
      return unassignedLines(order).length === 0 || order.status === 'confirmed' || wantsSourcing(order) ? { next: 'go-on' } : 'wait';
    case 'fulfilment':
      if (wantsSourcing(order) && isCleared(order)) return { next: 'source' };
      return liveFulfillments(order).length === 0 && unassignedLines(order).length === 0 ? { next: 'finish' } : 'wait';
  }
};

/** Queue of what changes the stock of a SKU: one consumer at a time for each, so that who waits is called in order. */
const stockQueue = 'inventory-changes';
/** Orders that one message looks at: each is a decision where its units could come from, and ten messages share a call. */
const waitingPerMessage = 20;
// Never on record: a look at the stock that decides nothing but whether to call the order.
const lookOnly = 'look';

/** Units of a SKU that came free, for those behind `after` in its queue. */
export type StockOffer = {
  readonly kind: 'offer';
  readonly tenant_id: TenantId;
  readonly sku: Sku;
  /** At least 1. */
  readonly units: number;
  readonly after?: { readonly order_id: OrderId; readonly rank: string };
};

/** Waits of order workflows: on the order's own events, and on stock. */
export const createOrderWaits = (
  parts: Pick<OrdersParts, 'store' | 'waits'> & {
    readonly platform: Pick<Platform, 'queue'>;
    readonly interest: StockInterest;
    readonly chooseRoute: ChooseRoute;
    readonly reportRefused: ReportRefused;
  },
) => {
  const { store, waits, interest, chooseRoute, platform } = parts;

  const settle = async (stream: StreamId, wait: OpenWait, order: Order): Promise<void> => {
    const answer = answerWait(order, wait.name as OrderWait);
    if (answer === 'wait') return;
    if (answer === 'cancelled')
      await waits.fail(stream, wait, cancelledError, `cancelled: ${order.cancellation?.reason ?? 'no reason given'}`);
    else if (answer.next === 'source') await sourceAgain(waits, stream, wait);
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
  const restock = (tenantId: TenantId, orderId: OrderId): Promise<void> => sendToSourcing(waits, tenantId, orderId);

  /** Leaves a workflow's token with the order. If what it waits for has happened already, it is answered at once. */
  const register = async (tenantId: TenantId, orderId: OrderId, wait: OrderWait, token: string): Promise<void> => {
    await waits.register(orderStream(tenantId, orderId), wait, token);
    const order = await loadOrder(store, tenantId, orderId);
    if (wait !== 'clearance' && (await interest.wasCalled(tenantId, order))) await restock(tenantId, orderId);
    await wake(tenantId, orderId);
  };

  /**
   * Units of a SKU have become free: calls the orders that wait for it, by priority and age, as far as the units reach.
   * Those called compete with new orders on equal terms; one that cannot use the units passes them on to those behind it,
   * and queues again at its old place. So many are looked at; behind them a message goes on, so that no call has more of
   * them to look at however many wait.
   */
  const wakeForStock = async (tenantId: TenantId, sku: Sku, available: number, behind?: WaitingOrder): Promise<readonly OrderId[]> => {
    const called: OrderId[] = [];
    let left = available;
    const page = await interest.list(tenantId, sku, waitingPerMessage, behind);
    for (const waiting of page) {
      if (left <= 0) break;
      const taken = await callWaiting(tenantId, sku, waiting, left);
      if (taken > 0) called.push(waiting.orderId);
      left -= taken;
    }
    if (page.length === waitingPerMessage) await offerUnits(tenantId, sku, left, page.at(-1));
    return called;
  };

  /** Has a message call those who wait for the SKU, from the one behind `after` on, in their turn among what changes its stock. */
  const offerUnits = async (tenantId: TenantId, sku: Sku, units: number, after?: WaitingOrder): Promise<void> => {
    if (units <= 0) return;
    const from = after && { order_id: after.orderId, rank: after.rank };
    const offer: StockOffer = { kind: 'offer', tenant_id: tenantId, sku, units, ...(from ? { after: from } : {}) };
    await platform.queue(stockQueue).send([{ body: JSON.stringify(offer), group: stockGroup(tenantId, sku) }]);
  };

  /** Goes on with an offer. */
  const goOnOffering = async ({ tenant_id: tenantId, sku, units, after }: StockOffer): Promise<void> => {
    await wakeForStock(tenantId, sku, units, after && { orderId: after.order_id, rank: after.rank });
  };

  /** Calls one order for the units that are left. @returns how many it is counted for; 0 when it cannot use them now */
  const callWaiting = async (tenantId: TenantId, sku: Sku, waiting: WaitingOrder, left: number): Promise<number> => {
    const before = await loadOrder(store, tenantId, waiting.orderId);
    if (neededOf(before, sku) === 0) {
      await interest.withdraw(tenantId, sku, waiting);
      return 0;
    }
    // Whoever releases a hold sends the order back to sourcing, which looks at the stock itself. Where its workflow has not
    // left its token yet nobody can be sent, so the order is marked: it is told as soon as it begins to wait.
    if (!isCleared(before)) {
      await interest.call(tenantId, sku, waiting, 0);
      return 0;
    }
    // What the order cannot use, because another article is missing or too few have come, is for those behind it.
    const route = await chooseRoute(tenantId, before, lookOnly);
    if (!canGoAhead(route)) {
      await parts.reportRefused(tenantId, before, route);
      return 0;
    }
    await interest.call(tenantId, sku, waiting, left);
    // Looked at again, because an order cancelled before the call was on record has nobody to pass the units on.
    const needed = neededOf(await loadOrder(store, tenantId, waiting.orderId), sku);
    if (needed === 0) {
      await interest.withdraw(tenantId, sku, waiting);
      return 0;
    }
    await restock(tenantId, waiting.orderId);
    return needed;
  };

  /** The order could not use the units it was called for: those behind it may. */
  const passOn = async (tenantId: TenantId, orderId: OrderId): Promise<void> => {
    const order = await loadOrder(store, tenantId, orderId);
    for (const call of await interest.openCalls(tenantId, order)) {
      await wakeForStock(tenantId, call.sku, call.units, call.waiting);
      await interest.answer(tenantId, call);
    }
  };

  return { register, wake, restock, wakeForStock, offerUnits, goOnOffering, passOn };
};

export type OrderWaits = ReturnType<typeof createOrderWaits>;
