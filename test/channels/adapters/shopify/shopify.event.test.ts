import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShopifyEvent } from '../../../../lib/channels/adapters/shopify/shopify.event.ts';
import { readPrivacyRequest } from '../../../../lib/channels/adapters/shopify/shopify.privacy.ts';
import { fixtureText, normalized } from './fixture.ts';

const eventText = (
  changes: {
    readonly topic?: string;
    readonly payload?: string;
    readonly source?: string;
    readonly detailType?: string;
    readonly metadata?: object;
  } = {},
): string => {
  const event = {
    version: '0',
    id: '0d079340-135a-c8c6-95c2-41fb8f496c53',
    'detail-type': changes.detailType ?? 'shopifyWebhook',
    source: changes.source ?? 'aws.partner/shopify.com/1234567/main',
    account: '123456789012',
    time: '2026-11-20T14:23:35Z',
    region: 'eu-central-1',
    resources: [],
    detail: {
      payload: '@payload@',
      metadata: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': changes.topic ?? 'orders/updated',
        'X-Shopify-Shop-Domain': 'Example.myshopify.com',
        'X-Shopify-Hmac-SHA256': 'bm90IGNoZWNrZWQ=',
        'X-Shopify-Event-Id': '98880550-7158-44d4-b7cd-2c97c8a091b5',
        'X-Shopify-API-Version': '2026-10',
        'X-Shopify-Triggered-At': '2026-11-20T14:23:33.257929387Z',
        ...changes.metadata,
      },
    },
  };
  return JSON.stringify(event).replace('"@payload@"', () => changes.payload ?? fixtureText('order-created'));
};

const codes = (event: unknown): readonly (readonly [string, string])[] => {
  const read = readShopifyEvent(event);
  if (read.ok) throw new Error('accepted');
  return read.error.map(({ code, field }) => [code, field] as const);
};

describe('an event of the partner source', () => {
  it('is refused when its payload is nested deeper than can be printed', () => {
    const depth = 20_000;
    const payload = `{"id":${'['.repeat(depth)}1${']'.repeat(depth)}}`;
    expect(codes(eventText({ payload }))).toEqual([['too-deep', 'detail.payload']]);
  });

  it.each([
    ['orders/create', 'created'],
    ['orders/updated', 'updated'],
    ['orders/cancelled', 'cancelled'],
  ])('of topic %s holds the order that a webhook would bring, its large ids exact', (topic, change) => {
    const read = readShopifyEvent(eventText({ topic }));
    expect(read).toMatchObject({
      ok: true,
      value: {
        kind: 'order',
        change,
        topic,
        shopDomain: 'example.myshopify.com',
        eventId: '98880550-7158-44d4-b7cd-2c97c8a091b5',
        triggeredAt: '2026-11-20T14:23:33.257Z',
      },
    });
    expect(read.ok && read.value.kind === 'order' && normalized(read.value.body)).toEqual(normalized(fixtureText('order-created')));
  });

  it('reads the same from bytes, and from a value as far as its ids survived', () => {
    const text = eventText();
    expect(readShopifyEvent(new TextEncoder().encode(text))).toEqual(readShopifyEvent(text));
    const read = readShopifyEvent(JSON.parse(text));
    expect(read.ok && read.value.kind === 'order' && normalized(read.value.body).channelOrderId).toBe('5820982911946154508');
  });

  it('of a privacy topic holds its request', () => {
    const payload = JSON.stringify({
      shop_id: 1,
      shop_domain: 'example.myshopify.com',
      customer: { id: 7, email: 'ada@example.com' },
      orders_to_redact: [9],
    });
    const read = readShopifyEvent(eventText({ topic: 'customers/redact', payload }));
    expect(read).toMatchObject({ ok: true, value: { kind: 'privacy', request: 'customer-redact' } });
    expect(read.ok && read.value.kind === 'privacy' && readPrivacyRequest('customer-redact', read.value.body)).toMatchObject({
      ok: true,
      value: { orderIds: ['9'] },
    });
  });

  it('of another topic is passed over, with the reason', () => {
    expect(readShopifyEvent(eventText({ topic: 'products/update', payload: '{"id": 1}' }))).toMatchObject({
      ok: true,
      value: { kind: 'ignored', topic: 'products/update' },
    });
  });
});

describe('what is not such an event', () => {
  it('is refused, and every reason is named', () => {
    expect(codes(eventText({ source: 'oms.orders' }))).toEqual([['source-not-shopify', 'source']]);
    expect(codes(eventText({ source: 'aws.partner/example.com/shopify.com/1' }))).toEqual([['source-not-shopify', 'source']]);
    expect(codes(eventText({ detailType: 'OrderCreated' }))).toEqual([['not-a-webhook', 'detail-type']]);
    expect(codes(eventText({ payload: '[]' }))).toEqual([['payload-missing', 'detail.payload']]);
    expect(codes(eventText({ metadata: { 'X-Shopify-Topic': 7, 'X-Shopify-Shop-Domain': null } }))).toEqual([
      ['header-invalid', 'detail.metadata.x-shopify-topic'],
      ['header-invalid', 'detail.metadata.x-shopify-shop-domain'],
    ]);
    expect(codes('{')).toEqual([['not-json', '']]);
    expect(codes('[]')).toEqual([['not-an-object', '']]);
    expect(codes({}).length).toBe(5);
  });

  it('of any kind gives a result', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.uint8Array(),
      fc.jsonValue(),
      fc.record({ source: fc.constant('aws.partner/shopify.com/1'), detail: fc.jsonValue(), 'detail-type': fc.constant('shopifyWebhook') }),
    );
    fc.assert(
      fc.property(anything, (event) => {
        const read = readShopifyEvent(event);
        if (!read.ok) expect(read.error.length).toBeGreaterThan(0);
      }),
      { numRuns: 700 },
    );
  });
});
