// The rows of a history file, as `oms import-history` reads them: JSON, or CSV with one line of an order in each row.
import * as z from 'zod';

const id = z.string().min(1).max(200);
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());
const day = z.iso.date();
const minor = z.int().min(0).max(1_000_000_000_000);
const currency = z.string().regex(/^[A-Z]{3}$/, 'must be a currency such as USD');
const word = z.string().min(1).max(100);
const place = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, 'must be a country such as US'),
  region: z.string().max(20).nullable().default(null),
  postal_code: z.string().max(20).nullable().default(null),
});

const line = z.object({
  sku: word,
  quantity: z.int().min(1).max(1_000_000),
  unit_price_minor: minor,
  category: word.nullable().default(null),
  size: z.string().max(50).nullable().default(null),
  requires_shipping: z.boolean().default(true),
});

export const HistoryOrder = z
  .object({
    kind: z.literal('order'),
    source_id: id,
    placed_at: moment,
    channel: word.default('import'),
    currency,
    customer_id: id.nullable().default(null),
    email: z.string().max(320).nullable().default(null),
    email_domain: z.string().max(255).nullable().default(null),
    ip: z.string().max(60).nullable().default(null),
    device_id: z.string().max(200).nullable().default(null),
    billing: place.nullable().default(null),
    shipping: place.nullable().default(null),
    payment_kind: word.default('card'),
    subtotal_minor: minor,
    discount_minor: minor.default(0),
    shipping_minor: minor.default(0),
    total_minor: minor,
    cancelled: z.boolean().default(false),
    lines: z.array(line).min(1).max(500),
  })
  .strict();

const HistoryShipment = z.strictObject({
  kind: z.literal('shipment'),
  source_id: id,
  order_source_id: id,
  carrier: word,
  service: word,
  location_id: word,
  origin: place,
  destination: place,
  zone: z.int().min(1).max(99).default(2),
  package_kind: word.default('standard'),
  weight_grams: z.int().min(0).max(100_000_000).default(0),
  cost_minor: minor,
  currency,
  shipped_at: moment,
  promised_at: moment.nullable().default(null),
  delivered_at: moment.nullable().default(null),
  damaged: z.boolean().default(false),
});

const HistoryChargeback = z.strictObject({
  kind: z.literal('chargeback'),
  source_id: id,
  order_source_id: id,
  received_at: moment,
  reason_code: word,
  amount_minor: minor,
  currency,
});

const HistoryReturn = z.strictObject({
  kind: z.literal('return'),
  source_id: id,
  order_source_id: id,
  sku: word,
  quantity: z.int().min(1).max(1_000_000),
  received_at: moment,
  reason_code: word,
});

const HistoryFeed = z.strictObject({
  kind: z.literal('feed'),
  source_id: id,
  feed: z.enum(['promotion', 'marketing_spend', 'price', 'stock_out', 'holiday']),
  day,
  to_day: day,
  sku: word.nullable().default(null),
  category: word.nullable().default(null),
  region: z.string().max(20).nullable().default(null),
  value: z.number().nullable().default(null),
  name: z.string().max(200).nullable().default(null),
});

/** One row of a history file. */
export const HistoryFileRow = z.discriminatedUnion('kind', [HistoryOrder, HistoryShipment, HistoryChargeback, HistoryReturn, HistoryFeed]);
