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
  /** Changes since the last look. */
  z.object({ kind: z.literal('poll'), ...account }),
  /** One order, of which the channel has told that something happened to it. */
  z.object({ kind: z.literal('look-up'), ...account, channel_order_id: channelOrderId }),
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
