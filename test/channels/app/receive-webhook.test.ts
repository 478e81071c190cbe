import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { channelAdapters } from '../../../lib/channels/adapters/channel-adapters.ts';
import { deliveringChannels } from '../../../lib/channels/domain/channel-names.ts';
import { webhookRouteOf } from '../../../lib/contracts/http/channels.ts';
import { ChannelOrderReceived } from '../../../lib/contracts/events/channels.ts';
import { OrderId } from '../../../lib/kernel/ids.ts';
import type { BusEvent, Platform } from '../../../lib/platform/ports.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld } from './channel-world.ts';
import { shopOrder } from './shop-orders.ts';

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

const orderEvents = (orderId: string) => world.product.orders.read.events(acme, OrderId(orderId));

describe('a signed delivery', () => {
  it('is answered with the order’s id before the order exists, and becomes that order', async () => {
    const answer = await world.post(shopOrder());
    expect(answer).toMatchObject({ status: 200, body: { accepted: [expect.stringMatching(/^[a-z2-7]{26}$/)] } });
    const [orderId = ''] = answer.body['accepted'] as string[];
    expect(await orderEvents(orderId)).toEqual([]);

    await world.drain('orders-intake');
    const [created] = await orderEvents(orderId);
    expect(created).toMatchObject({
      type: 'order.created',
      actor: { kind: 'system', id: 'channel-intake' },
      payload: { channel: 'shopify', channel_account: 'main' },
    });
    const [raw] = await world.blobs(`raw/acme/shopify/main/${orderId}/`);
    expect(created?.payload['payload_ref']).toBe(raw);
    const reading = await world.product.orders.read.get(acme, OrderId(orderId), { personal: true });
    expect(reading?.personal?.shippingAddress).toMatchObject({ line1: 'Ahornweg 17', city: 'Lindental' });
  });

  it('keeps the payload byte for byte, under the person’s key', async () => {
    const body = shopOrder();
    const orderId = await world.order(body);
    const [trace] = await world.product.orders.traces.traces(acme, OrderId(orderId));
    const blob = await world.platform.blobs.get(trace?.payloadRef ?? '');
    expect(Buffer.from(blob?.bytes ?? []).includes('Ahornweg')).toBe(false);
    expect(Buffer.from((await world.product.vault.open(acme, trace!.personId!, blob?.bytes ?? new Uint8Array())) ?? []).toString()).toBe(
      body,
    );
  });

  it('puts a claim check on the bus that names no person', async () => {
    await world.post(shopOrder());
    const [message] = await world.waiting('orders-intake');
    expect(ChannelOrderReceived.parse(message?.['detail'])).toMatchObject({
      tenant_id: 'acme',
      channel_order_id: '7001',
      total: 2400,
      currency: 'EUR',
    });
    expect(JSON.stringify(message)).not.toMatch(/ilse|brandt|ahornweg|lindental|341|04177/i);
  });

  it('makes one order of a hundred deliveries at once', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.post(shopOrder())));
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    const events = new Set(
      (await world.platform.queue('orders-intake').browse(200)).map(
        ({ body }) => (JSON.parse(body) as { detail: { event_id: string } }).detail.event_id,
      ),
    );
    expect(events.size).toBe(1);
    await world.drain('orders-intake');
    const [orderId = ''] = answers[0]!.body['accepted'] as string[];
    expect((await orderEvents(orderId)).map(({ type }) => type)).toEqual(['order.created']);
    expect(await world.waiting('orders-intake-dlq')).toEqual([]);
  });

  it('is taken in when it is a test notification', async () => {
    const { body } = await world.post(shopOrder({ test: true }), { headers: { 'X-Shopify-Test': 'true' } });
    await world.drain('orders-intake');
    expect((await orderEvents((body['accepted'] as string[])[0] ?? ''))[0]?.payload).toMatchObject({ test: true });
  });

  it('of a topic without use is ignored with the reason', async () => {
    const answer = await world.post('{}', { topic: 'products/update' });
    expect(answer).toMatchObject({ status: 200, body: { ignored: expect.stringContaining('products/update') } });
    expect(await world.blobs('')).toEqual([]);
  });
});

describe('a delivery that proves nothing', () => {
  it.each([
    ['with a changed body', { headers: { 'X-Shopify-Hmac-Sha256': 'c2lnbmVkIGZvciBhbm90aGVyIGJvZHk=' } }],
    ['without a signature', { headers: { 'X-Shopify-Hmac-Sha256': undefined } }],
    ['signed with another secret', { secret: 'a guess' }],
    ['of another shop', { shop: 'southgate.example.com' }],
  ])('%s is refused, counted, and leaves nothing', async (_case, posting) => {
    const answer = await world.post(shopOrder(), posting);
    expect(answer).toMatchObject({ status: 401, body: { code: expect.stringMatching(/^(signature-invalid|shop-differs)$/) } });
    expect(world.counted('WebhookSignatureInvalid')).toBe(1);
    expect(await world.blobs('')).toEqual([]);
    expect(await world.waiting('orders-intake')).toEqual([]);
  });

  it('is told the same whatever else is wrong with it', async () => {
    expect((await world.post('{}', { secret: 'a guess', topic: 'nonsense' })).body['code']).toBe('signature-invalid');
    expect((await world.post('{}', { topic: 'nonsense' })).status).toBe(400);
  });

  it('is accepted under the previous secret while it is rotated, and no longer', async () => {
    world.env['SHOPIFY_MAIN_WEBHOOK_SECRET'] = 'the new one';
    expect((await world.post(shopOrder())).status).toBe(401);
    world.env['SHOPIFY_MAIN_WEBHOOK_SECRET_PREVIOUS'] = 'shared with the shop';
    expect((await world.post(shopOrder())).status).toBe(200);
    expect((await world.post(shopOrder(), { secret: 'the new one' })).status).toBe(200);
    delete world.env['SHOPIFY_MAIN_WEBHOOK_SECRET_PREVIOUS'];
    expect((await world.post(shopOrder())).status).toBe(401);
  });
});

describe('a delivery that cannot be taken now', () => {
  it('is asked for again while no secret is set up, and the gap is logged and counted', async () => {
    world.env['SHOPIFY_MAIN_WEBHOOK_SECRET'] = undefined;
    const answer = await world.post(shopOrder());
    expect(answer).toMatchObject({ status: 503, body: { code: 'webhook-secret-missing' }, headers: { 'retry-after': '60' } });
    expect(world.counted('WebhookSecretMissing')).toBe(1);
  });

  it('for an unknown channel or account is not found', async () => {
    for (const posting of [{ account: 'other' }, { account: '../main' }]) {
      expect(await world.post(shopOrder(), posting)).toMatchObject({ status: 404, body: { code: 'channel-account-not-found' } });
    }
  });

  it('is too large above the channel’s bound', async () => {
    const body = shopOrder({ note: 'x'.repeat(4 * 1024 * 1024) });
    expect(await world.post(body)).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  const busThatRefuses = (times: number): { readonly platform: Platform; readonly sent: BusEvent[] } => {
    const sent: BusEvent[] = [];
    let refusals = 0;
    const publish: Platform['bus']['publish'] = async (events) => {
      refusals += 1;
      if (refusals <= times) return events.map((_event, index) => ({ index, code: 'ThrottlingException', message: 'slow down' }));
      sent.push(...events);
      return [];
    };
    return { platform: { ...world.platform, bus: { publish } }, sent };
  };

  it('is published at a later try when the bus refuses it for a moment', async () => {
    const { platform, sent } = busThatRefuses(2);
    expect((await world.post(shopOrder(), {}, platform)).status).toBe(200);
    expect(sent).toHaveLength(1);
  });

  it('is asked for again when the bus refuses it for good', async () => {
    const { platform } = busThatRefuses(Number.POSITIVE_INFINITY);
    expect(await world.post(shopOrder(), {}, platform)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  });
});

it('every channel’s bound fits within that of the route', () => {
  const delivering: readonly string[] = deliveringChannels;
  for (const adapter of channelAdapters.filter(({ channel }) => delivering.includes(channel)))
    expect(adapter.maxBodyBytes).toBeLessThanOrEqual(webhookRouteOf(adapter.channel).maxBodyBytes);
});

describe('revisions', () => {
  const edited = (updatedAt: string, quantity: number): string =>
    shopOrder({
      updated_at: updatedAt,
      total_price: `${quantity * 12}.00`,
      subtotal_price: `${quantity * 12}.00`,
      total_line_items_price: `${quantity * 12}.00`,
      line_items: [{ id: 9001, sku: 'LAMP-1', title: 'Desk lamp', quantity, price: '12.00', requires_shipping: true }],
    });

  const quantity = async (orderId: string): Promise<unknown> =>
    (await world.product.orders.read.get(acme, OrderId(orderId)))?.order.lines.map((line) => line.quantity);

  it('follow the newer one and ignore the older one, whatever their order of arrival', async () => {
    const orderId = await world.order(edited('2026-11-20T09:30:00Z', 3), { topic: 'orders/updated' });
    await world.order(edited('2026-11-20T09:00:00Z', 2));
    expect(await quantity(orderId)).toEqual([3]);
    await world.order(edited('2026-11-20T10:00:00Z', 1), { topic: 'orders/updated' });
    expect(await quantity(orderId)).toEqual([1]);
    expect(await world.waiting('orders-intake-dlq')).toEqual([]);
  });

  it('with another body under the same revision are reported, put aside at once, and change nothing', async () => {
    const orderId = await world.order(edited('2026-11-20T09:00:00Z', 2));
    await world.order(edited('2026-11-20T09:00:00Z', 5), { topic: 'orders/updated' });
    expect(await quantity(orderId)).toEqual([2]);
    expect(world.counted('RevisionConflicts')).toBe(1);
    const [letter, ...others] = await world.waiting('orders-intake-dlq');
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      order_id: orderId,
      refused: [{ code: 'revision-conflict', message: expect.stringContaining('2026-11-20') }],
    });

    // Sent back, it is looked at again and found the same.
    expect(await world.platform.queue('orders-intake-dlq').redrive({ limit: 10 })).toBe(1);
    await world.drain('orders-intake');
    expect(world.counted('RevisionConflicts')).toBe(2);
    expect(await world.waiting('orders-intake-dlq')).toMatchObject([{ order_id: orderId }]);
    expect(await quantity(orderId)).toEqual([2]);
  });
});

it('an order whose person was erased before it was taken in is dropped and counted', async () => {
  const { body } = await world.post(shopOrder());
  await world.product.channels.erasePerson(callerOf(), { email: 'ilse.brandt@example.com' });
  await world.drain('orders-intake');
  expect(await orderEvents((body['accepted'] as string[])[0] ?? '')).toEqual([]);
  expect(world.counted('ChannelOrdersErased')).toBe(1);
  expect(await world.waiting('orders-intake-dlq')).toEqual([]);
});
