// Time and chance come from the machine, so that a test can say what they are.
import type { Instant } from '../../kernel/instant.ts';

/** What time it is. */
export interface Clock {
  now(): Instant;
}

/** A clock that can be waited by. */
export interface Timekeeper extends Clock {
  /** Resolves when so many milliseconds have passed. */
  sleep(ms: number): Promise<void>;
}

/** Where new ids and random bytes come from. */
export interface Ids {
  /** A new id of 26 characters (ULID alphabet, lower case); ids of one process sort by creation. */
  next(): string;
  /** Random bytes fit for secrets. */
  bytes(length: number): Uint8Array;
}
