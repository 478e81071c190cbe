import { type Instant, toEpochMs } from '../../kernel/instant.ts';
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
  readonly problem: string | null;
};

export type BackfillRejection = { readonly code: 'range-empty' } | { readonly code: 'range-in-future' };

const stretchName = (from: Instant, to: Instant): string => `backfill-${from}-${to}`;

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
    range: { readonly from: Instant; readonly to: Instant },
    options: { readonly untilMs: number; readonly onProgress?: (progress: BackfillProgress) => void },
  ): Promise<Result<BackfillProgress, BackfillRejection>> => {
    const { from, to } = range;
    if (from >= to) return err({ code: 'range-empty' });
    if (to > parts.now()) return err({ code: 'range-in-future' });
    const whole = { ...target, rule: ruleOf(target.rule), stretch: { name: stretchName(from, to), startAt: from, endAt: to } };
    let accepted = 0;
    let quarantined = 0;
    let reached = from;
    for (;;) {
      const report = await parts.poll(whole, Math.min(options.untilMs, toEpochMs(parts.now()) + 1));
      accepted += report.accepted;
      quarantined += report.quarantined;
      const share = (toEpochMs(report.watermark) - toEpochMs(from)) / (toEpochMs(to) - toEpochMs(from));
      const done = report.watermark >= to;
      const progress = { from, to, watermark: report.watermark, share, done, accepted, quarantined, problem: report.problem };
      options.onProgress?.(progress);
      if (done || toEpochMs(parts.now()) >= options.untilMs) return ok(progress);
      // A channel that cannot tell the most recent changes yet leaves nothing to do but to wait.
      const isStuck = report.watermark === reached && report.outcome !== 'more';
      reached = report.watermark;
      if (isStuck || report.outcome === 'failed') await parts.pause(1_000);
    }
  };
