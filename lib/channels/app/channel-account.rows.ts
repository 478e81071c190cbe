import * as z from 'zod';
import { LocationId, TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import { Instant } from '../../kernel/instant.ts';
import type { Item, Key } from '../../platform/ports.ts';
import { type ChannelAccount, defaultCredentialsName, type StockPublication } from '../domain/channel-account.ts';

const Row = z.object({
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  shop_domain: z.string().optional(),
  secret_name: z.string(),
  settings: z.record(z.string(), z.json()).optional(),
  credentials_name: z.string().optional(),
  base_url: z.string().optional(),
  stock: z
    .object({
      locations: z.union([z.literal('all'), z.array(z.string().transform(LocationId))]),
      channel_location_id: z.string().nullable(),
    })
    .optional(),
  identity: z.string().optional(),
  added_at: z.string().transform(Instant),
  connected_at: z.string().transform(Instant).optional(),
  removed_at: z.string().transform(Instant).optional(),
});

/** What an account is told of stock, as it is written and shown. */
export const stockView = ({ locations, channelLocationId }: StockPublication) => ({ locations, channel_location_id: channelLocationId });

/** Where an account stands in the ledger table. Its id is unique in the channel, whichever tenant it belongs to. */
export const accountKey = (channel: string, account: string): Key => ({ PK: `global#CHANNELACCOUNT#${channel}`, SK: account });

export const accountFromItem = (channel: string, item: Item): ChannelAccount => {
  const row = Row.parse(item);
  return {
    tenantId: row.tenant_id,
    channel,
    account: item.SK,
    shopDomain: row.shop_domain ?? null,
    secretName: row.secret_name,
    settings: row.settings ?? null,
    credentialsName: row.credentials_name ?? defaultCredentialsName(channel, item.SK),
    baseUrl: row.base_url ?? null,
    stock: row.stock === undefined ? null : { locations: row.stock.locations, channelLocationId: row.stock.channel_location_id },
    identity: row.identity ?? null,
    addedAt: row.added_at,
    // Rows of earlier releases do not say it: they were read from the moment on when they were added.
    connectedAt: row.connected_at ?? (row.settings === undefined ? null : row.added_at),
    removedAt: row.removed_at ?? null,
  };
};

export const accountToItem = (account: ChannelAccount): Item => ({
  ...accountKey(account.channel, account.account),
  tenant_id: account.tenantId,
  ...(account.shopDomain === null ? {} : { shop_domain: account.shopDomain }),
  secret_name: account.secretName,
  ...(account.settings === null ? {} : { settings: account.settings }),
  credentials_name: account.credentialsName,
  ...(account.baseUrl === null ? {} : { base_url: account.baseUrl }),
  ...(account.stock === null ? {} : { stock: stockView(account.stock) }),
  ...(account.identity === null ? {} : { identity: account.identity }),
  added_at: account.addedAt,
  ...(account.connectedAt === null ? {} : { connected_at: account.connectedAt }),
});
