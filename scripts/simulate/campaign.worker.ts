import { parentPort, workerData } from 'node:worker_threads';
import { simulate, type SimulationOptions } from './run.ts';

export type Task = Pick<SimulationOptions, 'orders' | 'faults'> & { readonly seeds: readonly number[] };

const { seeds, orders, faults } = workerData as Task;
// A worker's port has no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
for (const seed of seeds) parentPort?.postMessage(await simulate({ seed, orders, faults }));
