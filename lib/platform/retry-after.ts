import type { Clock } from './ports.ts';

const retryAfterMsMax = 3_600_000;

/** Milliseconds that a `Retry-After` asks for, an hour at most; null when it says nothing readable (RFC 9110, 10.2.3). */
export const readRetryAfter = (text: string | undefined, clock: Clock): number | null => {
  if (text === undefined) return null;
  const seconds = Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(text) - Date.parse(clock.now());
  return Number.isFinite(ms) ? Math.min(Math.max(Math.ceil(ms), 0), retryAfterMsMax) : null;
};
