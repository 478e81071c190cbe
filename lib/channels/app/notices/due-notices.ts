import type { ChannelNotice, NoticeableDetail } from '../../../contracts/events/channels.ts';
import { type Sha256Hex, stableId } from '../../../kernel/hash-chain.ts';
import { assertNever } from '../../../kernel/result.ts';
import type { CancelNotice, NoticeLine } from '../channel-client.ts';
import type { NoticedOrder, NoticedParcel } from '../channels.parts.ts';

type WireLine = { line_id: string; quantity: number };

/** Channels that want to hear that an order is in our hands. */
const acknowledged: ReadonlySet<string> = new Set(['walmart']);

/**
 * Channels that give money back line by line. The others give back an amount: there, units are taken off by their own notice
 * alone, and it does not matter which of the two comes first.
 */
const refundsByLine: ReadonlySet<string> = new Set(['amazon', 'walmart']);

/** The order that an event is about. */
export const orderOfEvent = (event: NoticeableDetail): string =>
  event.type === 'fulfillment_order.shipped' ? event.payload.order_id : event.stream_id;

export type Due = {
  readonly sha256: Sha256Hex;
  readonly event: NoticeableDetail;
  readonly order: NoticedOrder;
  /** Of the fulfillment order that has shipped; empty for other events. */
  readonly parcels: readonly NoticedParcel[];
};

type Cancelled = Extract<NoticeableDetail, { readonly type: 'order.cancelled' | 'order.remainder_cancelled' }>;
type Shipped = Extract<NoticeableDetail, { readonly type: 'fulfillment_order.shipped' }>;
type RefundRequested = Extract<NoticeableDetail, { readonly type: 'payment.refund_requested' }>;

/** What every notice has. `what` tells it from the other notices of its kind about this order. */
const addressOf = ({ sha256, event, order }: Due, kind: ChannelNotice['kind'], what: string) => {
  const orderId = orderOfEvent(event);
  return {
    notice_id: stableId(sha256, 'channel-notice', event.tenant_id, orderId, kind, what),
    tenant_id: event.tenant_id,
    channel: order.channel,
    channel_account: order.channelAccount,
    order_id: orderId,
    channel_order_id: order.channelOrderId,
    correlation_id: event.correlation_id,
  };
};

const toWire = (lines: readonly NoticeLine[]): WireLine[] => lines.map(({ lineId, quantity }) => ({ line_id: lineId, quantity }));

const reasonOf = (reason: string): CancelNotice['reason'] =>
  reason === 'customer' || reason === 'out-of-stock' || reason === 'fraud' || reason === 'address' ? reason : 'other';

const cancellations = (due: Due, event: Cancelled): readonly ChannelNotice[] => {
  const { reason, requested_by: requestedBy } = event.payload;
  if (requestedBy === due.order.channel || due.order.cancelledByChannel) return [];
  const whole = event.type === 'order.cancelled';
  return [
    {
      kind: 'cancellation',
      ...addressOf(due, 'cancellation', String(event.version)),
      reason: reasonOf(reason),
      whole,
      // What is left of an order is named line by line: "all that is open" could take in a parcel that the channel has not heard of.
      lines: event.type === 'order.cancelled' ? [] : event.payload.lines.map(({ line_id, quantity }) => ({ line_id, quantity })),
    },
  ];
};

/**
 * What is in each parcel. Of units that no parcel is said to hold, the first parcel without a list of contents is told to hold
 * all: channels take no parcel without contents, and would wait for units that are in none.
 */
export const contentsOf = (
  parcels: readonly NoticedParcel[],
  shipped: readonly NoticeLine[],
): readonly (NoticedParcel & { readonly lines: readonly NoticeLine[] })[] => {
  const left = new Map<string, number>();
  for (const { lineId, quantity } of shipped) left.set(lineId, (left.get(lineId) ?? 0) + quantity);
  for (const { lineId, quantity } of parcels.flatMap(({ lines }) => lines ?? [])) left.set(lineId, (left.get(lineId) ?? 0) - quantity);
  const rest = [...left].map(([lineId, quantity]) => ({ lineId, quantity })).filter(({ quantity }) => quantity > 0);
  const unlisted = parcels.find(({ lines }) => lines === null);
  return parcels
    .map((parcel) => ({ ...parcel, lines: parcel.lines ?? (parcel === unlisted ? rest : []) }))
    .filter(({ lines }) => lines.length > 0);
};

const shipments = (due: Due, event: Shipped): readonly ChannelNotice[] => {
  const ours = new Set(due.order.lines.filter(({ fulfilledBy }) => fulfilledBy === 'merchant').map(({ lineId }) => lineId));
  const left = due.parcels.filter(({ shipmentId }) => event.payload.shipment_ids.includes(shipmentId));
  const shipped = event.payload.lines.map(({ line_id: lineId, quantity }) => ({ lineId, quantity }));
  return contentsOf(left, shipped).flatMap(({ shipmentId, carrier, service, trackingNumber, lines }): readonly ChannelNotice[] => {
    const told = lines.filter(({ lineId }) => ours.has(lineId));
    if (told.length === 0) return [];
    return [
      {
        kind: 'shipment',
        ...addressOf(due, 'shipment', shipmentId),
        shipment_id: shipmentId,
        carrier,
        service,
        tracking_number: trackingNumber,
        shipped_at: event.payload.shipped_at,
        lines: toWire(told),
      },
    ];
  });
};

const refundedLines = ({ order }: Due, { reason }: RefundRequested['payload']): readonly NoticeLine[] => {
  if (!refundsByLine.has(order.channel)) return [];
  const all = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  const givenUp = order.lines.map(({ lineId, cancelledQuantity }) => ({ lineId, quantity: cancelledQuantity }));
  const some = reason === 'remainder-cancelled' ? givenUp.filter(({ quantity }) => quantity > 0) : [];
  return some.length > 0 ? some : all.filter(({ quantity }) => quantity > 0);
};

const refunds = (due: Due, event: RefundRequested): readonly ChannelNotice[] => {
  // Whoever cancels at the channel is asked there whether the money goes back, or the channel sees to it by itself.
  if (due.order.cancelledByChannel) return [];
  const { amount_minor, currency } = event.payload;
  return [
    {
      kind: 'refund',
      ...addressOf(due, 'refund', String(event.version)),
      amount_minor,
      currency,
      lines: toWire(refundedLines(due, event.payload)),
    },
  ];
};

/** What the order's channel is to be told because of an event. The same event always gives the same notices. */
export const dueNotices = (due: Due): readonly ChannelNotice[] => {
  const { event } = due;
  switch (event.type) {
    case 'order.confirmed':
      return acknowledged.has(due.order.channel) ? [{ kind: 'acknowledgement', ...addressOf(due, 'acknowledgement', 'order') }] : [];
    case 'order.cancelled':
    case 'order.remainder_cancelled':
      return cancellations(due, event);
    case 'fulfillment_order.shipped':
      return shipments(due, event);
    case 'payment.refund_requested':
      return refunds(due, event);
    default:
      return assertNever(event);
  }
};
