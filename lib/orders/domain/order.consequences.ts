// What follows for the order once facts about its lines or its fulfillment orders have been recorded.
import type { FulfillmentOrderId, LocationId } from '../../kernel/ids.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { FulfillmentRecallRequested, OrderCreated, OrderEvent, SourcingReopened } from './order.events.ts';
import { apply } from './order.evolve.ts';
import { nextOrderStatus, type OrderMachineEvent } from './order.machine.ts';
import {
  activeChildren,
  countedChildren,
  excessShipped,
  findLine,
  hasShipped,
  heldQuantity,
  newlyOpen,
  openUnits,
  pendingQuantity,
  shippedQuantity,
  unshippedUnits,
  wantedQuantity,
} from './order.quantities.ts';
import type { OrderRejection } from './order.rejections.ts';
import { rankOf, rollUp } from './order.rollup.ts';
import type { ChildFulfillment, Order } from './order.record.ts';
import type { LineUnits, OrderStatus, SkuQuantity } from './order.values.ts';

export type Decision = Result<readonly OrderEvent[], OrderRejection>;

export type LaterEvent = Exclude<OrderEvent, OrderCreated>;

export const applyAll = (order: Order, events: readonly LaterEvent[]): Order => events.reduce(apply, order);

/** Status after the machine event, or the refusal. */
export const step = (order: Order, event: OrderMachineEvent): Result<OrderStatus, OrderRejection> => {
  const next = nextOrderStatus(order.status, event);
  return next === undefined ? err({ code: 'transition-refused', status: order.status, event: event.type }) : ok(next);
};

type RollUpTarget = 'confirmed' | 'allocated' | 'picking' | 'packed' | 'partially_shipped' | 'shipped' | 'delivered';

const machineEventTo: Readonly<Record<RollUpTarget, OrderMachineEvent>> = {
  confirmed: { type: 'reopen-sourcing' },
  allocated: { type: 'allocate' },
  picking: { type: 'start-picking' },
  packed: { type: 'pack' },
  partially_shipped: { type: 'ship-part' },
  shipped: { type: 'ship' },
  delivered: { type: 'deliver' },
};

const isRollUpTarget = (status: OrderStatus): status is RollUpTarget => Object.hasOwn(machineEventTo, status);

const shipmentIdsOf = (order: Order): readonly string[] => [
  ...new Set(countedChildren(order).flatMap((child) => (hasShipped(child) ? child.shipmentIds : []))),
];

/** The event named after a status, for the statuses that have one; the others are told by `order.sourcing_reopened`. */
const namedEvent = (order: Order, target: RollUpTarget): LaterEvent | undefined => {
  switch (target) {
    case 'picking':
      return { type: 'order.picking_started' };
    case 'packed':
      return { type: 'order.packed' };
    case 'partially_shipped':
      return { type: 'order.partially_shipped', shipmentIds: shipmentIdsOf(order), remaining: unshippedUnits(order) };
    case 'shipped':
      return { type: 'order.shipped', shipmentIds: shipmentIdsOf(order) };
    case 'delivered': {
      const moments = countedChildren(order).flatMap((child) => child.deliveredAt ?? []);
      const deliveredAt = moments.sort().at(-1);
      return deliveredAt === undefined ? undefined : { type: 'order.delivered', deliveredAt };
    }
    default:
      return undefined;
  }
};

/** Units of the line beyond what is wanted, held by fulfillment orders that nobody has asked to give them back yet. */
const excessHeld = (order: Order, recalled: ReadonlySet<FulfillmentOrderId>, lineId: SkuQuantity['lineId']): number => {
  const line = findLine(order, lineId);
  const shipped = shippedQuantity(order, lineId);
  const keeping = activeChildren(order).filter((child) => !child.recallRequested && !recalled.has(child.fulfillmentOrderId));
  const held = keeping.reduce((sum, child) => sum + heldOf(child, lineId), 0);
  return held + shipped - Math.max(line ? wantedQuantity(line) : 0, shipped);
};

/** What it holds and has not been asked to give back. */
const heldOf = (child: ChildFulfillment, lineId: SkuQuantity['lineId']): number => {
  const held = child.lines.reduce((sum, line) => (line.lineId === lineId ? sum + heldQuantity(child, line) : sum), 0);
  return Math.max(0, held - pendingQuantity(child, lineId));
};

const unbegun: readonly string[] = ['routed', 'allocated'];

/** Whether the rest of the work goes on without these units. Once it has begun, nobody picks them out of a box again. */
const goesOnWithout = (child: ChildFulfillment, tooMany: readonly SkuQuantity[]): boolean => {
  const left = child.lines.reduce((sum, { lineId }) => sum + heldOf(child, lineId), 0);
  return unbegun.includes(child.status) && left > tooMany.reduce((sum, { quantity }) => sum + quantity, 0);
};

/**
 * Fulfillment orders to recall so that no more is under way than wanted: the least advanced first, of those the youngest.
 * One that nobody has begun gives back the units too many and goes on; otherwise it is recalled whole, and what of it is still
 * wanted is sourced again once it has been given back.
 */
const recalls = (order: Order): readonly FulfillmentRecallRequested[] => {
  const requested: FulfillmentRecallRequested[] = [];
  const recalled = new Set<FulfillmentOrderId>();
  const candidates = activeChildren(order)
    .filter((child) => !child.recallRequested)
    .sort((left, right) => rankOf(left.status) - rankOf(right.status) || right.attempt - left.attempt);
  let standing = order;
  for (const child of candidates) {
    const { fulfillmentOrderId } = child;
    const lines = child.lines.flatMap(({ lineId, sku }) => {
      const excess = Math.min(heldOf(child, lineId), excessHeld(standing, recalled, lineId));
      return excess > 0 ? [{ lineId, sku, quantity: excess }] : [];
    });
    if (lines.length === 0) continue;
    const partly = goesOnWithout(child, lines);
    if (!partly) recalled.add(fulfillmentOrderId);
    const recall = { type: 'order.fulfillment_recall_requested' as const, ...(partly ? { partly } : {}), fulfillmentOrderId, lines };
    requested.push(recall);
    standing = apply(standing, recall);
  }
  return requested;
};

/** True when the goods reach their customer where they were to before: at one counter, or at one address. */
const reachesSame = (before: Order, after: Order): boolean => {
  const [from, to] = [before.delivery ?? null, after.delivery ?? null];
  if (from !== null || to !== null) return canonicalJson(from) === canonicalJson(to);
  return canonicalJson(before.destination) === canonicalJson(after.destination);
};

/** Work that nobody has begun, when the goods go elsewhere now than it was chosen for. */
const movedRecalls = (before: Order, after: Order): readonly FulfillmentRecallRequested[] => {
  if (reachesSame(before, after)) return [];
  return activeChildren(after)
    .filter((child) => unbegun.includes(child.status) && !child.recallRequested)
    .map(({ fulfillmentOrderId, lines }) => ({
      type: 'order.fulfillment_recall_requested',
      fulfillmentOrderId,
      reason: 'address-changed',
      lines: lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
    }));
};

/** True when some line is shipped beyond what is wanted by more units than before. */
export const excessGrew = (before: Order, after: Order): boolean =>
  after.lines.some((line) => {
    const known = findLine(before, line.lineId);
    return excessShipped(after, line) > (known ? excessShipped(before, known) : 0);
  });

/** True when more units of some line are wanted and have not left than before. */
export const missingGrew = (before: Order, after: Order): boolean => {
  const missing = new Map(unshippedUnits(before).map(({ lineId, quantity }) => [lineId, quantity]));
  return unshippedUnits(after).some(({ lineId, quantity }) => quantity > (missing.get(lineId) ?? 0));
};

const notYetSourced: readonly OrderStatus[] = ['pending', 'confirmed', 'backorder'];

const sameUnits = (left: readonly LineUnits[], right: readonly LineUnits[]): boolean =>
  left.length === right.length &&
  left.every((line, index) => line.lineId === right[index]?.lineId && line.quantity === right[index]?.quantity);

/** The roll-up, except that an order on backorder whose open units changed is sourced anew: the missing ones may be gone. */
const targetOf = (before: Order, after: Order): OrderStatus => {
  if (after.status === 'backorder' && !sameUnits(openUnits(before), openUnits(after))) return 'confirmed';
  return rollUp(after);
};

export type Cause = { readonly fulfillmentOrderId: FulfillmentOrderId | null; readonly excludedLocationId: LocationId | null };

/** A change of the order itself, such as a revision, rather than of one of its fulfillment orders. */
export const ownCause: Cause = { fulfillmentOrderId: null, excludedLocationId: null };

/**
 * Events that follow when `before` has become `after`: recalls of work no longer wanted, units to be sourced again, and
 * the status that the fulfillment orders now add up to. Every change of status is asked of the machine.
 */
export const consequences = (before: Order, after: Order, cause: Cause): Result<readonly LaterEvent[], OrderRejection> => {
  const target = targetOf(before, after);
  const changes = target !== after.status && isRollUpTarget(target);
  if (changes) {
    const allowed = step(after, machineEventTo[target]);
    if (!allowed.ok) return allowed;
  }
  const named = changes ? namedEvent(after, target) : undefined;
  const reopened = notYetSourced.includes(before.status) ? [] : newlyOpen(before, after);
  const unnamedChange = changes && named === undefined;
  const reopening: readonly SourcingReopened[] =
    reopened.length > 0 || unnamedChange
      ? [{ type: 'order.sourcing_reopened', ...cause, lines: reopened, status: unnamedChange ? target : after.status }]
      : [];
  const moved = movedRecalls(before, after);
  return ok([...moved, ...recalls(applyAll(after, moved)), ...reopening, ...(named ? [named] : [])]);
};
