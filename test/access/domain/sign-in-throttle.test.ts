import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chargeAttempt, type SignInThrottle } from '../../../lib/access/domain/sign-in-throttle.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';

const start = Instant('2026-11-20T14:23:33.000Z');

/** Attempts at the given seconds after the start; how each was answered. */
const attemptsAt = (seconds: readonly number[]): readonly (true | number)[] => {
  let throttle: SignInThrottle | undefined;
  return seconds.map((second) => {
    const charged = chargeAttempt(throttle, plusMs(start, second * 1000));
    if (!charged.ok) return charged.error.retryAfterSeconds;
    throttle = charged.value;
    return true;
  });
};

describe('throttle of sign-in attempts', () => {
  it('lets five attempts through and then tells how long to wait', () => {
    expect(attemptsAt([0, 1, 2, 3, 4, 4, 20, 33.5])).toEqual([true, true, true, true, true, 30, 14, 1]);
  });

  it('doubles the wait with each attempt after it, up to fifteen minutes', () => {
    expect(attemptsAt([0, 0, 0, 0, 0, 30, 30, 90, 90, 210, 210, 450, 450, 930, 930, 1830, 1830])).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      60,
      true,
      120,
      true,
      240,
      true,
      480,
      true,
      900,
      true,
      900,
    ]);
  });

  it('forgets after a day without an attempt', () => {
    const day = 24 * 3600;
    expect(attemptsAt([0, 0, 0, 0, day, day])).toEqual([true, true, true, true, true, true]);
    expect(attemptsAt([0, 0, 0, 0, day - 1, day - 1])).toEqual([true, true, true, true, true, 30]);
  });

  it('allows at most five attempts and then one for each wait, however they are spread over a day', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 86_399 }), { maxLength: 400 }), (seconds) => {
        const allowed = attemptsAt(seconds.sort((a, b) => a - b)).filter((answer) => answer === true).length;
        // 30 + 60 + 120 + 240 + 480 s for the first five waits, then one attempt in every 900 s.
        expect(allowed).toBeLessThanOrEqual(5 + 5 + Math.ceil((86_400 - 930) / 900));
      }),
    );
  });
});
