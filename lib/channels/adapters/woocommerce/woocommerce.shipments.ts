import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome, ShipmentNotice } from '../../app/channel-client.ts';
import { type JsonObject, textAt } from '../reading/json.ts';
import type { WooCommerceApi } from './woocommerce.api.ts';
import { fetchOrder } from './woocommerce.orders-api.ts';
import { done, known, refused } from './woocommerce.outcomes.ts';
import type { WooCommerceSettings } from './woocommerce.settings.ts';
import { closedStatuses, markOf, openUnits, type Standing, standingOf } from './woocommerce.standing.ts';

// Core endpoints after the pages "Orders" and "Order notes" of REST v3; `wc-shipment-tracking/v3` after the pages "Create a
// tracking item" and "Create a custom-provider tracking item" of the Shipment Tracking extension (woocommerce.com, 2026).

export type NoticeParts = { readonly api: WooCommerceApi; readonly settings: WooCommerceSettings };

/** Tells the customer of a parcel, leaves our mark on the order, and completes the order when it was the last one. */
export const confirmShipment = async (parts: NoticeParts, notice: ShipmentNotice): Promise<NoticeOutcome> => {
  const order = await fetchOrder(parts.api, notice.channelOrderId);
  if (order === undefined) return refused('order-unknown', 'The shop has no such order');
  const standing = standingOf(order);
  const reference = notice.trackingNumber;
  if (standing.marks.has(notice.shipmentId)) {
    await completeWhenShipped(parts, standing);
    return known(reference);
  }
  if (closedStatuses.has(standing.status))
    return refused('order-closed', `The order is ${standing.status} in the shop, and a parcel has left`);
  if (notice.lines.some(({ lineId }) => !hasLine(order, lineId))) return refused('line-unknown', 'The order has no such line');
  await (parts.settings.shipment_tracking === 'extension' ? track(parts, standing.id, notice) : sendNote(parts, standing.id, notice));
  const mark = markOf(notice.shipmentId, notice.trackingNumber, notice.lines);
  const marked = await parts.api.write('orders.update', 'PUT', `wc/v3/orders/${standing.id}`, { meta_data: [mark] }, { repeatable: true });
  // The order as it is now: another parcel of it may have been confirmed meanwhile.
  await completeWhenShipped(parts, standingOf({ ...marked, refunds: order['refunds'] ?? [] }));
  return done(reference);
};

const hasLine = (order: JsonObject, lineId: string): boolean => {
  const lines = order['line_items'];
  return Array.isArray(lines) && lines.some((line: JsonObject) => String(line['id']) === lineId);
};

/** Sets the status of an order none of whose units is still open. */
export const completeWhenShipped = async ({ api, settings }: NoticeParts, standing: Standing): Promise<void> => {
  const { shipped_status: status } = settings;
  const finished = standing.status === status || standing.status === 'completed' || closedStatuses.has(standing.status);
  // Where nothing at all is wanted, or could be read, there is nothing that we have completed.
  const shipped = standing.marks.size > 0 && standing.wanted.size > 0 && openUnits(standing).length === 0;
  if (status === null || finished || !shipped) return;
  await api.write('orders.update', 'PUT', `wc/v3/orders/${standing.id}`, { status }, { repeatable: true });
};

const trackingsPath = (orderId: string): string => `wc-shipment-tracking/v3/orders/${orderId}/shipment-trackings`;

const track = async ({ api, settings }: NoticeParts, orderId: string, notice: ShipmentNotice): Promise<void> => {
  const { carrier, trackingNumber, trackingUrl, shippedAt } = notice;
  try {
    const there = await api.list('trackings.list', trackingsPath(orderId));
    if (there.some((tracking) => textAt(tracking, 'tracking_number') === trackingNumber)) return;
    const provider = settings.tracking_providers[carrier];
    await api.write(
      'trackings.create',
      'POST',
      trackingsPath(orderId),
      {
        tracking_number: trackingNumber,
        date_shipped: shippedAt.slice(0, 'yyyy-mm-dd'.length),
        ...(provider === undefined
          ? { custom_tracking_provider: carrier, custom_tracking_link: trackingUrl ?? '' }
          : { tracking_provider: provider }),
      },
      { repeatable: false },
    );
  } catch (error) {
    if (!(error instanceof ChannelApiError) || error.code !== 'rest_no_route') throw error;
    const message = 'The Shipment Tracking extension is not installed in the shop; install it, or set shipment_tracking to note';
    throw new ChannelApiError(message, { problem: 'refused', status: error.status, code: 'shipment-tracking-missing', cause: error });
  }
};

// The customer reads it. Our id at its end finds it again.
const noteOf = ({ carrier, service, trackingNumber, trackingUrl, shipmentId }: ShipmentNotice): string =>
  [
    `Your parcel is on its way with ${carrier}${service === null ? '' : ` (${service})`}. Tracking number: ${trackingNumber}.`,
    ...(trackingUrl === null ? [] : [trackingUrl]),
    `Shipment ${shipmentId}`,
  ].join('\n');

const sendNote = async ({ api }: NoticeParts, orderId: string, notice: ShipmentNotice): Promise<void> => {
  const path = `wc/v3/orders/${orderId}/notes`;
  // Notes come all at once: their list has no pages.
  const notes = await api.list('notes.list', path, { type: 'customer' });
  const sent = notes.some((note) => (textAt(note, 'note') ?? '').split(/\s+/).join(' ').endsWith(`Shipment ${notice.shipmentId}`));
  if (!sent) await api.write('notes.create', 'POST', path, { note: noteOf(notice), customer_note: true }, { repeatable: false });
};
