import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../lib/kernel/instant.ts';
import type { Clock, Ids } from '../../lib/platform/ports.ts';

/** What every engine's `Clock` does. */
export const describeClockContract = (name: string, clock: Clock): void => {
  describe(`Clock: ${name}`, () => {
    it('tells the moment in UTC with milliseconds', () => {
      const now = clock.now();
      expect(parseInstant(now)).toBe(now);
    });
  });
};

/** What every engine's `Ids` do. */
export const describeIdsContract = (name: string, ids: Ids): void => {
  describe(`Ids: ${name}`, () => {
    it('gives ids of 26 characters of the ULID alphabet in lower case', () => {
      expect(ids.next()).toMatch(/^[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    });

    it('gives ids that differ and sort by creation', () => {
      const made = Array.from({ length: 5_000 }, () => ids.next());
      expect(made.toSorted()).toEqual(made);
      expect(new Set(made).size).toBe(made.length);
    });

    it('gives as many random bytes as asked for, and others each time', () => {
      expect(ids.bytes(0)).toHaveLength(0);
      expect(ids.bytes(32)).toHaveLength(32);
      expect(Buffer.from(ids.bytes(32)).equals(Buffer.from(ids.bytes(32)))).toBe(false);
    });
  });
};
