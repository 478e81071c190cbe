import { toEpochMs } from '../../kernel/instant.ts';
import type { Clock } from '../../platform/ports.ts';

/** How many calls an account may make: `perSecond` on average, `burst` at once after a rest. Both above 0. */
export type RateRule = { readonly perSecond: number; readonly burst: number };

/** What a channel says about its limit in an answer. */
export type RateReport = {
  /** Calls, or points, that are left now. */
  readonly left?: number;
  readonly perSecond?: number;
  readonly burst?: number;
};

/**
 * A bucket of calls that fills with time. Each process has its own: several processes for one account find each other out
 * by what the channel reports and refuses.
 */
export type RateLimit = {
  /** Takes `cost` calls; below 0 it gives back calls that are not made. @returns milliseconds to wait before making them, 0 when there are enough */
  readonly take: (cost?: number) => number;
  /** Believes the channel about its own limit. */
  readonly learn: (report: RateReport) => void;
  /** Nothing is allowed for so many milliseconds: the channel has refused a call. */
  readonly pause: (ms: number) => void;
};

export const createRateLimit = (rule: RateRule, clock: Clock): RateLimit => {
  let { perSecond, burst } = rule;
  let left = burst;
  let at = toEpochMs(clock.now());

  const fill = (): number => {
    const now = toEpochMs(clock.now());
    // A clock that steps back takes nothing away.
    if (now > at) left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
    at = Math.max(at, now);
    return now;
  };

  return {
    take: (cost = 1) => {
      const now = fill();
      left -= cost;
      const missing = left < 0 ? (-left / perSecond) * 1_000 : 0;
      return Math.ceil(missing + Math.max(0, at - now));
    },
    learn: (report) => {
      fill();
      if (report.perSecond !== undefined && report.perSecond > 0) perSecond = report.perSecond;
      if (report.burst !== undefined && report.burst > 0) burst = report.burst;
      // Never more than we count ourselves: calls may be under way that the channel has not seen yet.
      left = Math.min(left, report.left ?? left, burst);
    },
    pause: (ms) => {
      fill();
      left = Math.min(left, 0);
      at = Math.max(at, toEpochMs(clock.now()) + ms);
    },
  };
};
