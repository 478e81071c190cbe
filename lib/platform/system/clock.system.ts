import { setTimeout as sleep } from 'node:timers/promises';
import { fromEpochMs } from '../../kernel/instant.ts';
import type { Timekeeper } from '../ports.ts';

/** The machine's own clock. */
export const systemClock: Timekeeper = { now: () => fromEpochMs(Date.now()), sleep: (ms) => sleep(ms) };
