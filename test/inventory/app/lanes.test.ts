import { describe, expect, it } from 'vitest';
import { createLanes } from '../../../lib/inventory/app/reservations/lanes.ts';

type Turn = { readonly works: readonly string[]; readonly end: () => void; readonly fail: (reason: unknown) => void };

/** Lanes whose turns last until they are told to end. */
const openLanes = (shared: readonly string[] = [], shareMax = 10) => {
  const turns: Turn[] = [];
  const hand = createLanes<string, string>({
    mayShare: (name) => shared.includes(name),
    shareMax,
    carryOut: (works) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly PromiseSettledResult<string>[]>();
      const end = (): void => resolve(works.map((work) => ({ status: 'fulfilled', value: `${work} done` })));
      turns.push({ works, end, fail: reject });
      return promise;
    },
  });
  const begun = (): readonly string[] => turns.map(({ works }) => works.join(' '));
  return { hand, turns, begun };
};

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('taking turns', () => {
  it('lets work on different items run at once and work on the same item wait', async () => {
    const { hand, turns, begun } = openLanes();
    const all = Promise.all([hand(['A'], 'first'), hand(['A', 'B'], 'second'), hand(['C'], 'other')]);
    await settle();
    expect(begun()).toEqual(['first', 'other']);
    turns[0]?.end();
    await settle();
    expect(begun()).toEqual(['first', 'other', 'second']);
    for (const turn of turns) turn.end();
    expect(await all).toEqual(['first done', 'second done', 'other done']);
  });

  it('does not wait in a circle, and passes nobody over', async () => {
    const { hand, turns, begun } = openLanes(['A', 'B', 'C'], 1);
    const names = ['AB', 'BA', 'BC', 'CA', 'A'];
    const all = Promise.all(names.map((both) => hand([...both], both)));
    for (let turn = 0; turn < names.length; turn += 1) {
      await settle();
      turns[turn]?.end();
    }
    expect(await all).toEqual(names.map((name) => `${name} done`));
    expect(begun()).toEqual(names);
  });

  it('goes on after a turn that failed, and with whoever comes when all is quiet', async () => {
    const { hand, turns } = openLanes();
    const failing = hand(['A'], 'failing');
    const next = hand(['A'], 'next');
    await settle();
    turns[0]?.fail(new Error('no answer'));
    await expect(failing).rejects.toThrow('no answer');
    await settle();
    turns[1]?.end();
    expect(await next).toBe('next done');
    const late = hand(['A'], 'late');
    await settle();
    turns[2]?.end();
    expect(await late).toBe('late done');
  });
});

describe('sharing a turn', () => {
  it('takes together who waits for the same item, also by way of others, up to a limit', async () => {
    const { hand, begun } = openLanes(['A', 'B', 'C'], 4);
    for (const names of ['A', 'C', 'AB', 'D', 'BC', 'A', 'C']) void hand([...names], names);
    await settle();
    expect(begun()).toEqual(['A AB C BC', 'D']);
  });

  it('shares no turn on an item that is not for sharing', async () => {
    const { hand, begun } = openLanes(['A']);
    for (const names of ['A', 'AB', 'B', 'A']) void hand([...names], names);
    await settle();
    expect(begun()).toEqual(['A AB A']);
  });

  it('joins nobody to a turn past somebody who has been waiting longer', async () => {
    const { hand, turns, begun } = openLanes(['A', 'B']);
    void hand(['B'], 'first');
    await settle();
    for (const names of ['AB', 'A']) void hand([...names], names);
    await settle();
    expect(begun()).toEqual(['first']);
    turns[0]?.end();
    await settle();
    expect(begun()).toEqual(['first', 'AB A']);
  });
});
