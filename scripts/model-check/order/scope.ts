// What a run of the order model is made of, and which mistake may be planted into it.

/** What a channel may say of its order later on; each revision of a scope is said at most once, in any order. */
export type Revision = 'one-more' | 'one-less' | 'paid' | 'refunded' | 'cancelled';

/** Mistakes that somebody could make. Each must be found, or the model does not look where it should. */
export const orderMistakes = [
  'status-off-the-table',
  'hold-blocks-cancelling',
  'forgotten-recall',
  'refund-for-each-message',
  'rejection-keeps-units',
  'revived-by-a-report',
  'late-money-kept',
] as const;
export type OrderMistake = (typeof orderMistakes)[number];

/** A fraud review, as the product places it, or an operator's hold on everything. Each of a scope is placed at most once. */
export type HoldKind = 'review' | 'operator';

/**
 * What the model takes for granted where it restates the product (docs/model-check.md). Without the assumption the
 * model finds the defect again.
 */
export const assumptions = ['recalls-find-their-work'] as const;
export type Assumption = (typeof assumptions)[number];

/** How open units may be given out: in one place, in two, a part of them, or in one place before their stock is reserved. */
export type Routing = 'all' | 'split' | 'part' | 'route-first';

export type OrderScope = {
  /** Units of each line at first. */
  readonly lines: readonly number[];
  /** The channel's word on payment at first. */
  readonly payment: 'paid' | 'pending';
  /** Fulfillment orders that may be made in all. */
  readonly childrenMax: number;
  readonly routing: readonly Routing[];
  readonly revisions: readonly Revision[];
  readonly holds: readonly HoldKind[];
  /** Units that may be missing at the shelves, in all. */
  readonly shortsMax: number;
  /** Work that locations may turn down, in all. */
  readonly rejectionsMax: number;
  readonly returns: boolean;
  /** Whether locations report that picking has begun, and not only what came of it. @default false */
  readonly picking?: boolean;
  /** @default every assumption */
  readonly assume?: readonly Assumption[];
  readonly mistake?: OrderMistake;
};

export const assumes = (scope: OrderScope, assumption: Assumption): boolean => (scope.assume ?? assumptions).includes(assumption);
