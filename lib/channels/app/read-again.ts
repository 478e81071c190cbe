import type { RefusedDelivery } from '../../contracts/events/channels.ts';
import { PersonId, TenantId } from '../../kernel/ids.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { ChannelsParts } from './channels.parts.ts';
import type { Quarantine } from './quarantine.ts';

/** A redriven message names an account or a channel that this installation does not have. */
export class ChannelAccountMissingError extends Error {
  override readonly name = 'ChannelAccountMissingError';
}

/** Reads a body that was put aside once more: the adapter may have learnt to. */
export const createReadAgain = (
  parts: Pick<ChannelsParts, 'platform' | 'archive'> & {
    readonly adapter: ChannelAdapter;
    readonly accounts: Pick<ChannelAccounts, 'read'>;
    readonly acceptOrder: AcceptOrder;
    readonly quarantine: Quarantine;
  },
) => {
  const { platform, archive, adapter, quarantine, acceptOrder } = parts;
  return async (delivery: RefusedDelivery): Promise<void> => {
    const { channel, channel_account, raw_ref } = delivery;
    const tenantId = TenantId(delivery.tenant_id);
    const personId = PersonId(delivery.person_id);
    const account = await parts.accounts.read(channel, channel_account);
    if (channel !== adapter.channel || account?.tenantId !== tenantId)
      throw new ChannelAccountMissingError(`${channel}/${channel_account} is not an account of the tenant`);
    const rawBody = await archive.get(raw_ref, tenantId, personId);
    if (!rawBody) {
      platform.observability.logger.warn('refused delivery has been erased', { tenant_id: tenantId, raw_ref });
      return;
    }
    const order = readOneOrder(adapter, rawBody, account);
    if (!order.ok) {
      await quarantine.again(delivery, order.error);
      return;
    }
    await acceptOrder(account, order.value, rawBody);
    // It is archived under its person's own key now.
    await archive.destroy(raw_ref, tenantId, personId);
  };
};

export type ReadAgain = ReturnType<typeof createReadAgain>;
