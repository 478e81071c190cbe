import type { NoticeableDetail } from '../../../contracts/events/channels.ts';
import { FulfillmentOrderId, OrderId, TenantId } from '../../../kernel/ids.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ChannelAccount } from '../../domain/channel-account.ts';
import { channelNames } from '../../domain/channel-names.ts';
import { pollName } from '../../domain/poll-state.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import { noticesQueue } from '../channel-queues.ts';
import type { NoticeDesk } from '../channels.parts.ts';
import type { PollStates } from '../poll-states.ts';
import { dueNotices, orderOfEvent } from './due-notices.ts';

const isChannel = (name: string): boolean => channelNames.some((known) => known === name);

/**
 * Writes down what an event means for the order's channel, in the channel's own queue. Orders of our own shops, and of
 * accounts whose API never was set up, have nobody to be told. One that was connected when its orders came is told all the
 * same: its notices are put aside for a person, and can be sent back once it is connected again. Repeating it writes the same
 * notices.
 */
export const createAddressNotices = (parts: {
  readonly platform: Pick<Platform, 'queue' | 'sha256' | 'observability'>;
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly states: Pick<PollStates, 'read'>;
  readonly desk: NoticeDesk;
}) => {
  const { platform, accounts, states, desk } = parts;
  const { logger, metrics } = platform.observability;

  /** Its rows say since when it is connected, or how far it was read by a release that did not write that down. */
  const isToBeTold = async (account: ChannelAccount): Promise<boolean> =>
    account.connectedAt !== null || (await states.read(account, pollName)) !== undefined;

  return async (event: NoticeableDetail): Promise<void> => {
    const tenantId = TenantId(event.tenant_id);
    const order = await desk.order(tenantId, OrderId(orderOfEvent(event)));
    if (!order || !isChannel(order.channel)) return;
    const account = await accounts.read(order.channel, order.channelAccount);
    const isOwn = account?.tenantId === tenantId;
    const isShipped = event.type === 'fulfillment_order.shipped';
    const parcels = isShipped ? await desk.parcels(tenantId, FulfillmentOrderId(event.stream_id)) : [];
    const notices = dueNotices({ sha256: platform.sha256, event, order, parcels });
    if (notices.length === 0) return;
    if (!isOwn || !(await isToBeTold(account))) {
      metrics.addMetric('ChannelNoticesLeftOut', 'Count', notices.length);
      logger.info('channel has nobody to be told', {
        tenant_id: tenantId,
        channel: order.channel,
        channel_account: order.channelAccount,
        notices: notices.length,
      });
      return;
    }
    await platform
      .queue(noticesQueue(order.channel))
      .send(notices.map((notice) => ({ body: JSON.stringify(notice), group: notice.order_id, deduplicationId: notice.notice_id })));
  };
};
