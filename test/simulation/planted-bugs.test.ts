import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { simulate } from '../../scripts/simulate/run.ts';
import { allFaults, plantedBugs } from './planted-bugs.ts';
import { type PlantedBug, quiet, unheard } from './planting.ts';

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
/** Two hundred seeds without a bug are another stage of the checks; these are as large as those with one. */
const seedsWithoutBug = 4;
const ordersDefault = 16;

/** A seed whose run breaks an invariant, the one that the bug is about. */
const caughtBy = async (bug: PlantedBug): Promise<number | undefined> => {
  const { tamper = {}, plant, says, faults = allFaults, orders = ordersDefault, seed: known = 1 } = bug;
  const uproot = plant?.();
  try {
    for (const seed of new Set([known, ...seeds])) {
      const { violations } = await simulate({ seed, orders, faults, tamper });
      if (violations.some((violation) => says?.test(violation) ?? true)) return seed;
    }
    return undefined;
  } finally {
    uproot?.();
  }
};

it('the list of planted bugs has at least twenty-five, each by a name of its own', () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(25);
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
});

it('is in the guide, bug by bug', () => {
  const guide = readFileSync('docs/simulation.md', 'utf8').split('## Planted bugs')[1] ?? '';
  expect([...guide.matchAll(/^- (.+)$/gm)].map(([, name]) => name)).toEqual(plantedBugs.map(({ name }) => name));
});

it.each([
  ['all faults', allFaults],
  ['none', new Set<never>()],
])('breaks nothing by itself, with %s', { timeout: 300_000 }, async (_name, faults) => {
  for (const seed of seeds.slice(0, seedsWithoutBug))
    expect((await simulate({ seed, orders: ordersDefault, faults })).violations, `seed ${seed}`).toEqual([]);
});

it.each(['orders/add-order-note', 'inventory/receive-stock'])('breaks nothing when half of the answers of %s are lost', async (handler) => {
  const { violations } = await simulate({ seed: 1, orders: ordersDefault, faults: quiet, tamper: unheard([handler], {}) });
  expect(violations).toEqual([]);
}, 60_000);

it.each(plantedBugs)('catches it when $name', { timeout: 300_000 }, async (bug) => {
  expect(await caughtBy(bug)).toBeDefined();
});
