import { type Instant, toEpochMs } from '../../../kernel/instant.ts';

/** Oversells of an article at an account, as they count now. */
export type Oversells = {
  /** All that ever happened. */
  readonly count: number;
  /** What they weigh at `at`: each 1 when it happens, half of it a week later. */
  readonly weight: number;
  readonly at: Instant;
};

const halfLifeMs = 7 * 86_400_000;
const cautionMax = 8;

const weightAt = ({ weight, at }: Oversells, now: Instant): number =>
  weight * 2 ** (-Math.max(0, toEpochMs(now) - toEpochMs(at)) / halfLifeMs);

/** One more oversell. */
export const withOversell = (before: Oversells | null, now: Instant): Oversells => ({
  count: (before?.count ?? 0) + 1,
  weight: (before ? weightAt(before, now) : 0) + 1,
  at: now,
});

/**
 * By how much the buffer's rate of sales, or its percent, is raised: doubled by one oversell, half of what it adds is gone
 * a week later, never more than eightfold. Rounded to eighths, so that a number does not change by the minute.
 */
export const cautionOf = (oversells: Oversells | null, now: Instant): number => {
  if (!oversells) return 1;
  return Math.min(cautionMax, 1 + Math.round(weightAt(oversells, now) * 8) / 8);
};
