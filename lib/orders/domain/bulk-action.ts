// What can be done to many orders at once: each action is one or more commands to each order.
import { HoldId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assertNever, ok, type Result } from '../../kernel/result.ts';
import type { Scope } from '../../kernel/scopes.ts';
import type { OrderCommand } from './order.commands.ts';
import { decide } from './order.decide.ts';
import { evolve } from './order.evolve.ts';
import type { Order } from './order.record.ts';
import type { OrderRejection } from './order.rejections.ts';
import type { CancelReason, HoldBlock, HoldType } from './order.values.ts';

export type BulkAction =
  | { readonly action: 'cancel'; readonly reason: CancelReason }
  | {
      readonly action: 'place_hold';
      readonly type: HoldType;
      /** About the orders, never about a person. */
      readonly reason: string;
      readonly blocks: readonly HoldBlock[];
      readonly until: Instant | null;
    }
  /** Every open hold of the type. */
  | { readonly action: 'release_holds' | 'reject_holds'; readonly type: HoldType };

export const bulkActionNames = ['cancel', 'place_hold', 'release_holds', 'reject_holds'] as const satisfies readonly BulkAction['action'][];

/** Orders in one job at most. */
export const bulkOrdersMax = 1_000;

/** What somebody must hold to do this to one order, and so to many. */
export const scopeOfBulkAction: Readonly<Record<BulkAction['action'], Scope>> = {
  cancel: 'orders:manage',
  place_hold: 'holds:write',
  release_holds: 'holds:write',
  reject_holds: 'holds:write',
};

/** On whose behalf an action is taken, and within which job. */
export type BulkActor = {
  readonly jobId: string;
  /** As `<kind>:<id>`. */
  readonly by: string;
  readonly roles: readonly string[];
  readonly at: Instant;
};

const openHolds = (order: Order, type: HoldType): readonly HoldId[] =>
  order.holds.flatMap((hold) => (hold.type === type && hold.outcome === 'open' ? [hold.holdId] : []));

/** The commands that an action is for one order as it stands; none when there is nothing to do. Repeating them changes nothing. */
export const bulkCommands = (action: BulkAction, order: Order, { jobId, by, roles, at }: BulkActor): readonly OrderCommand[] => {
  switch (action.action) {
    case 'cancel':
      return [{ type: 'CancelOrder', reason: action.reason, requestedBy: by }];
    case 'place_hold': {
      const { type, reason, blocks, until } = action;
      // One hold for each job, so that its second try finds the first one's.
      const hold = { holdId: HoldId(`bulk-${jobId}`), type, reason, blocks, placedBy: by, placedAt: at, until, releasableBy: [] };
      return [{ type: 'PlaceHold', hold }];
    }
    case 'release_holds':
      return openHolds(order, action.type).map((holdId) => ({ type: 'ReleaseHold', holdId, roles, releasedBy: by, releasedAt: at }));
    case 'reject_holds':
      return openHolds(order, action.type).map((holdId) => ({ type: 'RejectHold', holdId, roles, rejectedBy: by, rejectedAt: at }));
    default:
      return assertNever(action);
  }
};

/** Whether an action would change the order as it stands, or why the order would refuse it. Writes nothing. */
export const tryBulkAction = (action: BulkAction, order: Order, actor: BulkActor): Result<'would-change' | 'unchanged', OrderRejection> => {
  let state: Order = order;
  let changes = false;
  for (const command of bulkCommands(action, order, actor)) {
    const decision = decide(state, command);
    if (!decision.ok) return decision;
    if (decision.value.length > 0) changes = true;
    for (const event of decision.value) state = evolve(state, event) as Order;
  }
  return ok(changes ? 'would-change' : 'unchanged');
};
