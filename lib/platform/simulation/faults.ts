import type { Random } from './random.ts';

/** What can go wrong, how often, and what it means. Rates are per occasion; `deploy` and `outage` have one in a run. */
export const faultTable = {
  duplicate: {
    rate: 0.04,
    text: 'a message, an event, a stream batch or a webhook is delivered again, also while the first is being handled',
  },
  reorder: { rate: 0.1, text: 'an event overtakes others by up to 20 seconds on its way through the bus' },
  delay: { rate: 0.01, text: 'a call takes up to 8 seconds' },
  drop: { rate: 0.004, text: 'a request is lost before it arrives' },
  throttle: { rate: 0.02, text: 'partitions bear a few writes a second, transactions conflict, the bus refuses entries' },
  'lost-reply': { rate: 0.004, text: 'a call is carried out and its answer is lost' },
  crash: { rate: 0.002, text: 'a process ends between any two of its calls' },
  'partial-batch': { rate: 0.02, text: 'a batch reports a record as failed that was handled' },
  poison: { rate: 0.004, text: 'a message or record makes every function fail that is given it, until the fault phase ends' },
  'clock-skew': { rate: 1, text: 'every process has a clock up to 2 seconds off' },
  provider: { rate: 0.3, text: 'a model endpoint is late, down, answers nonsense, or serves another version' },
  deploy: {
    rate: 1,
    text: 'new code takes over: executions under way stay on their version, states are folded anew, and events of the release before stand in their older schemas',
  },
  outage: { rate: 0.5, text: 'for half a minute to two minutes nothing in the region answers' },
} as const;

export type FaultKind = keyof typeof faultTable;

export const faultKinds = Object.keys(faultTable) as readonly FaultKind[];

export type Faults = {
  /** Whether this kind happens now. Never outside the fault phase. */
  readonly strikes: (kind: FaultKind) => boolean;
  readonly isActive: (kind: FaultKind) => boolean;
  /** A kind that is there all the time has done something. */
  readonly record: (kind: FaultKind) => void;
  /** Begins the fault phase. */
  readonly begin: () => void;
  /** Ends it for good. */
  readonly end: () => void;
  readonly outageUntilMs: () => number;
  readonly beginOutage: (untilMs: number) => void;
  /** How often each kind has struck. */
  readonly counts: () => Readonly<Partial<Record<FaultKind, number>>>;
};

export const createFaults = (active: ReadonlySet<FaultKind>, random: Random): Faults => {
  const counts = new Map<FaultKind, number>();
  let phase: 'before' | 'faults' | 'after' = 'before';
  let outageUntilMs = Number.NEGATIVE_INFINITY;
  const isActive = (kind: FaultKind): boolean => phase === 'faults' && active.has(kind);
  const count = (kind: FaultKind): void => void counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    isActive,
    record: count,
    strikes: (kind) => {
      const strikes = isActive(kind) && random.chance(faultTable[kind].rate);
      if (strikes) count(kind);
      return strikes;
    },
    begin: () => {
      phase = 'faults';
    },
    end: () => {
      phase = 'after';
    },
    outageUntilMs: () => outageUntilMs,
    beginOutage: (untilMs) => {
      outageUntilMs = untilMs;
    },
    counts: () => Object.fromEntries(counts),
  };
};
