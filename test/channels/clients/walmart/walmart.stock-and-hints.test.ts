import { describe, expect, it } from 'vitest';
import { walmartAdapter } from '../../../../lib/channels/adapters/walmart/walmart.adapter.ts';
import { Sku } from '../../../../lib/kernel/ids.ts';
import { createWorld, failureOf } from './walmart.world.ts';

const kettle = (quantity = 1) => ({ sku: 'KETTLE-1', quantity, unitPrice: 25, tax: 2 * quantity });

describe('stock', () => {
  const skus = ['KETTLE-1', 'TEA POT/2'];
  const notice = (sku: string, quantity: number, channelLocationId: string | null = null) => ({
    sku: Sku(sku),
    channelLocationId,
    quantity,
  });

  it('is set article by article; one that Walmart does not know does not stop the others', async () => {
    const { twin, client } = await createWorld({ skus });
    const outcomes = await client.setStock([notice('KETTLE-1', 7), notice('UNKNOWN', 1), notice('TEA POT/2', 0, '10002')]);
    expect(outcomes).toEqual([
      { sku: 'KETTLE-1', outcome: { kind: 'done', reference: null } },
      { sku: 'UNKNOWN', outcome: { kind: 'refused', code: 'content-not-found', message: expect.stringContaining('CONTENT_NOT_FOUND') } },
      { sku: 'TEA POT/2', outcome: { kind: 'done', reference: null } },
    ]);
    expect([...twin.stock]).toEqual([
      ['KETTLE-1', 7],
      ['TEA POT/2@10002', 0],
    ]);
  });

  it('is set through a storm of failures and lost answers, to the same number', async () => {
    const { twin, client } = await createWorld({ skus });
    twin.trouble.failing = 0.2;
    twin.trouble.lostAnswers = 0.2;
    for (let quantity = 1; quantity <= 10; quantity += 1) {
      // A storm may outlast the four tries of one call; the publisher then comes again.
      for (let attempt = 0; attempt < 20; attempt += 1) {
        const failed = await client.setStock([notice('KETTLE-1', quantity)]).then(
          () => false,
          () => true,
        );
        if (!failed) break;
      }
      expect(twin.stock.get('KETTLE-1')).toBe(quantity);
    }
  });

  it('is read back, and articles that Walmart does not know are left out', async () => {
    const { client } = await createWorld({ skus });
    await client.setStock([notice('KETTLE-1', 7)]);
    expect(await client.stock([Sku('KETTLE-1'), Sku('UNKNOWN')])).toEqual([{ sku: 'KETTLE-1', channelLocationId: null, quantity: 7 }]);
  });
});

describe('notifications', () => {
  const url = 'https://oms.example.com/webhooks/walmart/main';

  it('are subscribed to once, and put right when something about them is wrong', async () => {
    const { twin, client, another } = await createWorld();
    expect(await client.ensureWebhooks(url)).toEqual([{ topic: 'ORDER_UPDATES', state: 'created' }]);
    expect(await client.ensureWebhooks(url)).toEqual([{ topic: 'ORDER_UPDATES', state: 'present' }]);
    const rotated = another({
      signingSecret: async () => 'webhook-password-2',
    });
    expect(await rotated.ensureWebhooks(`${url}-2`)).toEqual([{ topic: 'ORDER_UPDATES', state: 'corrected' }]);
    expect(twin.webhooks.subscriptions).toHaveLength(1);
    expect(twin.webhooks.subscriptions[0]).toMatchObject({ eventUrl: `${url}-2`, authDetails: { password: 'webhook-password-2' } });
  });

  it('reach the adapter as hints, twice and out of order too', async () => {
    const { twin, client } = await createWorld();
    await client.ensureWebhooks(url);
    for (let index = 0; index < 5; index += 1) twin.placeOrder({ lines: [kettle()] });
    const deliveries = twin.webhooks.take({ duplicates: 0.5, reordered: true });
    expect(deliveries.length).toBeGreaterThan(5);
    for (const { headers, body } of deliveries) {
      const received = walmartAdapter.receive({
        headers,
        rawBody: new TextEncoder().encode(body),
        account: { shopDomain: null } as never,
        secrets: { current: 'webhook-password-1' },
      });
      expect(received).toEqual({ kind: 'look-up', channelOrderId: expect.stringMatching(/^\d+$/) });
    }
  });

  it('are not subscribed to with a password that can be guessed, nor where Walmart has none', async () => {
    const { client } = await createWorld({}, { signingSecret: async () => 'short' });
    expect(await failureOf(client.ensureWebhooks(url))).toMatchObject({ problem: 'unauthorized', code: 'webhook-password-weak' });
    const mexico = await createWorld({ market: 'mx' });
    expect(await mexico.client.ensureWebhooks(url)).toEqual([]);
  });
});
