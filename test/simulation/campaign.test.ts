import { expect, it } from 'vitest';
import { runCampaign } from '../../scripts/simulate/campaign.ts';
import type { SimulationReport } from '../../scripts/simulate/run.ts';
import { createOms, documentOf } from '../cli/oms.ts';

const timeout = { timeout: 120_000 };
const none: ReadonlySet<never> = new Set();
// The command needs no data folder, and makes none.
const oms = createOms('no-such-folder');

const run = async (jobs: number, isOver?: (done: number) => boolean): Promise<readonly SimulationReport[]> => {
  const reports: SimulationReport[] = [];
  await runCampaign({
    seeds: [11, 12, 13, 14],
    orders: 3,
    faults: none,
    jobs,
    isOver: () => isOver?.(reports.length) ?? false,
    onReport: (report) => reports.push(report),
  });
  return reports;
};

it('runs every seed once, however many run at the same time, and each the same way', timeout, async () => {
  const [alone, together] = [await run(1), await run(3)];
  expect(alone.map(({ seed }) => seed)).toEqual([11, 12, 13, 14]);
  expect(together.toSorted((left, right) => left.seed - right.seed)).toEqual(alone);
});

it('begins no further seed once it is over', timeout, async () => {
  const reports = await run(1, (done) => done === 2);
  expect(reports.map(({ seed }) => seed)).toEqual([11, 12]);
});

it('tells on the command line what was run, and where to go on', timeout, async () => {
  const outcome = await oms('simulate', '--seeds', '2', '--from', '21', '--orders', '3', '--jobs', '1', '--json');
  expect(outcome.exitCode).toBe(0);
  expect(documentOf(outcome)).toMatchObject({ seeds: 2, orders: 3, failed: 0, failures: [], next: 23, actions: expect.any(Number) });
});

it('names the kinds of faults there are when it is given another', async () => {
  const { exitCode, err } = await oms('simulate', '--faults', 'duplicate,gremlins');
  expect(exitCode).toBe(2);
  expect(err).toContain('gremlins is none of all, none, duplicate, reorder');
});
