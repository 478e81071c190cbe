import * as z from 'zod';
import type { TenantId } from '../../kernel/ids.ts';
import { Instant, toEpochMs } from '../../kernel/instant.ts';
import type { Item } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

/** A time in which every look at an account failed: from the first that did to the next that did not. */
export type ChannelOutage = {
  readonly channel: string;
  readonly account: string;
  readonly from: Instant;
  /** Null while it lasts. */
  readonly to: Instant | null;
  /** What stood in the way last, such as `unavailable`. */
  readonly problem: string;
};

const At = z.string().transform(Instant);
const Row = z.object({ channel: z.string(), account: z.string(), from: At, to: At, problem: z.string() });

/** Outages lie by the month of their end, so that a range is few partitions and no partition grows for ever. */
export const outagePartition = (tenantId: TenantId, month: string): string => `${tenantId}#CHANNELOUTAGE#${month}`;
const keptSeconds = 400 * 24 * 3600;

/** The row of an outage that is over. It expires after 400 days. */
export const outageRow = (
  { tenantId, channel, account }: Pick<ChannelAccount, 'tenantId' | 'channel' | 'account'>,
  outage: { readonly from: Instant; readonly to: Instant; readonly problem: string },
): Item => ({
  PK: outagePartition(tenantId, outage.to.slice(0, 7)),
  SK: `${outage.to}#${channel}#${account}`,
  channel,
  account,
  ...outage,
  ttl: Math.floor(toEpochMs(outage.to) / 1_000) + keptSeconds,
});

export const outageFromItem = (item: Item): ChannelOutage => Row.parse(item);
