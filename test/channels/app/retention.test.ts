import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { retentionOf } from '../../../lambdas/composition.ts';
import { systemPrincipal } from '../../../lib/access/index.ts';
import { amazonAdapter } from '../../../lib/channels/adapters/amazon/amazon.adapter.ts';
import { normalizeAmazonOrder } from '../../../lib/channels/adapters/amazon/amazon.normalize.ts';
import { shopifyAdapter } from '../../../lib/channels/adapters/shopify/shopify.adapter.ts';
import { createAcceptOrder } from '../../../lib/channels/app/accept-order.ts';
import { createPayloadArchive } from '../../../lib/channels/app/payload-archive.ts';
import { createQuarantine } from '../../../lib/channels/app/quarantine.ts';
import { createRetirePayloadLater } from '../../../lib/channels/app/retire-personal-data.ts';
import type { ChannelAccount } from '../../../lib/channels/domain/channel-account.ts';
import { RetentionMessage } from '../../../lib/contracts/events/channels.ts';
import { stableId } from '../../../lib/kernel/hash-chain.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import type { OrderId, PersonId } from '../../../lib/kernel/ids.ts';
import { americanOrder } from '../adapters/amazon/fixture.ts';
import { shopOrder } from './shop-orders.ts';
import { acme, type ChannelWorld, callerOf, openChannelWorld } from './channel-world.ts';

const dayMs = 86_400_000;
let world: ChannelWorld;
beforeEach(async () => {
  world = await openChannelWorld();
});
afterEach(() => world.close());

/** An order of Amazon, taken in with its payload. */
const takeIn = async (): Promise<OrderId> => {
  const { platform, product } = world;
  const settings = { region: 'na', seller_id: 'A2TWINSELLER', marketplace_ids: ['ATVPDKIKX0DER'] };
  const added = await product.channels.addChannelAccount(callerOf(), { channel: 'amazon', account: 'main', settings });
  if (!added.ok) throw new Error(added.error.code);
  const rawBody = Buffer.from(JSON.stringify(americanOrder()));
  const read = normalizeAmazonOrder(rawBody, { account: 'main' });
  const [order] = read.ok ? read.value : [];
  if (!order) throw new Error('the fixture is an order');
  const archive = createPayloadArchive({ blobs: platform.blobs, vault: product.vault });
  const orderId = await createAcceptOrder({ platform, vault: product.vault, archive })(added.value, order, rawBody);
  await world.drain('orders-intake');
  return orderId;
};

const eventOf = (orderId: string, type: string, at: Instant) =>
  RetentionMessage.parse({ detail: { type, tenant_id: acme, stream_id: orderId, occurred_at: at } });

const dueAt = (orderId: string) => world.platform.timers.dueAt(stableId(world.platform.sha256, 'personal-data-retention', acme, orderId));

it('personal data of an order of Amazon is gone 30 days after it arrived, and the order stays', async () => {
  const { platform, product, clock } = world;
  const orderId = await takeIn();
  const retire = retentionOf(platform);
  const shippedAt = clock.now();
  await retire(eventOf(orderId, 'order.shipped', shippedAt));
  expect(await dueAt(orderId)).toBe(plusMs(shippedAt, 30 * dayMs));
  const deliveredAt = plusMs(shippedAt, 4 * dayMs);
  await retire(eventOf(orderId, 'order.delivered', deliveredAt));
  expect(await dueAt(orderId)).toBe(plusMs(deliveredAt, 30 * dayMs));
  const before = await product.orders.read.get(acme, orderId, { personal: true });
  expect(before?.personal?.shippingAddress).toBeTruthy();
  expect(await world.blobs('raw/')).toHaveLength(1);

  clock.set(plusMs(deliveredAt, 30 * dayMs));
  await world.opened.timers.moveDue(100);
  await world.drain('channels-retention');
  const after = await product.orders.read.get(acme, orderId, { personal: true });
  expect(after?.personal).toBeUndefined();
  expect(after?.order.totals).toEqual(before?.order.totals);
  expect(await world.blobs('raw/')).toEqual([]);
  expect(await world.blobs('canonical/')).toEqual([]);
  const listed = await product.access.listAudit(systemPrincipal(acme, 'test'), { day: clock.now().slice(0, 10), limit: 100 });
  expect(listed.ok && listed.value.items.map(({ action, target }) => `${action} ${target.id}`)).toEqual([
    `order.personal-data-retired ${orderId}`,
  ]);
});

it('what has been retired is retired once, and an unknown order is nobody’s', async () => {
  const orderId = await takeIn();
  const retire = retentionOf(world.platform);
  const due = { kind: 'due' as const, tenant_id: acme, order_id: orderId };
  await retire(due);
  await retire(due);
  await retire({ ...due, order_id: 'a'.repeat(26) });
  const day = world.clock.now().slice(0, 10);
  const listed = await world.product.access.listAudit(systemPrincipal(acme, 'test'), { day, limit: 100 });
  expect(listed.ok && listed.value.items.filter(({ action }) => action === 'order.personal-data-retired')).toHaveLength(1);
});

it('a channel that sets no limit gets no timer', async () => {
  const answer = await world.post(shopOrder());
  const orderId = (answer.body['accepted'] as readonly string[])[0] ?? '';
  await world.drain('orders-intake');
  await retentionOf(world.platform)(eventOf(orderId, 'order.delivered', Instant('2026-11-20T10:00:00.000Z')));
  expect(await dueAt(orderId)).toBeUndefined();
});

describe('a body of Amazon that was put aside', () => {
  const quarantine = () => {
    const { platform, product } = world;
    const archive = createPayloadArchive({ blobs: platform.blobs, vault: product.vault });
    const onKeep = createRetirePayloadLater(platform, amazonAdapter);
    return createQuarantine({ platform, vault: product.vault, archive, ...(onKeep ? { onKeep } : {}) });
  };
  const body = Buffer.from('{"order":{"buyer":{"buyerName":"Ilse Brandt"}}}');
  const problems = [{ field: '', code: 'odd', message: 'Odd' }];
  const connected = async (): Promise<ChannelAccount> => {
    const settings = { region: 'na', seller_id: 'A2TWINSELLER', marketplace_ids: ['ATVPDKIKX0DER'] };
    const added = await world.product.channels.addChannelAccount(callerOf(), { channel: 'amazon', account: 'main', settings });
    if (!added.ok) throw new Error(added.error.code);
    return added.value;
  };
  const pass = async (days: number): Promise<void> => {
    world.clock.advanceMs(days * dayMs);
    await world.opened.timers.moveDue(100);
    await world.drain('channels-retention');
  };

  it('is destroyed 30 days after it came, and the audit says so once', async () => {
    const account = await connected();
    await quarantine().delivery(account, body, problems);
    const [letter] = (await world.waiting('orders-intake-dlq')) as { raw_ref: string; person_id: PersonId }[];
    await pass(29);
    expect(await world.blobs('raw/')).toEqual([letter?.raw_ref]);
    await pass(1);
    expect(await world.blobs('raw/')).toEqual([]);
    const archive = createPayloadArchive({ blobs: world.platform.blobs, vault: world.product.vault });
    expect(await archive.get(letter!.raw_ref, acme, letter!.person_id)).toBeUndefined();
    await retentionOf(world.platform)({
      kind: 'due-payload',
      tenant_id: acme,
      channel: 'amazon',
      channel_account: 'main',
      raw_ref: letter!.raw_ref,
      person_id: letter!.person_id,
    });
    const day = world.clock.now().slice(0, 10);
    const listed = await world.product.access.listAudit(systemPrincipal(acme, 'test'), { day, limit: 100 });
    expect(listed.ok && listed.value.items.map(({ action, target, after }) => [action, target.id, after])).toEqual([
      ['order.personal-data-retired', 'amazon/main', { channel: 'amazon', rawRef: letter?.raw_ref, records: 0, payloads: 1 }],
    ]);
  });

  it('is not archived as long as its timer cannot be set', async () => {
    const account = await connected();
    const { platform, product } = world;
    const archive = createPayloadArchive({ blobs: platform.blobs, vault: product.vault });
    const onKeep = async (): Promise<never> => {
      throw new Error('no timers now');
    };
    const untimed = createQuarantine({ platform, vault: product.vault, archive, onKeep });
    await expect(untimed.delivery(account, body, problems)).rejects.toThrow('no timers now');
    expect(await world.blobs('raw/')).toEqual([]);
  });
});

it('a body of a channel that sets no limit gets no timer', () => {
  expect(createRetirePayloadLater(world.platform, shopifyAdapter)).toBeUndefined();
});
