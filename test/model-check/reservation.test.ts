import { describe, expect, it } from 'vitest';
import { explore } from '../../scripts/model-check/explore.ts';
import { keyOf } from '../../scripts/model-check/reservation/key.ts';
import { reservationModel } from '../../scripts/model-check/reservation/model.ts';
import { plansAsTheProduct } from '../../scripts/model-check/reservation/product-plan.ts';
import { type Mistake, mistakes } from '../../scripts/model-check/reservation/scope.ts';
import { largeScopes, mistakeScopes, smallScopes } from '../../scripts/model-check/reservation/scopes.ts';
import { settingOf } from '../../scripts/model-check/reservation/world.ts';

/** The rule that each mistake breaks, and the shortest way to it. */
const expected: Readonly<Record<Mistake, { readonly rule: string; readonly trace: readonly string[] }>> = {
  'check-then-write': {
    rule: 'the movements add up to the balance',
    trace: ['b1 asks', 'b2 asks', 'b1 reads A', 'b2 reads A', 'b1 writes A', 'b2 writes A'],
  },
  'new-id-on-retry': {
    rule: 'a reservation is held once',
    trace: ['b1 asks', 'b1 reads A', 'b1 stops waiting', 'b1 asks again', "b1's late call writes A", 'b1 reads A', 'b1 writes A'],
  },
  'doubt-forgotten': {
    rule: 'nothing is held without an owner',
    trace: [
      'b1 asks',
      'b2 asks',
      'b1 stops waiting',
      'b1 asks again',
      'b2 reads A',
      'b2 writes A',
      'b1 reads A',
      'b2 gives back A',
      "b1's late call reads A",
      "b1's late call writes A",
    ],
  },
  'answer-before-write': { rule: 'who was told so holds all', trace: ['b1 asks', 'b1 reads A'] },
  'line-by-line': { rule: 'all lines are reserved or none', trace: ['b1 asks', 'b1 reads A', 'b1 reads B', 'b1 writes A'] },
  'release-forgets': {
    rule: 'nothing is held without an owner',
    trace: ['b1 asks', 'b1 reads A', 'b1 stops waiting', 'b1 gives back A', "b1's late call writes A"],
  },
  'sold-out-remembered': {
    rule: 'refused only when units are short',
    trace: ['b1 asks', 'b2 asks', 'b1 reads A', 'b1 writes A', 'b2 reads A', 'b1 gives back A', 'b3 asks, and is refused from memory'],
  },
  'each-on-the-head': {
    rule: 'the movements add up to the balance',
    trace: ['b1 asks p1', 'b2 asks p1', 'p1 takes b1, b2', 'p1 reads A', 'p1 writes A'],
  },
  'refuse-before-commit': {
    rule: 'refused only when units are short',
    trace: ['b1 asks p1', 'b2 asks p1', 'p1 takes b1, b2', 'p1 reads A'],
  },
  'refuse-from-memory': {
    rule: 'refused only when units are short',
    trace: ['b1 asks p1', 'p1 takes b1', 'p1 reads A', 'p1 writes A', 'b1 gives back A', 'b2 asks p1', 'p1 takes b2'],
  },
  'stop-at-first-bucket': { rule: 'refused only when units are short', trace: ['b1 asks', 'b1 reads A1'] },
  'single-sweep': {
    rule: 'refused only when units are short',
    trace: [
      'b1 asks',
      'b2 asks',
      'b3 asks',
      'b1 reads A1',
      'b1 writes A1',
      'b2 reads A2',
      'b3 reads A1',
      'b1 gives back A1',
      'b2 writes A2',
      'b3 reads A2',
    ],
  },
  'reserve-where-found': {
    rule: 'a reservation is held once',
    trace: [
      'b1 asks',
      'b2 asks',
      'b1 reads A2',
      'b1 stops waiting',
      'b1 asks again',
      'b2 reads A1',
      'b2 reads A2',
      'b2 writes A1',
      "b1's late call reads A1",
      'b1 reads A2',
      "b1's late call writes A2",
      'b2 gives back A1 and A2',
      'b1 reads A1',
      'b1 writes A1',
    ],
  },
  'move-then-reserve': {
    rule: 'every path ends',
    trace: ['b1 asks', 'b2 asks', 'b1 reads A2', 'b1 reads A1', 'b1 writes A1 and A2', 'b2 reads A1', 'b2 reads A2', 'b2 writes A2 and A1'],
  },
  'move-in-two-writes': { rule: 'no unit is lost', trace: ['b1 asks', 'b1 reads A2', 'b1 reads A1', 'b1 writes A1', 'b1 dies'] },
};

describe('the reservation protocol', () => {
  it.each(smallScopes)('keeps every rule in every state and on every path: $name', ({ scope }) => {
    const { violation, complete, finals, states } = explore(reservationModel(scope));
    expect(violation).toBeUndefined();
    expect(complete).toBe(true);
    expect(finals).toBeGreaterThan(1);
    expect(states).toBeGreaterThan(1_000);
  }, 120_000);

  it.each(mistakes)('breaks a rule by the mistake %s, and by nothing less', (mistake) => {
    const scope = mistakeScopes[mistake];
    expect(explore(reservationModel(scope)).violation).toBeUndefined();
    const { violation } = explore(reservationModel({ ...scope, mistake }));
    expect(violation).toMatchObject(expected[mistake]);
  });

  it('names every scope once', () => {
    const names = largeScopes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('states that are taken for one', () => {
  // Told apart by everything there is in them, the states must come down to just those that the short key tells apart.
  it.each(['check-then-write', 'doubt-forgotten', 'refuse-from-memory', 'single-sweep'] as const)('are alike: the scope of %s', (name) => {
    const scope = mistakeScopes[name];
    const shortKey = keyOf(settingOf(scope));
    const short = new Set<string>();
    const remembering = { name: 'remembers', violation: (world: Parameters<typeof shortKey>[0]) => void short.add(shortKey(world)) };
    const whole = explore({ ...reservationModel(scope), key: (world) => JSON.stringify(world), invariants: [remembering] });
    const reduced = explore(reservationModel(scope));
    expect(whole.violation).toBeUndefined();
    expect(short.size).toBe(reduced.states);
    expect(whole.states).toBeGreaterThanOrEqual(reduced.states);
  });
});

describe("the product's planner of group commits", () => {
  it('would be told from one that decides every buyer on the same state', () => {
    const scope = { ...mistakeScopes['each-on-the-head'], mistake: 'each-on-the-head' } as const;
    const { violation } = explore({ ...reservationModel(scope), invariants: [plansAsTheProduct(settingOf(scope))] });
    expect(violation).toMatchObject({
      rule: 'the product plans its batches alike',
      message: 'the planner answers reserved,short, the model reserved,reserved',
      trace: ['b1 asks p1', 'b2 asks p1', 'p1 takes b1, b2', 'p1 reads A'],
    });
  });
});
