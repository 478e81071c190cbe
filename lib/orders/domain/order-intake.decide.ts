// Creating an order and following the channel's later revisions of it.
import { HoldId, type LineId } from '../../kernel/ids.ts';
import { err, ok } from '../../kernel/result.ts';
import type { ConfirmOrder, CreateOrder, ReviseOrder } from './order.commands.ts';
import { applyAll, consequences, type Decision, excessGrew, type LaterEvent, missingGrew, ownCause, step } from './order.consequences.ts';
import type { HoldPlaced, OrderCreated } from './order.events.ts';
import { keepingCorrection, settledAddressHolds } from './order-address.decide.ts';
import { cancellation } from './order-ending.decide.ts';
import { evolve } from './order.evolve.ts';
import type { OrderRejection } from './order.rejections.ts';
import { addedHold } from './order.attention.ts';
import { compareRevisions, copyContent, revisionOf } from './order.revision.ts';
import { type Order, orderExists, type OrderState } from './order.record.ts';
import { holdBlocks, type HoldBlock, type OrderContent, type OrderLine } from './order.values.ts';

type Intake = CreateOrder | ReviseOrder;

const linesProblem = (lines: readonly OrderLine[]): OrderRejection | undefined => {
  const seen = new Set<LineId>();
  for (const { lineId, quantity } of lines) {
    if (seen.has(lineId)) return { code: 'lines-invalid', lineId, problem: 'duplicate-line' };
    seen.add(lineId);
    if (!Number.isSafeInteger(quantity) || quantity < 1) return { code: 'lines-invalid', lineId, problem: 'bad-quantity' };
  }
  return undefined;
};

const discrepancyHold = (
  command: Intake,
  reasons: readonly string[],
  blocks: readonly HoldBlock[],
  holdId = command.discrepancyHoldId,
): HoldPlaced => ({
  type: 'order.hold_placed',
  hold: {
    holdId,
    type: 'discrepancy',
    reason: reasons.join(', '),
    blocks,
    placedBy: 'orders',
    placedAt: command.receivedAt,
    until: null,
    releasableBy: [],
  },
});

const codesOf = (content: Pick<OrderContent, 'discrepancies'>): readonly string[] => [
  ...new Set(content.discrepancies.map(({ code }) => code)),
];

/**
 * Of an order that is seen for the first time, what has left the house was sent by others: sent by us as well, it would be sent
 * twice. Which units of a part have left nobody says for sure, so a person looks at that.
 */
const asFirstSeen = (content: OrderContent): OrderContent => {
  if (content.shippedAtChannel === 'wholly')
    return { ...content, lines: content.lines.map((line) => ({ ...line, fulfilledBy: 'channel' as const })) };
  if (content.shippedAtChannel === undefined) return content;
  return { ...content, discrepancies: [...content.discrepancies, { code: 'partly-shipped-before', field: '' }] };
};

/** Accepts a new order, also one that the channel contradicts itself about: that one is held, not guessed at. */
export const createOrder = (state: OrderState, command: CreateOrder): Decision => {
  if (orderExists(state)) return followRevision(state, command);
  const problem = linesProblem(command.content.lines);
  if (problem) return err(problem);
  const created: OrderCreated = { type: 'order.created', orderId: command.orderId, ...copyContent(asFirstSeen(command.content)) };
  if (created.cancelledByChannel) {
    const order = evolve(state, created);
    const cancelled = orderExists(order) ? cancellation(order, 'channel', created.channel) : ok([]);
    return cancelled.ok ? ok([created, ...cancelled.value]) : cancelled;
  }
  const codes = codesOf(created);
  return ok(codes.length > 0 ? [created, discrepancyHold(command, codes, holdBlocks)] : [created]);
};

export const reviseOrder = (order: Order, command: ReviseOrder): Decision => followRevision(order, command);

const isSameOrder = (order: Order, content: OrderContent): boolean =>
  order.channel === content.channel && order.channelAccount === content.channelAccount && order.channelOrderId === content.channelOrderId;

const followRevision = (order: Order, command: Intake): Decision => {
  const { content } = command;
  if (!isSameOrder(order, content)) return err({ code: 'another-order', channelOrderId: content.channelOrderId });
  const age = compareRevisions(order.channelRevision, content.channelRevision);
  if (age === 'older') return ok([]);
  if (age !== 'newer') {
    // Without its person a revision has another hash than with it, and tells nothing that the known one does not.
    if (order.contentHash === content.contentHash || content.personId === null) return ok([]);
    return err({ code: 'revision-conflict', known: order.channelRevision, received: content.channelRevision });
  }
  const problem = linesProblem(content.lines);
  if (problem) return err(problem);
  return reviseTo(order, command);
};

const closedStatuses: readonly string[] = ['cancelled', 'returned', 'completed'];

const reviseTo = (order: Order, command: Intake): Decision => {
  const revised = revisionOf(order, keepingCorrection(order, command.content));
  const after = applyAll(order, [revised]);
  const cancelledNow = after.cancelledByChannel && !order.cancelledByChannel && order.status !== 'cancelled';
  const cancelled = cancelledNow ? cancellation(after, 'channel', after.channel) : undefined;
  if (cancelled?.ok) return ok([revised, ...cancelled.value]);

  const follow = consequences(order, after, ownCause);
  if (!follow.ok) return follow;
  const holds = [
    ...holdAfterRevision(command, order, after, cancelled !== undefined),
    ...holdOfAdded(command, order, applyAll(after, follow.value)),
  ];
  return ok([revised, ...follow.value, ...settledAddressHolds(after, command.receivedAt), ...holds]);
};

/** An order that stays over is worked on by nobody: units added to it would be promised to the customer and never sent. */
const holdOfAdded = (command: Intake, before: Order, after: Order): readonly LaterEvent[] => {
  const holdId = HoldId(`${addedHold}${command.discrepancyHoldId}`);
  const isTold = after.holds.some((hold) => hold.holdId === holdId);
  if (isTold || !closedStatuses.includes(after.status) || after.cancelledByChannel || !missingGrew(before, after)) return [];
  return [discrepancyHold(command, [`units-added-after-${after.status}`], ['completion'], holdId)];
};

/** One hold for everything about a revision that a person has to look at. */
const holdAfterRevision = (command: Intake, before: Order, after: Order, cancelledTooLate: boolean): readonly LaterEvent[] => {
  if (after.holds.some((hold) => hold.holdId === command.discrepancyHoldId)) return [];
  const codes = codesOf(after);
  const contradicts = codes.length > 0 && codes.join() !== codesOf(before).join() && !closedStatuses.includes(after.status);
  const reasons = [
    ...(contradicts ? codes : []),
    ...(excessGrew(before, after) ? ['quantity-below-shipped'] : []),
    ...(cancelledTooLate ? ['cancelled-by-channel-after-shipping'] : []),
  ];
  // What has left cannot be stopped: then only the order's completion waits for the person.
  return reasons.length > 0 ? [discrepancyHold(command, reasons, contradicts ? holdBlocks : ['completion'])] : [];
};

/** Records that payment is secured. Repeating it, also later in the order's life, changes nothing. */
export const confirmOrder = (order: Order, command: ConfirmOrder): Decision => {
  if (order.payment !== null && order.status !== 'cancelled') return ok([]);
  const next = step(order, { type: 'confirm' });
  if (!next.ok) return next;
  const { basis, reference } = command.payment;
  return ok([{ type: 'order.confirmed', payment: { basis, reference }, securedTotal: order.totals.total }]);
};
