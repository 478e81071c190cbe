import { describe, expect, it } from 'vitest';
import { explore, type Model } from '../../scripts/model-check/explore.ts';

/** A jug of three litres and one of five, with the usual ways to fill, empty and pour. */
type Jugs = { readonly three: number; readonly five: number };

const pour = ({ three, five }: Jugs): readonly { readonly action: string; readonly state: Jugs }[] => [
  { action: 'fill three', state: { three: 3, five } },
  { action: 'fill five', state: { three, five: 5 } },
  { action: 'empty three', state: { three: 0, five } },
  { action: 'empty five', state: { three, five: 0 } },
  { action: 'three into five', state: { three: Math.max(0, three + five - 5), five: Math.min(5, three + five) } },
  { action: 'five into three', state: { three: Math.min(3, three + five), five: Math.max(0, three + five - 3) } },
];

const jugs = (change: Partial<Model<Jugs>> = {}): Model<Jugs> => ({
  initial: { three: 0, five: 0 },
  steps: pour,
  key: ({ three, five }) => `${three} ${five}`,
  invariants: [],
  finalChecks: [],
  ends: { kind: 'can-reach', name: 'empty again', goal: ({ three, five }) => three + five === 0, by: () => true },
  ...change,
});

/** Counts down by one or two, and stops at zero. */
const countdown = (from: number, change: Partial<Model<number>> = {}): Model<number> => ({
  initial: from,
  steps: (left) => [1, 2].filter((step) => step <= left).map((step) => ({ action: `minus ${step}`, state: left - step })),
  key: String,
  invariants: [],
  finalChecks: [],
  ends: { kind: 'always' },
  ...change,
});

describe('exploring a model', () => {
  it('finds every state once, and counts states, steps, depth and ends', () => {
    expect(explore(jugs())).toEqual({ states: 16, transitions: 96, depth: 7, finals: 0, complete: true, violation: undefined });
    expect(explore(countdown(4))).toEqual({ states: 5, transitions: 7, depth: 2, finals: 1, complete: true, violation: undefined });
  });

  it('shows the shortest way to a state that breaks a rule', () => {
    const never = { name: 'never four', violation: ({ five }: Jugs) => (five === 4 ? 'four litres' : undefined) };
    const { violation, complete } = explore(jugs({ invariants: [never] }));
    expect(complete).toBe(false);
    expect(violation).toEqual({
      rule: 'never four',
      message: 'four litres',
      trace: ['fill five', 'five into three', 'empty three', 'five into three', 'fill five', 'five into three'],
    });
  });

  it('asks the final rules of ends alone', () => {
    const odd = { name: 'ends odd', violation: (left: number) => (left % 2 === 0 ? `ends at ${left}` : undefined) };
    expect(explore(countdown(4, { finalChecks: [odd] })).violation).toEqual({
      rule: 'ends odd',
      message: 'ends at 0',
      trace: ['minus 2', 'minus 2'],
    });
    expect(
      explore(countdown(4, { steps: (left) => (left > 1 ? [{ action: 'minus 1', state: left - 1 }] : []), finalChecks: [odd] })).violation,
    ).toBeUndefined();
  });

  it('finds a path without an end, and shows it going round', () => {
    const steps = (left: number) => [
      ...(left > 0 ? [{ action: 'down', state: left - 1 }] : []),
      ...(left === 2 ? [{ action: 'up', state: 3 }] : []),
    ];
    expect(explore(countdown(4, { steps })).violation).toMatchObject({
      rule: 'every path ends',
      trace: ['down', 'down', 'up'],
    });
  });

  it('finds a state from which the goal cannot be reached by the steps that count', () => {
    const ends = { kind: 'can-reach' as const, name: 'reaches zero', goal: (left: number) => left === 0 };
    expect(explore(countdown(3, { ends: { ...ends, by: () => true } })).violation).toBeUndefined();
    expect(explore(countdown(3, { ends: { ...ends, by: (action) => action === 'minus 2' } })).violation).toMatchObject({
      rule: 'reaches zero',
      trace: [],
    });
    expect(explore(countdown(4, { ends: { ...ends, by: (action) => action === 'minus 2' } })).violation?.trace).toEqual(['minus 1']);
  });

  it('refuses to call a search done that it had to break off', () => {
    expect(() => explore(jugs(), { statesMax: 10 })).toThrow(RangeError);
    expect(explore(jugs(), { statesMax: 16 }).complete).toBe(true);
  });
});
