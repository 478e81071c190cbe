import type { NoticeableDetail } from '../../../contracts/events/channels.ts';
import { FulfillmentOrderId, OrderId, TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import { channelNames } from '../../domain/channel-names.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import { noticesQueue } from '../channel-queues.ts';
import type { NoticeDesk } from '../channels.parts.ts';
import { connectedAccount } from './connected-account.ts';
import { dueNotices, orderOfEvent } from './due-notices.ts';

const isChannel = (name: string): boolean => channelNames.some((known) => known === name);

/**
 * Writes down what an event means for the order's channel, in the channel's own queue. Orders of our own shops, and of
 * accounts whose API is not set up, have nobody to be told. Repeating it writes the same notices.
 */
export const createAddressNotices = (parts: {
  readonly platform: Pick<Platform, 'queue' | 'sha256'>;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly desk: NoticeDesk;
}) => {
  const { platform, accounts, desk } = parts;
  return async (event: NoticeableDetail): Promise<void> => {
    const tenantId = TenantId(event.tenant_id);
    const order = await desk.order(tenantId, OrderId(orderOfEvent(event)));
    if (!order || !isChannel(order.channel)) return;
    if (!(await connectedAccount(accounts, { tenantId, channel: order.channel, account: order.channelAccount }))) return;
    const isShipped = event.type === 'fulfillment_order.shipped';
    const parcels = isShipped ? await desk.parcels(tenantId, FulfillmentOrderId(event.stream_id)) : [];
    const notices = dueNotices({ sha256: platform.sha256, event, order, parcels });
    if (notices.length === 0) return;
    await platform
      .queue(noticesQueue(order.channel))
      .send(notices.map((notice) => ({ body: JSON.stringify(notice), group: notice.order_id, deduplicationId: notice.notice_id })));
  };
};
