import * as z from 'zod';
import { TenantId } from '../../kernel/ids.ts';
import type { Condition, Item, Key, Table, Write } from '../../platform/ports.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

const Row = z.object({ tenant_id: z.string().transform(TenantId), account: z.string(), state: z.enum(['held', 'released']) });

/** Which account stands for a shop or seller; released when that account was removed, and then kept until another one does. */
export type OriginClaim = { readonly tenantId: TenantId; readonly account: string; readonly held: boolean };

const originKey = (channel: string, origin: string): Key => ({ PK: `global#CHANNELORIGIN#${channel}`, SK: origin });

const fromItem = (item: Item): OriginClaim => {
  const { tenant_id: tenantId, account, state } = Row.parse(item);
  return { tenantId, account, held: state === 'held' };
};

/** Undefined when no account was ever added for it, or only by a release that did not write claims. */
export const readClaim = async (ledger: Pick<Table, 'get'>, channel: string, origin: string): Promise<OriginClaim | undefined> => {
  const item = await ledger.get(originKey(channel, origin));
  return item && fromItem(item);
};

type Holder = Pick<ChannelAccount, 'tenantId' | 'channel' | 'account'>;

// Account ids are unique in their channel, whichever tenant they belong to.
const isOf = ({ account }: Holder): Condition => ({ kind: 'equals', attribute: 'account', value: account });
const isReleased: Condition = { kind: 'equals', attribute: 'state', value: 'released' };

/** Has the account stand for the origin, unless another one does. */
export const claimWrite = (holder: Holder, origin: string): Write => ({
  kind: 'put',
  item: { ...originKey(holder.channel, origin), tenant_id: holder.tenantId, account: holder.account, state: 'held' },
  condition: { kind: 'any', conditions: [{ kind: 'absent' }, isReleased, isOf(holder)] },
});

/** What has to be written for the account to stand for the origin no longer; nothing when it does not. */
export const releaseWrites = async (ledger: Pick<Table, 'get'>, holder: Holder, origin: string | null): Promise<readonly Write[]> => {
  if (origin === null) return [];
  const claim = await readClaim(ledger, holder.channel, origin);
  if (!claim?.held || claim.account !== holder.account) return [];
  return [{ kind: 'update', key: originKey(holder.channel, origin), change: { set: { state: 'released' } }, condition: isOf(holder) }];
};
