import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { simulate } from '../../scripts/simulate/run.ts';
import { allFaults, plantedBugs } from './planted-bugs.ts';
import type { PlantedBug } from './planting.ts';

const seedsMax = 12;
const ordersDefault = 16;

/** The first seed whose run breaks an invariant, the one that the bug is about. */
const caughtBy = async ({
  tamper = {},
  plant,
  says,
  faults = allFaults,
  orders = ordersDefault,
}: PlantedBug): Promise<number | undefined> => {
  const uproot = plant?.();
  try {
    for (let seed = 1; seed <= seedsMax; seed += 1) {
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
  expect(await caughtBy({ name: 'none', tamper: {}, faults })).toBeUndefined();
});

it.each(plantedBugs)('catches it when $name', { timeout: 300_000 }, async (bug) => {
  expect(await caughtBy(bug)).toBeDefined();
});
