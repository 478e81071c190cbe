import { toEpochMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../ports.ts';

const callersMax = 10_000;

/** Token bucket per caller, as the gateway's throttling: a steady rate and a burst of twice that. */
export const createRateLimiter = (options: { readonly perSecond: number; readonly clock: Clock }) => {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  const burst = options.perSecond * 2;

  /** @returns undefined when the request may pass, else whole seconds to wait (at least 1) */
  const take = (caller: string): number | undefined => {
    const atMs = toEpochMs(options.clock.now());
    const bucket = buckets.get(caller) ?? { tokens: burst, atMs };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, atMs - bucket.atMs) / 1000) * options.perSecond);
    bucket.atMs = atMs;
    buckets.delete(caller);
    buckets.set(caller, bucket);
    // Bounded: the caller seen longest ago is forgotten, which can only be to its favour.
    if (buckets.size > callersMax) buckets.delete(buckets.keys().next().value as string);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / options.perSecond));
    bucket.tokens -= 1;
    return undefined;
  };
  return { take };
};
