import { fromEpochMs, type Instant, toEpochMs } from '../../kernel/instant.ts';
import type { Timekeeper } from '../ports.ts';

/** A clock that stands still until it is told otherwise, and that whoever waits by it moves on: for tests and simulation. */
export type VirtualClock = Timekeeper & {
  /** May also go back, as machines' clocks do. */
  set(instant: Instant): void;
  advanceMs(ms: number): void;
};

export const createVirtualClock = (start: Instant): VirtualClock => {
  let nowMs = toEpochMs(start);
  return {
    now: () => fromEpochMs(nowMs),
    sleep: async (ms) => {
      nowMs += ms;
    },
    set: (instant) => {
      nowMs = toEpochMs(instant);
    },
    advanceMs: (ms) => {
      nowMs += ms;
    },
  };
};
