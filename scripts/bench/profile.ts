import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchContext } from './benchmark.ts';

type ProfileNode = {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
};

/** What V8 writes into a `.cpuprofile`, as far as it is read here. */
export type CpuProfile = {
  readonly nodes: readonly ProfileNode[];
  readonly samples?: readonly number[];
  /** Microseconds between the samples. */
  readonly timeDeltas?: readonly number[];
};

/** Time spent in one function itself, without those that it called. */
export type SelfTime = { readonly where: string; readonly ms: number; readonly sharePct: number };

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs work with the profiler on, if profiles are wanted, and writes what it saw to `<name>.cpuprofile`. */
export const profiled = async <T>({ profileDir }: BenchContext, name: string, work: () => Promise<T>): Promise<T> => {
  if (profileDir === undefined) return work();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  try {
    return await work();
  } finally {
    const { profile } = await session.post('Profiler.stop');
    writeFileSync(join(profileDir, `${name}.cpuprofile`), JSON.stringify(profile));
    session.disconnect();
  }
};

/** A file as a reader looks for it: within the project, within a package, or Node's own. */
const placeOf = (url: string): string => {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  return inPackage ?? (path.startsWith(root) ? path.slice(root.length) : path);
};

const whereOf = ({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string => {
  const name = functionName === '' ? 'anonymous function' : functionName;
  if (url === '') return name.startsWith('(') ? name : `${name}, native code`;
  const place = placeOf(url);
  return `${name}, ${place.endsWith('.ts') ? `${place}:${lineNumber + 1}` : place}`;
};

/**
 * The functions with the most self time, of the time that the processor was busy.
 * @param top how many to name
 */
export const selfTimes = (profiles: readonly CpuProfile[], top: number): readonly SelfTime[] => {
  const micros = new Map<string, number>();
  for (const { nodes, samples = [], timeDeltas = [] } of profiles) {
    const names = new Map(nodes.map((node) => [node.id, whereOf(node)]));
    for (const [index, sample] of samples.entries()) {
      const where = names.get(sample) ?? 'unknown';
      micros.set(where, (micros.get(where) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
    }
  }
  // Neither waiting nor switching the profiler on is work.
  for (const where of ['(idle)', 'post, node:inspector']) micros.delete(where);
  const busy = [...micros.values()].reduce((sum, value) => sum + value, 0);
  return [...micros]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, top)
    .map(([where, value]) => ({ where, ms: value / 1_000, sharePct: busy === 0 ? 0 : (value / busy) * 100 }));
};

/** The profiles of a folder. */
export const readProfiles = (folder: string): readonly CpuProfile[] =>
  globSync('*.cpuprofile', { cwd: folder }).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile);
