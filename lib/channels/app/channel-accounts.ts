import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import type { Clock, Table } from '../../platform/ports.ts';
import { accountPattern, type ChannelAccount } from '../domain/channel-account.ts';
import { accountFromItem, accountKey } from './channel-account.rows.ts';
import { readClaim, releaseWrites } from './channel-origin.rows.ts';

export type ChannelAccounts = {
  /** Accounts of a tenant by channel and id, removed ones included. */
  readonly list: (tenantId: TenantId) => Promise<readonly ChannelAccount[]>;
  /** Accounts of a channel of all tenants, without those removed. */
  readonly inUse: (channel: string) => Promise<readonly ChannelAccount[]>;
  /**
   * Accounts in use that are told of stock, of all tenants, as they were within the last five seconds: every sale asks for
   * them. One that was added since is looked at in full by the next poll; one that was removed is left out when it is told.
   */
  readonly publishing: () => Promise<readonly ChannelAccount[]>;
  /** As it was within the last 30 seconds. Undefined when there is none. */
  readonly find: (channel: string, account: string) => Promise<ChannelAccount | undefined>;
  /** As it is now. Undefined when there is none. */
  readonly read: (channel: string, account: string) => Promise<ChannelAccount | undefined>;
  /**
   * The account that stands for a shop or seller, as it is now; when none does any more the one that did last, so that
   * requests about the people in its orders still find it. Undefined when there is none, or when several could be meant.
   * @param originOf for accounts of releases that did not write down what they stand for
   */
  readonly byOrigin: (
    channel: string,
    origin: string,
    originOf: (account: ChannelAccount) => string | null,
  ) => Promise<ChannelAccount | undefined>;
  /** From now on no order is taken from it. Repeating it keeps the first moment. */
  readonly remove: (account: ChannelAccount) => Promise<void>;
  /** What is remembered of it no longer holds. */
  readonly forget: (channel: string, account: string) => void;
};

const cacheSeconds = 30;
const cacheEntriesMax = 1_000;
const publishingSeconds = 5;

/** Undefined of several too. */
const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

/**
 * Rows of the ledger table that say which tenant a shop's deliveries belong to.
 * @param parts.channels those whose accounts are of interest
 */
export const createChannelAccounts = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly channels: readonly string[];
}): ChannelAccounts => {
  const { ledger, clock, channels } = parts;
  const cache = createRecentMap<string, { readonly account: ChannelAccount; readonly staleAt: Instant }>(cacheEntriesMax);
  const cacheKey = (channel: string, account: string): string => `${channel} ${account}`;
  let publishing: { readonly found: readonly ChannelAccount[]; readonly staleAt: Instant } | undefined;
  const forget = (channel: string, account: string): void => {
    publishing = undefined;
    cache.delete(cacheKey(channel, account));
  };

  const read = async (channel: string, account: string): Promise<ChannelAccount | undefined> => {
    const item = await ledger.get(accountKey(channel, account));
    return item && accountFromItem(channel, item);
  };

  const readAll = async (channel: string): Promise<readonly ChannelAccount[]> => {
    const found: ChannelAccount[] = [];
    let cursor: string | undefined;
    do {
      const page = await ledger.query({ PK: accountKey(channel, '').PK, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.map((item) => accountFromItem(channel, item)));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found;
  };

  const inUse = async (channel: string) => (await readAll(channel)).filter(({ removedAt }) => removedAt === null);

  return {
    read,
    forget,
    inUse,
    list: async (tenantId) => {
      const found: ChannelAccount[] = [];
      for (const channel of channels) found.push(...(await readAll(channel)).filter((account) => account.tenantId === tenantId));
      return found;
    },
    publishing: async () => {
      if (publishing && clock.now() < publishing.staleAt) return publishing.found;
      const found = (await Promise.all(channels.map(inUse))).flat().filter(({ stock }) => stock !== null);
      publishing = { found, staleAt: plusMs(clock.now(), publishingSeconds * 1_000) };
      return found;
    },

    find: async (channel, account) => {
      if (!channels.includes(channel) || !accountPattern.test(account)) return undefined;
      const cached = cache.get(cacheKey(channel, account));
      if (cached && clock.now() < cached.staleAt) return cached.account;
      const found = await read(channel, account);
      forget(channel, account);
      // Only what exists is kept, so guesses cannot push out what is in use.
      if (found) cache.set(cacheKey(channel, account), { account: found, staleAt: plusMs(clock.now(), cacheSeconds * 1_000) });
      return found;
    },

    byOrigin: async (channel, origin, originOf) => {
      const claim = await readClaim(ledger, channel, origin);
      if (claim?.held) return read(channel, claim.account);
      const meant = (await readAll(channel)).filter((account) => (account.identity ?? originOf(account)) === origin);
      const used = meant.filter(({ removedAt }) => removedAt === null);
      if (used.length > 0) return only(used);
      return claim ? meant.find(({ account }) => account === claim.account) : only(meant);
    },

    remove: async (removed) => {
      const { channel, account } = removed;
      if (removed.removedAt === null)
        await ledger.transact([
          {
            kind: 'update',
            key: accountKey(channel, account),
            change: { set: { removed_at: clock.now() } },
            condition: { kind: 'present' },
          },
          ...(await releaseWrites(ledger, removed, removed.identity)),
        ]);
      forget(channel, account);
    },
  };
};
