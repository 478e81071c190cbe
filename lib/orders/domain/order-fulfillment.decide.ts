// What the order learns from its fulfillment orders. Reports come over a bus that repeats and reorders: each carries the
// version of its stream and sums so far, so an old one is ignored and a late one may pass over states.
import { HoldId, type LineId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { RecordFulfillment } from './order.commands.ts';
import { applyAll, consequences, type Decision, excessGrew, type LaterEvent } from './order.consequences.ts';
import type { FulfillmentRecorded } from './order.events.ts';
import { withoutCalledOff } from './order.evolve.ts';
import { hasShipped } from './order.quantities.ts';
import type { OrderRejection } from './order.rejections.ts';
import { rankOf } from './order.rollup.ts';
import type { ChildFulfillment, Order } from './order.record.ts';
import type { LineQuantity, ReportedLine, ReportedStatus } from './order.values.ts';

const saysShipped = (status: ReportedStatus): boolean => status === 'shipped' || status === 'delivered';

/** A fulfillment order never goes back, and never leaves its end; only work that we withdrew may turn out either way. */
const contradicts = (child: ChildFulfillment, reported: ReportedStatus): boolean => {
  if (child.status === 'withdrawn' || child.status === reported) return false;
  if (child.status === 'rejected' || child.status === 'cancelled') return true;
  if (reported === 'rejected' || reported === 'cancelled') return hasShipped(child);
  if (reported === 'open' || reported === 'released') return rankOf(child.status) > rankOf('allocated');
  return rankOf(reported) < rankOf(child.status);
};

/** Sums for every line of the fulfillment order; lines that the report leaves out are as known, or shipped whole. */
const reportedLines = (child: ChildFulfillment, command: RecordFulfillment): Result<readonly ReportedLine[], OrderRejection> => {
  const given = new Map<LineId, ReportedLine>();
  for (const line of command.lines ?? []) {
    const problem = given.has(line.lineId)
      ? 'duplicate-line'
      : child.lines.some(({ lineId }) => lineId === line.lineId)
        ? undefined
        : 'unknown-line';
    if (problem) return err({ code: 'lines-invalid', lineId: line.lineId, problem });
    given.set(line.lineId, line);
  }
  const shipped = saysShipped(command.status);
  const lines: ReportedLine[] = [];
  for (const { lineId, quantity, shippedQuantity, shortQuantity } of child.lines) {
    const line = given.get(lineId) ?? {
      lineId,
      shortQuantity,
      shippedQuantity: shipped ? Math.max(shippedQuantity, quantity - shortQuantity) : shippedQuantity,
    };
    const isCounted = Number.isSafeInteger(line.shippedQuantity) && Number.isSafeInteger(line.shortQuantity);
    if (!isCounted || line.shippedQuantity < shippedQuantity || line.shortQuantity < shortQuantity)
      return err({ code: 'lines-invalid', lineId, problem: 'bad-quantity' });
    if (line.shippedQuantity + line.shortQuantity > quantity) return err({ code: 'lines-invalid', lineId, problem: 'too-many-units' });
    if (!shipped && line.shippedQuantity > 0) return err({ code: 'lines-invalid', lineId, problem: 'bad-quantity' });
    lines.push({ lineId, shippedQuantity: line.shippedQuantity, shortQuantity: line.shortQuantity });
  }
  return ok(lines);
};

/** What is wrong with the sums of units given back: more than there were, or fewer than before. */
const calledOffProblem = (child: ChildFulfillment, calledOff: readonly LineQuantity[]): OrderRejection | undefined => {
  for (const { lineId, quantity } of calledOff) {
    const first = (child.assigned ?? child.lines).find((line) => line.lineId === lineId);
    if (!first) return { code: 'lines-invalid', lineId, problem: 'unknown-line' };
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { code: 'lines-invalid', lineId, problem: 'bad-quantity' };
    if (quantity > first.quantity) return { code: 'lines-invalid', lineId, problem: 'too-many-units' };
  }
  return undefined;
};

const isNews = (order: Order, after: Order, id: ChildFulfillment['fulfillmentOrderId']): boolean => {
  const before = order.fulfillments.find((child) => child.fulfillmentOrderId === id);
  const now = after.fulfillments.find((child) => child.fulfillmentOrderId === id);
  if (!before || !now || before.status !== now.status || before.deliveredAt !== now.deliveredAt) return true;
  if (before.pickupUntil !== now.pickupUntil) return true;
  if (before.shipmentIds.join('\n') !== now.shipmentIds.join('\n')) return true;
  if (before.lines.length !== now.lines.length) return true;
  return now.lines.some((line, index) => {
    const known = before.lines[index];
    return (
      known?.quantity !== line.quantity || known.shippedQuantity !== line.shippedQuantity || known.shortQuantity !== line.shortQuantity
    );
  });
};

/** More left the building than the order wants: a person decides before the order ends. */
const overshippedHold = (before: Order, after: Order, command: RecordFulfillment): readonly LaterEvent[] => {
  const holdId = HoldId(`overshipped-${command.fulfillmentOrderId}`);
  if (!excessGrew(before, after) || after.holds.some((hold) => hold.holdId === holdId)) return [];
  return [
    {
      type: 'order.hold_placed',
      hold: {
        holdId,
        type: 'discrepancy',
        reason: 'shipped-more-than-wanted',
        blocks: ['completion'],
        placedBy: 'orders',
        placedAt: command.occurredAt,
        until: null,
        releasableBy: [],
      },
    },
  ];
};

const faultless: readonly ReportedStatus[] = ['open', 'released', 'cancelled'];

export const recordFulfillment = (order: Order, command: RecordFulfillment): Decision => {
  const { fulfillmentOrderId } = command;
  const child = order.fulfillments.find((entry) => entry.fulfillmentOrderId === fulfillmentOrderId);
  if (!child) return err({ code: 'fulfillment-unknown', fulfillmentOrderId });
  if (command.fulfillmentVersion <= child.version) return ok([]);
  if (contradicts(child, command.status)) {
    return err({ code: 'fulfillment-contradiction', fulfillmentOrderId, recorded: child.status, reported: command.status });
  }
  const { calledOff = [] } = command;
  const tooMany = calledOffProblem(child, calledOff);
  if (tooMany) return err(tooMany);
  const lines = reportedLines(withoutCalledOff(child, calledOff), command);
  if (!lines.ok) return lines;
  const recorded: FulfillmentRecorded = {
    type: 'order.fulfillment_recorded',
    fulfillmentOrderId,
    fulfillmentVersion: command.fulfillmentVersion,
    fulfillmentStatus: command.status,
    lines: lines.value,
    ...(calledOff.length > 0 ? { calledOff: calledOff.map(({ lineId, quantity }) => ({ lineId, quantity })) } : {}),
    shipmentIds: [...command.shipmentIds],
    ...(command.pickupUntil === undefined ? {} : { pickupUntil: command.pickupUntil }),
    fulfillmentOccurredAt: command.occurredAt,
  };
  const after = applyAll(order, [recorded]);
  if (!isNews(order, after, fulfillmentOrderId)) return ok([]);
  // Work that was called off, or that nobody has begun, says nothing against its location; rejected or short work does.
  const excludedLocationId = faultless.includes(command.status) ? null : child.locationId;
  const follow = consequences(order, after, { fulfillmentOrderId, excludedLocationId });
  if (!follow.ok) return follow;
  return ok([recorded, ...follow.value, ...overshippedHold(order, after, command)]);
};
