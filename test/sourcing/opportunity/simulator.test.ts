import { describe, expect, it } from 'vitest';
import { createNetwork, standardNetwork } from '../../../scripts/sourcing-simulator/network.ts';
import { clairvoyantBound, simulate, standardLambda } from '../../../scripts/sourcing-simulator/simulate.ts';

const small = { ...standardNetwork, skus: 12, ordersPerDay: 20, historyDays: 28, days: 14, cycleDays: 14 };
const lambda = { kind: 'lambda', options: { ...standardLambda, samples: 3, everyOrders: 40 } } as const;

describe('the simulated retailer', () => {
  it('is the same for the same seed, and another for another', () => {
    const [first, again, other] = [createNetwork(1, small), createNetwork(1, small), createNetwork(2, small)];
    expect(again).toEqual(first);
    expect(other.orders).not.toEqual(first.orders);
  });

  it('has history before its orders, and no order with an article twice', () => {
    const { history, orders } = createNetwork(1, small);
    expect(history.every(({ day }) => day < 0 && day >= -28)).toBe(true);
    expect(orders.every(({ day }) => day >= 0 && day < 14)).toBe(true);
    expect([...history, ...orders].every(({ skus }) => new Set(skus).size === skus.length)).toBe(true);
  });

  it('buys what its demand suggests, to the unit', () => {
    const { history, arrivals } = createNetwork(1, small);
    const sold = history.reduce((sum, { skus }) => sum + skus.length, 0);
    const bought = arrivals.flatMap((units) => [...units]).reduce((sum, units) => sum + units, 0);
    expect(Math.abs(bought - (sold / 28) * 14 * 1.4)).toBeLessThan(12);
  });
});

describe('the simulation', () => {
  it('never sends more than there is, and every unit that there is', () => {
    const network = createNetwork(3, { ...small, boughtPercent: 60 });
    const wanted = network.orders.reduce((sum, { skus }) => sum + skus.length, 0);
    const missing = Array.from({ length: small.skus }, (_, sku) => {
      const demand = network.orders.filter(({ skus }) => skus.includes(sku)).length;
      const units = network.arrivals.reduce(
        (sum, arrivals) => sum + arrivals.slice(sku * 8, sku * 8 + 8).reduce((all, each) => all + each, 0),
        0,
      );
      return Math.max(0, demand - units);
    }).reduce((sum, units) => sum + units, 0);
    expect(missing).toBeGreaterThan(wanted / 10);
    for (const strategy of [{ kind: 'myopic' } as const, { kind: 'nearest' } as const, lambda])
      expect(simulate(network, strategy, 3).unserved, strategy.kind).toBe(missing);
  });

  it.each([1, 2, 3])('costs nobody less than the bound, and with λ less than without (seed %i)', (seed) => {
    const network = createNetwork(seed, small);
    const bound = clairvoyantBound(network);
    const [myopic, nearest, later] = [{ kind: 'myopic' } as const, { kind: 'nearest' } as const, lambda].map(
      (strategy) => simulate(network, strategy, seed).cost,
    ) as [number, number, number];
    expect(bound).toBeGreaterThan(0);
    for (const cost of [myopic, nearest, later]) expect(cost).toBeGreaterThanOrEqual(bound);
    expect(later).toBeLessThan(myopic);
  });

  it('comes to the same again', () => {
    const network = createNetwork(1, small);
    expect(simulate(network, lambda, 1).cost).toBe(simulate(network, lambda, 1).cost);
  });
});
