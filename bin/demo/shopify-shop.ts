import { createHmac } from 'node:crypto';
import type { ApiAnswer } from './api-client.ts';
import { type DemoCustomer, type DemoLine, productOf } from './retailer.ts';

export type ShopifyOrder = {
  readonly number: number;
  readonly lines: readonly DemoLine[];
  readonly customer: DemoCustomer;
  readonly placedAt: Date;
  readonly cancelledAt?: Date;
};

const decimal = (cents: number): string => (cents / 100).toFixed(2);
const shippingCents = 895;

// Ids as large as Shopify's: beyond what a double can hold, so they are written into the JSON as text is not.
const orderId = (number: number): string => `54508${String(number).padStart(4, '0')}9946154507`;

const address = (customer: DemoCustomer) => ({
  name: customer.name,
  address1: customer.line1,
  address2: null,
  city: customer.city,
  province_code: customer.region,
  zip: customer.postalCode,
  country_code: 'US',
  phone: null,
});

/** Body of an order webhook after Shopify's documentation, as the text that is signed. */
export const orderPayload = (order: ShopifyOrder): string => {
  const subtotal = order.lines.reduce((sum, line) => sum + line.quantity * productOf(line.sku).price, 0);
  const updatedAt = (order.cancelledAt ?? order.placedAt).toISOString();
  const text = JSON.stringify({
    id: '@order-id@',
    name: `#${order.number}`,
    created_at: order.placedAt.toISOString(),
    updated_at: updatedAt,
    cancelled_at: order.cancelledAt?.toISOString() ?? null,
    cancel_reason: order.cancelledAt ? 'customer' : null,
    currency: 'USD',
    taxes_included: false,
    test: false,
    financial_status: order.cancelledAt ? 'refunded' : 'paid',
    fulfillment_status: null,
    payment_gateway_names: ['shopify_payments'],
    email: order.customer.email,
    total_line_items_price: decimal(subtotal),
    subtotal_price: decimal(subtotal),
    total_discounts: '0.00',
    total_tax: '0.00',
    total_price: decimal(subtotal + shippingCents),
    customer: {
      id: order.customer.id,
      email: order.customer.email,
      first_name: order.customer.name.split(' ')[0],
      last_name: order.customer.name.split(' ')[1],
      phone: null,
    },
    line_items: order.lines.map((line, index) => ({
      id: order.number * 100 + index,
      sku: line.sku,
      title: productOf(line.sku).title,
      quantity: line.quantity,
      price: decimal(productOf(line.sku).price),
      total_discount: '0.00',
      tax_lines: [],
      discount_allocations: [],
      requires_shipping: true,
      gift_card: false,
      fulfillment_service: 'manual',
    })),
    shipping_lines: [
      {
        id: order.number * 100 + 99,
        code: 'GROUND',
        title: 'Ground',
        price: decimal(shippingCents),
        discount_allocations: [],
        tax_lines: [],
      },
    ],
    shipping_address: address(order.customer),
    billing_address: address(order.customer),
    refunds: [],
    note_attributes: [],
  });
  return text.replace('"@order-id@"', orderId(order.number));
};

/** A Shopify shop that sends signed webhooks to us. */
export const createShop = (options: {
  readonly url: string;
  readonly account: string;
  readonly domain: string;
  readonly secret: string;
}) => ({
  send: async (topic: string, body: string): Promise<ApiAnswer> => {
    const response = await fetch(`${options.url}/webhooks/shopify/${options.account}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': options.domain,
        'x-shopify-hmac-sha256': createHmac('sha256', options.secret).update(body).digest('base64'),
        'x-shopify-webhook-id': crypto.randomUUID(),
        'x-shopify-triggered-at': new Date().toISOString(),
      },
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  },
});

export type Shop = ReturnType<typeof createShop>;
