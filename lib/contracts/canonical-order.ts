import * as z from 'zod';
import { paymentKinds, paymentStatuses } from '../channels/domain/canonical-order.ts';
import type { CanonicalOrder as CanonicalOrderInside } from '../channels/domain/canonical-order.ts';
import { lineIdPattern, locationIdPattern, skuPattern } from '../kernel/ids.ts';
import { parseInstant } from '../kernel/instant.ts';
import { currencyPattern } from '../kernel/money.ts';
import { orderPromotionsMax, promotionIdPattern } from '../kernel/promotions-policy.ts';
import { fromWire, toWire } from '../kernel/wire.ts';

/** Largest number of lines, and of units on one line, that an order may have. */
export const maxLineItems = 1_000;
export const maxQuantity = 1_000_000;
const maxShippingLines = 100;
const maxDiscrepancies = 5_000;

const amount = z.int().meta({ description: 'Minor units of the currency beside it' });
const text = (maxLength: number) => z.string().min(1).max(maxLength);
const optionalText = (maxLength: number) => text(maxLength).nullable();
const currency = z.string().regex(currencyPattern);
const instant = z.string().refine((value) => parseInstant(value) === value, 'must be a moment in UTC such as 2026-11-20T14:23:33.000Z');

const Address = z.strictObject({
  name: optionalText(500),
  line1: optionalText(500),
  line2: optionalText(500),
  city: optionalText(200),
  region: optionalText(200),
  postal_code: optionalText(40),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  phone: optionalText(100),
});

const Line = z.strictObject({
  line_id: z.string().regex(lineIdPattern),
  sku: z.string().regex(skuPattern).nullable(),
  title: text(2_000),
  quantity: z.int().min(1).max(maxQuantity),
  unit_price: amount,
  discount: amount,
  tax: amount,
  total: amount,
  requires_shipping: z.boolean(),
  fulfilled_by: z.enum(['merchant', 'channel']),
});

/** The canonical order as JSON (snake_case), exactly; unknown members are refused. */
export const CanonicalOrder = z.strictObject({
  channel: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  channel_account: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  channel_order_id: z.string().regex(/^[^\u0000-\u001f\u007f]{1,128}$/u),
  channel_revision: optionalText(128),
  channel_order_name: optionalText(200),
  placed_at: instant,
  currency,
  taxes_included: z.boolean(),
  presentment: z.strictObject({ currency, total: amount }).nullable(),
  test: z.boolean(),
  cancelled: z.boolean(),
  shipped: z.enum(['partly', 'wholly']).exactOptional(),
  delivery: z.strictObject({ method: z.literal('pickup'), location_id: z.string().regex(locationIdPattern) }).exactOptional(),
  customer: z
    .strictObject({ source_id: optionalText(128), email: optionalText(320), name: optionalText(500), phone: optionalText(100) })
    .nullable(),
  line_items: z
    .array(Line)
    .max(maxLineItems)
    .refine((lines) => new Set(lines.map((line) => line.line_id)).size === lines.length, 'line ids must differ'),
  shipping_lines: z
    .array(z.strictObject({ code: optionalText(500), title: optionalText(2_000), price: amount, discount: amount, tax: amount }))
    .max(maxShippingLines),
  totals: z.strictObject({ subtotal: amount, discount: amount, shipping: amount, tax: amount, fees: amount, total: amount }),
  shipping_address: Address.nullable(),
  billing_address: Address.nullable(),
  payment_method: z.strictObject({
    kind: z.enum(paymentKinds),
    provider: optionalText(200),
    status: z.enum(paymentStatuses),
    reference: optionalText(200),
  }),
  promotions: z.array(z.string().regex(promotionIdPattern)).min(1).max(orderPromotionsMax).exactOptional(),
  client: z.strictObject({ ip: optionalText(45), device_id: optionalText(64) }).exactOptional(),
  channel_metadata: z.record(z.string(), z.json()),
  discrepancies: z.array(z.strictObject({ code: text(100), field: z.string().max(500), message: text(2_000) })).max(maxDiscrepancies),
});

export type CanonicalOrderWire = z.infer<typeof CanonicalOrder>;

// `channel_metadata` holds the channel's own keys: renaming them would change data, so it goes around the mapping.

/** Canonical order to its JSON form. */
export const canonicalOrderToWire = (order: CanonicalOrderInside): CanonicalOrderWire => {
  const { channelMetadata, ...rest } = order;
  const { discrepancies, ...wire } = toWire(rest) as Omit<CanonicalOrderWire, 'channel_metadata'>;
  return { ...wire, channel_metadata: channelMetadata as CanonicalOrderWire['channel_metadata'], discrepancies };
};

/** Validated JSON form to the canonical order. */
export const canonicalOrderFromWire = (wire: CanonicalOrderWire): CanonicalOrderInside => {
  const { channel_metadata, ...rest } = wire;
  return {
    ...fromWire<Omit<CanonicalOrderInside, 'channelMetadata'>>(rest),
    channelMetadata: channel_metadata as CanonicalOrderInside['channelMetadata'],
  };
};
