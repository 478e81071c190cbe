// Assigning units to locations: routing, allocation, and waiting for stock.
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { FulfillmentOrderId, LineId, ReservationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { AllocateOrder, DecidedFor, RecordAllocation, RecordBackorder, RouteOrder } from './order.commands.ts';
import { applyAll, type Decision, step } from './order.consequences.ts';
import type { ItemAllocated, OrderRouted } from './order.events.ts';
import { blockedBy } from './order-holds.decide.ts';
import { promiseChanged } from './order.promises.ts';
import { findLine, isDropped, isSourced, openUnits, unassignedQuantity } from './order.quantities.ts';
import type { LineProblem, OrderRejection } from './order.rejections.ts';
import { rollUp } from './order.rollup.ts';
import type { ChildFulfillment, Order } from './order.record.ts';
import type { Assignment, SkuQuantity, WaitingUnits } from './order.values.ts';

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

const lineInvalid = (lineId: LineId, problem: LineProblem): OrderRejection => ({ code: 'lines-invalid', lineId, problem });

/** A decision that left out other locations, or was made for another address, says nothing about where the order stands now. */
const isOutdated = (order: Order, then: DecidedFor | undefined, names: readonly (keyof DecidedFor)[]): boolean =>
  then !== undefined &&
  order.status !== 'cancelled' &&
  names.some((name) => canonicalJson(then[name] ?? null) !== canonicalJson(order[name] ?? null));

/** Units that no location has wait with the order. The decision's id makes a repeat harmless. */
export const recordBackorder = (order: Order, command: RecordBackorder): Decision => {
  if (isOutdated(order, command.decidedFor, ['excludedLocations', 'destination', 'delivery'])) return err({ code: 'decision-outdated' });
  if (order.backorderDecisionId === command.decisionId && order.backordered.length > 0) return ok([]);
  const next = step(order, { type: 'backorder' });
  if (!next.ok) return next;
  if (command.lines.length === 0) return err({ code: 'nothing-to-source' });
  const lines: WaitingUnits[] = [];
  for (const { lineId, quantity, reason } of command.lines) {
    const line = findLine(order, lineId);
    if (!line) return err(lineInvalid(lineId, 'unknown-line'));
    if (lines.some((entry) => entry.lineId === lineId)) return err(lineInvalid(lineId, 'duplicate-line'));
    if (!isSourced(line)) return err(lineInvalid(lineId, 'not-sourced'));
    if (!isCount(quantity)) return err(lineInvalid(lineId, 'bad-quantity'));
    if (quantity > unassignedQuantity(order, line)) return err(lineInvalid(lineId, 'too-many-units'));
    lines.push({ lineId, sku: line.sku, quantity, ...(reason === undefined ? {} : { reason }) });
  }
  const backordered = { type: 'order.backordered' as const, decisionId: command.decisionId, lines, status: next.value };
  return ok([backordered, ...promiseChanged(applyAll(order, [backordered]), command.promising)]);
};

const childrenOf = (order: Order, attempt: number): readonly ChildFulfillment[] =>
  order.fulfillments.filter((child) => child.attempt === attempt);

/** As it was assigned, whatever has been given back since. */
const assignedLines = ({ assigned, lines }: ChildFulfillment): readonly SkuQuantity[] => assigned ?? lines;

const isSameRouting = (children: readonly ChildFulfillment[], assignments: readonly Assignment[]): boolean => {
  if (children.length !== assignments.length) return false;
  return assignments.every((assignment) => {
    const child = children.find((entry) => entry.fulfillmentOrderId === assignment.fulfillmentOrderId);
    return (
      child?.locationId === assignment.locationId &&
      assignedLines(child).length === assignment.lines.length &&
      assignment.lines.every((line) => assignedLines(child).some((held) => held.lineId === line.lineId && held.quantity === line.quantity))
    );
  });
};

/** First thing wrong with a line of an assignment; `taken` holds what earlier assignments of the command took. */
const lineProblem = (order: Order, wanted: SkuQuantity, taken: ReadonlyMap<LineId, number>): LineProblem | undefined => {
  const line = findLine(order, wanted.lineId);
  if (!line) return 'unknown-line';
  if (!isSourced(line)) return 'not-sourced';
  if (line.sku !== wanted.sku) return 'wrong-sku';
  if (!isCount(wanted.quantity)) return 'bad-quantity';
  return (taken.get(wanted.lineId) ?? 0) + wanted.quantity > unassignedQuantity(order, line) ? 'too-many-units' : undefined;
};

/** Units that the assignments take of each line, or the first thing wrong with them. */
const unitsTaken = (order: Order, assignments: readonly Assignment[]): Result<ReadonlyMap<LineId, number>, OrderRejection> => {
  const taken = new Map<LineId, number>();
  const ids = new Set<FulfillmentOrderId>(order.fulfillments.map((child) => child.fulfillmentOrderId));
  if (assignments.length === 0) return err({ code: 'assignment-empty' });
  for (const { fulfillmentOrderId, lines } of assignments) {
    if (ids.has(fulfillmentOrderId)) return err({ code: 'fulfillment-order-exists', fulfillmentOrderId });
    ids.add(fulfillmentOrderId);
    if (lines.length === 0) return err({ code: 'assignment-empty' });
    const seen = new Set<LineId>();
    for (const line of lines) {
      const problem = seen.has(line.lineId) ? 'duplicate-line' : lineProblem(order, line, taken);
      if (problem) return err(lineInvalid(line.lineId, problem));
      seen.add(line.lineId);
      taken.set(line.lineId, (taken.get(line.lineId) ?? 0) + line.quantity);
    }
  }
  return ok(taken);
};

const copyAssignment = ({ fulfillmentOrderId, locationId, lines, expectedAt }: Assignment): Assignment => ({
  fulfillmentOrderId,
  locationId,
  lines: lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity })),
  ...(expectedAt === undefined ? {} : { expectedAt }),
});

/** A date that the order states is on record already. */
const serviceLevelOf = ({ promising }: Partial<Pick<AllocateOrder, 'promising'>>): { readonly deliverBy?: Instant } =>
  promising?.told?.basis === 'service-level' ? { deliverBy: promising.told.deliverBy } : {};

/** True when the same attempt is already recorded, an error when it, or a later one, is recorded otherwise. */
const isRepeatedAttempt = (order: Order, command: RouteOrder | AllocateOrder): Result<boolean, OrderRejection> => {
  if (command.attempt > order.lastAttempt) return ok(false);
  const known = childrenOf(order, command.attempt);
  if (known.length > 0 && isSameRouting(known, command.assignments)) return ok(true);
  return err({ code: 'attempt-already-recorded', attempt: command.attempt });
};

/** Routing of an attempt not recorded yet. */
const route = (order: Order, command: RouteOrder | AllocateOrder): Result<OrderRouted, OrderRejection> => {
  const possible = step(order, { type: 'route', assignmentsSuffice: true });
  if (!possible.ok) return possible;
  const blocked = blockedBy(order, 'sourcing');
  if (blocked) return err(blocked);
  const open = openUnits(order);
  if (open.length === 0) return err({ code: 'nothing-to-source' });
  const taken = unitsTaken(order, command.assignments);
  if (!taken.ok) return taken;
  const waiting = open.flatMap((line) => {
    const quantity = line.quantity - (taken.value.get(line.lineId) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const next = step(order, { type: 'route', assignmentsSuffice: waiting.length === 0 || command.remainder === 'wait' });
  if (!next.ok) return err({ code: 'assignment-incomplete', missing: waiting.map(({ lineId, quantity }) => ({ lineId, quantity })) });
  return ok({
    type: 'order.routed',
    attempt: command.attempt,
    decisionId: command.decisionId,
    policy: { name: command.policy.name, version: command.policy.version },
    assignments: command.assignments.map(copyAssignment),
    ...(command.type === 'AllocateOrder' ? serviceLevelOf(command) : {}),
    waiting,
    status: next.value,
  });
};

/** Allocation of a routed attempt; undefined when it is already recorded under the same reservations. */
const allocate = (
  order: Order,
  attempt: number,
  reservationIds: readonly ReservationId[],
): Result<ItemAllocated | undefined, OrderRejection> => {
  const routed = childrenOf(order, attempt);
  if (routed.length === 0) return err({ code: 'attempt-unknown', attempt });
  const children = routed.filter((child) => !isDropped(child));
  if (children.length === 0) return err({ code: 'transition-refused', status: order.status, event: 'allocate' });
  const reserved = children.flatMap((child) => (child.reservationIds.length > 0 ? [child.reservationIds] : []))[0];
  if (reserved) {
    const isSame = reserved.length === reservationIds.length && reserved.every((id) => reservationIds.includes(id));
    return isSame ? ok(undefined) : err({ code: 'attempt-already-allocated', attempt });
  }
  if (reservationIds.length === 0 && children.every((child) => child.status !== 'routed')) return ok(undefined);
  const fulfillmentOrderIds = children.map((child) => child.fulfillmentOrderId);
  const draft: ItemAllocated = {
    type: 'item.allocated',
    attempt,
    fulfillmentOrderIds,
    reservationIds: [...new Set(reservationIds)],
    status: order.status,
  };
  const target = rollUp(applyAll(order, [draft]));
  if (target === order.status) return ok(draft);
  const next = step(order, { type: 'allocate' });
  return next.ok ? ok({ ...draft, status: next.value }) : next;
};

export const routeOrder = (order: Order, command: RouteOrder): Decision => {
  const repeated = isRepeatedAttempt(order, command);
  if (!repeated.ok) return repeated;
  // A cancelled order refuses even a repeat, so that the workflow stops and gives its reservations back.
  if (repeated.value && order.status !== 'cancelled') return ok([]);
  const routed = route(order, command);
  return routed.ok ? ok([routed.value]) : routed;
};

export const recordAllocation = (order: Order, command: RecordAllocation): Decision => {
  const allocated = allocate(order, command.attempt, command.reservationIds);
  if (!allocated.ok) return allocated;
  return ok(allocated.value ? [allocated.value] : []);
};

/** Routing and allocation at once; a repeat completes what is missing of them. */
export const allocateOrder = (order: Order, command: AllocateOrder): Decision => {
  const repeated = isRepeatedAttempt(order, command);
  if (!repeated.ok) return repeated;
  if (repeated.value && order.status !== 'cancelled') return recordAllocation(order, { ...command, type: 'RecordAllocation' });
  if (isOutdated(order, command.decidedFor, ['destination', 'delivery'])) return err({ code: 'decision-outdated' });
  const routed = route(order, command);
  if (!routed.ok) return routed;
  const after = applyAll(order, [routed.value]);
  const allocated = allocate(after, command.attempt, command.reservationIds);
  if (!allocated.ok) return allocated;
  const events = [routed.value, ...(allocated.value ? [allocated.value] : [])];
  return ok([...events, ...promiseChanged(applyAll(order, events), command.promising)]);
};
