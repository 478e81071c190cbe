import type { UnreadableChannelOrder } from '../../contracts/events/channels.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import { ChannelAccountMissingError } from './read-again.ts';
import { type AskToSync, lookUp } from './sync-requests.ts';

/** Has an order fetched once more that could not be read as a whole: the client may have learnt to. */
export const createFetchAgain =
  (parts: { readonly accounts: Pick<ChannelAccounts, 'find'>; readonly askToSync: AskToSync }) =>
  async ({ tenant_id, channel, channel_account, channel_order_id }: UnreadableChannelOrder): Promise<void> => {
    const account = await parts.accounts.find(channel, channel_account);
    if (account?.tenantId !== tenant_id)
      throw new ChannelAccountMissingError(`${channel}/${channel_account} is not an account of the tenant`);
    await parts.askToSync([lookUp(account, channel_order_id)]);
  };
