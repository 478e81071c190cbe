import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, type Pace } from '../../../lib/platform/embedded/pace.ts';

describe('pace', () => {
  let nowMs: number;
  let pace: Pace;
  beforeEach(() => {
    nowMs = 1_000;
    pace = createPace(() => nowMs);
  });

  const work = async (steps: number, msEach: number, done: () => void): Promise<void> => {
    for (let step = 0; step < steps; step += 1) {
      await pace.turn();
      nowMs += msEach;
      done();
    }
  };

  it('does not keep a request waiting', async () => {
    await pace.first(async () => {
      expect(pace.turn()).toBeUndefined();
      nowMs += 3;
      expect(pace.turn()).toBeUndefined();
      await nextTurn();
      expect(pace.turn()).toBeUndefined();
    });
  });

  it('lets others have the thread when requests have kept it for long', async () => {
    await pace.first(async () => {
      expect(pace.turn()).toBeUndefined();
      nowMs += 5;
      const turn = pace.turn();
      expect(turn).toBeInstanceOf(Promise);
      await turn;
      expect(pace.turn()).toBeUndefined();
    });
  });

  it('lets following work go on for a slice, then gives way for a turn of the loop', async () => {
    let steps = 0;
    const working = work(20, 0.3, () => {
      steps += 1;
    });
    expect(steps).toBe(0);
    await nextTurn();
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(10);
    await working;
    expect(steps).toBe(20);
  });

  it('holds work apart from the request that began it', async () => {
    await pace.first(async () => {
      const apart = pace.aside(() => pace.turn());
      expect(apart).toBeInstanceOf(Promise);
      expect(pace.turn()).toBeUndefined();
      await apart;
    });
  });

  it('gives following work its share beside requests that take all the time there is', async () => {
    const spent = { followingMs: 0, requestMs: 0 };
    const following = work(200, 0.5, () => {
      spent.followingMs += 0.5;
    });
    while (spent.followingMs < 100) {
      nowMs += 3;
      spent.requestMs += 3;
      await nextTurn();
    }
    await following;
    const share = spent.followingMs / (spent.followingMs + spent.requestMs);
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.4);
  });

  it('serves those who wait in the order in which they came', async () => {
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (number) => {
        await pace.turn();
        nowMs += 2;
        order.push(number);
      }),
    );
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });
});
