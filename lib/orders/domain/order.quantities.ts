// Whose units are where. Everything is derived from the lines and the fulfillment orders; nothing is counted twice.
import type { LineId } from '../../kernel/ids.ts';
import type { ChildFulfillment, ChildLine, Order, RecordedLine } from './order.record.ts';
import type { LineUnits, OrderLine, SkuQuantity } from './order.values.ts';

/** Lines that a location of ours has to supply. */
export const isSourced = (line: OrderLine): boolean => line.requiresShipping && line.fulfilledBy === 'merchant';

/** Units of the line that we are to ship in all, shipped ones included. */
export const wantedQuantity = (line: RecordedLine): number => (isSourced(line) ? Math.max(0, line.quantity - line.cancelledQuantity) : 0);

export const isDropped = (child: ChildFulfillment): boolean =>
  child.status === 'rejected' || child.status === 'cancelled' || child.status === 'withdrawn';

export const hasShipped = (child: ChildFulfillment): boolean => child.status === 'shipped' || child.status === 'delivered';

/** Fulfillment orders that count for the order's status. */
export const countedChildren = (order: Order): readonly ChildFulfillment[] => order.fulfillments.filter((child) => !isDropped(child));

/** Fulfillment orders with work still to do. */
export const activeChildren = (order: Order): readonly ChildFulfillment[] =>
  order.fulfillments.filter((child) => !isDropped(child) && !hasShipped(child));

/** Units that the fulfillment order holds or has sent: what was shipped, else what was assigned and not short. */
export const heldQuantity = (child: ChildFulfillment, line: ChildLine): number => {
  if (isDropped(child)) return 0;
  return hasShipped(child) ? line.shippedQuantity : line.quantity - line.shortQuantity;
};

/** Units of the line that the fulfillment order was asked to give back, and has not given back yet. */
export const pendingQuantity = ({ assigned, lines, takenBack = [] }: ChildFulfillment, lineId: LineId): number => {
  const asked = takenBack.find((one) => one.lineId === lineId)?.quantity ?? 0;
  const first = assigned?.find((one) => one.lineId === lineId)?.quantity;
  const left = lines.find((one) => one.lineId === lineId)?.quantity ?? 0;
  return Math.max(0, asked - (first === undefined ? 0 : first - left));
};

const sumOver = (
  children: readonly ChildFulfillment[],
  lineId: LineId,
  units: (child: ChildFulfillment, line: ChildLine) => number,
): number =>
  children.reduce(
    (sum, child) => sum + child.lines.reduce((inner, line) => (line.lineId === lineId ? inner + units(child, line) : inner), 0),
    0,
  );

/** Units of the line in fulfillment orders, shipped ones included. */
export const assignedQuantity = (order: Order, lineId: LineId): number => sumOver(order.fulfillments, lineId, heldQuantity);

export const shippedQuantity = (order: Order, lineId: LineId): number =>
  sumOver(order.fulfillments, lineId, (child, line) => (hasShipped(child) ? line.shippedQuantity : 0));

export const deliveredQuantity = (order: Order, lineId: LineId): number =>
  sumOver(order.fulfillments, lineId, (child, line) => (child.status === 'delivered' ? line.shippedQuantity : 0));

/** Units of the line that have no fulfillment order. */
export const unassignedQuantity = (order: Order, line: RecordedLine): number => {
  if (order.status === 'cancelled' || order.status === 'returned') return 0;
  return Math.max(0, wantedQuantity(line) - assignedQuantity(order, line.lineId));
};

/** Lines with unassigned units, also those that no SKU is known for. */
export const openUnits = (order: Order): readonly LineUnits[] =>
  order.lines.flatMap((line) => {
    const quantity = unassignedQuantity(order, line);
    return quantity > 0 ? [{ lineId: line.lineId, sku: line.sku, quantity }] : [];
  });

/** Lines with unassigned units that a location can be asked for. */
export const unassignedQuantities = (order: Order): readonly SkuQuantity[] =>
  openUnits(order).flatMap(({ lineId, sku, quantity }) => (sku === null ? [] : [{ lineId, sku, quantity }]));

/** Units still to be shipped, with or without a fulfillment order. */
export const unshippedUnits = (order: Order): readonly LineUnits[] =>
  order.lines.flatMap((line) => {
    const quantity = wantedQuantity(line) - shippedQuantity(order, line.lineId);
    return quantity > 0 ? [{ lineId: line.lineId, sku: line.sku, quantity }] : [];
  });

/** True when no line of the order is ours to ship: digital goods, or all fulfilled by the channel. */
export const nothingToShip = (order: Order): boolean =>
  order.lines.every((line) => wantedQuantity(line) === 0) && countedChildren(order).length === 0;

/** Units of the line that a customer can send back, returned ones included. What the channel ships itself is known only to the channel. */
export const returnableQuantity = (order: Order, line: RecordedLine): number =>
  line.requiresShipping && line.fulfilledBy === 'channel' ? line.quantity : shippedQuantity(order, line.lineId);

/** Units by which more was shipped than is wanted. */
export const excessShipped = (order: Order, line: RecordedLine): number =>
  Math.max(0, shippedQuantity(order, line.lineId) - (order.status === 'cancelled' ? 0 : wantedQuantity(line)));

export const findLine = (order: Order, lineId: LineId): RecordedLine | undefined => order.lines.find((line) => line.lineId === lineId);

/** What `after` has open beyond `before`, line by line. */
export const newlyOpen = (before: Order, after: Order): readonly LineUnits[] => {
  const earlier = new Map(openUnits(before).map((line) => [line.lineId, line.quantity]));
  return openUnits(after).flatMap((line) => {
    const quantity = line.quantity - (earlier.get(line.lineId) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
};
