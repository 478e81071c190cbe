import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../lib/inventory/app/turns.ts';

/** Work that notes its start and goes on until it is told to end. */
const openWork = (log: string[], name: string) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work = async (): Promise<string> => {
    log.push(`start ${name}`);
    await promise;
    log.push(`end ${name}`);
    return name;
  };
  return { work, end: resolve };
};

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('taking turns', () => {
  it('lets work on different items run at once and work on the same item wait', async () => {
    const log: string[] = [];
    const inTurn = createTurns();
    const [first, second, other] = [openWork(log, 'first'), openWork(log, 'second'), openWork(log, 'other')];
    const all = Promise.all([inTurn(['A'], first.work), inTurn(['A', 'B'], second.work), inTurn(['C'], other.work)]);
    await settle();
    expect(log).toEqual(['start first', 'start other']);
    first.end();
    await settle();
    expect(log).toEqual(['start first', 'start other', 'end first', 'start second']);
    second.end();
    other.end();
    expect(await all).toEqual(['first', 'second', 'other']);
  });

  it('does not wait in a circle', async () => {
    const inTurn = createTurns();
    const names = [
      ['A', 'B'],
      ['B', 'A'],
      ['B', 'C'],
      ['C', 'A'],
    ];
    expect(await Promise.all(names.map((both) => inTurn(both, async () => both.join(''))))).toEqual(['AB', 'BA', 'BC', 'CA']);
  });

  it('goes on after work that failed', async () => {
    const inTurn = createTurns();
    const failing = inTurn(['A'], () => Promise.reject(new Error('no answer')));
    const next = inTurn(['A'], async () => 'done');
    await expect(failing).rejects.toThrow('no answer');
    expect(await next).toBe('done');
  });
});
