import * as z from 'zod';
import { orderIdPattern, tenantIdPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';

// What channels hand over. Payloads stay in the blob store, sealed under the key of their person: these messages hold
// where they are and what they come to, never who they are about.

const instant = z.iso.datetime({ precision: 3 });
const id = z.string().regex(orderIdPattern);
const blobKey = z.string().min(1).max(1_000);
const problem = z.object({ field: z.string().optional(), code: z.string(), message: z.string() });

const origin = {
  tenant_id: z.string().regex(tenantIdPattern),
  channel: z.string().min(1).max(40),
  channel_account: z.string().min(1).max(100),
};

/** Detail of `ChannelOrderReceived`: a channel's order has been archived in both forms and waits to be taken in. */
export const ChannelOrderReceived = z.object({
  /** The same for the same order and body, so that a repeated delivery can be told as one. */
  event_id: id,
  ...origin,
  channel_order_id: z.string().min(1).max(128),
  order_id: id,
  person_id: id,
  raw_ref: blobKey,
  canonical_ref: blobKey,
  body_sha256: z.string().regex(/^[0-9a-f]{64}$/),
  total: z.int().meta({ description: 'Minor units of `currency`' }),
  currency: z.string().regex(currencyPattern),
  received_at: instant,
});
export type ChannelOrderReceived = z.infer<typeof ChannelOrderReceived>;

export const channelsSource = 'oms.channels';
export const channelOrderReceived = 'ChannelOrderReceived';

/** A body that cannot be an order, archived as it came. `refused` says why, without a value of it. */
export const RefusedDelivery = z.object({
  ...origin,
  raw_ref: blobKey,
  person_id: id,
  received_at: instant,
  refused: z.array(problem),
});
export type RefusedDelivery = z.infer<typeof RefusedDelivery>;

/** An order that the order stream would not take; put aside with the reason, and taken in again when it is redriven. */
export const RefusedOrder = ChannelOrderReceived.extend({ refused: z.array(problem) });
export type RefusedOrder = z.infer<typeof RefusedOrder>;

const Envelope = z.object({
  source: z.literal(channelsSource),
  'detail-type': z.literal(channelOrderReceived),
  detail: ChannelOrderReceived,
});

/** Everything that may stand in the queue of orders to be taken in: off the bus, or redriven after a refusal. */
export const IntakeMessage = z.union([
  Envelope.transform(({ detail }) => ({ kind: 'order' as const, order: detail })),
  RefusedOrder.transform((refused) => ({ kind: 'order' as const, order: ChannelOrderReceived.parse(refused) })),
  RefusedDelivery.transform((delivery) => ({ kind: 'refused' as const, delivery })),
]);
export type IntakeMessage = z.output<typeof IntakeMessage>;

/** An order that its channel's API shows and our client cannot read as a whole: there is no body to archive. */
export const UnreadableChannelOrder = z.object({
  ...origin,
  channel_order_id: z.string().min(1).max(128),
  changed_at: instant,
  received_at: instant,
  refused: z.array(problem),
});
export type UnreadableChannelOrder = z.infer<typeof UnreadableChannelOrder>;

/** The same with orders that an operator has fetched once more. */
export const IntakeQueueMessage = z.union([
  IntakeMessage,
  UnreadableChannelOrder.transform((order) => ({ kind: 'unreadable' as const, order })),
]);
export type IntakeQueueMessage = z.output<typeof IntakeQueueMessage>;

/** A request about personal data, archived as it came under a key of its own, which `person_id` names. */
export const PrivacyClaim = z.object({
  ...origin,
  request: z.enum(['customer-data-request', 'customer-redact', 'shop-redact']),
  request_id: z.string().min(1).max(100),
  raw_ref: blobKey,
  person_id: id,
  received_at: instant,
  refused: z.array(problem).optional(),
});
export type PrivacyClaim = z.infer<typeof PrivacyClaim>;

const account = { tenant_id: origin.tenant_id, channel_account: origin.channel_account };
const channelOrderId = z.string().min(1).max(128);

/** What is asked of the reader of one channel's API, in the channel's own queue. */
export const SyncRequest = z.discriminatedUnion('kind', [
  /** Changes since the last look; with `look_now` also before the next one is due, because somebody asked. */
  z.object({
    kind: z.literal('poll'),
    ...account,
    look_now: z.literal(true).exactOptional(),
    /** Where channels find us, for their subscriptions. */
    public_url: z.string().max(300).exactOptional(),
  }),
  /**
   * One order, of which the channel has told that something happened to it; with `disputed` one of which a second content has
   * come under the recorded revision, so that what its API says now counts.
   */
  z.object({ kind: z.literal('look-up'), ...account, channel_order_id: channelOrderId, disputed: ChannelOrderReceived.exactOptional() }),
  /** A body that could not be read, sent back by an operator. */
  z.object({ kind: z.literal('read-again'), ...account, delivery: RefusedDelivery }),
  /** Changes between two moments. */
  z.object({ kind: z.literal('backfill'), ...account, from: instant, to: instant }),
]);
export type SyncRequest = z.infer<typeof SyncRequest>;

/** What stands in the queues of that reader: requests of ours, and events of the channel's partner event source. */
export const SyncMessage = z.union([
  SyncRequest,
  z
    .looseObject({ source: z.string().regex(/^aws\.partner\//), 'detail-type': z.string(), detail: z.looseObject({}) })
    .transform((event) => ({ kind: 'event' as const, event })),
]);
export type SyncMessage = z.output<typeof SyncMessage>;

const text = z.string().max(2_000);
const units = z.array(z.object({ line_id: z.string().min(1).max(128), quantity: z.int().min(1) }));

const notice = {
  /** Ours, and the same for a repeated event. */
  notice_id: id,
  ...origin,
  order_id: id,
  channel_order_id: channelOrderId,
  correlation_id: z.string().max(200),
  /** Why the channel would not have it; present once it has been set aside. */
  refused: z.object({ code: z.string(), message: z.string() }).optional(),
};

/** What a channel is to be told of one of its orders, in the channel's own queue. Lines have the channel's own ids. */
export const ChannelNotice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('acknowledgement'), ...notice }),
  z.object({
    kind: z.literal('shipment'),
    ...notice,
    shipment_id: z.string().min(1).max(64),
    carrier: text,
    service: text.nullable(),
    tracking_number: text,
    shipped_at: instant,
    lines: units.min(1),
  }),
  z.object({
    kind: z.literal('cancellation'),
    ...notice,
    reason: z.enum(['customer', 'out-of-stock', 'fraud', 'address', 'other']),
    whole: z.boolean(),
    lines: units,
  }),
  z.object({
    kind: z.literal('refund'),
    ...notice,
    amount_minor: z.int().min(1).meta({ description: 'Minor units of `currency`' }),
    currency: z.string().regex(currencyPattern),
    lines: units,
  }),
]);
export type ChannelNotice = z.infer<typeof ChannelNotice>;

export const noticeKinds = ['acknowledgement', 'shipment', 'cancellation', 'refund'] as const satisfies readonly ChannelNotice['kind'][];

/** `waiting`: the channel could not be told yet, and it is tried again; `known`: it knew without us. */
export const noticeStates = ['waiting', 'done', 'known', 'refused'] as const;
export type NoticeState = (typeof noticeStates)[number];

const ofStream = { tenant_id: origin.tenant_id, stream_id: id, version: z.int().min(1), correlation_id: z.string() };
const cancelled = { reason: text, requested_by: text };

/** Events of which an order's channel is told, with as much of each as that takes. */
const noticeable = [
  z.object({ ...ofStream, type: z.literal('order.confirmed') }),
  z.object({ ...ofStream, type: z.literal('order.cancelled'), payload: z.object(cancelled) }),
  z.object({ ...ofStream, type: z.literal('order.remainder_cancelled'), payload: z.object({ ...cancelled, lines: units }) }),
  z.object({
    ...ofStream,
    type: z.literal('fulfillment_order.shipped'),
    payload: z.object({ order_id: id, shipment_ids: z.array(z.string()), lines: units, shipped_at: instant }),
  }),
  z.object({
    ...ofStream,
    type: z.literal('payment.refund_requested'),
    payload: z.object({ amount_minor: z.int().min(1), currency: z.string().regex(currencyPattern), reason: text }),
  }),
] as const;

/** The subscription filters by them. */
export const noticeableTypes: readonly string[] = noticeable.map(({ shape }) => shape.type.value);

/** Such an event as the bus hands it over. */
export const NoticeableEvent = z.object({ detail: z.discriminatedUnion('type', noticeable) });
export type NoticeableDetail = z.infer<typeof NoticeableEvent>['detail'];

/** Events with which an order comes to its end, as far as personal data is concerned. */
export const closingTypes = ['order.shipped', 'order.delivered', 'order.cancelled'] as const;

/** What stands in the queue of personal data that channels allow to be kept for a while only: events, and timers that are due. */
export const RetentionMessage = z.union([
  z.object({ kind: z.literal('due'), tenant_id: origin.tenant_id, order_id: id }),
  /** A body that was put aside, of which nobody knows whose it is. */
  z.object({ kind: z.literal('due-payload'), ...origin, raw_ref: blobKey, person_id: id }),
  z
    .object({ detail: z.object({ type: z.enum(closingTypes), tenant_id: origin.tenant_id, stream_id: id, occurred_at: instant }) })
    .transform(({ detail }) => ({ kind: 'event' as const, event: detail })),
]);
export type RetentionMessage = z.output<typeof RetentionMessage>;
