import { Worker } from 'node:worker_threads';
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import type { Task } from './campaign.worker.ts';
import type { SimulationReport } from './run.ts';

export type CampaignOptions = {
  /** Each is run once, in this order. */
  readonly seeds: Iterable<number>;
  readonly orders: number;
  readonly faults: ReadonlySet<FaultKind>;
  /** Worker threads, 1 or more. */
  readonly jobs: number;
  /** Asked before each seed: once it says true no further one is begun. */
  readonly isOver?: () => boolean;
  /** Reports come as they are done. */
  readonly onReport: (report: SimulationReport) => void;
};

/** Runs each seed in the next worker that is free. Resolves when all that were begun are done. */
export const runCampaign = async ({ seeds, orders, faults, jobs, isOver = () => false, onReport }: CampaignOptions): Promise<void> => {
  const left = seeds[Symbol.iterator]();
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const task: Task = { orders, faults };
      const worker = new Worker(new URL('campaign.worker.ts', import.meta.url), { workerData: task });
      const goOn = (): void => {
        const next = isOver() ? undefined : left.next();
        // A worker has no origin to name.
        // oxlint-disable-next-line unicorn/require-post-message-target-origin
        if (next?.done === false) worker.postMessage(next.value);
        else void worker.terminate().then(() => resolve(), reject);
      };
      worker.on('message', (report: SimulationReport) => {
        onReport(report);
        goOn();
      });
      worker.once('error', reject);
      goOn();
    });
  await Promise.all(Array.from({ length: jobs }, work));
};
