import * as z from 'zod';
import type { AuditEntry } from '../../access/index.ts';
import { TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import { Instant, plusMs } from '../../kernel/instant.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { type Clock, type Condition, type Item, type Key, type Table, TransactionCanceledError, type Write } from '../../platform/ports.ts';
import {
  accountPattern,
  type ChannelAccount,
  type ChannelAccountRejection,
  defaultSecretName,
  secretNamePattern,
  shopDomainPattern,
} from '../domain/channel-account.ts';
import type { AdapterRegistry } from './channel-adapter.ts';

export type NewChannelAccount = {
  readonly channel: string;
  readonly account: string;
  /** @default null, any shop that signs with the secret */
  readonly shopDomain?: string | undefined;
  /** @default `<channel>-<account>-webhook-secret` */
  readonly secretName?: string | undefined;
};

export type ChannelAccounts = {
  /** Adds an account, or changes the tenant's own; one that was removed is taken into use again. */
  readonly add: (caller: Caller, input: NewChannelAccount) => Promise<Result<ChannelAccount, ChannelAccountRejection>>;
  /** Accounts of a tenant by channel and id, removed ones included. */
  readonly list: (tenantId: TenantId) => Promise<readonly ChannelAccount[]>;
  /** As it was within the last 30 seconds. Undefined when there is none. */
  readonly find: (channel: string, account: string) => Promise<ChannelAccount | undefined>;
  /** From now on no order is taken from it. Repeating it keeps the first moment. */
  readonly remove: (account: ChannelAccount) => Promise<void>;
};

const cacheSeconds = 30;
const cacheEntriesMax = 1_000;
const addTriesMax = 3;

const Row = z.object({
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  shop_domain: z.string().optional(),
  secret_name: z.string(),
  added_at: z.string().transform(Instant),
  removed_at: z.string().transform(Instant).optional(),
});

const keyOf = (channel: string, account: string): Key => ({ PK: `global#CHANNELACCOUNT#${channel}`, SK: account });

const fromItem = (channel: string, item: Item): ChannelAccount => {
  const row = Row.parse(item);
  return {
    tenantId: row.tenant_id,
    channel,
    account: item.SK,
    shopDomain: row.shop_domain ?? null,
    secretName: row.secret_name,
    addedAt: row.added_at,
    removedAt: row.removed_at ?? null,
  };
};

const toItem = ({ tenantId, channel, account, shopDomain, secretName, addedAt }: ChannelAccount): Item => ({
  ...keyOf(channel, account),
  tenant_id: tenantId,
  ...(shopDomain === null ? {} : { shop_domain: shopDomain }),
  secret_name: secretName,
  added_at: addedAt,
});

const audited = ({ shopDomain, secretName, removedAt }: ChannelAccount) => ({
  shop_domain: shopDomain,
  secret_name: secretName,
  removed_at: removedAt,
});

const problemOf = (channels: readonly string[], input: NewChannelAccount): ChannelAccountRejection | undefined => {
  if (!channels.includes(input.channel)) return { code: 'channel-unknown', allowed: channels };
  if (!accountPattern.test(input.account)) return { code: 'account-invalid' };
  if (input.shopDomain !== undefined && !shopDomainPattern.test(input.shopDomain.toLowerCase())) return { code: 'shop-domain-invalid' };
  if (input.secretName !== undefined && !secretNamePattern.test(input.secretName)) return { code: 'secret-name-invalid' };
  return undefined;
};

/** Rows of the ledger table that say which tenant a shop's deliveries belong to. */
export const createChannelAccounts = (parts: {
  readonly ledger: Table;
  readonly clock: Clock;
  readonly adapters: AdapterRegistry;
  readonly auditWrite: (entry: AuditEntry) => Write;
}): ChannelAccounts => {
  const { ledger, clock, adapters, auditWrite } = parts;
  const cache = createRecentMap<string, { readonly account: ChannelAccount; readonly staleAt: Instant }>(cacheEntriesMax);
  const cacheKey = (channel: string, account: string): string => `${channel} ${account}`;

  const read = async (channel: string, account: string): Promise<ChannelAccount | undefined> => {
    const item = await ledger.get(keyOf(channel, account));
    return item && fromItem(channel, item);
  };

  const save = async (caller: Caller, before: ChannelAccount | undefined, after: ChannelAccount): Promise<boolean> => {
    // Who owns the id never changes, so this condition also keeps two tenants from adding it at once.
    const condition: Condition = before ? { kind: 'equals', attribute: 'tenant_id', value: after.tenantId } : { kind: 'absent' };
    const audit = auditWrite({
      tenantId: after.tenantId,
      actor: caller.context.actor,
      action: before ? 'channel-account.changed' : 'channel-account.added',
      target: { kind: 'channel_account', id: `${after.channel}/${after.account}` },
      before: before ? audited(before) : null,
      after: audited(after),
    });
    try {
      await ledger.transact([{ kind: 'put', item: toItem(after), condition }, audit]);
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledError) return false;
      throw error;
    }
  };

  return {
    add: async (caller, input) => {
      const problem = problemOf(adapters.channels, input);
      if (problem) return err(problem);
      const { channel, account, secretName = defaultSecretName(channel, account) } = input;
      for (let attempt = 1; attempt <= addTriesMax; attempt += 1) {
        const before = await read(channel, account);
        if (before && before.tenantId !== caller.tenantId) return err({ code: 'account-taken' });
        const after: ChannelAccount = {
          tenantId: caller.tenantId,
          channel,
          account,
          shopDomain: input.shopDomain?.toLowerCase() ?? null,
          secretName,
          addedAt: before?.addedAt ?? clock.now(),
          removedAt: null,
        };
        cache.delete(cacheKey(channel, account));
        if (await save(caller, before, after)) return ok(after);
      }
      throw new Error(`channel account ${channel}/${account} changed at every try`);
    },

    list: async (tenantId) => {
      const found: ChannelAccount[] = [];
      for (const channel of adapters.channels) {
        let cursor: string | undefined;
        do {
          const page = await ledger.query({ PK: keyOf(channel, '').PK, ...(cursor === undefined ? {} : { cursor }) });
          found.push(...page.items.map((item) => fromItem(channel, item)).filter((account) => account.tenantId === tenantId));
          cursor = page.cursor;
        } while (cursor !== undefined);
      }
      return found;
    },

    find: async (channel, account) => {
      if (adapters.find(channel) === undefined || !accountPattern.test(account)) return undefined;
      const cached = cache.get(cacheKey(channel, account));
      if (cached && clock.now() < cached.staleAt) return cached.account;
      const found = await read(channel, account);
      cache.delete(cacheKey(channel, account));
      // Only what exists is kept, so guesses cannot push out what is in use.
      if (found) cache.set(cacheKey(channel, account), { account: found, staleAt: plusMs(clock.now(), cacheSeconds * 1_000) });
      return found;
    },

    remove: async ({ channel, account, removedAt }) => {
      if (removedAt === null) await ledger.update(keyOf(channel, account), { set: { removed_at: clock.now() } }, { kind: 'present' });
      cache.delete(cacheKey(channel, account));
    },
  };
};
