import highsModule from 'highs';
import { describe, expect, it } from 'vitest';
import { createDraw } from '../../../lib/sourcing/domain/opportunity/draw.ts';
import type { FutureOrder, NetworkCosts, Supply } from '../../../lib/sourcing/domain/opportunity/future.ts';
import { stockPrices } from '../../../lib/sourcing/domain/opportunity/stock-prices.ts';

// The package's types are those of CommonJS, where the loader stands under `default`; as a module it is the default itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

const [locations, regions, skus] = [3, 4, 5] as const;

type Case = { readonly costs: NetworkCosts; readonly orders: readonly FutureOrder[]; readonly supply: Supply };

const caseOf = (seed: number): Case => {
  const draw = createDraw(seed);
  const between = (from: number, to: number): number => from + Math.floor(draw.next() * (to - from + 1));
  const costs = {
    regions,
    locations,
    parcel: Float64Array.from({ length: regions * locations }, () => between(600, 1_500)),
    line: Float64Array.from({ length: locations }, () => between(10, 40)),
    split: 350,
    unserved: 3_000,
  };
  const orders = Array.from({ length: 40 }, (): FutureOrder => {
    const wanted = new Set(Array.from({ length: between(1, 3) }, () => between(0, skus - 1)));
    return { region: between(0, regions - 1), period: between(0, 1), lines: [...wanted].map((sku) => ({ sku, units: 1 })) };
  });
  const units = () => Float64Array.from({ length: skus * locations }, () => between(0, 5));
  return { costs, orders, supply: [units(), units()] };
};

/**
 * The same orders as a linear or a whole-numbered programme: `x` sends a line from a location, `y` opens a parcel, `u` leaves a
 * line without.
 */
const programme = ({ costs, orders, supply }: Case, whole: boolean): string => {
  const objective: string[] = [];
  const rows: string[] = [];
  const variables: string[] = [];
  const use = new Map<string, string[]>();
  orders.forEach((order, o) => {
    for (let l = 0; l < locations; l += 1) {
      objective.push(`${(costs.parcel[order.region * locations + l] ?? 0) + costs.split} y_${o}_${l}`);
      variables.push(`y_${o}_${l}`);
    }
    // The first parcel is no split: one split less, unless nothing is sent at all.
    objective.push(`- ${costs.split} s_${o}`);
    variables.push(`s_${o}`);
    rows.push(`s_${o} - ${Array.from({ length: locations }, (_, l) => `y_${o}_${l}`).join(' - ')} <= 0`);
    order.lines.forEach(({ sku }, i) => {
      const sends = Array.from({ length: locations }, (_, l) => `x_${o}_${i}_${l}`);
      sends.forEach((x, l) => {
        objective.push(`${costs.line[l] ?? 0} ${x}`);
        rows.push(`${x} - y_${o}_${l} <= 0`);
        for (let period = order.period; period < supply.length; period += 1) {
          const key = `${period}:${sku * locations + l}`;
          use.set(key, [...(use.get(key) ?? []), x]);
        }
      });
      objective.push(`${costs.unserved} u_${o}_${i}`);
      variables.push(...sends, `u_${o}_${i}`);
      rows.push(`${[...sends, `u_${o}_${i}`].join(' + ')} = 1`);
    });
  });
  for (const [key, sends] of use) {
    const [period = 0, at = 0] = key.split(':').map(Number);
    const reach = supply.slice(0, period + 1).reduce((sum, arrivals) => sum + (arrivals[at] ?? 0), 0);
    rows.push(`${sends.join(' + ')} <= ${reach}`);
  }
  const bounds = variables.map((name) => `0 <= ${name} <= 1`).join('\n');
  return `Minimize\n ${objective.join(' + ').replaceAll('+ -', '-')}\nSubject To\n${rows.join('\n')}\nBounds\n${bounds}\n${whole ? `Binary\n${variables.join(' ')}\n` : ''}End`;
};

describe('the prices of stock', () => {
  it.each([
    1, 2, 3, 4, 5,
  ])('bound what any way of sending costs, at least as closely as the linear programme does (case %i)', async (seed) => {
    const given = caseOf(seed);
    const highs = await loadHighs();
    const linear = highs.solve(programme(given, false), { output_flag: false });
    const whole = highs.solve(programme(given, true), { output_flag: false, mip_rel_gap: 0 });
    expect([linear.Status, whole.Status]).toEqual(['Optimal', 'Optimal']);
    const { bound } = stockPrices(given.costs, given.orders, given.supply, { rounds: 3_000, step: 100 });
    expect(bound).toBeLessThanOrEqual(whole.ObjectiveValue + 1e-6);
    // The ascent comes near its limit, which is not below the optimum of the linear programme.
    expect(bound).toBeGreaterThan(linear.ObjectiveValue * 0.995);
  });

  it('are nothing where there is enough of everything', () => {
    const { costs, orders } = caseOf(1);
    const plenty = [new Float64Array(skus * locations).fill(1_000), new Float64Array(skus * locations)];
    const { prices } = stockPrices(costs, orders, plenty, { rounds: 50, step: 100 });
    expect(Math.max(...(prices[0] ?? []))).toBe(0);
  });

  it('tell what a scarce unit saves the order that is left to the dearer place', () => {
    const costs: NetworkCosts = {
      regions: 2,
      locations: 2,
      // The second region pays 500 more from the second place, the first only 100.
      parcel: Float64Array.from([600, 700, 600, 1_100]),
      line: new Float64Array(2),
      split: 350,
      unserved: 3_000,
    };
    const orders = [0, 1].flatMap((region) => Array.from({ length: 10 }, () => ({ region, period: 0, lines: [{ sku: 0, units: 1 }] })));
    const { prices, bound } = stockPrices(costs, orders, [Float64Array.from([10, 20])], { rounds: 400, step: 100 });
    const [near = 0, far = 0] = prices[0] ?? [];
    // Between what the first region would pay for it and what the second would.
    expect(near).toBeGreaterThanOrEqual(95);
    expect(near).toBeLessThanOrEqual(500);
    expect(far).toBe(0);
    expect(bound).toBeGreaterThan(0.999 * (10 * 700 + 10 * 600));
    expect(bound).toBeLessThanOrEqual(10 * 700 + 10 * 600 + 1e-6);
  });

  it('count an order as often as it stands for', () => {
    const { costs, orders, supply } = caseOf(2);
    const options = { rounds: 60, step: 100 };
    const twice = stockPrices(costs, [...orders, ...orders], supply, options);
    const weighed = stockPrices(
      costs,
      orders.map((order) => ({ ...order, weight: 2 })),
      supply,
      options,
    );
    expect(weighed.bound).toBeCloseTo(twice.bound, 6);
    expect([...(weighed.prices[0] ?? [])]).toEqual([...(twice.prices[0] ?? [])]);
  });

  it('never rise from one arrival of goods to the next, and are infinite where nothing has come', () => {
    const { costs, orders, supply } = caseOf(3);
    const { prices } = stockPrices(costs, orders, supply, { rounds: 60, step: 100 });
    const [now = new Float64Array(), later = new Float64Array()] = prices;
    expect([...now].every((price, at) => price >= (later[at] ?? 0))).toBe(true);
    expect([...now].map((price) => price === Number.POSITIVE_INFINITY)).toEqual([...(supply[0] ?? [])].map((units) => units === 0));
  });
});
