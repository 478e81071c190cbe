import { expect, it } from 'vitest';
import { simulate } from '../../scripts/simulate/run.ts';
import { allFaults, type PlantedBug, plantedBugs } from './planted-bugs.ts';

const seedsMax = 8;
const ordersDefault = 16;

/** The first seed whose run breaks an invariant. */
const caughtBy = async ({ tamper, faults = allFaults, orders = ordersDefault }: PlantedBug): Promise<number | undefined> => {
  for (let seed = 1; seed <= seedsMax; seed += 1) {
    if ((await simulate({ seed, orders, faults, tamper })).violations.length > 0) return seed;
  }
  return undefined;
};

it('the list of planted bugs has at least twenty-five, each by a name of its own', () => {
  expect(plantedBugs.length).toBeGreaterThanOrEqual(25);
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
});

it.each([
  ['all faults', allFaults],
  ['none', new Set<never>()],
])('breaks nothing by itself, with %s', { timeout: 120_000 }, async (_name, faults) => {
  expect(await caughtBy({ name: 'none', tamper: {}, faults })).toBeUndefined();
});

it.each(plantedBugs)('catches it when $name', { timeout: 120_000 }, async (bug) => {
  expect(await caughtBy(bug)).toBeDefined();
});
