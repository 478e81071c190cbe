import { type Instant, plusMs } from '../../kernel/instant.ts';
import { assertNever, err, ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Clock } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { historyDaysOf } from '../domain/channel-history.ts';
import { startPolling } from '../domain/poll-state.ts';
import { backfillName, type BackfillRange, type BackfillRejection, rangeProblem } from './backfill.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { PollStates } from './poll-states.ts';
import { type AskToSync, backfill, lookNow } from './sync-requests.ts';

/** Why an account cannot be read. */
export type ReadingRejection =
  | { readonly code: 'channel-account-not-found' }
  | { readonly code: 'account-removed' }
  | { readonly code: 'account-not-connected' };

export type RangeRejection = BackfillRejection | { readonly code: 'range-too-old'; readonly days: number };

export const describeReadingRejection = (rejection: ReadingRejection | RangeRejection): string => {
  switch (rejection.code) {
    case 'channel-account-not-found':
      return 'There is no such channel account.';
    case 'account-removed':
      return 'The account has been removed; add it again first.';
    case 'account-not-connected':
      return 'The account has no settings for its API; it only takes deliveries.';
    case 'range-empty':
      return 'The range must begin before it ends.';
    case 'range-in-future':
      return 'The range must not end in the future.';
    case 'range-too-old':
      return `The channel tells of the last ${rejection.days} days only; begin later.`;
    default:
      return assertNever(rejection);
  }
};

const dayMs = 86_400_000;

/** The caller's account, if it can be read. */
export const readableAccount = async (
  accounts: Pick<ChannelAccounts, 'read'>,
  caller: Pick<Caller, 'tenantId'>,
  channel: string,
  account: string,
): Promise<Result<ChannelAccount, ReadingRejection>> => {
  const found = await accounts.read(channel, account);
  if (!found || found.tenantId !== caller.tenantId) return err({ code: 'channel-account-not-found' });
  if (found.removedAt !== null) return err({ code: 'account-removed' });
  return found.settings === null ? err({ code: 'account-not-connected' }) : ok(found);
};

/** What is wrong with a range at this channel; undefined when nothing is. */
export const rangeRejection = (channel: string, range: BackfillRange, now: Instant): RangeRejection | undefined => {
  const days = historyDaysOf(channel);
  if (days !== undefined && range.from < plusMs(now, -days * dayMs)) return { code: 'range-too-old', days };
  return rangeProblem(range, now);
};

/** Has an account read by whoever serves its channel's queue. */
export const createRequestReading = (parts: {
  readonly clock: Pick<Clock, 'now'>;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly states: Pick<PollStates, 'read' | 'save'>;
  readonly askToSync: AskToSync;
}) => {
  const { clock, accounts, states, askToSync } = parts;
  return {
    /** A look at once, also before the next one is due. */
    requestPoll: async (caller: Caller, channel: string, account: string): Promise<Result<ChannelAccount, ReadingRejection>> => {
      const found = await readableAccount(accounts, caller, channel, account);
      if (found.ok) await askToSync([lookNow(found.value, clock.now())]);
      return found;
    },

    /** The same range again goes on where it stopped, and repeats nothing. @returns the name under which it is listed */
    requestBackfill: async (
      caller: Caller,
      channel: string,
      account: string,
      range: BackfillRange,
    ): Promise<Result<{ readonly name: string }, ReadingRejection | RangeRejection>> => {
      const found = await readableAccount(accounts, caller, channel, account);
      if (!found.ok) return found;
      const now = clock.now();
      const wrong = rangeRejection(channel, range, now);
      if (wrong) return err(wrong);
      const name = backfillName(range);
      // From here on it is listed. Whoever has begun it before, or at the same moment, has written what is to be kept.
      const known = await states.read(found.value, name);
      if (!known) await states.save(found.value, name, undefined, startPolling(range.from, now));
      await askToSync([backfill(found.value, range)]);
      return ok({ name });
    },
  };
};
