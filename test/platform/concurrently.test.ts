import { describe, expect, it } from 'vitest';
import { concurrently } from '../../lib/platform/concurrently.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work done concurrently', () => {
  it('takes every item once and never more at a time than allowed', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await concurrently(
      Array.from({ length: 50 }, (_, index) => index),
      7,
      async (item) => {
        running += 1;
        most = Math.max(most, running);
        await tick();
        running -= 1;
        done.push(item);
      },
    );
    expect(done.toSorted((left, right) => left - right)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(most).toBe(7);
  });

  it('takes items from a source only as there is room for them', async () => {
    let given = 0;
    let finished = 0;
    async function* source() {
      for (; given < 20; ) {
        expect(given - finished).toBeLessThanOrEqual(4);
        given += 1;
        yield given;
      }
    }
    await concurrently(source(), 4, async () => {
      await tick();
      finished += 1;
    });
    expect(finished).toBe(20);
  });

  it('throws the first failure after what was begun has finished, and begins nothing further', async () => {
    const [begun, ended]: [number[], number[]] = [[], []];
    const work = concurrently([1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      await tick();
      if (item === 1) throw new Error('no');
      await tick();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
    expect(ended).toEqual([2]);
  });

  it('does nothing for nothing', async () => {
    await expect(concurrently([], 3, () => Promise.reject(new Error('never')))).resolves.toBeUndefined();
  });
});
