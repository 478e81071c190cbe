import * as z from 'zod';
import { paymentKinds, paymentStatuses } from '../../channels/domain/canonical-order.ts';
import { lineIdPattern, locationIdPattern, skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import { orderPromotionsMax, promotionIdPattern } from '../../kernel/promotions-policy.ts';
import { callerIp, cancelReasons, holdBlocks, holdTypes, orderStatuses } from '../../orders/domain/order.values.ts';
import { isIpAddress } from '../../fraud/domain/signals/network.ts';
import type { Route } from '../../platform/http/route.ts';
import {
  HoldPath,
  JsonValue,
  moment,
  notFoundResponse,
  OrderPath,
  pageCursor,
  pageLimit,
  refused,
  rejectedResponse,
  text,
  words,
} from './common.ts';
import { OrderSummary, OrderView, OrderWithPayments } from './order-resource.ts';

/** Far above any order, and so low that sums over an order stay exact. */
const amountMax = 1_000_000_000_000;
const amount = z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(amountMax, `must be ${amountMax} or less`);
const optionalText = (maxLength: number) => text(maxLength).nullable().default(null);

export const Address = z.strictObject({
  name: optionalText(500),
  line1: optionalText(500),
  line2: optionalText(500),
  city: optionalText(200),
  region: optionalText(200),
  postal_code: optionalText(40),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE'),
  phone: optionalText(100),
});

const Line = z.strictObject({
  line_id: z
    .string()
    .regex(lineIdPattern, 'must be 1 to 128 characters without # and control characters')
    .optional()
    .meta({ description: 'Default: its position, from 1' }),
  sku: z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters'),
  title: text(2_000).optional(),
  quantity: z.int('must be a whole number').min(1, 'must be 1 or more').max(1_000_000, 'must be 1000000 or less'),
  unit_price: amount,
  discount: amount.default(0),
  tax: amount.default(0),
  requires_shipping: z.boolean().default(true),
});

const ShippingLine = z.strictObject({
  code: optionalText(500),
  title: optionalText(2_000),
  price: amount,
  discount: amount.default(0),
  tax: amount.default(0),
});

const Totals = z.strictObject({
  subtotal: amount,
  discount: amount,
  shipping: amount,
  tax: amount,
  fees: amount.default(0),
  total: amount,
});

/** How a company buys. */
const Purchase = z
  .strictObject({
    order_number: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,49}$/, 'must be 1 to 50 letters, digits, dots, underscores, slashes and hyphens')
      .nullable()
      .default(null)
      .meta({ description: "The buyer's own number of the order; two orders with different ones are never taken for one" }),
    company: optionalText(500).meta({ description: 'Kept with the personal data, because a company may be a person' }),
    net_days: z
      .int('must be a whole number of days')
      .min(0, 'must be 0 or more')
      .max(365, 'must be 365 or less')
      .nullable()
      .default(null)
      .meta({
        description: 'Days from the invoice in which it is due. Giving them says that the terms are agreed on and the credit is checked',
      }),
    requested_delivery_date: z.iso
      .date('must be a day such as 2026-12-01')
      .nullable()
      .default(null)
      .meta({ description: 'Recorded and shown; sourcing does not wait for it' }),
  })
  .meta({ description: 'How a company buys: with an order number of its own, on terms' });

/** How the goods reach the customer, where no carrier brings them. */
const Delivery = z
  .strictObject({
    method: z.enum(['pickup'], 'must be pickup; leave delivery out where a carrier brings the goods'),
    location_id: z.string().trim().regex(locationIdPattern, 'must be 1 to 64 characters without # and control characters'),
  })
  .meta({ description: 'The customer comes for the goods: they are sourced at this location and nowhere else' });

/** The customer's device, as far as the shop's page can tell it from others. */
const Device = z
  .strictObject({
    visitor_id: z
      .string()
      .regex(/^[A-Za-z0-9]{16,64}$/, 'must be 16 to 64 letters and digits')
      .meta({
        description:
          'The `visitorId` of FingerprintJS (32 hexadecimal digits) or of Fingerprint Pro (20 letters and digits). Kept with the personal data; orders of one device are joined by a keyed token of it',
      }),
  })
  .meta({ description: "The customer's device; counts how many orders and customers share it" });

/** Where the order was placed from. */
const ClientIp = z
  .string()
  .max(45, 'must be 45 characters or less')
  .refine((given) => given === callerIp || isIpAddress(given), `must be an IPv4 or IPv6 address, or ${callerIp}`)
  .meta({
    description:
      "The customer's IP address; `caller` where the request comes from the customer's own device, and not from a server of the shop. Kept with the personal data; orders of one network (/24, or /48 of IPv6) are joined by a keyed token of it",
  });

/** `POST /orders`. Amounts are integers in minor units of `currency`. */
export const PlaceOrderBody = z
  .strictObject({
    channel: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, such as web, mobile or b2b')
      .default('storefront'),
    channel_account: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be letters, digits, dots, underscores and hyphens')
      .default('main'),
    channel_order_id: z
      .string()
      .regex(/^[^\u0000-\u001f\u007f]{1,128}$/u, 'must be 1 to 128 characters')
      .optional()
      .meta({ description: 'Your own id of the order. Default: the Idempotency-Key' }),
    channel_order_name: optionalText(200),
    placed_at: moment.optional().meta({ description: 'Default: now' }),
    currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR'),
    taxes_included: z.boolean().default(false),
    test: z.boolean().default(false),
    customer: z
      .strictObject({
        source_id: optionalText(128),
        email: z.email('must be an e-mail address').max(320).nullable().default(null),
        name: optionalText(500),
        phone: optionalText(100),
      })
      .nullable()
      .default(null),
    line_items: z.array(Line).min(1, 'must have at least one line').max(1_000, 'must have at most 1000 lines'),
    shipping_lines: z.array(ShippingLine).max(100).default([]),
    totals: Totals.optional().meta({ description: 'Computed when left out; checked when given, and a contradiction holds the order' }),
    shipping_address: Address.nullable().default(null),
    billing_address: Address.nullable().default(null),
    payment_method: z.strictObject({
      kind: z.enum(paymentKinds),
      provider: optionalText(200),
      status: z.enum(paymentStatuses),
      reference: optionalText(200).meta({ description: "The provider's token or reference; a card number is refused" }),
    }),
    delivery: Delivery.optional(),
    deliver_by: moment.optional().meta({
      description: "What the customer was told: until when the goods arrive. Default: the tenant's service levels, if there are any",
    }),
    // Without a default: a request that is repeated after an upgrade must be the same as before.
    purchase: Purchase.optional(),
    promotions: z
      .array(
        z
          .string()
          .trim()
          .toLowerCase()
          .regex(promotionIdPattern, 'must be the id of a promotion: 1 to 64 letters, digits, hyphens and underscores'),
      )
      .max(orderPromotionsMax, `must name ${orderPromotionsMax} or fewer`)
      .optional()
      .meta({ description: '`promotion_id` of what was taken off, so that uses are counted; what it comes to stands in the discounts' }),
    device: Device.optional(),
    client_ip: ClientIp.optional(),
    channel_metadata: z.record(z.string().max(200), JsonValue).default({}),
  })
  .meta({ id: 'PlaceOrderBody' });
export type PlaceOrderBody = z.infer<typeof PlaceOrderBody>;

export const placeOrderRoute = {
  method: 'POST',
  path: '/orders',
  scope: 'orders:write',
  summary: 'Places an order; the same Idempotency-Key answers the same order',
  body: PlaceOrderBody,
  takesIdempotencyKey: true,
  responses: {
    200: { description: 'The order was known already', schema: OrderView },
    201: { description: 'Placed', schema: OrderView },
    400: { description: 'Fields are missing or wrong; `problems` names each' },
    409: { description: 'The order is known with another content' },
    ...refused,
    422: { description: 'The Idempotency-Key was used for another request' },
  },
} as const satisfies Route;

/** Ten years, beyond which no moment in the past means anything here. */
const ageSecondsMax = 10 * 365 * 24 * 3_600;

export const OrderListQuery = z
  .strictObject({
    status: z.enum(orderStatuses).optional(),
    older_than_seconds: z.coerce
      .number()
      .int('must be a whole number of seconds')
      .min(0, 'must be 0 or more')
      .max(ageSecondsMax, `must be ${ageSecondsMax} or less`)
      .optional()
      .meta({ description: 'With `status`: only orders that have been in it for so long' }),
    stuck: z
      .enum(['true'], 'must be true where it is given')
      .optional()
      .meta({ description: 'With `status`: only orders that have been in it for longer than they should; see `GET /pipeline`' }),
    sku: z.string().max(128).optional(),
    channel_order_id: z.string().max(200).optional().meta({ description: "The channel's id or the order's name" }),
    email: z.string().max(320).optional().meta({ description: 'With the scope orders:personal' }),
    phone: z.string().max(100).optional().meta({ description: 'With the scope orders:personal' }),
    tracking_number: z.string().max(100).optional(),
    limit: pageLimit,
    cursor: pageCursor,
  })
  .refine(
    ({ limit: _limit, cursor: _cursor, older_than_seconds: _age, stuck: _stuck, ...filters }) =>
      Object.values(filters).filter((value) => value !== undefined).length <= 1,
    'give at most one of status, sku, channel_order_id, email, phone, tracking_number',
  )
  .refine(({ status, older_than_seconds: age }) => age === undefined || status !== undefined, {
    path: ['older_than_seconds'],
    message: 'needs a status',
  })
  .refine(({ status, stuck }) => stuck === undefined || status !== undefined, { path: ['stuck'], message: 'needs a status' });

export const listOrdersRoute = {
  method: 'GET',
  path: '/orders',
  scope: 'orders:read',
  summary: 'Orders, newest first; or found by status, SKU, channel id, e-mail, phone or tracking number',
  query: OrderListQuery,
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(OrderSummary), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const getOrderRoute = {
  method: 'GET',
  path: '/orders/{id}',
  scope: 'orders:read',
  summary: 'One order, now or as of an instant',
  params: OrderPath,
  query: z.strictObject({
    asOf: moment.optional().meta({ description: 'As the order stood at this instant' }),
    basis: z
      .enum(['recorded', 'occurred'])
      .default('recorded')
      .meta({ description: 'Whether `asOf` means when we learned it or when it happened' }),
  }),
  responses: { 200: { description: 'The order', schema: OrderWithPayments }, ...refused, ...notFoundResponse },
} as const satisfies Route;

const stateChanged = {
  200: { description: 'The order after the change', schema: OrderView },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
};

export const CancelOrderBody = z.strictObject({ reason: z.enum(cancelReasons).default('customer') });
export const cancelOrderRoute = {
  method: 'POST',
  path: '/orders/{id}/cancel',
  scope: 'orders:manage',
  summary: 'Cancels the order, or what of it has not shipped',
  params: OrderPath,
  body: CancelOrderBody,
  responses: stateChanged,
} as const satisfies Route;

export const confirmPaymentRoute = {
  method: 'POST',
  path: '/orders/{id}/payment-confirmations',
  scope: 'holds:write',
  summary: 'Reports that payment is secured, for payments that no channel reports',
  params: OrderPath,
  body: z.strictObject({ basis: z.enum(['authorised', 'captured', 'terms']), reference: text(200).nullable().default(null) }),
  responses: stateChanged,
} as const satisfies Route;

export const PlaceHoldBody = z.strictObject({
  type: z.enum(holdTypes).default('operator'),
  reason: words(500).meta({ description: 'About the order, never about a person' }),
  blocks: z.array(z.enum(holdBlocks)).min(1, 'must name at least one kind of work').default(['sourcing', 'release', 'shipping']),
  until: moment.optional(),
});
export const placeHoldRoute = {
  method: 'POST',
  path: '/orders/{id}/holds',
  scope: 'holds:write',
  summary: 'Puts the order on hold',
  params: OrderPath,
  body: PlaceHoldBody,
  responses: stateChanged,
} as const satisfies Route;

export const releaseHoldRoute = {
  method: 'POST',
  path: '/orders/{id}/holds/{hold_id}/release',
  scope: 'holds:write',
  summary: 'Releases a hold',
  params: HoldPath,
  responses: stateChanged,
} as const satisfies Route;

export const rejectHoldRoute = {
  method: 'POST',
  path: '/orders/{id}/holds/{hold_id}/reject',
  scope: 'holds:write',
  summary: 'Upholds a hold; a rejected fraud or duplicate review cancels the order',
  params: HoldPath,
  responses: stateChanged,
} as const satisfies Route;
