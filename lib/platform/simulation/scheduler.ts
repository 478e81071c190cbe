import { fromEpochMs, type Instant } from '../../kernel/instant.ts';
import type { Timekeeper } from '../ports.ts';
import { mix } from './random.ts';

/** One thing that will happen at a moment of virtual time. */
type Action = { readonly atMs: number; readonly order: number; readonly label: string; run: (() => void) | undefined };

export type Scheduler = {
  /** True time; processes of the product may see another. */
  readonly clock: Timekeeper;
  readonly nowMs: () => number;
  /**
   * Lets `run` happen `delayMs` from now. The label stands in the trace and must say the same in every run of a seed.
   * @returns a function that calls it off
   */
  readonly after: (delayMs: number, label: string, run: () => void) => () => void;
  /** Resolves `delayMs` from now. */
  readonly sleep: (delayMs: number, label: string) => Promise<void>;
  /** Adds a fact to the trace, beside what the actions say themselves. */
  readonly note: (fact: string) => void;
  /**
   * Lets actions happen in their order until `until` says so, until none is left, or until `untilMs`, when the clock
   * stands there.
   */
  readonly run: (options: { readonly untilMs?: number; readonly until?: () => boolean }) => Promise<void>;
  /** Actions so far. */
  readonly steps: () => number;
  /** Equal for two runs if, and practically only if, the same happened in the same order. */
  readonly traceHash: () => string;
  /** The latest lines of the trace, oldest first. */
  readonly recent: () => readonly string[];
};

const recentMax = 400;

const isBefore = (left: Action, right: Action): boolean => left.atMs < right.atMs || (left.atMs === right.atMs && left.order < right.order);

/** A binary heap: the earliest action stands first. */
const createAgenda = () => {
  const heap: Action[] = [];
  const at = (index: number): Action => heap[index] as Action;
  const swap = (left: number, right: number): void => {
    [heap[left], heap[right]] = [at(right), at(left)];
  };
  const sink = (): void => {
    for (let index = 0; ; ) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      let least = index;
      if (left < heap.length && isBefore(at(left), at(least))) least = left;
      if (right < heap.length && isBefore(at(right), at(least))) least = right;
      if (least === index) return;
      swap(index, least);
      index = least;
    }
  };
  return {
    first: (): Action | undefined => heap[0],
    add: (action: Action): void => {
      heap.push(action);
      for (let index = heap.length - 1; index > 0; ) {
        const parent = (index - 1) >> 1;
        if (!isBefore(at(index), at(parent))) break;
        swap(index, parent);
        index = parent;
      }
    },
    take: (): Action | undefined => {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return undefined;
      if (heap.length > 0) {
        heap[0] = last;
        sink();
      }
      return first;
    },
  };
};

const turnsAtOnce = 256;

/**
 * Waits until every microtask has run: after that nothing can happen but what is on the agenda. Node runs the microtasks
 * between two immediates, so many are set at once, and the event loop goes round, which takes system calls, once for all.
 */
const createQuiet = (): (() => Promise<void>) => {
  let turnsLeft = 0;
  let goOn: (() => void) | undefined;
  const turn = (): void => {
    turnsLeft -= 1;
    const waiting = goOn;
    goOn = undefined;
    waiting?.();
  };
  return () =>
    new Promise((resolve) => {
      goOn = resolve;
      if (turnsLeft > 0) return;
      turnsLeft = turnsAtOnce;
      for (let turns = 0; turns < turnsAtOnce; turns += 1) setImmediate(turn);
    });
};

/** Owns everything that is going to happen. One action at a time, and what follows from it at once runs dry before the next. */
export const createScheduler = (start: Instant): Scheduler => {
  const agenda = createAgenda();
  const quiet = createQuiet();
  const recent: string[] = [];
  let nowMs = Date.parse(start);
  const startMs = nowMs;
  let order = 0;
  let steps = 0;
  let hashes: readonly [number, number] = [0x811c9dc5, 0x12345678];

  const note = (fact: string): void => {
    const line = `${((nowMs - startMs) / 1_000).toFixed(3)} ${fact}`;
    const mixed = mix(hashes[0], line);
    // The second one goes another way from the same line, so that both meet again only where nothing differed.
    hashes = [mixed, Math.imul(hashes[1] ^ mixed ^ steps, 0x9e3779b1) >>> 0];
    recent.push(line);
    if (recent.length > 2 * recentMax) recent.splice(0, recentMax);
  };

  const after: Scheduler['after'] = (delayMs, label, run) => {
    order += 1;
    const action: Action = { atMs: nowMs + Math.max(0, Math.round(delayMs)), order, label, run };
    agenda.add(action);
    return () => {
      action.run = undefined;
    };
  };

  const sleep = (delayMs: number, label = 'waits'): Promise<void> => new Promise((resolve) => void after(delayMs, label, resolve));

  return {
    clock: { now: () => fromEpochMs(nowMs), sleep },
    nowMs: () => nowMs,
    after,
    sleep,
    note,
    run: async ({ untilMs = Number.POSITIVE_INFINITY, until = () => false }) => {
      await quiet();
      while (!until()) {
        const next = agenda.first();
        if (next === undefined || next.atMs > untilMs) {
          if (Number.isFinite(untilMs)) nowMs = Math.max(nowMs, untilMs);
          return;
        }
        agenda.take();
        if (next.run === undefined) continue;
        nowMs = next.atMs;
        steps += 1;
        note(next.label);
        next.run();
        await quiet();
      }
    },
    steps: () => steps,
    traceHash: () => hashes.map((hash) => hash.toString(16).padStart(8, '0')).join(''),
    recent: () => recent.slice(-recentMax),
  };
};
