import { describe, expect, it } from 'vitest';
import { CanonicalOrder, canonicalOrderFromWire, canonicalOrderToWire } from '../../../../lib/contracts/canonical-order.ts';
import { normalizeShopifyOrder } from '../../../../lib/channels/adapters/shopify/shopify.normalize.ts';
import { fixture, fixtureText, normalized, options, refusal } from './fixture.ts';

describe('a new Shopify order', () => {
  const order = normalized(fixtureText('order-created'));

  it('keeps ids beyond 2^53 to the last digit', () => {
    expect(order.channelOrderId).toBe('5820982911946154508');
    expect(order.lineItems.map(({ lineId }) => lineId)).toEqual(['5866550311766439020', '5866550311766439021']);
    expect(order.customer?.sourceId).toBe('6115310627314723954');
  });

  it('adds up to the price the customer was charged', () => {
    expect(order.totals).toEqual({ subtotal: 10610, discount: 2500, shipping: 1000, tax: 1731, fees: 200, total: 11041 });
    expect(order.discrepancies).toEqual([]);
  });

  it('carries the share of an order discount on the line that has it', () => {
    expect(order.lineItems[0]).toMatchObject({ quantity: 2, unitPrice: 4680, discount: 2000, tax: 1398, total: 8758 });
    expect(order.shippingLines).toEqual([{ code: 'dhl-standard', title: 'Standard', price: 1000, discount: 500, tax: 95 }]);
  });

  it('keeps moments in UTC and takes the last change as the revision', () => {
    expect(order.placedAt).toBe('2026-11-20T14:23:33.000Z');
    expect(order.channelRevision).toBe('2026-11-20T14:23:34.000Z');
  });

  it('says what the customer paid in their own currency', () => {
    expect(order.presentment).toEqual({ currency: 'USD', total: 11924 });
  });

  it('names the gateway that authorises, not the gift card beside it', () => {
    expect(order.paymentMethod).toEqual({ kind: 'card', provider: 'shopify_payments', status: 'authorized', reference: null });
  });

  it('keeps what pickers need and leaves out what identifies the browser or opens the order page', () => {
    const metadata = JSON.stringify(order.channelMetadata);
    expect(metadata).toContain('"properties":[{"name":"Engraving","value":"A.W."}]');
    expect(metadata).not.toContain('203.0.113.9');
    expect(metadata).not.toContain('authenticate');
  });

  it('survives the way to JSON and back', () => {
    const wire = CanonicalOrder.parse(JSON.parse(JSON.stringify(canonicalOrderToWire(order))));
    expect(canonicalOrderFromWire(wire)).toEqual(order);
  });

  it('reads the same from bytes, from text after a byte order mark, and from either Admin REST envelope', () => {
    const text = fixtureText('order-created');
    for (const payload of [new TextEncoder().encode(text), `\uFEFF${text}`, `{"order":${text}}`, `{"orders":[${text}]}`, `[${text}]`]) {
      expect(normalized(payload)).toEqual(order);
    }
  });
});

describe('ids that lost digits before they reached us', () => {
  it('are read from the resource name that Shopify sends as text', () => {
    expect(normalized(JSON.parse(fixtureText('order-created'))).channelOrderId).toBe('5820982911946154508');
  });

  it('are refused when nothing exact is left', () => {
    const payload = fixture('order-created');
    payload['id'] = Number('5820982911946154508');
    delete payload['admin_graphql_api_id'];
    expect(refusal(payload)).toEqual([['id-missing', 'id']]);
  });
});

describe('several orders in one payload', () => {
  it('become several, in their order', () => {
    const result = normalizeShopifyOrder(`{"orders":[${fixtureText('order-created')},${fixtureText('order-edited')}]}`, options);
    expect(result.ok && result.value.map(({ channelOrderName }) => channelOrderName)).toEqual(['#2041', '#2042']);
  });

  it('are refused together, naming the place of what is wrong', () => {
    const broken = fixture('order-edited');
    broken['line_items'][0].price = 'twenty';
    expect(refusal({ orders: [fixture('order-created'), broken] })).toEqual([['not-an-amount', 'orders.1.line_items.0.price']]);
  });

  it('may be none', () => {
    expect(normalizeShopifyOrder({ orders: [] }, options)).toEqual({ ok: true, value: [] });
  });
});

describe('an order edited after it was placed', () => {
  const order = normalized(fixtureText('order-edited'));

  it('has only the units still wanted, and no removed line', () => {
    expect(order.lineItems).toHaveLength(1);
    expect(order.lineItems[0]).toMatchObject({ lineId: '5866550311766439100', quantity: 1, discount: 200, tax: 144, total: 1944 });
  });

  it('states the sums of those units', () => {
    expect(order.totals).toEqual({ subtotal: 2000, discount: 200, shipping: 800, tax: 208, fees: 0, total: 2808 });
    expect(order.discrepancies).toEqual([]);
  });

  it('reads quantities from the refunds when the API version is too old to state them', () => {
    const payload = fixture('order-edited');
    for (const line of payload['line_items']) delete line.current_quantity;
    expect(normalized(payload).lineItems).toEqual(order.lineItems);
  });

  it('shares discount and tax by quantity when no refund says what went', () => {
    const payload = fixture('order-edited');
    payload['refunds'] = [];
    expect(normalized(payload).lineItems[0]).toMatchObject({ quantity: 1, discount: 200, tax: 144 });
  });

  it('is without lines when all have been removed', () => {
    const payload = fixture('order-edited');
    payload['line_items'][0].current_quantity = 0;
    payload['shipping_lines'][0].is_removed = true;
    Object.assign(payload, {
      current_total_price: '0.00',
      current_subtotal_price: '0.00',
      current_total_discounts: '0.00',
      current_total_tax: '0.00',
      current_total_price_set: null,
    });
    expect(normalized(payload)).toMatchObject({ lineItems: [], totals: { subtotal: 0, total: 0 }, discrepancies: [] });
  });

  it('takes refunded shipping off the shipping price, by whichever field the API version tells it', () => {
    const sums = { current_total_price: '19.44', current_total_price_set: null, current_total_tax: '1.44' };
    const today = Object.assign(fixture('order-edited'), sums);
    today['shipping_lines'][0].current_discounted_price_set.shop_money.amount = '0.00';
    today['shipping_lines'][0].tax_lines = [];
    const before = Object.assign(fixture('order-edited'), sums);
    delete before['shipping_lines'][0].current_discounted_price_set;
    before['shipping_lines'][0].tax_lines = [];
    before['refunds'][0].order_adjustments = [
      { kind: 'shipping_refund', amount: '-8.00' },
      { kind: 'refund_discrepancy', amount: '3.00' },
    ];
    for (const payload of [today, before])
      expect(normalized(payload)).toMatchObject({ totals: { shipping: 0, total: 1944 }, discrepancies: [] });
  });

  it('counts a line that an edit has added', () => {
    const payload = fixture('order-created');
    payload['line_items'].push({ ...payload['line_items'][1], id: 99, price: '5.00', tax_lines: [] });
    Object.assign(payload, { current_total_price: '115.41', current_subtotal_price: '91.10' });
    expect(normalized(payload)).toMatchObject({ totals: { subtotal: 11110, total: 11541 }, discrepancies: [] });
  });
});

describe('a guest buying a gift card in yen', () => {
  const order = normalized(fixtureText('order-guest'));

  it('is read without a customer record or any address', () => {
    expect(order.customer).toEqual({ sourceId: null, email: 'guest@example.jp', name: null, phone: '+81 3 0000 0000' });
    expect([order.shippingAddress, order.billingAddress]).toEqual([null, null]);
    expect(order.discrepancies).toEqual([]);
  });

  it('counts yen whole and tax only once where prices contain it', () => {
    expect(order.totals).toMatchObject({ subtotal: 1500, tax: 136, total: 1500 });
    expect(order.taxesIncluded).toBe(true);
  });

  it('leaves the gift card to Shopify', () => {
    expect(order.lineItems[0]).toMatchObject({ requiresShipping: false, fulfilledBy: 'channel', sku: null });
  });

  it('is known as a test', () => {
    expect(order.test).toBe(true);
  });

  it('has no customer at all when the payload says nothing of one', () => {
    const payload = fixture('order-guest');
    Object.assign(payload['order'], { contact_email: null, phone: null });
    expect(normalized(payload).customer).toBeNull();
  });
});

describe('what an order cannot be without', () => {
  it.each([
    ['currency', 'currency-missing', 'currency'],
    ['total_price', 'total-missing', 'total_price'],
    ['line_items', 'not-an-order', ''],
  ])('is %s', (field, code, path) => {
    const payload = fixture('order-created');
    for (const key of [field, 'total_price_set', `current_${field}`]) delete payload[key];
    expect(refusal(payload)).toEqual([[code, path]]);
  });

  it('is the moment it was placed, with a zone', () => {
    const payload = fixture('order-created');
    Object.assign(payload, { created_at: '2026-11-20T15:23:33', processed_at: null });
    expect(refusal(payload)).toEqual([['not-an-instant', 'created_at']]);
    Object.assign(payload, { created_at: null });
    expect(refusal(payload)).toEqual([['date-missing', 'created_at']]);
  });

  it.each([
    [{ price: null, price_set: null }, 'price-missing', 'line_items.0.price'],
    [{ price: '46.805' }, 'not-an-amount', 'line_items.0.price'],
    [{ price: true }, 'not-an-amount', 'line_items.0.price'],
    [{ quantity: null }, 'quantity-missing', 'line_items.0.quantity'],
    [{ quantity: 1.5 }, 'not-a-quantity', 'line_items.0.quantity'],
    [{ current_quantity: -1 }, 'not-a-quantity', 'line_items.0.current_quantity'],
    [{ id: null, admin_graphql_api_id: null }, 'line-id-missing', 'line_items.0.id'],
    [{ id: '5866550311766439021' }, 'line-id-repeated', 'line_items.1.id'],
  ])('is a line that can be counted and priced: %j', (change, code, field) => {
    const payload = fixture('order-created');
    Object.assign(payload['line_items'][0], change);
    expect(refusal(payload)).toContainEqual([code, field]);
  });

  it('is text of a sensible length', () => {
    const payload = fixture('order-created');
    payload['shipping_address'].city = 'x'.repeat(201);
    expect(refusal(payload)).toEqual([['too-large', 'shipping_address.city']]);
  });

  it('is an account name that can stand in a path', () => {
    const result = normalizeShopifyOrder(fixture('order-created'), { account: 'not/one' });
    expect(result).toMatchObject({ ok: false, error: [{ code: 'out-of-bounds', field: 'channel_account' }] });
  });

  it('never repeats personal text in its reasons', () => {
    const payload = fixture('order-created');
    Object.assign(payload, { email: 'x'.repeat(400), phone: 'y'.repeat(200) });
    const result = normalizeShopifyOrder(payload, options);
    expect(JSON.stringify(result)).not.toMatch(/xxxx|yyyy/);
    expect(result.ok).toBe(false);
  });
});

describe('what is not an order', () => {
  it.each([
    ['{', 'not-json', /not a JSON document/],
    ['"order"', 'not-an-object', /not a string/],
    ['null', 'not-an-object', /not null/],
    ['{"order":null}', 'not-an-object', /not null/],
    ['{"orders":{}}', 'not-a-list', /must be a list, not an object/],
    ['{}', 'not-an-order', /line_items/],
    ['{"draft_order":{"id":1,"line_items":[]}}', 'not-an-order', /draft order/],
    ['{"id":1,"invoice_url":"https://x.example","line_items":[]}', 'not-an-order', /draft order/],
    ['{"id":1,"order_id":2,"line_items":[],"tracking_numbers":[]}', 'not-an-order', /fulfillment/],
    ['{"id":1,"order_id":2,"refund_line_items":[]}', 'not-an-order', /refund/],
    ['{"id":1,"order_id":2,"line_items":[]}', 'not-an-order', /resource of an order/],
    ['{"id":1,"admin_graphql_api_id":"gid://shopify/FulfillmentOrder/1","line_items":[]}', 'not-an-order', /fulfillment order/],
    ['{"webhooks":[]}', 'not-an-order', /list of webhooks/],
    ['{"shop_id":1,"orders_to_redact":[]}', 'not-an-order', /privacy request/],
  ])('is refused by name: %s', (text, code, message) => {
    const result = normalizeShopifyOrder(text, options);
    if (result.ok) throw new Error('accepted');
    expect(result.error[0]?.code).toBe(code);
    expect(result.error[0]?.message).toMatch(message);
  });

  it('is a document nested deeper than any parser goes', () => {
    expect(refusal('['.repeat(200_000))).toEqual([['not-json', '']]);
    expect(refusal(`{"orders":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toHaveLength(1);
  });

  it('is a page larger than Shopify sends', () => {
    expect(refusal({ orders: Array.from({ length: 251 }, () => ({})) })).toEqual([['too-many-orders', 'orders']]);
  });
});
