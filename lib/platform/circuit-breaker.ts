import { toEpochMs } from '../kernel/instant.ts';
import type { Clock } from './ports.ts';

/** Stops asking someone who does not answer, and asks once again after a pause. */
export type CircuitBreaker = {
  /** False while the breaker is open. After the pause one caller is let through to try; the others wait for its outcome. */
  readonly allows: () => boolean;
  readonly succeeded: () => void;
  /** @returns true when this failure opened the breaker */
  readonly failed: () => boolean;
};

/** @param rule.failuresMax failures in a row that open it, 1 or more; `pauseMs` how long it stays open */
export const createCircuitBreaker = (rule: {
  readonly failuresMax: number;
  readonly pauseMs: number;
  readonly clock: Clock;
}): CircuitBreaker => {
  const { failuresMax, pauseMs, clock } = rule;
  let failures = 0;
  let openUntilMs: number | undefined;
  const pause = (): void => {
    openUntilMs = toEpochMs(clock.now()) + pauseMs;
  };
  return {
    allows: () => {
      if (openUntilMs === undefined) return true;
      if (toEpochMs(clock.now()) < openUntilMs) return false;
      // Whoever asks now is the one that tries. Should it never report back, the next one tries after another pause.
      pause();
      return true;
    },
    succeeded: () => {
      failures = 0;
      openUntilMs = undefined;
    },
    failed: () => {
      failures += 1;
      if (failures < failuresMax) return false;
      pause();
      return true;
    },
  };
};
