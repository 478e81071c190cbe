import { describe, expect, it } from 'vitest';
import { plusMs } from '../../lib/kernel/instant.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { createIds } from '../../lib/platform/system/ids.system.ts';
import { createVirtualClock } from '../../lib/platform/embedded/virtual-clock.ts';
import { describeClockContract, describeIdsContract } from './clock-ids.contract.ts';
import { startOfTests } from './engine.ts';

describeClockContract('system', systemClock);
describeClockContract('virtual', createVirtualClock(startOfTests));
describeIdsContract('system', createIds(systemClock));
describeIdsContract('on a clock that stands still', createIds(createVirtualClock(startOfTests)));

describe('virtual clock', () => {
  it('stands still until told otherwise', () => {
    const clock = createVirtualClock(startOfTests);
    expect(clock.now()).toBe(startOfTests);
    clock.advanceMs(1_500);
    expect(clock.now()).toBe('2026-11-20T10:00:01.500Z');
    clock.set(startOfTests);
    expect(clock.now()).toBe(startOfTests);
  });
});

describe('ids', () => {
  it('carry their time, so that they can be read back', () => {
    // The ULID specification's own example of a time: 1469918176385 is 01ARYZ6S41.
    const clock = createVirtualClock(plusMs(startOfTests, 1_469_918_176_385 - Date.parse(startOfTests)));
    expect(createIds(clock).next().slice(0, 10)).toBe('01aryz6s41');
  });

  it('go on rising when the clock goes back', () => {
    const clock = createVirtualClock(startOfTests);
    const ids = createIds(clock);
    const before = ids.next();
    clock.advanceMs(-60_000);
    expect(ids.next() > before).toBe(true);
  });

  it('go on rising when a millisecond has used up its numbers', () => {
    const ids = createIds(createVirtualClock(startOfTests), (length) => new Uint8Array(length).fill(255));
    const made = [ids.next(), ids.next(), ids.next()];
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(3);
  });

  it('repeat under the same seed', () => {
    const seeded = (): ReturnType<typeof createIds> => {
      let state = 1;
      return createIds(createVirtualClock(startOfTests), (length) =>
        Uint8Array.from({ length }, () => (state = (state * 48_271) % 2_147_483_647) & 255),
      );
    };
    const [left, right] = [seeded(), seeded()];
    expect([left.next(), left.next()]).toEqual([right.next(), right.next()]);
  });
});
