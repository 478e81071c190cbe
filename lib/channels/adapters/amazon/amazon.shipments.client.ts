import { createHash } from 'node:crypto';
import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome, ShipmentNotice } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';
import type { AmazonApi } from './amazon.api.ts';
import { amazonCarrier } from './amazon.carriers.ts';
import { lookAtOrder } from './amazon.orders.client.ts';
import { statusOf } from './amazon.orders-2026.ts';
import type { AmazonSettings } from './amazon.settings.ts';

/**
 * Amazon's name for a parcel within its order: "only positive numeric values are supported". The same shipment always has
 * the same, so that a repeated confirmation is about the same parcel.
 */
const packageReferenceOf = (shipmentId: string): string =>
  (BigInt(`0x${createHash('sha256').update(shipmentId).digest('hex').slice(0, 11)}`) + 1n).toString();

const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

/** Why a notice about an order cannot be given at all; undefined when it can. */
export const whyNotOurs = (order: JsonObject | undefined): NoticeOutcome | undefined => {
  if (order === undefined || textAt(order, 'orderId') === null) return refused('order-unknown', 'Amazon has no such order');
  if (textAt(objectAt(order, 'fulfillment'), 'fulfilledBy') === 'AMAZON')
    return refused('fulfilled-by-amazon', 'Amazon ships this order itself and takes no word about it');
  return undefined;
};

/** Whether Amazon has the parcel: by our name for it, or by its tracking number with the same items. */
const hasParcel = (order: JsonObject, notice: ShipmentNotice): boolean =>
  listAt(order, 'packages').some(({ value }) => {
    if (textAt(value, 'packageReferenceId') === packageReferenceOf(notice.shipmentId)) return true;
    if (textAt(value, 'trackingNumber') !== notice.trackingNumber) return false;
    const items = new Set(listAt(value, 'packageItems').map(({ value: item }) => textAt(item, 'orderItemId')));
    return notice.lines.every(({ lineId }) => items.has(lineId));
  });

/**
 * `confirmShipment` of the Orders API v0, which 2026-01-01 does not replace. Amazon has no key against repetition, so the
 * order's parcels are looked at first, and again when Amazon refuses.
 */
export const createConfirmShipment =
  (api: AmazonApi, settings: AmazonSettings) =>
  async (notice: ShipmentNotice): Promise<NoticeOutcome> => {
    const order = await lookAtOrder(api, notice.channelOrderId);
    const reference = packageReferenceOf(notice.shipmentId);
    const not = whyNotOurs(order);
    if (order === undefined || not) return not ?? refused('order-unknown', 'Amazon has no such order');
    if (hasParcel(order, notice)) return { kind: 'known', reference };
    if (statusOf(order) === 'cancelled') return refused('order-cancelled', 'The order has been cancelled at Amazon');
    try {
      await api.call('confirmShipment', {
        method: 'POST',
        path: `/orders/v0/orders/${encodeURIComponent(notice.channelOrderId)}/shipmentConfirmation`,
        body: {
          marketplaceId: textAt(objectAt(order, 'salesChannel'), 'marketplaceId') ?? settings.marketplaceIds[0],
          packageDetail: {
            packageReferenceId: reference,
            ...amazonCarrier(notice.carrier),
            ...(notice.service === null ? {} : { shippingMethod: notice.service }),
            trackingNumber: notice.trackingNumber,
            shipDate: notice.shippedAt,
            orderItems: notice.lines.map(({ lineId, quantity }) => ({ orderItemId: lineId, quantity })),
          },
        },
      });
      return { kind: 'done', reference };
    } catch (error) {
      if (!(error instanceof ChannelApiError) || error.problem !== 'refused') throw error;
      const now = await lookAtOrder(api, notice.channelOrderId);
      if (now !== undefined && hasParcel(now, notice)) return { kind: 'known', reference };
      return refused('shipment-refused', `Amazon refused the confirmation (${error.status}, ${error.code ?? 'no code'})`);
    }
  };
