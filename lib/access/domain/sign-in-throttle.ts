import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** Attempts on one e-mail address, whether or not it has an account. Absent after a success. */
export type SignInThrottle = {
  /** Attempts since the last success. */
  readonly attempts: number;
  readonly lastAttemptAt: Instant;
  readonly lockedUntil?: Instant;
};

export type ThrottleRejection = { readonly code: 'too-many-attempts'; readonly retryAfterSeconds: number };

const freeAttempts = 5;
const backoffFirstSeconds = 30;
const backoffMaxSeconds = 15 * 60;
/** After this quiet time the count starts anew. */
export const throttleForgottenAfterSeconds = 24 * 3600;

/**
 * Counts an attempt before the password is looked at, so that a hundred guesses sent at once are not all still the first.
 * From the fifth on, each locks the address for 30 s, doubling up to 15 minutes; success clears it.
 */
export const chargeAttempt = (throttle: SignInThrottle | undefined, now: Instant): Result<SignInThrottle, ThrottleRejection> => {
  if (throttle?.lockedUntil !== undefined && throttle.lockedUntil > now) {
    return err({ code: 'too-many-attempts', retryAfterSeconds: Math.ceil((toEpochMs(throttle.lockedUntil) - toEpochMs(now)) / 1000) });
  }
  const remembered = throttle !== undefined && plusMs(throttle.lastAttemptAt, throttleForgottenAfterSeconds * 1000) > now;
  const attempts = (remembered ? throttle.attempts : 0) + 1;
  if (attempts < freeAttempts) return ok({ attempts, lastAttemptAt: now });
  const backoffSeconds = Math.min(backoffMaxSeconds, backoffFirstSeconds * 2 ** (attempts - freeAttempts));
  return ok({ attempts, lastAttemptAt: now, lockedUntil: plusMs(now, backoffSeconds * 1000) });
};
