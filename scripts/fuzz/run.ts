import { createChance } from './chance.ts';
import { forgeryTargets } from './forgeries.ts';
import { payloadTargets } from './payloads.ts';
import { receiverTargets } from './receivers.ts';
import { type Judge, judgeSound } from './soundness.ts';
import type { Target, Trial, Verdict } from './target.ts';

/** Everything of ours that reads what strangers send. */
export const allTargets: readonly Target[] = [...payloadTargets, ...receiverTargets, ...forgeryTargets()];

/** No input may take longer, in milliseconds. */
const slowMs = 1_000;

export type Broken = {
  readonly seed: number;
  readonly index: number;
  readonly target: string;
  readonly what: string;
  /** Where the error came from; empty when it was none. */
  readonly stack: string;
  readonly inputBase64: string;
};

/** How many inputs of each target were taken and refused: what is always refused has not been tried in earnest. */
export type Tally = Record<string, Record<Verdict, number>>;

export type Findings = { readonly inputs: number; readonly tally: Tally; readonly broken: readonly Broken[] };

type Drawn = { readonly target: Target; readonly trial: Trial };

const draw = (targets: readonly Target[], seed: number, index: number): Drawn => {
  const chance = createChance(seed, index);
  const target = chance.pick(targets);
  return { target, trial: target.draw(chance) };
};

/** Names what one input broke, with all that is needed to look into it. */
export const describeInput = (seed: number, index: number, error: unknown, targets: readonly Target[] = allTargets): Broken => {
  const { target, trial } = draw(targets, seed, index);
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return { seed, index, target: target.name, what, stack, inputBase64: Buffer.from(trial.input).toString('base64') };
};

const timed = (trial: Trial, judge: Judge): { readonly verdict: Verdict; readonly elapsedMs: number } => {
  const startMs = performance.now();
  const verdict = trial.run(judge);
  return { verdict, elapsedMs: performance.now() - startMs };
};

/** A busy machine makes anything slow once; what is slow each time is slow by itself. */
const insistOnSpeed = (trial: Trial, judge: Judge): void => {
  const fastestMs = Math.min(...[0, 1].map(() => timed(trial, judge).elapsedMs));
  if (fastestMs > slowMs) throw new Error(`took ${Math.round(fastestMs)} ms, more than ${slowMs}`);
};

/** Something that an input left behind for everybody. */
const insistOnCleanPrototypes = (): void => {
  if ('polluted' in Object.prototype) throw new Error('the input changed the prototype of every object');
};

/** @throws Error whatever broke */
const tryOne = ({ trial }: Drawn, judge: Judge): Verdict => {
  const { verdict, elapsedMs } = timed(trial, judge);
  if (elapsedMs > slowMs) insistOnSpeed(trial, judge);
  insistOnCleanPrototypes();
  return verdict;
};

export type FuzzOptions = {
  readonly seed: number;
  /** Which inputs of the seed, in this order. */
  readonly indexes: Iterable<number>;
  /** Told each index before it is tried. */
  readonly onIndex?: (index: number) => void;
  /** @default {@link judgeSound} */
  readonly judge?: Judge;
  /** @default {@link allTargets} */
  readonly targets?: readonly Target[];
  /** No further input is tried once so many broke something. @default 20 */
  readonly brokenMax?: number;
};

/** Tries the inputs, one after the other. The same seed and index make the same input on every machine. */
export const fuzz = ({ seed, indexes, onIndex, judge = judgeSound, targets = allTargets, brokenMax = 20 }: FuzzOptions): Findings => {
  const tally: Tally = Object.fromEntries(targets.map(({ name }) => [name, { taken: 0, refused: 0 }]));
  const broken: Broken[] = [];
  let inputs = 0;
  for (const index of indexes) {
    onIndex?.(index);
    const drawn = draw(targets, seed, index);
    inputs += 1;
    try {
      const counts = tally[drawn.target.name];
      const verdict = tryOne(drawn, judge);
      if (counts) counts[verdict] += 1;
    } catch (error) {
      broken.push(describeInput(seed, index, error, targets));
      if (broken.length >= brokenMax) break;
    }
  }
  return { inputs, tally, broken };
};
