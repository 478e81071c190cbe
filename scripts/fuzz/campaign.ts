import { Worker } from 'node:worker_threads';
import type { Share } from './campaign.worker.ts';
import { describeInput, type Findings, type Tally } from './run.ts';

/** An input that keeps a worker this long, in milliseconds, is not waited for any longer. */
const stuckMs = 20_000;
const lookMs = 1_000;

export type CampaignOptions = { readonly seed: number; readonly inputs: number; readonly jobs: number };

/** What a worker says of its share, or which input it never came back from. */
const runShare = (share: Omit<Share, 'progress'>): Promise<Findings> =>
  new Promise((resolve, reject) => {
    const progress = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const current = new Int32Array(progress).fill(-1);
    const worker = new Worker(new URL('campaign.worker.ts', import.meta.url), { workerData: { ...share, progress } satisfies Share });
    let [seen, sinceMs] = [-1, 0];
    /** The input that was being tried is the one to look into. */
    const breakOff = (what: string): void => {
      clearInterval(watch);
      const index = Math.max(share.first, Atomics.load(current, 0));
      const broken = [describeInput(share.seed, index, what)];
      void worker.terminate().then(() => resolve({ inputs: Math.floor((index - share.first) / share.step), tally: {}, broken }), reject);
    };
    const watch = setInterval(() => {
      const index = Atomics.load(current, 0);
      sinceMs = index === seen ? sinceMs + lookMs : 0;
      seen = index;
      if (index >= 0 && sinceMs >= stuckMs) breakOff(`was not done after ${stuckMs / 1_000} seconds`);
    }, lookMs);
    worker.once('message', (findings: Findings) => {
      clearInterval(watch);
      resolve(findings);
    });
    // Such as memory that ran out, which no input may lead to.
    worker.once('error', (error) => breakOff(`ended its thread: ${String(error)}`));
  });

const added = (left: Tally, right: Tally): Tally =>
  Object.fromEntries(
    [...new Set([...Object.keys(left), ...Object.keys(right)])].map((name) => [
      name,
      {
        taken: (left[name]?.taken ?? 0) + (right[name]?.taken ?? 0),
        refused: (left[name]?.refused ?? 0) + (right[name]?.refused ?? 0),
      },
    ]),
  );

/** Tries every input of a seed from 0 on, with so many threads. The findings do not depend on how many there are. */
export const runCampaign = async ({ seed, inputs, jobs }: CampaignOptions): Promise<Findings> => {
  const shares = Array.from({ length: jobs }, (_, first) => runShare({ seed, first, step: jobs, inputs }));
  const all = await Promise.all(shares);
  return {
    inputs: all.reduce((sum, findings) => sum + findings.inputs, 0),
    tally: all.map(({ tally }) => tally).reduce(added, {}),
    broken: all.flatMap(({ broken }) => broken).sort((left, right) => left.index - right.index),
  };
};
