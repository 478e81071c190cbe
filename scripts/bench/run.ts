import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import type { Outcome, Size } from './benchmark.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { type Bound, type BenchmarkName, type Figure, figuresOf } from './figures.ts';
import type { OneMessage, OneTask } from './one.ts';
import { readProfiles, type SelfTime, selfTimes } from './profile.ts';
import { type Summary, summarize } from './statistics.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

export type Measured = Figure & {
  readonly values: Summary;
  /** Whether the middle value keeps the bound; absent where there is none. */
  readonly met?: boolean;
};

export type BenchmarkReport = {
  readonly name: BenchmarkName;
  readonly setting: string;
  readonly figures: readonly Measured[];
  /** Where the time goes, when that was asked for. */
  readonly profile?: readonly SelfTime[];
};

export type BenchReport = {
  readonly environment: Environment;
  readonly size: Size;
  readonly benchmarks: readonly BenchmarkReport[];
  readonly failed: readonly { readonly name: BenchmarkName; readonly message: string }[];
};

export type RunOptions = {
  readonly names: readonly BenchmarkName[];
  readonly size: Size;
  readonly runs: number;
  /** `missed`: profiles those that miss a bound; `all`: every one. Each in a run of its own, because profiling slows down. */
  readonly profile: 'none' | 'missed' | 'all';
  /** Folder of public data, for benchmarks on them. */
  readonly data?: string;
  readonly tell: (line: string) => void;
};

const profileTop = 12;

/** Counts and sizes are not a matter of where the time goes. */
const untimed: ReadonlySet<BenchmarkName> = new Set(['bundle', 'order_cost']);

/** Whether a value keeps a bound. */
export const keeps = (bound: Bound, value: number): boolean => ('least' in bound ? value >= bound.least : value <= bound.most);

/** @throws Error with what went wrong in the other process */
const runAlone = async (task: OneTask, tell: (line: string) => void): Promise<Outcome> => {
  const child = fork(new URL('one.ts', import.meta.url), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let ending: OneMessage | undefined;
  child.on('message', (message: OneMessage) => {
    if (message.kind === 'told') tell(`${task.name}: ${message.line}`);
    else ending = message;
  });
  const ended = once(child, 'exit');
  child.send(task);
  const [code] = (await ended) as [number | null];
  if (ending?.kind === 'done') return ending.outcome;
  throw new Error(ending?.kind === 'failed' ? ending.message : `The process of ${task.name} ended with ${String(code)}`);
};

/**
 * Sets the readings of all runs beside their bounds.
 * @throws Error when a run has another set of figures than was announced
 */
export const judge = (name: BenchmarkName, { runs }: Pick<Outcome, 'runs'>): readonly Measured[] => {
  const figures = figuresOf(name);
  for (const run of runs) {
    const unknown = Object.keys(run).filter((key) => !figures.some((figure) => figure.name === key));
    if (unknown.length > 0) throw new Error(`${name} measured what has no name in figures.ts: ${unknown.join(', ')}`);
  }
  return figures.map((figure) => {
    const readings = runs.map((run) => run[figure.name]).filter((value) => value !== undefined && Number.isFinite(value));
    if (readings.length !== runs.length) throw new Error(`${name} did not measure ${figure.name} in every run`);
    const values = summarize(readings as number[]);
    return { ...figure, values, ...(figure.bound ? { met: keeps(figure.bound, values.median) } : {}) };
  });
};

const dataOf = ({ data }: RunOptions): { readonly data?: string } => (data === undefined ? {} : { data });

const profileOf = (name: BenchmarkName, options: RunOptions): Promise<readonly SelfTime[]> =>
  withTemporaryFolder(async (folder) => {
    const profileDir = join(folder, 'profiles');
    mkdirSync(profileDir);
    const { size, tell } = options;
    await runAlone({ name, size, runs: 1, profileDir, ...dataOf(options) }, tell);
    return selfTimes(readProfiles(profileDir), profileTop);
  });

const runOne = async (name: BenchmarkName, options: RunOptions): Promise<BenchmarkReport> => {
  const outcome = await runAlone({ name, size: options.size, runs: options.runs, ...dataOf(options) }, options.tell);
  const figures = judge(name, outcome);
  const isMissed = figures.some(({ met }) => met === false);
  const wanted = !untimed.has(name) && (options.profile === 'all' || (options.profile === 'missed' && isMissed));
  const profile = wanted ? await profileOf(name, options) : [];
  return { name, setting: outcome.setting, figures, ...(profile.length > 0 ? { profile } : {}) };
};

/** Runs benchmarks one after the other, each in a process of its own; one that fails does not keep the others from running. */
export const runBenchmarks = async (options: RunOptions): Promise<BenchReport> => {
  const environment = readEnvironment();
  const benchmarks: BenchmarkReport[] = [];
  const failed: { readonly name: BenchmarkName; readonly message: string }[] = [];
  for (const name of options.names) {
    options.tell(`${name} begins`);
    try {
      benchmarks.push(await runOne(name, options));
    } catch (error) {
      failed.push({ name, message: (error as Error).message });
    }
  }
  return { environment, size: options.size, benchmarks, failed };
};
