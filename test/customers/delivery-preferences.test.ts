import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choiceShares,
  contributionsOf,
  learnChoice,
  type Means,
  meansOf,
  noDifference,
  type OptionFeatures,
  optionFeatures,
  type Taste,
  tasteAssumed,
} from '../../lib/customers/domain/delivery-options/preferences.ts';
import { featuresOf, type Rankable, rankOptions } from '../../lib/customers/domain/delivery-options/rank-options.ts';
import { Instant } from '../../lib/kernel/instant.ts';

const none: OptionFeatures = { price: 0, days: 0, risk: 0, pickup: 0, parcels: 0 };
const cheap = { ...none, days: 4 };
const fast = { ...none, price: 0.2 };

/** A seeded sequence of numbers from 0 to below 1 (Lehmer, multiplier 48,271). */
const sequence = (seed: number): (() => number) => {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
};

/** Somebody of these weights chooses among random pairs of options. */
const choices = (truth: Means, count: number, seed: number) => {
  const next = sequence(seed);
  return Array.from({ length: count }, () => {
    const options = [
      { ...none, days: Math.floor(next() * 8), risk: next() * 0.3 },
      { ...none, price: next() * 0.4, risk: next() * 0.3 },
      { ...none, days: Math.floor(next() * 4), price: next() * 0.2, pickup: 1 },
    ];
    const shares = choiceShares(truth, options);
    const draw = next();
    const chosen = draw < (shares[0] ?? 0) ? 0 : draw < (shares[0] ?? 0) + (shares[1] ?? 0) ? 1 : 2;
    return { options, chosen };
  });
};

const learned = (seen: readonly { readonly options: readonly OptionFeatures[]; readonly chosen: number }[]): Taste =>
  seen.reduce((taste, one) => learnChoice(taste, tasteAssumed, { means: meansOf(taste), ...one }), tasteAssumed);

describe('what customers want of a delivery', () => {
  it('is found from what they choose, however it differs from what was assumed', () => {
    const truth: Means = { price: -4, days: -0.9, risk: -3, pickup: 1, parcels: 0 };
    const { weights, choices: count } = learned(choices(truth, 3_000, 7));
    expect(count).toBe(3_000);
    for (const feature of ['price', 'days', 'pickup'] as const)
      expect(Math.abs(weights[feature].mean - truth[feature]), feature).toBeLessThan(0.35 * Math.abs(truth[feature]));
  });

  it('predicts choices better than what was assumed', () => {
    const truth: Means = { price: -3, days: -1.2, risk: -2, pickup: 0.5, parcels: 0 };
    const lossOf = (means: Means) =>
      choices(truth, 500, 99).reduce((sum, { options, chosen }) => sum - Math.log(choiceShares(means, options)[chosen] ?? 1), 0);
    expect(lossOf(meansOf(learned(choices(truth, 200, 3))))).toBeLessThan(0.9 * lossOf(meansOf(tasteAssumed)));
  });

  it('is that of the shop for somebody of whom nothing is known, and moves away from it with their own choices', () => {
    expect(meansOf(tasteAssumed, noDifference)).toEqual(meansOf(tasteAssumed));
    const step = (own: Taste) => learnChoice(own, noDifference, { means: meansOf(tasteAssumed, own), options: [cheap, fast], chosen: 1 });
    const once = step(noDifference);
    const often = Array.from({ length: 9 }).reduce<Taste>((own) => step(own), once);
    const share = (own: Taste) => choiceShares(meansOf(tasteAssumed, own), [cheap, fast])[1] ?? 0;
    expect(share(noDifference)).toBeLessThan(share(once));
    expect(share(once)).toBeLessThan(share(often));
    expect(share(often)).toBeGreaterThan(0.5);
  });

  it('never becomes a wish for dearer, later or less certain goods', () => {
    const perverse = Array.from({ length: 50 }, () => ({
      options: [none, { ...none, price: 0.3, days: 5, risk: 0.4, parcels: 2 }],
      chosen: 1,
    }));
    const means = meansOf(learned(perverse));
    for (const feature of ['price', 'days', 'risk', 'parcels'] as const) expect(means[feature], feature).toBeLessThanOrEqual(0);
  });

  it('stays finite and of one size, whatever is chosen', () => {
    const feature = fc.record({
      price: fc.double({ min: 0, max: 1, noNaN: true }),
      days: fc.double({ min: 0, max: 14, noNaN: true }),
      risk: fc.double({ min: 0, max: 1, noNaN: true }),
      pickup: fc.constantFrom(0, 1),
      parcels: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(feature, { minLength: 2, maxLength: 5 }), fc.nat(4)), { maxLength: 40 }), (seen) => {
        const taste = learned(seen.map(([options, chosen]) => ({ options, chosen: chosen % options.length })));
        expect(Object.keys(taste.weights).toSorted()).toEqual([...optionFeatures].toSorted());
        for (const { mean, precision } of Object.values(taste.weights)) {
          expect(Number.isFinite(mean)).toBe(true);
          expect(precision).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('options', () => {
  const now = '2026-11-22T10:00:00.000Z';
  const option = (more: Partial<Rankable>): Rankable => ({
    kind: 'delivery',
    priceMinor: 500,
    likely: Instant(now),
    chance: undefined,
    parcels: 1,
    ...more,
  });

  it('are compared with the cheapest and the fastest of what is offered', () => {
    const options = [
      option({ priceMinor: 500, likely: Instant('2026-11-26T10:00:00.000Z'), chance: 0.9 }),
      option({ priceMinor: 1_500, likely: Instant('2026-11-24T10:00:00.000Z'), parcels: 2 }),
      option({ kind: 'pickup', priceMinor: 600, likely: undefined, parcels: 0 }),
    ];
    expect(featuresOf(options, 9_500)).toEqual([
      { price: 0, days: 2, risk: 0.1, pickup: 0, parcels: 0 },
      { price: 0.1, days: 0, risk: 0, pickup: 0, parcels: 1 },
      { price: 0.01, days: 2, risk: 0, pickup: 1, parcels: 0 },
    ]);
  });

  it('stand in the order of their shares, with contributions that sum to what decides', () => {
    const means = meansOf(tasteAssumed);
    const options = [option({ priceMinor: 2_500 }), option({ likely: Instant('2026-11-25T10:00:00.000Z') }), option({ parcels: 3 })];
    const ranked = rankOptions(options, 5_000, means);
    expect(ranked.map(({ share }) => share)).toEqual(ranked.map(({ share }) => share).toSorted((left, right) => right - left));
    expect(ranked.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    const [first, second] = ranked.map(({ contributions }) => Object.values(contributions).reduce((sum, part) => sum + part, 0));
    expect(Math.log((ranked[0]?.share ?? 0) / (ranked[1]?.share ?? 1))).toBeCloseTo((first ?? 0) - (second ?? 0), 9);
    expect(contributionsOf(means, none).price + 0).toBe(0);
  });

  it('that cost nothing for goods that cost nothing are told apart all the same', () => {
    const [first] = rankOptions(
      [option({ priceMinor: 0, likely: Instant('2026-11-29T10:00:00.000Z') }), option({ priceMinor: 0 })],
      0,
      meansOf(tasteAssumed),
    );
    expect(first?.option.likely).toBe(now);
  });
});
