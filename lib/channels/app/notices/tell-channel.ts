import type { ChannelNotice } from '../../../contracts/events/channels.ts';
import { Instant } from '../../../kernel/instant.ts';
import { CurrencyCode } from '../../../kernel/money.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { ChannelClient, NoticeLine, NoticeOutcome } from '../channel-client.ts';

type WireLines = readonly { readonly line_id: string; readonly quantity: number }[];

const linesOf = (lines: WireLines): readonly NoticeLine[] => lines.map(({ line_id: lineId, quantity }) => ({ lineId, quantity }));

/** Gives a notice to the client of its channel. @throws ChannelApiError when the channel does not take it now */
export const tellChannel = (client: ChannelClient, notice: ChannelNotice): Promise<NoticeOutcome> => {
  const { channel_order_id: channelOrderId, notice_id: noticeId } = notice;
  switch (notice.kind) {
    case 'acknowledgement':
      return client.acknowledge(channelOrderId);
    case 'shipment':
      return client.confirmShipment({
        channelOrderId,
        shipmentId: notice.shipment_id,
        carrier: notice.carrier,
        service: notice.service,
        trackingNumber: notice.tracking_number,
        // Warehouses report a number; who makes links of it is the channel.
        trackingUrl: null,
        shippedAt: Instant(notice.shipped_at),
        lines: linesOf(notice.lines),
      });
    case 'cancellation':
      return client.cancel({ channelOrderId, noticeId, reason: notice.reason, whole: notice.whole, lines: linesOf(notice.lines) });
    case 'refund':
      return client.refund({
        channelOrderId,
        refundId: noticeId,
        amount: notice.amount_minor,
        currency: CurrencyCode(notice.currency),
        lines: linesOf(notice.lines),
      });
    default:
      return assertNever(notice);
  }
};
