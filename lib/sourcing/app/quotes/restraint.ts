import { toEpochMs } from '../../../kernel/instant.ts';
import { createCircuitBreaker } from '../../../platform/circuit-breaker.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { QuoteGap } from '../../domain/quotes.ts';
import type { RatingError } from './rating.ts';

const breakerRule = { failuresMax: 5, pauseMs: 30_000 };
/** Whoever limits questions without saying for how long. */
const limitedMs = 10_000;
/** Asking again with a key that was refused makes it worse; somebody has to put in another, which then counts soon. */
const refusedMs = 60_000;

/** What keeps a process from asking a service that would not answer. */
export const createRestraint = (clock: Clock) => {
  const breaker = createCircuitBreaker({ ...breakerRule, clock });
  let held: { readonly gap: QuoteGap; readonly untilMs: number } | undefined;
  const hold = (gap: QuoteGap, ms: number): void => {
    held = { gap, untilMs: toEpochMs(clock.now()) + ms };
  };
  return {
    /** Why nothing is to be asked now; undefined when it may be. */
    holds: (): QuoteGap | undefined => {
      if (held && toEpochMs(clock.now()) < held.untilMs) return held.gap;
      return breaker.allows() ? undefined : 'no-answer';
    },
    answered: (): void => {
      held = undefined;
      breaker.succeeded();
    },
    failed: ({ problem, retryAfterMs }: RatingError): void => {
      if (problem === 'no-answer') breaker.failed();
      else breaker.succeeded();
      if (problem === 'rate-limited') hold('rate-limited', retryAfterMs ?? limitedMs);
      if (problem === 'credentials') hold('refused', refusedMs);
    },
  };
};
