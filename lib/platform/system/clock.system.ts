import { fromEpochMs } from '../../kernel/instant.ts';
import type { Clock } from '../ports.ts';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => fromEpochMs(Date.now()) };
