import { type Instant, parseInstant, toEpochMs } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { PollRule } from '../domain/poll-state.ts';
import type { PollReport, PollTarget } from './poll-account.ts';

/** A backfill that goes on where it stopped, whoever started it: its name follows from what it is to read. */
export type BackfillProgress = {
  readonly from: Instant;
  readonly to: Instant;
  /** Everything that changed before it has been taken in. */
  readonly watermark: Instant;
  /** 0 to 1, by time and not by orders, whose number nobody knows beforehand. */
  readonly share: number;
  readonly done: boolean;
  readonly accepted: number;
  readonly quarantined: number;
  /** Orders that were here already. */
  readonly known: number;
  readonly problem: string | null;
  /** What went wrong, in words. */
  readonly detail: string | null;
};

export type BackfillRejection = { readonly code: 'range-empty' } | { readonly code: 'range-in-future' };

export type BackfillRange = { readonly from: Instant; readonly to: Instant };

const namePrefix = 'backfill-';

/** Under which the state of a backfill is kept. */
export const backfillName = ({ from, to }: BackfillRange): string => `${namePrefix}${from}-${to}`;

/** The range that a state's name speaks of; undefined when it is none of a backfill. */
export const backfillRangeOf = (name: string): BackfillRange | undefined => {
  if (!name.startsWith(namePrefix)) return undefined;
  const instantLength = (name.length - namePrefix.length - 1) / 2;
  const from = parseInstant(name.slice(namePrefix.length, namePrefix.length + instantLength));
  const to = parseInstant(name.slice(namePrefix.length + instantLength + 1));
  return from === undefined || to === undefined ? undefined : { from, to };
};

/** What stands against a range that the channel's own limits have nothing to do with. */
export const rangeProblem = ({ from, to }: BackfillRange, now: Instant): BackfillRejection | undefined => {
  if (from >= to) return { code: 'range-empty' };
  return to > now ? { code: 'range-in-future' } : undefined;
};

export type BackfillOptions = {
  readonly untilMs: number;
  /** Told after every page, and after every try that failed. */
  readonly onProgress?: (progress: BackfillProgress) => void;
  /** Ends after the page under way. */
  readonly signal?: AbortSignal;
  /** Ends when the channel does not answer, instead of waiting for it. @default false */
  readonly endsAtFailure?: boolean;
};

const restMs = 1_000;
/** A stretch that grows by less from one look to the next grows only with the time. */
const crawlMs = 30_000;

/** Changes are old when they are filled in, so none is waited for, and none is read twice. */
const ruleOf = (rule: PollRule): PollRule => ({ ...rule, overlapMs: 0, settleMs: 0, everyMs: 0 });

/**
 * Takes in what changed at a channel between two moments, beside the polling and without touching its state.
 * @param poll one look, as `createPollAccount` makes it
 */
export const createBackfill =
  (parts: {
    readonly poll: (target: PollTarget, untilMs: number) => Promise<PollReport>;
    readonly now: () => Instant;
    readonly pause: (ms: number) => Promise<void>;
  }) =>
  async (
    target: Omit<PollTarget, 'stretch'>,
    range: BackfillRange,
    options: BackfillOptions,
  ): Promise<Result<BackfillProgress, BackfillRejection>> => {
    const { from, to } = range;
    const wrong = rangeProblem(range, parts.now());
    if (wrong) return err(wrong);
    const whole = { ...target, rule: ruleOf(target.rule), stretch: { name: backfillName(range), startAt: from, endAt: to } };
    let accepted = 0;
    let quarantined = 0;
    let known = 0;
    let reached = from;
    for (;;) {
      const report = await parts.poll(whole, Math.min(options.untilMs, toEpochMs(parts.now()) + 1));
      accepted += report.accepted;
      quarantined += report.quarantined;
      known += report.known;
      const share = (toEpochMs(report.watermark) - toEpochMs(from)) / (toEpochMs(to) - toEpochMs(from));
      const done = report.watermark >= to;
      const progress = {
        from,
        to,
        watermark: report.watermark,
        share,
        done,
        accepted,
        quarantined,
        known,
        problem: report.problem,
        detail: report.detail,
      };
      options.onProgress?.(progress);
      const hasToEnd = options.signal?.aborted === true || (options.endsAtFailure === true && report.problem !== null);
      if (done || hasToEnd || toEpochMs(parts.now()) >= options.untilMs) return ok(progress);
      if (report.outcome === 'failed' || report.outcome === 'not-due') await parts.pause(restMs);
      // A channel that cannot tell the most recent changes yet leaves nothing to do but to wait, without asking all the time.
      else if (!report.underWay && toEpochMs(report.watermark) - toEpochMs(reached) < crawlMs) await parts.pause(crawlMs);
      reached = report.watermark;
    }
  };
