import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, monthsBetween } from '../../kernel/instant.ts';
import type { Table } from '../../platform/ports.ts';
import { pollName } from '../domain/poll-state.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import { type ChannelOutage, outageFromItem, outagePartition } from './channel-outage.row.ts';
import type { PollStates } from './poll-states.ts';

/** For how long accounts of channels could not be read. */
export const createChannelOutages = (parts: {
  readonly ledger: Pick<Table, 'query'>;
  readonly accounts: Pick<ChannelAccounts, 'list'>;
  readonly states: Pick<PollStates, 'read'>;
}) => ({
  /** Those that ended from `from` on and before `to`, first to last. */
  ended: async (tenantId: TenantId, from: Instant, to: Instant): Promise<readonly ChannelOutage[]> => {
    const found: ChannelOutage[] = [];
    for (const month of monthsBetween(from, to)) {
      let cursor: string | undefined;
      do {
        // A sort key goes on after its moment, so one of exactly `to` sorts behind it.
        const page = await parts.ledger.query({
          PK: outagePartition(tenantId, month),
          from,
          to,
          ...(cursor === undefined ? {} : { cursor }),
        });
        found.push(...page.items.map(outageFromItem));
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
    return found;
  },
  /** Those that last, of accounts in use. */
  open: async (tenantId: TenantId): Promise<readonly ChannelOutage[]> => {
    const accounts = (await parts.accounts.list(tenantId)).filter(({ removedAt }) => removedAt === null);
    const found = await Promise.all(
      accounts.map(async (account): Promise<readonly ChannelOutage[]> => {
        const stored = await parts.states.read(account, pollName);
        if (stored?.failingSince === undefined) return [];
        const { channel, account: name } = account;
        return [{ channel, account: name, from: stored.failingSince, to: null, problem: stored.state.problem ?? 'unknown' }];
      }),
    );
    return found.flat();
  },
});

export type ChannelOutages = ReturnType<typeof createChannelOutages>;
