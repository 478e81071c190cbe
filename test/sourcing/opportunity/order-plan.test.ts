import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FutureOrder, NetworkCosts } from '../../../lib/sourcing/domain/opportunity/future.ts';
import { createOrderPlanner } from '../../../lib/sourcing/domain/opportunity/order-plan.ts';

const locations = 3;
const skus = 4;

const costs = (parcel: readonly number[], line: readonly number[], split: number): NetworkCosts => ({
  regions: 1,
  locations,
  parcel: Float64Array.from(parcel),
  line: Float64Array.from(line),
  split,
  unserved: 3_000,
});

/** What sending these lines from these places costs. */
const costOf = (network: NetworkCosts, order: FutureOrder, prices: Float64Array, from: readonly number[]): number => {
  const used = new Set(from.filter((location) => location >= 0));
  const parcels =
    [...used].reduce((sum, location) => sum + (network.parcel[location] ?? 0), 0) + network.split * Math.max(0, used.size - 1);
  return order.lines.reduce((sum, { sku, units }, index) => {
    const location = from[index] ?? -1;
    if (location < 0) return sum + units * network.unserved;
    return sum + (network.line[location] ?? 0) + units * (prices[sku * locations + location] ?? 0);
  }, parcels);
};

const everyChoice = (lines: number): readonly (readonly number[])[] =>
  lines === 0 ? [[]] : everyChoice(lines - 1).flatMap((rest) => [-1, 0, 1, 2].map((location) => [...rest, location]));

const amount = fc.integer({ min: 0, max: 1_500 });
const price = fc.oneof(fc.integer({ min: 0, max: 900 }), fc.constant(Number.POSITIVE_INFINITY));

describe('the plan of an order at given prices', () => {
  it('is the cheapest of all ways to send it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 8, arbitrary: amount }, fc.constant(Number.POSITIVE_INFINITY)), { minLength: 3, maxLength: 3 }),
        fc.array(amount, { minLength: 3, maxLength: 3 }),
        amount,
        fc.array(price, { minLength: skus * locations, maxLength: skus * locations }),
        fc.uniqueArray(fc.nat(skus - 1), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 3 }),
        (parcel, line, split, some, wanted, units) => {
          const network = costs(parcel, line, split);
          const prices = Float64Array.from(some);
          const order: FutureOrder = { region: 0, period: 0, lines: wanted.map((sku) => ({ sku, units })) };
          const plan = createOrderPlanner(network)(order, prices);
          const least = Math.min(...everyChoice(wanted.length).map((from) => costOf(network, order, prices, from)));
          expect(plan.cost).toBeCloseTo(least, 6);
          expect(costOf(network, order, prices, [...plan.from])).toBeCloseTo(least, 6);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('puts into one parcel what is cheaper together', () => {
    const plan = createOrderPlanner(costs([500, 600, 900], [10, 10, 10], 350));
    const prices = new Float64Array(skus * locations);
    prices[0] = Number.POSITIVE_INFINITY;
    const { cost, from } = plan(
      {
        region: 0,
        period: 0,
        lines: [
          { sku: 0, units: 1 },
          { sku: 1, units: 1 },
        ],
      },
      prices,
    );
    expect(Array.from(from).slice(0, 2)).toEqual([1, 1]);
    expect(cost).toBe(620);
  });
});
