import { describe, expect, it } from 'vitest';
import { Sku } from '../../../../lib/kernel/ids.ts';
import { createWorld, failureOf, losingAnswersOf } from './shopify.world.ts';

const notice = (sku: string, quantity: number, channelLocationId: string | null = null) => ({ sku: Sku(sku), quantity, channelLocationId });

describe('setting stock', () => {
  it('sets what is available of each article at the only place there is', async () => {
    const { twin, client } = await createWorld();
    twin.addItem('A-1', 3);
    twin.addItem('B "2"\\x', 4);
    const outcomes = await client.setStock([notice('A-1', 7), notice('B "2"\\x', 0)]);
    expect(outcomes).toEqual([
      { sku: 'A-1', outcome: { kind: 'done', reference: null } },
      { sku: 'B "2"\\x', outcome: { kind: 'done', reference: null } },
    ]);
    expect([twin.stock('A-1'), twin.stock('B "2"\\x')]).toEqual([7, 0]);
  });

  it('finds articles by their exact SKU among those that only resemble it', async () => {
    const { twin, client } = await createWorld();
    twin.addItem('A-1', 3);
    twin.addItem('A-10', 3);
    twin.addItem('a-1', 3);
    await client.setStock([notice('A-1', 9)]);
    expect([twin.stock('A-1'), twin.stock('A-10'), twin.stock('a-1')]).toEqual([9, 3, 3]);
  });

  it('sets the same number again after the shop has sold, though it was the same before', async () => {
    const { twin, client } = await createWorld();
    twin.addItem('A-1', 3);
    await client.setStock([notice('A-1', 5)]);
    const [item] = twin.shop.items;
    item?.available.set(twin.shop.locations[0] ?? '', 4);
    await client.setStock([notice('A-1', 5)]);
    expect(twin.stock('A-1')).toBe(5);
  });

  it('refuses the articles that cannot be set, each for its reason, and sets the others', async () => {
    const { twin, client } = await createWorld({ twin: { locations: 2 } });
    const [first = '', second = ''] = twin.shop.locations;
    twin.addItem('A-1', 3);
    twin.addItem('TWICE', 1);
    twin.addItem('TWICE', 1);
    const outcomes = await client.setStock([
      notice('A-1', 8, second),
      notice('NOWHERE', 1, first),
      notice('TWICE', 1, first),
      notice('A-1', 6, '4711'),
      notice('A-1', 2_000_000_000, first),
      notice('A-1', 5),
    ]);
    expect(outcomes.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.code : outcome.kind))).toEqual([
      'done',
      'sku-unknown',
      'sku-ambiguous',
      'invalid-location',
      'invalid-quantity-too-high',
      'location-missing',
    ]);
    expect([twin.stock('A-1', 0), twin.stock('A-1', 1)]).toEqual([3, 8]);
  });

  it('means the place in the settings where the shop has several', async () => {
    const { twin, otherClient } = await createWorld({ twin: { locations: 2 } });
    twin.addItem('A-1', 3);
    const client = otherClient({ settings: { shop_domain: 'twin.myshopify.com', default_location_id: twin.shop.locations[1] ?? '' } });
    await client.setStock([notice('A-1', 6)]);
    expect([twin.stock('A-1', 0), twin.stock('A-1', 1)]).toEqual([3, 6]);
  });

  it('lets the later of two numbers for one article stand', async () => {
    const { twin, client } = await createWorld();
    twin.addItem('A-1', 3);
    expect((await client.setStock([notice('A-1', 6), notice('A-1', 4)])).map(({ outcome }) => outcome.kind)).toEqual(['done', 'done']);
    expect(twin.stock('A-1')).toBe(4);
  });

  it('takes a hundred articles in few calls, and asks again when an answer is lost', async () => {
    const { twin, otherClient } = await createWorld();
    const notices = Array.from({ length: 100 }, (_, index) => notice(`PART-${index}`, index));
    for (const { sku } of notices) twin.addItem(sku, 1);
    const client = otherClient({ http: losingAnswersOf(twin, 'SetQuantities', 1) });
    const outcomes = await client.setStock(notices);
    expect(outcomes.every(({ outcome }) => outcome.kind === 'done')).toBe(true);
    expect(notices.map(({ sku }) => twin.stock(sku))).toEqual(notices.map(({ quantity }) => quantity));
    expect(twin.operations.length).toBeLessThan(20);
    expect(await client.setStock([])).toEqual([]);
  });
});

describe('reading stock', () => {
  it('tells what each place shows, oversold articles as none, and leaves out what the shop does not know', async () => {
    const { twin, otherClient } = await createWorld({ twin: { locations: 2 } });
    const [first = '', second = ''] = twin.shop.locations;
    twin.addItem('A-1', -2);
    twin.shop.items[0]?.available.set(second, 5);
    const client = otherClient({ settings: { shop_domain: 'twin.myshopify.com', default_location_id: first } });
    expect(await client.stock([Sku('A-1'), Sku('NOWHERE')])).toEqual([
      { sku: 'A-1', channelLocationId: null, quantity: 0 },
      { sku: 'A-1', channelLocationId: second, quantity: 5 },
    ]);
  });
});

describe('webhooks', () => {
  const address = 'https://oms.example.com/webhooks/shopify/main';

  it('are subscribed to once', async () => {
    const { twin, client } = await createWorld();
    expect(await client.ensureWebhooks(address)).toEqual([
      { topic: 'orders/create', state: 'created' },
      { topic: 'orders/updated', state: 'created' },
      { topic: 'orders/cancelled', state: 'created' },
    ]);
    expect((await client.ensureWebhooks(address)).map(({ state }) => state)).toEqual(['present', 'present', 'present']);
    expect(twin.webhooks.subscriptions).toHaveLength(3);
    twin.placeOrder({ lines: [{ sku: 'A-1', price: 1, quantity: 1 }] });
    expect(twin.webhooks.take().map(({ uri, headers }) => [uri, headers['X-Shopify-Topic']])).toEqual([[address, 'orders/create']]);
  });

  it('that were narrowed, or point to an address left behind, are corrected, and others are left alone', async () => {
    const { twin, client } = await createWorld();
    await client.ensureWebhooks(address);
    const [created, updated, cancelled] = twin.webhooks.subscriptions;
    if (created) created.includeFields = ['id'];
    if (updated) updated.uri = 'https://old.example.com/webhooks/shopify/main';
    if (cancelled) cancelled.uri = 'https://other.example.com/somebody/else';
    expect((await client.ensureWebhooks(address)).map(({ state }) => state)).toEqual(['corrected', 'corrected', 'created']);
    expect(twin.webhooks.subscriptions.map(({ uri, includeFields }) => [uri, includeFields])).toEqual([
      [address, []],
      [address, []],
      ['https://other.example.com/somebody/else', []],
      [address, []],
    ]);
  });

  it('can go to an EventBridge partner source', async () => {
    const { twin, client } = await createWorld();
    const arn = 'arn:aws:events:eu-central-1::event-source/aws.partner/shopify.com/1234567/main';
    await client.ensureWebhooks(address);
    expect((await client.ensureWebhooks(arn)).map(({ state }) => state)).toEqual(['created', 'created', 'created']);
    expect(twin.webhooks.subscriptions).toHaveLength(6);
  });

  it('are not taken at an address that Shopify refuses, and somebody is told', async () => {
    const { client } = await createWorld();
    expect(await failureOf(client.ensureWebhooks('http://insecure.example.com/x'))).toMatchObject({
      problem: 'refused',
      code: 'webhook-refused',
    });
  });
});
