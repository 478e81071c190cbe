import type { Instant } from '../../../../lib/kernel/instant.ts';
import { decimalMinor } from '../../../../lib/kernel/money.ts';
import { customerIp } from '../customer-ip.ts';
import {
  currentSums,
  lineTax,
  placedSums,
  presentmentOf,
  shippingDiscount,
  shippingNow,
  type TwinAddress,
  type TwinLine,
  type TwinOrder,
  type TwinRefund,
  type TwinShipping,
  fulfilledUnits,
} from './shopify-twin.model.ts';

const idMark = (id: string): string => `@id:${id}@`;

/** Ids are numbers in a webhook, larger than JavaScript can print. */
const printed = (body: unknown): string => JSON.stringify(body).replace(/"@id:(\d+)@"/g, '$1');

/** Shopify writes moments in the shop's own zone. */
const inShopZone = (instant: Instant): string => `${new Date(Date.parse(instant) - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00`;

const money = (order: TwinOrder, amount: number): string => decimalMinor(amount, order.currency);

const set = (order: TwinOrder, amount: number) => ({
  shop_money: { amount: money(order, amount), currency_code: order.currency },
  presentment_money: {
    amount: decimalMinor(presentmentOf(order, amount), order.presentmentCurrency),
    currency_code: order.presentmentCurrency,
  },
});

const both = (order: TwinOrder, key: string, amount: number): object => ({
  [key]: money(order, amount),
  [`${key}_set`]: set(order, amount),
});

const optionalSet = (order: TwinOrder, amount: number | null): object | null => (amount === null ? null : set(order, amount));

const allocations = (order: TwinOrder, amounts: readonly number[]): readonly object[] =>
  amounts.map((amount, index) => ({ ...both(order, 'amount', amount), discount_application_index: index }));

const taxLines = (order: TwinOrder, amounts: readonly number[]): readonly object[] =>
  amounts.map((amount) => ({ title: 'Tax', rate: 0.07, ...both(order, 'price', amount) }));

const fulfillmentStatus = (order: TwinOrder, line: TwinLine): string | null => {
  const units = fulfilledUnits(order, line.id);
  if (units === 0) return null;
  return units >= line.current ? 'fulfilled' : 'partial';
};

/** Of the order as a whole, over the units that are still wanted. */
export const orderFulfillment = (order: TwinOrder): 'fulfilled' | 'partial' | null => {
  const wanted = order.lines.reduce((sum, { current }) => sum + current, 0);
  const left = order.lines.reduce((sum, { id, current }) => sum + Math.min(current, fulfilledUnits(order, id)), 0);
  if (left === 0) return null;
  return left >= wanted ? 'fulfilled' : 'partial';
};

const lineItem = (order: TwinOrder, line: TwinLine): object => ({
  id: idMark(line.id),
  admin_graphql_api_id: `gid://shopify/LineItem/${line.id}`,
  current_quantity: line.current,
  discount_allocations: allocations(order, line.discounts),
  duties: [],
  fulfillable_quantity: Math.max(0, line.current - fulfilledUnits(order, line.id)),
  fulfillment_service: line.service,
  fulfillment_status: fulfillmentStatus(order, line),
  gift_card: line.giftCard,
  grams: 250,
  name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
  ...both(order, 'price', line.price),
  product_exists: !line.tip,
  properties: line.properties,
  quantity: line.quantity,
  requires_shipping: line.requiresShipping,
  sku: line.sku,
  tax_lines: taxLines(order, line.taxes),
  taxable: true,
  title: line.title,
  ...both(order, 'total_discount', 0),
  variant_title: line.variantTitle,
  vendor: line.vendor,
  ...(line.tip ? { tip_payment_gateway: order.gateways[0] ?? null, tip_payment_method: 'visa' } : {}),
});

const shippingLine = (order: TwinOrder, line: TwinShipping): object => ({
  id: idMark(line.id),
  carrier_identifier: null,
  code: line.code,
  current_discounted_price_set: set(order, shippingNow(line)),
  discount_allocations: allocations(order, line.discounts),
  ...both(order, 'discounted_price', line.price - shippingDiscount(line)),
  is_removed: line.removed,
  phone: null,
  ...both(order, 'price', line.price),
  source: 'shopify',
  tax_lines: taxLines(order, line.taxes),
  title: line.title,
});

const refund = (order: TwinOrder, one: TwinRefund): object => ({
  id: idMark(one.id),
  admin_graphql_api_id: `gid://shopify/Refund/${one.id}`,
  created_at: inShopZone(one.createdAt),
  note: one.note,
  order_adjustments: [],
  refund_line_items: one.lines.map((line) => ({
    line_item_id: idMark(line.lineId),
    quantity: line.quantity,
    restock_type: 'no_restock',
    ...both(order, 'subtotal', line.subtotal),
    ...both(order, 'total_tax', line.tax),
  })),
  refund_shipping_lines: one.shipping.map(({ id, amount }) => ({
    shipping_line: { id: idMark(id) },
    subtotal_amount_set: set(order, amount),
  })),
});

export const fullName = (parts: { readonly firstName: string | null; readonly lastName: string | null }): string | null =>
  [parts.firstName, parts.lastName].filter((part) => part !== null).join(' ') || null;

const address = (source: TwinAddress | null): object | null =>
  source && {
    first_name: source.firstName,
    last_name: source.lastName,
    name: fullName(source),
    company: source.company,
    address1: source.address1,
    address2: source.address2,
    city: source.city,
    province: source.province,
    province_code: source.provinceCode,
    zip: source.zip,
    country: source.country,
    country_code: source.countryCode,
    phone: source.phone,
    latitude: null,
    longitude: null,
  };

/** Body of a webhook about an order: the Admin REST resource, as the text that is signed. */
export const webhookBody = (order: TwinOrder): string => {
  const [placed, current] = [placedSums(order), currentSums(order)];
  const { customer } = order;
  return printed({
    id: idMark(order.id),
    admin_graphql_api_id: `gid://shopify/Order/${order.id}`,
    app_id: 580_111,
    browser_ip: customerIp(order.email ?? order.id),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: order.cancelledAt && inShopZone(order.cancelledAt),
    confirmation_number: order.confirmationNumber,
    contact_email: order.email,
    created_at: inShopZone(order.createdAt),
    currency: order.currency,
    ...both(order, 'current_subtotal_price', current.subtotal),
    current_total_additional_fees_set: optionalSet(order, order.additionalFees),
    ...both(order, 'current_total_discounts', current.discounts),
    current_total_duties_set: optionalSet(order, order.duties),
    ...both(order, 'current_total_price', current.total),
    ...both(order, 'current_total_tax', current.tax),
    customer_locale: order.customerLocale,
    discount_codes: order.discountCodes.map((code) => ({ code, amount: '0.00', type: 'fixed_amount' })),
    duties_included: order.dutiesIncluded,
    email: order.email,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: orderFulfillment(order),
    landing_site: '/',
    location_id: null,
    name: `#${order.number}`,
    note: order.note,
    note_attributes: order.attributes,
    number: order.number - 1_000,
    order_number: order.number,
    order_status_url: `https://example.myshopify.com/1/orders/${order.confirmationNumber}/authenticate?key=secret`,
    original_total_additional_fees_set: optionalSet(order, order.additionalFees),
    original_total_duties_set: optionalSet(order, order.duties),
    payment_gateway_names: order.gateways,
    payment_terms: order.paymentTerms ? { payment_terms_name: 'Net 30' } : null,
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrency,
    processed_at: inShopZone(order.createdAt),
    source_name: order.sourceName,
    ...both(order, 'subtotal_price', placed.subtotal),
    tags: order.tags.join(', '),
    tax_lines: taxLines(order, [order.lines.reduce((sum, line) => sum + lineTax(line, line.quantity), 0)]),
    taxes_included: order.taxesIncluded,
    test: order.test,
    ...both(order, 'total_discounts', placed.discounts),
    ...both(order, 'total_line_items_price', placed.lineItems),
    ...both(order, 'total_price', placed.total),
    ...both(order, 'total_tax', placed.tax),
    total_tip_received: money(order, placed.tips),
    updated_at: inShopZone(order.updatedAt),
    billing_address: address(order.billingAddress),
    customer: customer && {
      id: idMark(customer.id),
      admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
      email: customer.email,
      first_name: customer.firstName,
      last_name: customer.lastName,
      phone: customer.phone,
    },
    line_items: order.lines.map((line) => lineItem(order, line)),
    refunds: order.refunds.map((one) => refund(order, one)),
    shipping_address: address(order.shippingAddress),
    shipping_lines: order.shippingLines.map((line) => shippingLine(order, line)),
  });
};
