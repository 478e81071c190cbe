import * as z from 'zod';
import { Instant } from '../../kernel/instant.ts';
import { type Condition, ConditionFailedError, type Item, type Table, TransactionCanceledError } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { pollName, type PollState } from '../domain/poll-state.ts';
import { outageRow } from './channel-outage.row.ts';

const At = z.string().transform(Instant);

const Row = z.object({
  revision: z.int(),
  watermark: At,
  window: z.object({ from: At, to: At, cursor: z.string().nullable() }).nullable(),
  // Packed, because DynamoDB bills the names of attributes too: an id and a moment for each order.
  seen: z.array(z.tuple([z.string(), At])),
  failures: z.int(),
  next_at: At,
  succeeded_at: At.nullable(),
  problem: z.string().nullable(),
  /** Absent while nothing fails, which is as good as always. */
  failing_since: At.optional(),
});

/** A state with the revision that the next write has to find, and the first of the tries in a row that failed. */
export type StoredPollState = { readonly state: PollState; readonly revision: number; readonly failingSince?: Instant };

/** How far something of an account has been read, under the name of what it is. */
export type NamedPollState = StoredPollState & { readonly name: string };

export type PollStates = {
  /** @param name what is read: `orders` for the polling itself, or the id of a backfill */
  readonly read: (account: ChannelAccount, name: string) => Promise<StoredPollState | undefined>;
  /** All that is read of the account, by name. */
  readonly list: (account: ChannelAccount) => Promise<readonly NamedPollState[]>;
  /**
   * Undefined when somebody else has written meanwhile. The end of an outage is written down with the state that ends it.
   * @param at when the state came to be, which dates an outage; a state that nothing was tried for has none
   */
  readonly save: (
    account: ChannelAccount,
    name: string,
    before: StoredPollState | undefined,
    state: PollState,
    at?: Instant,
  ) => Promise<StoredPollState | undefined>;
};

const keyOf = ({ tenantId, channel, account }: ChannelAccount, name: string) => ({
  PK: `${tenantId}#CHANNELPOLL#${channel}#${account}`,
  SK: name,
});

const fromItem = (item: Item): StoredPollState => {
  const row = Row.parse(item);
  const seen = row.seen.map(([channelOrderId, changedAt]) => ({ channelOrderId, changedAt }));
  const { watermark, window, failures, problem, failing_since: failingSince } = row;
  return {
    revision: row.revision,
    ...(failingSince === undefined ? {} : { failingSince }),
    state: { watermark, window, seen, failures, nextAt: row.next_at, succeededAt: row.succeeded_at, problem },
  };
};

const toAttributes = ({ watermark, window, seen, failures, nextAt, succeededAt, problem }: PollState, revision: number) => ({
  revision,
  watermark,
  window,
  seen: seen.map(({ channelOrderId, changedAt }) => [channelOrderId, changedAt]),
  failures,
  next_at: nextAt,
  succeeded_at: succeededAt,
  problem,
});

const outageBefore = ({ failingSince, state }: StoredPollState, at: Instant) =>
  failingSince && { from: failingSince, to: at, problem: state.problem ?? 'unknown' };

/** How far each account has been read, in rows of the ledger table. */
export const createPollStates = (ledger: Table): PollStates => ({
  read: async (account, name) => {
    const item = await ledger.get(keyOf(account, name));
    return item && fromItem(item);
  },
  list: async (account) => {
    const found: NamedPollState[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK: keyOf(account, '').PK, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.map((item) => ({ name: item.SK, ...fromItem(item) })));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found;
  },
  save: async (account, name, before, state, at) => {
    const revision = (before?.revision ?? 0) + 1;
    const condition: Condition = before ? { kind: 'equals', attribute: 'revision', value: before.revision } : { kind: 'absent' };
    const failingSince = state.failures > 0 ? (before?.failingSince ?? at) : undefined;
    const item = { ...keyOf(account, name), ...toAttributes(state, revision), ...(failingSince ? { failing_since: failingSince } : {}) };
    const ended = before && at !== undefined && name === pollName && state.failures === 0 ? outageBefore(before, at) : undefined;
    try {
      if (ended) {
        const put = { kind: 'put', item: outageRow(account, ended) } as const;
        await ledger.transact([{ kind: 'put', item, condition }, put]);
      } else await ledger.put(item, condition);
      return { state, revision, ...(failingSince ? { failingSince } : {}) };
    } catch (error) {
      if (error instanceof ConditionFailedError || error instanceof TransactionCanceledError) return undefined;
      throw error;
    }
  },
});
