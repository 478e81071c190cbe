import type { Retrier } from './asl.types.ts';

/**
 * Seconds before the next attempt: `IntervalSeconds × BackoffRate^attemptsMade`, at most `MaxDelaySeconds`; full jitter draws
 * evenly between zero and that.
 * @param attemptsMade retries made before by this rule, from 0
 * @param draw a number from 0 (inclusive) to 1 (exclusive); asked for only when the rule has jitter
 */
export const retryDelaySeconds = (retrier: Retrier, attemptsMade: number, draw: () => number): number => {
  const growing = retrier.intervalSeconds * retrier.backoffRate ** attemptsMade;
  const delay = Math.min(growing, retrier.maxDelaySeconds ?? 99_999_999);
  return retrier.jitter === 'FULL' ? delay * draw() : delay;
};
