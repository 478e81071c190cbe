import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { projectRoot } from '../support/run-tool.ts';

export type Environment = {
  readonly startedAt: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly system: string;
  readonly commit: string;
  /** Whether files differed from the commit. */
  readonly changed: boolean;
  /** Processes that wanted a core in the minute before: far above 0 means that others were at work. */
  readonly loadBefore: number;
};

const git = (...args: readonly string[]): string => {
  try {
    return execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // A copy of the sources without their history can be measured too.
    return '';
  }
};

/** Where and on what the figures are taken. Call it before they are. */
export const readEnvironment = (): Environment => ({
  startedAt: `${new Date().toISOString().slice(0, 16)}Z`,
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`,
  commit: git('rev-parse', '--short', 'HEAD') || 'unknown',
  changed: git('status', '--porcelain', '--untracked-files=no') !== '',
  loadBefore: Number((loadavg()[0] ?? 0).toFixed(2)),
});
