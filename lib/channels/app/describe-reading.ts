import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import { type AccountHealth, healthOf } from '../domain/account-health.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { comparisonName, pollName } from '../domain/poll-state.ts';
import { backfillRangeOf } from './backfill.ts';
import type { NamedPollState, PollStates } from './poll-states.ts';

/** How one stretch of an account is being read. */
export type ReadingStretch = {
  readonly kind: 'polling' | 'comparison' | 'backfill';
  readonly name: string;
  /** Range of a backfill; null of what goes on for ever. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Everything that changed before it has been taken in. */
  readonly watermark: Instant;
  /** Between the watermark and now, or the end of a backfill. */
  readonly lagSeconds: number;
  /** Whether a backfill has reached its end; false of what goes on for ever. */
  readonly done: boolean;
  /** Tries in a row that failed. */
  readonly failures: number;
  readonly problem: string | null;
  /** Not before; null of a backfill that is done. */
  readonly nextLookAt: Instant | null;
  readonly lastSuccessAt: Instant | null;
};

export type AccountReading = {
  readonly account: ChannelAccount;
  readonly reading: readonly ReadingStretch[];
  readonly health: AccountHealth;
};

const kindOf = (name: string): ReadingStretch['kind'] | undefined => {
  if (name === pollName) return 'polling';
  if (name === comparisonName) return 'comparison';
  return backfillRangeOf(name) && 'backfill';
};

const secondsBetween = (from: Instant, to: Instant): number => Math.max(0, Math.round((toEpochMs(to) - toEpochMs(from)) / 1_000));

const stretchOf = ({ name, state }: NamedPollState, now: Instant): readonly ReadingStretch[] => {
  const kind = kindOf(name);
  if (kind === undefined) return [];
  const range = backfillRangeOf(name);
  const done = range !== undefined && state.watermark >= range.to;
  return [
    {
      kind,
      name,
      from: range?.from ?? null,
      to: range?.to ?? null,
      watermark: state.watermark,
      lagSeconds: secondsBetween(state.watermark, range?.to ?? now),
      done,
      failures: state.failures,
      problem: state.problem,
      nextLookAt: done ? null : state.nextAt,
      lastSuccessAt: state.succeededAt,
    },
  ];
};

const order = ['polling', 'comparison', 'backfill'] as const satisfies readonly ReadingStretch['kind'][];

/** How an account is read: polling first, then the comparison, then backfills from the earliest on. */
export const createDescribeReading =
  (parts: { readonly states: Pick<PollStates, 'list'>; readonly now: () => Instant }) =>
  async (account: ChannelAccount): Promise<AccountReading> => {
    const now = parts.now();
    const states = await parts.states.list(account);
    const stretches = states.flatMap((state) => stretchOf(state, now));
    const named = (name: string): NamedPollState | undefined => states.find((state) => state.name === name);
    const health = healthOf(account, { polling: named(pollName), comparison: named(comparisonName) }, now);
    return { account, reading: order.flatMap((kind) => stretches.filter((one) => one.kind === kind)), health };
  };
