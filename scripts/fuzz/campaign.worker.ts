import { parentPort, workerData } from 'node:worker_threads';
import { type Findings, fuzz } from './run.ts';

/** The inputs `first`, `first + step` and so on below `inputs`. */
export type Share = {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly inputs: number;
  /** One 32-bit number: the index that is being tried, so that an input which never ends has a name. */
  readonly progress: SharedArrayBuffer;
};

const { seed, first, step, inputs, progress } = workerData as Share;
const current = new Int32Array(progress);

function* indexes(): Iterable<number> {
  for (let index = first; index < inputs; index += step) yield index;
}

const findings: Findings = fuzz({ seed, indexes: indexes(), onIndex: (index) => Atomics.store(current, 0, index) });
// A worker's port has no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.postMessage(findings);
