import type { CancelNotice, NoticeOutcome } from '../../app/channel-client.ts';
import { listAt, objectAt, textAt } from '../reading/json.ts';
import type { AmazonApi } from './amazon.api.ts';
import type { FeedsClient } from './amazon.feeds.client.ts';
import { cancellationXml } from './amazon.order-feeds.ts';
import { lookAtOrder } from './amazon.orders.client.ts';
import { statusOf } from './amazon.orders-2026.ts';
import type { AmazonSettings } from './amazon.settings.ts';
import { whyNotOurs } from './amazon.shipments.client.ts';

const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

/**
 * Cancels an order by the feed POST_ORDER_ACKNOWLEDGEMENT_DATA. Amazon cancels whole orders only: what is open of an order
 * that has partly left, or some lines of it, a person has to settle with Amazon.
 */
export const createCancel =
  (api: AmazonApi, feeds: FeedsClient, settings: AmazonSettings) =>
  async (notice: CancelNotice): Promise<NoticeOutcome> => {
    const order = await lookAtOrder(api, notice.channelOrderId);
    const not = whyNotOurs(order);
    if (order === undefined || not) return not ?? refused('order-unknown', 'Amazon has no such order');
    const status = statusOf(order);
    if (status === 'cancelled') return { kind: 'known', reference: null };
    if (status !== 'unshipped')
      return refused('order-shipped', 'Amazon cancels no order that has left, or has left in part; refund what will not come');
    if (!notice.whole) return refused('partial-cancel-unsupported', 'Amazon cancels whole orders only; cancel the line in Seller Central');
    const itemIds = listAt(order, 'orderItems')
      .filter(({ value }) => Object.keys(objectAt(objectAt(value, 'cancellation'), 'cancellationExecution')).length === 0)
      .map(({ value }) => textAt(value, 'orderItemId'))
      .filter((id) => id !== null);
    return feeds.submit({
      key: `cancel:${notice.channelOrderId}:${notice.noticeId}`,
      feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
      xml: cancellationXml(settings.sellerId, notice.channelOrderId, itemIds, notice.reason),
      // An order can be cancelled only once.
      whenUnclear: 'send-again',
    });
  };
