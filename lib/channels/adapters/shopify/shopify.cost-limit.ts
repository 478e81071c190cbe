import { toEpochMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { RateLimit, RateRule } from '../../api/rate-limit.ts';

/**
 * The bucket of points of one app at one shop. Shopify lets a query in when the points that it could cost are there, and gives
 * back what it did not use. So unlike a count of calls this one believes what each answer says is left, more than it knew too.
 */
export const createCostLimit = (rule: RateRule, clock: Clock): RateLimit => {
  let { perSecond, burst } = rule;
  let left = burst;
  let at = toEpochMs(clock.now());
  let closedUntil = at;

  const fill = (): number => {
    const now = toEpochMs(clock.now());
    if (now > at) left = Math.min(burst, left + ((now - at) / 1_000) * perSecond);
    at = Math.max(at, now);
    return now;
  };

  return {
    take: (cost = 1) => {
      const now = fill();
      left -= cost;
      const missing = left < 0 ? (-left / perSecond) * 1_000 : 0;
      return Math.ceil(Math.max(missing, closedUntil - now, 0));
    },
    learn: (report) => {
      fill();
      if (report.perSecond !== undefined && report.perSecond > 0) perSecond = report.perSecond;
      if (report.burst !== undefined && report.burst > 0) burst = report.burst;
      left = Math.min(burst, report.left ?? left);
    },
    pause: (ms) => {
      closedUntil = Math.max(closedUntil, fill() + ms);
    },
  };
};
