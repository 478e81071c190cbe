import { parentPort, workerData } from 'node:worker_threads';
import { type SimulationOptions, type SimulationReport, simulate } from './run.ts';

export type Task = Pick<SimulationOptions, 'orders' | 'faults'>;

const task = workerData as Task;

const report = async (seed: number): Promise<SimulationReport> => {
  try {
    return await simulate({ ...task, seed });
  } catch (error) {
    // A defect of the simulation itself is no reason to lose the other seeds of a night.
    const broken = `The run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    const buckets = { opened: 0, closed: 0 };
    const nothing = { steps: 0, virtualSeconds: 0, traceHash: '', struck: {}, byStatus: {}, buckets, errors: [], trace: [] };
    return { ...nothing, seed, orders: task.orders, faults: [...task.faults], violations: [broken] };
  }
};

const answer = async (seed: number): Promise<void> => {
  // A worker's port has no origin to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  parentPort?.postMessage(await report(seed));
};

parentPort?.on('message', (seed: number) => void answer(seed));
