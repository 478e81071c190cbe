import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';

/** An order that was taken in lately, with the change that was known then. */
export type SeenOrder = { readonly channelOrderId: string; readonly changedAt: Instant };

/** How far the polling of one account has come. */
export type PollState = {
  /** Every change before it has been taken in. */
  readonly watermark: Instant;
  /** A stretch that is being read; null between two. */
  readonly window: { readonly from: Instant; readonly to: Instant; readonly cursor: string | null } | null;
  /** Orders of the stretch that the next one reads again. */
  readonly seen: readonly SeenOrder[];
  /** Tries in a row that failed. */
  readonly failures: number;
  /** Not before. */
  readonly nextAt: Instant;
  /** When the last stretch was read to its end; null before the first. */
  readonly succeededAt: Instant | null;
  /** Why the last try failed, such as `unauthorized`; null when it did not. */
  readonly problem: string | null;
};

/** How an account is polled. All in milliseconds. */
export type PollRule = {
  /** Between the end of one stretch and the beginning of the next. */
  readonly everyMs: number;
  /** So much of the stretch before is read again: channels show changes late, and not in order. */
  readonly overlapMs: number;
  /** Changes younger than this are left for the next time: the channel may not show all of them yet. */
  readonly settleMs: number;
  /** The longest stretch read at once; after an outage there are several. */
  readonly windowMs: number;
};

/** Name of the state of the polling itself, beside those of backfills. */
export const pollName = 'orders';
/** Name of the daily comparison of the channel's list with ours, over what polling has read already. */
export const comparisonName = 'comparison';

const firstBackOffMs = 5_000;
// After an outage, however long, the account is asked again within two minutes: that is one look, and no burden to anybody.
const backOffMsMax = 2 * 60_000;
/** The longest that a channel may make us wait by what it says. */
const retryAfterMsMax = 15 * 60_000;
const refusedBackOffMs = 15 * 60_000;
const seenMax = 2_000;

export const startPolling = (from: Instant, now: Instant): PollState => ({
  watermark: from,
  window: null,
  seen: [],
  failures: 0,
  nextAt: now,
  succeededAt: null,
  problem: null,
});

/** The stretch to read now: the one under way, or the next. Undefined when there is nothing to read yet. */
export const windowOf = (state: PollState, rule: PollRule, now: Instant): NonNullable<PollState['window']> | undefined => {
  if (state.window) return state.window;
  const from = plusMs(state.watermark, -rule.overlapMs);
  const newest = plusMs(now, -rule.settleMs);
  if (newest <= state.watermark) return undefined;
  const longest = plusMs(state.watermark, rule.windowMs);
  return { from, to: longest < newest ? longest : newest, cursor: null };
};

/** Whether this change of the order is known from the stretch before. */
export const isSeen = (state: PollState, { channelOrderId, changedAt }: SeenOrder): boolean =>
  state.seen.some((seen) => seen.channelOrderId === channelOrderId && seen.changedAt === changedAt);

const remember = (state: PollState, taken: readonly SeenOrder[], since: Instant): readonly SeenOrder[] => {
  const newest = new Map<string, SeenOrder>();
  for (const one of [...state.seen, ...taken]) {
    newest.delete(one.channelOrderId);
    newest.set(one.channelOrderId, one);
  }
  return [...newest.values()].filter(({ changedAt }) => changedAt >= since).slice(-seenMax);
};

/** After one page has been taken in: the next page of the stretch, or its end. */
export const afterPage = (
  state: PollState,
  rule: PollRule,
  page: {
    readonly window: NonNullable<PollState['window']>;
    readonly taken: readonly SeenOrder[];
    readonly cursor: string | undefined;
    /** The channel told changes only up to here, though more was asked for. */
    readonly coveredTo?: Instant | undefined;
    readonly now: Instant;
  },
): PollState => {
  const { window, cursor, now } = page;
  const readTo = page.coveredTo !== undefined && page.coveredTo < window.to ? page.coveredTo : window.to;
  const seen = remember(state, page.taken, plusMs(readTo, -rule.overlapMs));
  if (cursor !== undefined) return { ...state, window: { ...window, cursor }, seen, failures: 0, problem: null };
  const behind = toEpochMs(now) - toEpochMs(window.to) > rule.settleMs + rule.everyMs;
  return {
    // Never back: what has been read stays read.
    watermark: readTo > state.watermark ? readTo : state.watermark,
    window: null,
    seen,
    failures: 0,
    nextAt: behind ? now : plusMs(now, rule.everyMs),
    succeededAt: now,
    problem: null,
  };
};

/**
 * After a try that failed. A cursor may have gone stale meanwhile, so the stretch is begun anew after the second failure, but
 * not when there were only too many calls: then a long stretch would never be read to its end.
 * @param random between 0 and 1: accounts that failed together must not come back together
 */
export const afterFailure = (
  state: PollState,
  failure: { readonly problem: string; readonly retryAfterMs: number | null; readonly now: Instant; readonly random: number },
): PollState => {
  const failures = state.failures + 1;
  const isHopeless = failure.problem === 'unauthorized' || failure.problem === 'refused';
  const backOffMs = Math.min(backOffMsMax, firstBackOffMs * 2 ** Math.min(failures - 1, 10)) * (0.5 + failure.random / 2);
  const delayMs = isHopeless ? refusedBackOffMs : Math.max(backOffMs, Math.min(failure.retryAfterMs ?? 0, retryAfterMsMax));
  return {
    ...state,
    window: failures > 1 && failure.problem !== 'throttled' && state.window ? { ...state.window, cursor: null } : state.window,
    failures,
    nextAt: plusMs(failure.now, Math.ceil(delayMs)),
    problem: failure.problem,
  };
};
