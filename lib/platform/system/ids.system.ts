import { randomBytes } from 'node:crypto';
import { toEpochMs } from '../../kernel/instant.ts';
import type { Clock, Ids } from '../ports.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeCharacters = 10;
const randomCharacters = 16;

const encodeTime = (ms: number): string => {
  let left = ms;
  let text = '';
  for (let index = 0; index < timeCharacters; index += 1) {
    text = alphabet.charAt(left % 32) + text;
    left = Math.floor(left / 32);
  }
  return text;
};

/** Adds one to a number written in base 32, least digit last. @returns false when it overflowed */
const increment = (digits: number[]): boolean => {
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const digit = digits[index] as number;
    if (digit < 31) {
      digits[index] = digit + 1;
      return true;
    }
    digits[index] = 0;
  }
  return false;
};

/**
 * ULIDs (github.com/ulid/spec) in lower case: 48 bits of time, 80 random bits. Within one millisecond, or while the
 * clock stands behind itself, the random part counts up, so ids of one process sort by creation.
 * @param bytes source of randomness; a seeded one makes a run repeatable
 */
export const createIds = (clock: Clock, bytes: (length: number) => Uint8Array = randomBytes): Ids => {
  let lastMs = -1;
  let random: number[] = [];

  const startMillisecond = (ms: number): void => {
    lastMs = ms;
    random = Array.from(bytes(randomCharacters), (byte) => byte & 31);
  };

  return {
    next: () => {
      const nowMs = toEpochMs(clock.now());
      if (nowMs > lastMs) startMillisecond(nowMs);
      else if (!increment(random)) startMillisecond(lastMs + 1);
      return encodeTime(lastMs) + random.map((digit) => alphabet.charAt(digit)).join('');
    },
    bytes: (length) => new Uint8Array(bytes(length)),
  };
};
