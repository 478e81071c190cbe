import type { ChannelAccount } from '../../domain/channel-account.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';

/** The account as it is now, if it belongs to the tenant, is in use, and its API is set up. */
export const connectedAccount = async (
  accounts: Pick<ChannelAccounts, 'read'>,
  { tenantId, channel, account }: { readonly tenantId: string; readonly channel: string; readonly account: string },
): Promise<ChannelAccount | undefined> => {
  const found = await accounts.read(channel, account);
  return found && found.tenantId === tenantId && found.removedAt === null && found.settings !== null ? found : undefined;
};
