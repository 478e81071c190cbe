import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import type { Task } from './campaign.worker.ts';
import type { SimulationReport } from './run.ts';

/** Runs each seed once, spread over the processors. Reports come as they are done. */
export const runCampaign = async (options: {
  readonly seeds: readonly number[];
  readonly orders: number;
  readonly faults: ReadonlySet<FaultKind>;
  readonly onReport: (report: SimulationReport) => void;
}): Promise<void> => {
  const { seeds, orders, faults, onReport } = options;
  const workers = Math.min(availableParallelism(), seeds.length);
  const work = (share: readonly number[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const task: Task = { seeds: share, orders, faults };
      const worker = new Worker(new URL('campaign.worker.ts', import.meta.url), { workerData: task });
      worker.on('message', onReport);
      // An error is told before the exit that follows from it.
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
  await Promise.all(Array.from({ length: workers }, (_, index) => work(seeds.filter((_seed, place) => place % workers === index))));
};
