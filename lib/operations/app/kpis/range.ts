import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';

/** From the first moment on, and before the second. */
export type Range = { readonly from: Instant; readonly to: Instant };

const hourMs = 3_600_000;
const defaultHours = 24;
/** The longest range that is measured at once, in days. */
export const kpiRangeDaysMax = 31;

export type RangeProblem = { readonly code: 'range-empty' | 'range-too-long'; readonly message: string };

/** The range asked for: to now unless said otherwise, and from 24 hours before its end. */
export const kpiRange = (
  now: Instant,
  asked: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
): Result<Range, RangeProblem> => {
  const to = asked.to ?? now;
  const from = asked.from ?? plusMs(to, -defaultHours * hourMs);
  if (from >= to) return err({ code: 'range-empty', message: `must be before ${to}` });
  const isTooLong = toEpochMs(to) - toEpochMs(from) > kpiRangeDaysMax * 24 * hourMs;
  return isTooLong ? err({ code: 'range-too-long', message: `must be within ${kpiRangeDaysMax} days before ${to}` }) : ok({ from, to });
};
