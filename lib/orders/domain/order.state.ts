// The state of an order and the questions that use cases and workflows ask of it.
import type { HoldId, LineId, Sku } from '../../kernel/ids.ts';
import { nextOrderStatus } from './order.machine.ts';
import {
  activeChildren,
  assignedQuantity,
  deliveredQuantity,
  nothingToShip,
  openUnits,
  shippedQuantity,
  unassignedQuantities,
  wantedQuantity,
} from './order.quantities.ts';
import { type ChildFulfillment, orderExists, type OrderState, type RecordedHold } from './order.record.ts';
import type { HoldBlock, SkuQuantity } from './order.values.ts';

export { initialOrderState, orderExists } from './order.record.ts';
export type { ChildFulfillment, ChildLine, ChildStatus, Order, OrderState, RecordedHold, RecordedLine } from './order.record.ts';

/** Units to source that no fulfillment order holds. Empty once the order is cancelled or returned. */
export const unassignedLines = (state: OrderState): readonly SkuQuantity[] => (orderExists(state) ? unassignedQuantities(state) : []);

/** Lines to source for which the channel gave no SKU: they wait for a revision. */
export const linesWithoutSku = (state: OrderState): readonly LineId[] =>
  orderExists(state) ? openUnits(state).flatMap((line) => (line.sku === null ? [line.lineId] : [])) : [];

/** Fulfillment orders with work still to do: neither shipped nor dropped. */
export const liveFulfillments = (state: OrderState): readonly ChildFulfillment[] => (orderExists(state) ? activeChildren(state) : []);

/** Fulfillment orders that the order has recorded and that their location has not reported on: they may not exist yet. */
export const unbornFulfillments = (state: OrderState): readonly ChildFulfillment[] =>
  orderExists(state) ? state.fulfillments.filter((child) => child.status === 'allocated' && child.version === 0) : [];

/** True when `CancelOrder` would cancel the order, or what is left of it. */
export const isCancellable = (state: OrderState): boolean =>
  orderExists(state) &&
  (nextOrderStatus(state.status, { type: 'cancel' }) !== undefined ||
    nextOrderStatus(state.status, { type: 'cancel-remainder' }) !== undefined);

/** SKUs whose arrival can wake the order, each once. */
export const backorderedSkus = (state: OrderState): readonly Sku[] => {
  if (!orderExists(state)) return [];
  const waiting = new Set(state.backordered.map((line) => line.lineId));
  return [...new Set(unassignedQuantities(state).flatMap((line) => (waiting.has(line.lineId) ? [line.sku] : [])))];
};

/** Holds not released, optionally only those that block one kind of work. A rejected hold still blocks. */
export const activeHolds = (state: OrderState, blocks?: HoldBlock): readonly RecordedHold[] =>
  orderExists(state)
    ? state.holds.filter((hold) => hold.outcome !== 'released' && (blocks === undefined || hold.blocks.includes(blocks)))
    : [];

/** True when a secured payment is all that the order waits for, because no line of it is ours to ship. */
export const hasNothingToShip = (state: OrderState): boolean => orderExists(state) && nothingToShip(state);

export type LineProgress = {
  readonly lineId: LineId;
  readonly wantedQuantity: number;
  /** In fulfillment orders, shipped units included. */
  readonly assignedQuantity: number;
  readonly shippedQuantity: number;
  readonly deliveredQuantity: number;
  readonly returnedQuantity: number;
  readonly cancelledQuantity: number;
};

/** Where the units of each line are. `wantedQuantity` is 0 for lines that are not ours to ship. */
export const lineProgress = (state: OrderState): readonly LineProgress[] =>
  orderExists(state)
    ? state.lines.map((line) => ({
        lineId: line.lineId,
        wantedQuantity: wantedQuantity(line),
        assignedQuantity: assignedQuantity(state, line.lineId),
        shippedQuantity: shippedQuantity(state, line.lineId),
        deliveredQuantity: deliveredQuantity(state, line.lineId),
        returnedQuantity: line.returnedQuantity,
        cancelledQuantity: line.cancelledQuantity,
      }))
    : [];

export const findHold = (state: OrderState, holdId: HoldId): RecordedHold | undefined =>
  orderExists(state) ? state.holds.find((hold) => hold.holdId === holdId) : undefined;
