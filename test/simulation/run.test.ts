import { expect, it } from 'vitest';
import { faultKinds } from '../../lib/platform/simulation/faults.ts';
import { simulate } from '../../scripts/simulate/run.ts';
import { shrink } from '../../scripts/simulate/shrink.ts';
import { plantedBugs } from './planted-bugs.ts';

const all = new Set(faultKinds);
const timeout = { timeout: 120_000 };

it('runs a seed the same way every time, action by action', timeout, async () => {
  const [first, second] = [await simulate({ seed: 7, orders: 12, faults: all }), await simulate({ seed: 7, orders: 12, faults: all })];
  expect(second).toEqual(first);
  expect((await simulate({ seed: 8, orders: 12, faults: all })).traceHash).not.toBe(first.traceHash);
});

it('brings every order to its end without faults, and logs no error', timeout, async () => {
  const report = await simulate({ seed: 3, orders: 15, faults: new Set() });
  expect(report).toMatchObject({ violations: [], errors: [], struck: {} });
  expect(Object.values(report.byStatus).reduce((sum, count) => sum + count, 0)).toBe(15);
});

it.each([1, 2, 3])('keeps every invariant under all faults with seed %i', timeout, async (seed) => {
  const report = await simulate({ seed, orders: 25, faults: all });
  expect(report.violations).toEqual([]);
  expect(Object.keys(report.struck).length).toBeGreaterThan(8);
});

it('finds a shorter run that fails as well', timeout, async () => {
  const bug = plantedBugs.find(({ name }) => name.includes('not chained'));
  const options = { seed: 1, orders: 12, faults: new Set(['duplicate', 'delay'] as const), tamper: bug?.tamper ?? {} };
  const failing = await simulate(options);
  const shorter = await shrink(failing, options, simulate);
  expect(shorter.violations).not.toEqual([]);
  expect(shorter.steps).toBeLessThanOrEqual(failing.steps);
  expect(shorter.faults.length).toBeLessThanOrEqual(2);
  expect(shorter.trace).not.toEqual([]);
});
