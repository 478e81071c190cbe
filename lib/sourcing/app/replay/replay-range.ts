import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { dayMs } from './decision-inputs.ts';

/** From the first moment on, and before the second. */
export type ReplayRange = { readonly from: Instant; readonly to: Instant };

/** The longest range that is replayed at once, in days. */
export const replayRangeDaysMax = 93;

export type ReplayRangeProblem = {
  readonly field: 'from' | 'to';
  readonly code: 'range-empty' | 'range-too-long';
  readonly message: string;
};

/** The range asked for, or what is wrong with which end of it. */
export const replayRange = ({ from, to }: ReplayRange): Result<ReplayRange, ReplayRangeProblem> => {
  const [start, end] = [toEpochMs(from), toEpochMs(to)];
  if (start >= end) return err({ field: 'from', code: 'range-empty', message: `must be before ${to}` });
  if (end - start <= replayRangeDaysMax * dayMs) return ok({ from, to });
  return err({ field: 'from', code: 'range-too-long', message: `must be within ${replayRangeDaysMax} days before ${to}` });
};
