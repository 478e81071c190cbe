// What a visitor of the demo finds without doing anything for it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { correctAnAddress } from '../../bin/demo/address-story.ts';
import type { ApiClient } from '../../bin/demo/api-client.ts';
import { playCheckout } from '../../bin/demo/checkout-story.ts';
import { importPast } from '../../bin/demo/past.ts';
import { customer, products } from '../../bin/demo/retailer.ts';
import { playReturns } from '../../bin/demo/returns-story.ts';
import { seed } from '../../bin/demo/story.ts';
import { startWarehouseCrew } from '../../bin/demo/warehouse-crew.ts';
import { type Installation, openInstallation } from '../e2e/installation.ts';

const over = new AbortController();
const told: string[] = [];
let installation: Installation;
let crew: Promise<void>;

const get = async (path: string) => {
  const { status, body } = await installation.api('GET', path);
  expect(status).toBe(200);
  return body;
};
const post = async (path: string, sent: object) => {
  const { status, body } = await installation.api('POST', path, sent);
  expect(status).toBe(200);
  return body;
};

beforeAll(async () => {
  installation = await openInstallation();
  const api: ApiClient = { url: installation.url, send: (method, path, body, headers) => installation.api(method, path, body, headers) };
  const { platform } = installation.runtime;
  const written = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string) => told.push(text) > 0) as typeof process.stdout.write;
  try {
    await importPast(platform);
    await seed(api);
    crew = startWarehouseCrew({ api, stepMs: 5, refuses: () => false, signal: over.signal });
    const stage = { platform, api, signal: over.signal };
    await correctAnAddress({ api, operator: api, signal: over.signal, lookMs: 0 });
    await playReturns(stage);
    await playCheckout(stage);
  } finally {
    process.stdout.write = written;
  }
}, 120_000);
afterAll(async () => {
  over.abort();
  await crew;
  await installation.close();
});

it('has an order whose address was wrong, and was corrected', async () => {
  const { items } = await get('/orders?channel_order_id=W-3005');
  const order = await get(`/orders/${items[0].order_id}`);
  expect(order).toMatchObject({ address_corrected: true, shipping_address: { postal_code: '02108' } });
  type Hold = { readonly type: string; readonly outcome: string };
  expect(order.holds.filter(({ type }: Hold) => type === 'address')).toMatchObject([{ outcome: 'released' }]);
  expect(told.join('')).toContain('ZIP code had lost a zero');
});

it('has goods that came back for different reasons, and tells which article is at fault and why', async () => {
  const { items } = await get('/order-anomalies?kind=listing_problem');
  type Found = { readonly about: string; readonly recommended_action: { readonly kind: string } };
  const found = items.map(({ about, recommended_action: action }: Found) => [about, action.kind]);
  expect(found.toSorted()).toEqual([
    ['sku:FLASK-1L:quality', 'inspect_stock'],
    ['sku:JACKET-RAIN-M:fit', 'check_listing'],
  ]);
  const names = ['R-7021', 'R-7022', 'R-7013'];
  const reasons = await Promise.all(
    names.map(async (name) => {
      const { order_id: id } = (await get(`/orders?channel_order_id=${name}&limit=1`)).items[0];
      const [{ lines }] = (await get(`/orders/${id}/returns`)).items;
      return lines.map(({ reason }: { reason: string }) => reason);
    }),
  );
  expect(reasons).toEqual([['ordered-several'], ['damaged-in-transit', 'changed-mind'], ['incomplete']]);
});

it('has a customer who waits for goods that could not be delivered', async () => {
  const { items } = await get('/exceptions?kind=undeliverable');
  type Exception = { readonly order: { readonly channel_order_id: string }; readonly recommended_action: { readonly code: string } };
  const found = items.map(({ order, recommended_action: action }: Exception) => [order.channel_order_id, action.code]);
  expect(found).toEqual([['demo-R-7023', 'ask-where-to-send']]);
});

it('runs promotions, of which a cart gets what goes with it, and counts their uses', async () => {
  const lines = [{ sku: 'STOVE-GAS', quantity: 1 }];
  const { items } = await post('/checkout/promotions', { currency: 'USD', channel: 'web', lines });
  expect(items).toMatchObject([{ promotion_id: 'goes-with', sku: 'MUG-STEEL' }]);
  const report = (await get('/promotions/report')).items;
  expect(report.map(({ promotion_id: id }: { readonly promotion_id: string }) => id)).toEqual(['five-off', 'goes-with']);
  expect(report[0].uses).toBeGreaterThan(0);
  expect(report[0].outcomes[0].shown.people + report[0].outcomes[0].held.people).toBeGreaterThan(0);
});

it('has one device behind several customers', async () => {
  const { items } = await get('/order-anomalies?kind=shared_device');
  expect(items).toHaveLength(1);
  expect(items[0].figures).toContainEqual({ name: 'customers', value: 4 });
});

it('sells articles in sizes, and foretells by its own past what comes back of a cart', async () => {
  const sizes = products.filter(({ article }) => article === 'JACKET-RAIN');
  expect(sizes.map(({ size }) => size)).toEqual(['XS', 'S', 'M', 'L', 'XL']);
  const lines = [{ sku: 'JACKET-RAIN-L', quantity: 1 }];
  const stranger = await post('/checkout/return-risk', { currency: 'USD', lines });
  expect(stranger.lines[0]).toMatchObject({ basis: 'model', confidence: 'high' });
  expect(stranger.lines[0].evidence.article_sold).toBeGreaterThan(300);
  expect(stranger.lines[0].suggestion).toMatchObject({ kind: 'size', sku: 'JACKET-RAIN-XL' });
  const known = await post('/checkout/return-risk', { currency: 'USD', lines, customer: { email: customer(0).email } });
  expect(known.customer).toBe('used');
  expect(known.lines[0].probability).toBeGreaterThan(stranger.lines[0].probability);
});

it('ranks what it offers each of two customers by what they took before', async () => {
  const shareOfExpress = async (index: number): Promise<number> => {
    const { items, ranking } = await post('/checkout/delivery-options', {
      lines: [{ sku: 'STOVE-GAS', quantity: 1 }],
      // The same for both, so that nothing but their taste tells them apart.
      destination: { country: 'US', region: 'NY', postal_code: '12207' },
      customer: { email: customer(index).email },
      prices: [
        { method: 'Standard', price_minor: 695 },
        { method: 'Express', price_minor: 1_140 },
      ],
    });
    expect(ranking).toMatchObject({ basis: 'personal', consent: true });
    return items.find(({ method }: { method: string }) => method === 'Express').share;
  };
  expect(await shareOfExpress(0)).toBeGreaterThan(await shareOfExpress(4));
});

it('knows what is bought together', async () => {
  const { items } = await get('/bundles');
  expect(items.map(({ skus }: { skus: readonly string[] }) => skus.toSorted())).toContainEqual(['MUG-STEEL', 'STOVE-GAS']);
});

it('says so in the terminal', () => {
  const text = told.join('');
  for (const part of [
    'came back: 2 × JACKET-RAIN-M (too-small)',
    'Ines Albrecht is offered',
    'bought together',
    'comes back with a chance of',
  ])
    expect(text).toContain(part);
});
