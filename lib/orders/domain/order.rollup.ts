import { countedChildren, hasShipped, openUnits } from './order.quantities.ts';
import type { ChildStatus, Order } from './order.record.ts';
import type { OrderStatus } from './order.values.ts';

type CountedStatus = Exclude<ChildStatus, 'rejected' | 'cancelled' | 'withdrawn'>;

/** Least advanced first, with the order status each stands for. */
const progress: readonly (readonly [CountedStatus, OrderStatus])[] = [
  ['routed', 'processing'],
  ['allocated', 'allocated'],
  ['picking', 'picking'],
  ['packed', 'packed'],
  ['shipped', 'shipped'],
  ['delivered', 'delivered'],
];

/** How far a counted fulfillment order is, from 0 (routed) to 5 (delivered); -1 for a dropped one. */
export const rankOf = (status: ChildStatus): number => progress.findIndex(([name]) => name === status);

/**
 * The status that an order's fulfillment orders add up to: the least advanced of them decides, except that an order of
 * which some have shipped while others, or units without a fulfillment order, have not is partially shipped.
 * Statuses that do not rest on fulfillment orders (pending, backorder, completed, cancelled, returned) stand,
 * but a completed order with new units goes back to work.
 */
export const rollUp = (order: Order): OrderStatus => {
  const { status } = order;
  if (status === 'pending' || status === 'cancelled' || status === 'returned') return status;
  const unitsOpen = openUnits(order).length > 0;
  if (status === 'completed' && !unitsOpen) return status;
  const children = countedChildren(order);
  if (children.length === 0) return status === 'backorder' ? 'backorder' : 'confirmed';
  const shippedCount = children.filter(hasShipped).length;
  if (shippedCount > 0 && (unitsOpen || shippedCount < children.length)) return 'partially_shipped';
  const least = Math.min(...children.map((child) => rankOf(child.status)));
  return progress[least]?.[1] ?? status;
};
