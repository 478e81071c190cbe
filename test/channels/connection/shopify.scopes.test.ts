import { expect, it, onTestFinished } from 'vitest';
import { startShopifyTwin } from '../../../bin/demo/twins/shopify/shopify-twin.ts';
import { probeShopify } from '../../../lib/channels/adapters/shopify/shopify.client.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const clock = { now: () => Instant('2026-11-20T14:00:00.000Z') };

const probeWith = async (scopes?: readonly string[]) => {
  const twin = await startShopifyTwin({ clock, random: createRandom(3), port: 'in-process', ...(scopes ? { scopes } : {}) });
  onTestFinished(() => twin.close());
  return probeShopify({
    http: { send: twin.send },
    clock,
    pause: async () => undefined,
    random: () => 0.5,
    settings: { shop_domain: 'twin.myshopify.com' },
    baseUrl: twin.url,
    credentials: async () => ({ client_id: 'twin-client', client_secret: 'twin-secret' }),
  });
};

it('an app that was granted everything misses nothing', async () => {
  expect(await (await probeWith()).missingScopes?.()).toEqual([]);
});

it('names the rights that the merchant has not granted; whoever may write may read', async () => {
  const probe = await probeWith(['write_orders', 'read_payment_terms', 'write_inventory', 'read_products', 'read_locations']);
  await probe.read();
  expect(await probe.missingScopes?.()).toEqual([
    'write_order_edits',
    'read_customers',
    'write_merchant_managed_fulfillment_orders',
    'read_merchant_managed_fulfillment_orders',
  ]);
});
