import { describe, expect, it } from 'vitest';
import { conformFile } from '../../scripts/conformance/shopify.ts';
import { normalizeShopifyOrder } from '../../lib/channels/adapters/shopify/shopify.normalize.ts';
import type { CanonicalOrder } from '../../lib/channels/domain/canonical-order.ts';
import { err, ok } from '../../lib/kernel/result.ts';
import { fixtureText } from './adapters/shopify/fixture.ts';

const text = fixtureText('order-created');

/** The adapter with a mistake built in. */
const mistaken =
  (change: (order: CanonicalOrder) => CanonicalOrder): typeof normalizeShopifyOrder =>
  (payload, options) => {
    const result = normalizeShopifyOrder(payload, options);
    return result.ok ? ok(result.value.map(change)) : result;
  };

describe('the conformance check', () => {
  it.each(['order-created', 'order-edited', 'order-guest'])('passes what is right: %s', (name) => {
    expect(conformFile('a.json', fixtureText(name)).line).toMatch(/^ok a\.json: \d+ \d lines, total \d+ [A-Z]{3}$/);
  });

  it('passes the refusal of another resource, by its name', () => {
    expect(conformFile('a.json', '{"draft_order":{"id":1,"line_items":[]}}').line).toMatch(/^refused a\.json: not-an-order: .*draft order/);
  });

  it.each<[string, (order: CanonicalOrder) => CanonicalOrder]>([
    ['a lost line', (order) => ({ ...order, lineItems: order.lineItems.slice(1) })],
    ['another quantity', (order) => ({ ...order, lineItems: order.lineItems.map((line) => ({ ...line, quantity: line.quantity + 1 })) })],
    [
      'a price off by one cent',
      (order) => ({ ...order, lineItems: order.lineItems.map((line) => ({ ...line, unitPrice: line.unitPrice + 1 })) }),
    ],
    ['another total', (order) => ({ ...order, totals: { ...order.totals, total: 1 } })],
    ['tax not noticed', (order) => ({ ...order, totals: { ...order.totals, tax: 0 } })],
    ['a rounded id', (order) => ({ ...order, channelOrderId: '5820982911946154000' })],
    ['a lost SKU', (order) => ({ ...order, lineItems: order.lineItems.map((line) => ({ ...line, sku: null })) })],
    ['a lost address', (order) => ({ ...order, shippingAddress: null })],
    ['a value against the schema', (order) => ({ ...order, channel: 'Shop ify' })],
  ])('finds %s', (_mistake, change) => {
    expect(conformFile('a.json', text, mistaken(change))).toMatchObject({ ok: false, line: expect.stringMatching(/^FAIL a\.json: /) });
  });

  it('finds a refused order, an accepted draft, a lost order and a crash', () => {
    const refuse: typeof normalizeShopifyOrder = () => err([{ field: '', code: 'not-an-order', message: 'no' }]);
    const invent: typeof normalizeShopifyOrder = (_payload, options) => normalizeShopifyOrder(text, options);
    const crash: typeof normalizeShopifyOrder = () => {
      throw new Error('broken');
    };
    expect(conformFile('a.json', text, refuse).ok).toBe(false);
    expect(conformFile('a.json', '{"draft_order":{}}', invent).ok).toBe(false);
    expect(conformFile('a.json', `{"orders":[${text},${text}]}`, invent).ok).toBe(false);
    expect(conformFile('a.json', text, crash).line).toContain('crashed with broken');
  });
});
