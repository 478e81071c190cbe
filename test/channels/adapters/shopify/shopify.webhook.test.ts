import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyShopifyTopic, readShopifyHeaders, verifyShopifyHmac } from '../../../../lib/channels/adapters/shopify/shopify.webhook.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const sign = (body: Uint8Array, secret: string): string => createHmac('sha256', secret).update(body).digest('base64');

describe('the signature of a webhook', () => {
  const body = bytes('{"id":1,"name":"Zoë"}');

  it('is valid under the current secret, and under the previous one during a rotation', () => {
    expect(verifyShopifyHmac(body, sign(body, 'new'), { current: 'new', previous: 'old' })).toBe(true);
    expect(verifyShopifyHmac(body, sign(body, 'old'), { current: 'new', previous: 'old' })).toBe(true);
  });

  it('is invalid under a secret that is no longer accepted', () => {
    expect(verifyShopifyHmac(body, sign(body, 'old'), { current: 'new' })).toBe(false);
  });

  it('is invalid when it is missing, empty, cut, lengthened or in another case', () => {
    const good = sign(body, 'new');
    for (const header of [
      undefined,
      '',
      good.slice(0, -1),
      `${good}=`,
      ` ${good}`,
      good.toLowerCase(),
      Buffer.from(good, 'base64').toString('hex'),
    ]) {
      expect(verifyShopifyHmac(body, header, { current: 'new' })).toBe(false);
    }
  });

  it('is never valid under an empty secret', () => {
    expect(verifyShopifyHmac(body, sign(body, ''), { current: '', previous: '' })).toBe(false);
  });

  it('covers every byte of the body', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (raw, place, change) => {
        const header = sign(raw, 'new');
        const changed = Uint8Array.from(raw);
        const index = place % raw.length;
        changed[index] = (changed[index] ?? 0) ^ change;
        return verifyShopifyHmac(raw, header, { current: 'new' }) && !verifyShopifyHmac(changed, header, { current: 'new' });
      }),
    );
  });
});

describe('the headers of a webhook', () => {
  it('are read whatever the case of their names', () => {
    const delivery = readShopifyHeaders({
      'X-Shopify-Topic': 'orders/create',
      'x-shopify-shop-domain': 'Northgate.myshopify.com',
      'X-SHOPIFY-HMAC-SHA256': 'abc=',
      'x-shopify-webhook-id': 'w-1',
      'x-shopify-event-id': 'e-1',
      'x-shopify-triggered-at': '2026-11-20T14:23:33.123456789Z',
      'x-shopify-api-version': '2026-10',
      'x-shopify-test': 'true',
    });
    expect(delivery).toEqual({
      ok: true,
      value: {
        topic: 'orders/create',
        shopDomain: 'northgate.myshopify.com',
        signature: 'abc=',
        webhookId: 'w-1',
        eventId: 'e-1',
        triggeredAt: '2026-11-20T14:23:33.123Z',
        apiVersion: '2026-10',
        test: true,
      },
    });
  });

  it('may lack everything but topic and shop', () => {
    const delivery = readShopifyHeaders({ 'x-shopify-topic': 'orders/updated', 'x-shopify-shop-domain': 'northgate.myshopify.com' });
    expect(delivery).toMatchObject({
      ok: true,
      value: { signature: undefined, webhookId: null, eventId: null, triggeredAt: null, test: false },
    });
  });

  it('are refused without a usable topic or shop', () => {
    const delivery = readShopifyHeaders({ 'x-shopify-topic': '../etc', 'x-shopify-shop-domain': 'a b' });
    expect(delivery).toMatchObject({ ok: false, error: [{ field: 'x-shopify-topic' }, { field: 'x-shopify-shop-domain' }] });
  });
});

describe('the topic of a webhook', () => {
  it.each([
    ['orders/create', { kind: 'order', change: 'created' }],
    ['orders/updated', { kind: 'order', change: 'updated' }],
    ['orders/cancelled', { kind: 'order', change: 'cancelled' }],
    ['customers/data_request', { kind: 'privacy', request: 'customer-data-request' }],
    ['customers/redact', { kind: 'privacy', request: 'customer-redact' }],
    ['shop/redact', { kind: 'privacy', request: 'shop-redact' }],
  ])('%s is handled', (topic, expected) => {
    expect(classifyShopifyTopic(topic)).toEqual(expected);
  });

  it('is ignored with a reason when we have no use for it', () => {
    const topic = classifyShopifyTopic('products/update');
    expect(topic.kind === 'ignored' && topic.reason).toMatch(/products\/update/);
  });
});
