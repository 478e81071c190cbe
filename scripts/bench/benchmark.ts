/** How much is done: enough to see that the benchmark works, what the page shows, or that and the growth to a million. */
export type Size = 'quick' | 'normal' | 'full';

export type BenchContext = {
  readonly size: Size;
  /** Runs from set-up to teardown, at least 1. */
  readonly runs: number;
  /** Where CPU profiles of the measured windows go; absent when nothing is profiled. */
  readonly profileDir?: string;
  /** Folder of public data, for benchmarks on them. */
  readonly data?: string;
  readonly tell: (line: string) => void;
};

/** Values of one run, by the full name of the figure. */
export type Readings = Readonly<Record<string, number>>;

export type Outcome = {
  readonly runs: readonly Readings[];
  /** What was done, in one sentence with its numbers. */
  readonly setting: string;
};

export type Benchmark = (context: BenchContext) => Promise<Outcome>;

/** The amount for a size; where `full` names none, it is the normal one. */
export const bySize = (size: Size, amounts: { readonly quick: number; readonly normal: number; readonly full?: number }): number =>
  size === 'full' ? (amounts.full ?? amounts.normal) : amounts[size];

/** Runs one after the other, never at once: they would measure each other. */
export const eachRun = async (context: BenchContext, run: (number: number) => Promise<Readings>): Promise<readonly Readings[]> => {
  const runs: Readings[] = [];
  for (let number = 1; number <= context.runs; number += 1) {
    runs.push(await run(number));
    context.tell(`run ${number} of ${context.runs} is done`);
  }
  return runs;
};
