import { counted } from './output.ts';
import type { Io } from './session.ts';

export type Progress = {
  /** 0 to 1. */
  readonly share: number;
  readonly orders: number;
  /** What keeps it waiting, such as `unavailable`. */
  readonly problem: string | null;
};

export type ProgressView = {
  readonly show: (progress: Progress) => void;
  /** Leaves the line of the bar, so that what follows begins on one of its own. */
  readonly end: () => void;
};

const barLength = 24;
const linesEveryMs = 10_000;

const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
};

/**
 * Share, orders, how many a second, and how long it will take at the pace so far.
 * @param begun share and orders of the first thing that was shown: what was there before says nothing about the pace
 */
export const progressText = ({ share, orders, problem }: Progress, begun: { readonly share: number }, elapsedMs: number): string => {
  const gained = share - begun.share;
  const parts = [`${Math.floor(share * 100)} %`, counted(orders, 'order')];
  if (elapsedMs > 0) parts.push(`${((orders * 1_000) / elapsedMs).toFixed(1)}/s`);
  if (gained > 0 && share < 1 && elapsedMs > 0) parts.push(`about ${duration(((1 - share) / gained) * elapsedMs)} left`);
  if (problem !== null) parts.push(`waiting for the channel (${problem})`);
  return parts.join(', ');
};

const bar = (share: number): string => {
  const filled = Math.round(share * barLength);
  return `[${'#'.repeat(filled)}${'.'.repeat(barLength - filled)}]`;
};

/**
 * A bar that is drawn over itself on a terminal, and elsewhere a line now and then. Both on standard error, and neither under
 * `--json`.
 * @param start where the work stands before it begins
 */
export const createProgressView = (
  io: Io,
  parts: { readonly json: boolean; readonly nowMs: () => number; readonly start: { readonly share: number } },
): ProgressView => {
  const { json, nowMs, start } = parts;
  if (json) return { show: () => undefined, end: () => undefined };
  const startedMs = nowMs();
  let saidMs = startedMs;
  let drawn = false;
  return {
    show: (progress) => {
      const elapsedMs = nowMs() - startedMs;
      const text = progressText(progress, start, elapsedMs);
      if (io.isTerminal === true) {
        io.err(`\r\u001b[K${bar(progress.share)} ${text}`);
        drawn = true;
      } else if (nowMs() - saidMs >= linesEveryMs) {
        io.err(`${text}\n`);
        saidMs = nowMs();
      }
    },
    end: () => {
      if (drawn) io.err('\n');
      drawn = false;
    },
  };
};
