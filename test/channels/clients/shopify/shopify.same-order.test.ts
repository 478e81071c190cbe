import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderChange } from '../../../../bin/demo/twins/shopify/shopify-twin.changes.ts';
import type { ShopifyTwin } from '../../../../bin/demo/twins/shopify/shopify-twin.ts';
import { partnerEvent } from '../../../../bin/demo/twins/shopify/shopify-twin.webhooks.ts';
import { shopifyAdapter } from '../../../../lib/channels/adapters/shopify/shopify.adapter.ts';
import { readShopifyEvent } from '../../../../lib/channels/adapters/shopify/shopify.event.ts';
import { toRestOrder } from '../../../../lib/channels/adapters/shopify/shopify.graphql-order.ts';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { change, draft } from './shopify.drafts.ts';
import { canonical, createWorld, everyChange, hours, start } from './shopify.world.ts';

const subscribe = (twin: ShopifyTwin): void => {
  for (const topic of ['ORDERS_CREATE', 'ORDERS_UPDATED', 'ORDERS_CANCELLED']) {
    twin.webhooks.subscriptions.push({ id: topic, topic, uri: 'https://oms.example.com', format: 'JSON', filter: null, includeFields: [] });
  }
};

/** Makes the changes that fit the order as it then is. */
const changeAll = (twin: ShopifyTwin, orderId: string, changes: readonly OrderChange[]): void => {
  for (const one of changes) {
    try {
      twin.changeOrder(orderId, one);
    } catch (error) {
      if (!(error instanceof Error) || !/no \d+ units|holds less|no shipping line/.test(error.message)) throw error;
    }
  }
};

describe('an order', () => {
  it('is the same from a webhook, from an EventBridge event and from the API, whatever it holds and has been through', async () => {
    const { twin, client } = await createWorld({ twin: { locations: 2, bucket: { perSecond: 1_000_000, burst: 1_000_000 } } });
    subscribe(twin);
    await fc.assert(
      fc.asyncProperty(draft, fc.array(change, { maxLength: 5 }), async (wanted, changes) => {
        const order = twin.placeOrder(wanted);
        changeAll(twin, order.id, changes);
        const newest = twin.webhooks.take().at(-1);
        const webhook = canonical(newest?.body ?? '');
        const event = readShopifyEvent(partnerEvent(newest as NonNullable<typeof newest>));
        const payload = await client.order(order.id);
        const api = canonical(payload?.rawBody as Uint8Array);
        expect(api).toEqual(webhook);
        expect(event.ok && event.value.kind === 'order' && canonical(event.value.body)).toEqual(webhook);
        expect(webhook).toMatchObject({ channelOrderId: order.id, channelRevision: order.updatedAt });
        expect(payload).toMatchObject({ channelOrderId: order.id, changedAt: order.updatedAt });
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('adds up, from the API too, through every edit and refund of units', async () => {
    const { twin, client } = await createWorld({ twin: { locations: 2, bucket: { perSecond: 1_000_000, burst: 1_000_000 } } });
    const adding = change.filter(
      ({ kind }) => kind === 'remove-units' || kind === 'refund-units' || kind === 'add-line' || kind === 'remove-shipping',
    );
    await fc.assert(
      fc.asyncProperty(draft, fc.array(adding, { maxLength: 4 }), async (wanted, changes) => {
        const order = twin.placeOrder(wanted);
        changeAll(twin, order.id, changes);
        const read = canonical((await client.order(order.id))?.rawBody as Uint8Array);
        const codes = read.discrepancies.map(({ code }) => code);
        expect(codes.filter((code) => code.endsWith('add-up') || code.endsWith('differs') || code === 'amounts-disagree')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('is told by polling as it was told by webhooks, though they came twice and in any order', async () => {
    const { twin, client, time } = await createWorld();
    subscribe(twin);
    for (let index = 0; index < 8; index += 1) {
      const order = twin.placeOrder({
        lines: [{ sku: `SKU-${index}`, price: 1_000, quantity: 3, discounts: [100], taxes: [70] }],
        shippingLines: [{ code: 'GROUND', price: 500 }],
      });
      time.advance(3_000);
      if (index % 2 === 0) twin.changeOrder(order.id, { kind: 'remove-units', line: 0, units: 1 });
      if (index % 3 === 0) twin.changeOrder(order.id, { kind: 'cancel', reason: 'CUSTOMER' });
      time.advance(3_000);
    }
    const deliveries = twin.webhooks.take({ duplicates: 0.5, shuffled: true });
    expect(deliveries.length).toBeGreaterThan(15);
    const newest = new Map<string, ReturnType<typeof canonical>>();
    for (const { body } of deliveries) {
      const order = canonical(body);
      const known = newest.get(order.channelOrderId);
      if (!known || (order.channelRevision ?? '') > (known.channelRevision ?? '')) newest.set(order.channelOrderId, order);
    }
    const { payloads } = await everyChange(client, { from: start, to: plusMs(start, hours(1)) });
    expect(new Map(payloads.map(({ channelOrderId, rawBody }) => [channelOrderId, canonical(rawBody)]))).toEqual(newest);
  });
});

describe('a gift line of an edit', () => {
  it.each([0, 100])('that is free counts as added, with shipping discounted by %i', async (shippingDiscount) => {
    const { twin, client } = await createWorld();
    subscribe(twin);
    const order = twin.placeOrder({
      lines: [{ sku: 'KETTLE', price: 5_000, quantity: 1, discounts: [500] }],
      shippingLines: [{ code: 'GROUND', price: 500, discounts: [shippingDiscount] }],
    });
    twin.changeOrder(order.id, { kind: 'add-line', line: { sku: 'SPOON', price: 300, quantity: 2, discounts: [600] } });
    const api = canonical((await client.order(order.id))?.rawBody as Uint8Array);
    expect(api).toEqual(canonical(twin.webhooks.take().at(-1)?.body ?? ''));
    expect(api.totals).toMatchObject({ subtotal: 5_600, discount: 1_100 + shippingDiscount, total: 5_000 - shippingDiscount });
    expect(api.discrepancies).toEqual([]);
  });
});

describe('webhooks of the twin', () => {
  it('are signed so that the adapter takes them, and no other secret is', async () => {
    const { twin } = await createWorld({ twin: { webhookSecret: 'app-secret' } });
    subscribe(twin);
    twin.placeOrder({ lines: [{ sku: 'A', price: 1, quantity: 1 }] });
    const [delivery] = twin.webhooks.take();
    const account = {
      tenantId: 't' as never,
      channel: 'shopify',
      account: 'main',
      shopDomain: 'twin.myshopify.com',
      secretName: 's',
      settings: null,
      credentialsName: 'credentials',
      baseUrl: null,
      stock: null,
      identity: null,
      addedAt: start,
      connectedAt: null,
      removedAt: null,
    };
    const headers = Object.fromEntries(Object.entries(delivery?.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    const given = { headers, rawBody: Buffer.from(delivery?.body ?? ''), account };
    expect(shopifyAdapter.receive({ ...given, secrets: { current: 'new', previous: 'app-secret' } })).toEqual({ kind: 'order' });
    expect(shopifyAdapter.receive({ ...given, secrets: { current: 'other' } })).toEqual({ kind: 'unauthentic', code: 'signature-invalid' });
  });
});

describe('an answer of the API', () => {
  it('of any shape gives a document, and the adapter a valid order or a named refusal', () => {
    const whole = fc.record({
      order: fc.oneof(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.record({
          id: fc.jsonValue(),
          currencyCode: fc.constantFrom('USD', 7, null),
          tags: fc.jsonValue(),
          totalTipReceivedSet: fc.jsonValue(),
          customer: fc.jsonValue(),
          shippingAddress: fc.jsonValue(),
        }),
      ),
      lines: fc.array(
        fc.dictionary(fc.constantFrom('id', 'quantity', 'discountAllocations', 'originalUnitPriceSet', 'customAttributes'), fc.jsonValue()),
        { maxLength: 3 },
      ),
      shippingLines: fc.array(fc.dictionary(fc.constantFrom('id', 'discountAllocations', 'title'), fc.jsonValue()), { maxLength: 2 }),
      refunds: fc.constant([]),
    });
    fc.assert(
      fc.property(whole, (given) => {
        const read = shopifyAdapter.normalize(JSON.stringify(toRestOrder(given as Parameters<typeof toRestOrder>[0])), 'main');
        if (!read.ok) for (const { code, message } of read.error) expect(code !== '' && message !== '').toBe(true);
      }),
      { numRuns: 700 },
    );
  });
});
