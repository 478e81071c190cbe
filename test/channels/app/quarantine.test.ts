import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shopifyAdapter } from '../../../lib/channels/adapters/shopify/shopify.adapter.ts';
import type { ChannelAdapter } from '../../../lib/channels/app/channel-adapter.ts';
import { OrderId } from '../../../lib/kernel/ids.ts';
import { err, ok } from '../../../lib/kernel/result.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld } from './channel-world.ts';
import { shopOrder } from './shop-orders.ts';

let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

/** Refused today: the line has no price. */
const withoutPrice = (email = 'ilse.brandt@example.com'): string =>
  shopOrder({ email, line_items: [{ id: 9001, sku: 'LAMP-1', title: 'Desk lamp', quantity: 2, requires_shipping: true }] });

/** A later release that knows what such an order means. */
const repaired: ChannelAdapter = {
  ...shopifyAdapter,
  normalize: (payload, account) => {
    const order = JSON.parse(Buffer.from(payload).toString()) as { line_items: { price?: string }[] };
    for (const line of order.line_items) line.price ??= '12.00';
    return shopifyAdapter.normalize(JSON.stringify(order), account);
  },
};

describe('a body that cannot be an order', () => {
  it('is answered with success, so that the channel does not repeat it, and put aside', async () => {
    const answer = await world.post(withoutPrice());
    expect(answer).toMatchObject({
      status: 200,
      body: { quarantined: true, problems: [{ field: 'line_items.0.price', code: 'price-missing' }] },
    });
    expect(await world.waiting('orders-intake')).toEqual([]);
    const [letter] = await world.waiting('orders-intake-dlq');
    expect(letter).toMatchObject({ tenant_id: 'acme', channel: 'shopify', channel_account: 'main', refused: answer.body['problems'] });
    expect(await world.blobs('raw/acme/shopify/main/refused/')).toEqual([letter?.['raw_ref']]);
    expect(world.counted('ChannelMessagesRefused')).toBe(1);
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['another resource', '{"draft_order":{"id":1}}'],
    ['two orders', `{"orders":[${shopOrder()},${shopOrder({ id: 7002 })}]}`],
    ['no order', '{"orders":[]}'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00)],
  ])('because it is %s is kept as it came', async (_case, body) => {
    expect(await world.post(body)).toMatchObject({ status: 200, body: { quarantined: true } });
    const [letter] = (await world.waiting('orders-intake-dlq')) as { raw_ref: string; person_id: never }[];
    const blob = await world.platform.blobs.get(letter?.raw_ref ?? '');
    const opened = await world.product.vault.open(acme, letter?.person_id as never, blob?.bytes ?? new Uint8Array());
    expect(Buffer.from(opened ?? []).equals(Buffer.from(body))).toBe(true);
  });

  it('is quoted nowhere', async () => {
    const answer = await world.post(
      shopOrder({ total_price: 'Ilse Brandt', line_items: [{ id: 'Ahornweg 17', quantity: 'Lindental', price: '+49 341 5550173' }] }),
    );
    const told = JSON.stringify([answer.body, await world.waiting('orders-intake-dlq')]);
    expect(told).toContain('not-an-amount');
    expect(told).not.toMatch(/ilse|brandt|ahornweg|lindental|5550173/i);
  });

  it('stays put aside when it is sent back too early', async () => {
    await world.post(withoutPrice());
    expect(await world.platform.queue('orders-intake-dlq').redrive({ limit: 10 })).toBe(1);
    await world.drainIntake();
    expect(await world.waiting('orders-intake-dlq')).toMatchObject([{ refused: [{ code: 'price-missing' }] }]);
    expect(await world.blobs('raw/acme/shopify/main/refused/')).toHaveLength(1);
  });

  it('becomes an order when it is sent back after the adapter was repaired, now under its person’s key', async () => {
    await world.post(withoutPrice());
    await world.platform.queue('orders-intake-dlq').redrive({ limit: 10 });
    await world.intakeWith(repaired);
    const [claim] = (await world.waiting('orders-intake')) as { detail: { order_id: string } }[];
    await world.drain('orders-intake');
    const reading = await world.product.orders.read.get(acme, OrderId(claim?.detail.order_id ?? ''), { personal: true });
    expect(reading?.personal?.customer?.email).toBe('ilse.brandt@example.com');
    expect(await world.blobs('raw/acme/shopify/main/refused/')).toEqual([]);
    expect(await world.waiting('orders-intake-dlq')).toEqual([]);
  });

  it('is acknowledged when it was erased meanwhile', async () => {
    await world.post(withoutPrice());
    await world.product.channels.erasePerson(callerOf(), { email: 'ilse.brandt@example.com' });
    await world.platform.queue('orders-intake-dlq').redrive({ limit: 10 });
    await world.drainIntake();
    expect([await world.waiting('orders-intake'), await world.waiting('orders-intake-dlq')]).toEqual([[], []]);
  });
});

it('a message about an account that does not exist is tried again and then put aside', async () => {
  await world.post(withoutPrice());
  const [letter] = await world.waiting('orders-intake-dlq');
  await world.platform.queue('orders-intake').send([{ body: JSON.stringify({ ...letter, channel_account: 'nowhere' }) }]);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await world.drain('orders-intake');
    world.clock.advanceMs(600_000);
  }
  expect(await world.waiting('orders-intake-dlq')).toHaveLength(2);
});

it('an adapter must not be registered twice', async () => {
  const { createAdapterRegistry } = await import('../../../lib/channels/app/channel-adapter.ts');
  expect(() => createAdapterRegistry([shopifyAdapter, { ...shopifyAdapter, normalize: () => err([]) }])).toThrow('shopify, shopify');
  expect(createAdapterRegistry([shopifyAdapter, { ...shopifyAdapter, channel: 'other', normalize: () => ok([]) }]).channels).toEqual([
    'shopify',
    'other',
  ]);
});
