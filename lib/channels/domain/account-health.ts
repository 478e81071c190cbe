import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import type { ChannelAccount } from './channel-account.ts';
import type { PollState } from './poll-state.ts';

export const healthStates = ['ok', 'behind', 'failing', 'not_connected', 'removed'] as const;

/** How an account stands, in one word and one sentence. */
export type AccountHealth = {
  readonly state: (typeof healthStates)[number];
  readonly sentence: string;
  /** Since when it stands like this, as far as that is known; null otherwise. */
  readonly since: Instant | null;
};

/** How something of the account is being read, and since when every try fails. */
export type ReadingNow = { readonly state: PollState; readonly failingSince?: Instant };

/** As the alarm channel-behind has it: who is not half an hour behind is catching up by itself. */
const behindMs = 30 * 60_000;
/** A vendor's hiccup is over before. */
const failingMs = 5 * 60_000;

const problems: Readonly<Record<string, string>> = {
  unauthorized: 'the channel refuses the credentials, or they are not set up',
  refused: 'the channel does not take what it is asked; look at the settings',
  throttled: 'the channel takes no more calls at the moment',
  unavailable: 'the channel cannot be reached, or answers with errors',
};
const wordsOf = (problem: string | null): string => problems[problem ?? ''] ?? 'nobody knows why yet';

/** Only a person can put it right, so that waiting would be for nothing. */
const isHopeless = (problem: string | null): boolean => problem === 'unauthorized' || problem === 'refused';

const minutesBetween = (from: Instant, to: Instant): number => Math.max(0, Math.round((toEpochMs(to) - toEpochMs(from)) / 60_000));

const failureOf = (what: string, { state, failingSince }: ReadingNow, now: Instant): AccountHealth | undefined => {
  if (state.failures === 0) return undefined;
  const lasts = failingSince === undefined ? state.failures > 2 : toEpochMs(now) - toEpochMs(failingSince) >= failingMs;
  if (!lasts && !isHopeless(state.problem)) return undefined;
  return { state: 'failing', sentence: `${what}: ${wordsOf(state.problem)}.`, since: failingSince ?? null };
};

/**
 * How an account stands by how it is read.
 * @param polling undefined before the first look
 * @param comparison undefined before the first one
 */
export const healthOf = (
  account: Pick<ChannelAccount, 'removedAt' | 'settings' | 'addedAt' | 'connectedAt'>,
  reading: { readonly polling?: ReadingNow | undefined; readonly comparison?: ReadingNow | undefined },
  now: Instant,
): AccountHealth => {
  const { removedAt, settings, addedAt, connectedAt } = account;
  if (removedAt !== null) return { state: 'removed', sentence: 'It has been removed: no order of it is taken.', since: removedAt };
  if (settings === null)
    return {
      state: 'not_connected',
      sentence: 'It has no settings for its API: it takes what is sent to it, and is not read.',
      since: addedAt,
    };
  const since = connectedAt ?? addedAt;
  const { polling, comparison } = reading;
  if (!polling) {
    if (minutesBetween(since, now) * 60_000 < behindMs)
      return { state: 'ok', sentence: 'It is about to be read for the first time.', since };
    return { state: 'behind', sentence: 'It has never been read, though it was set up long ago.', since };
  }
  const failing = failureOf('Its orders cannot be read', polling, now);
  if (failing) return failing;
  const behind = minutesBetween(polling.state.watermark, now);
  if (behind * 60_000 >= behindMs)
    return { state: 'behind', sentence: `Its orders have been read up to ${behind} minutes ago.`, since: polling.state.watermark };
  const uncompared = comparison && failureOf('Its orders are read, but the daily comparison fails', comparison, now);
  if (uncompared) return uncompared;
  return { state: 'ok', sentence: 'Its orders are read as they come.', since: null };
};
