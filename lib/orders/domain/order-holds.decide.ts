// Holds: an overlay that stops named work and never the order's cancellation.
import { err, ok } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { PlaceHold, RejectHold, ReleaseHold } from './order.commands.ts';
import type { Decision } from './order.consequences.ts';
import { activeHolds } from './order.state.ts';
import type { OrderRejection } from './order.rejections.ts';
import type { Order, RecordedHold } from './order.record.ts';
import type { Hold, HoldBlock } from './order.values.ts';

/** The refusal when a hold blocks this work, or undefined when none does. */
export const blockedBy = (order: Order, blocks: HoldBlock): OrderRejection | undefined => {
  const holds = activeHolds(order, blocks).map(({ holdId, type, reason }) => ({ holdId, type, reason }));
  return holds.length > 0 ? { code: 'order-on-hold', blocks, holds } : undefined;
};

const copyHold = (hold: Hold): Hold => ({
  holdId: hold.holdId,
  type: hold.type,
  reason: hold.reason,
  blocks: [...new Set(hold.blocks)],
  placedBy: hold.placedBy,
  placedAt: hold.placedAt,
  until: hold.until,
  releasableBy: [...new Set(hold.releasableBy)],
});

export const placeHold = (order: Order, command: PlaceHold): Decision => {
  if (order.holds.some((hold) => hold.holdId === command.hold.holdId)) return ok([]);
  const { status } = order;
  if (status === 'cancelled' || status === 'completed' || status === 'returned') return err({ code: 'order-closed', status });
  return ok([{ type: 'order.hold_placed', hold: copyHold(command.hold) }]);
};

/** Why this hold cannot be closed now by someone with these roles, or undefined when it can. */
const closingRefused = (order: Order, command: ReleaseHold | RejectHold, at: Instant): OrderRejection | undefined => {
  const { holdId, roles } = command;
  const hold: RecordedHold | undefined = order.holds.find((entry) => entry.holdId === holdId);
  if (!hold) return { code: 'hold-unknown', holdId };
  if (hold.outcome !== 'open') return { code: 'hold-not-open', holdId, outcome: hold.outcome };
  const isOver = hold.until !== null && hold.until <= at;
  const mayClose = hold.releasableBy.length === 0 || isOver || hold.releasableBy.some((role) => roles.includes(role));
  return mayClose ? undefined : { code: 'hold-role-required', holdId, releasableBy: hold.releasableBy };
};

export const releaseHold = (order: Order, command: ReleaseHold): Decision => {
  const refused = closingRefused(order, command, command.releasedAt);
  if (refused) return err(refused);
  return ok([{ type: 'order.hold_released', holdId: command.holdId, releasedBy: command.releasedBy, releasedAt: command.releasedAt }]);
};

export const rejectHold = (order: Order, command: RejectHold): Decision => {
  const refused = closingRefused(order, command, command.rejectedAt);
  if (refused) return err(refused);
  return ok([{ type: 'order.hold_rejected', holdId: command.holdId, rejectedBy: command.rejectedBy, rejectedAt: command.rejectedAt }]);
};
