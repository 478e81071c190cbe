// What customers are shown, through HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCountCoPurchase } from '../../lib/customers/index.ts';
import { coPurchaseParts } from '../../lambdas/customers/recommendation-parts.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { settled } from './books.ts';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let rival: Api;
let personId: string;
const customer = (name: string) => ({ customer: { email: `${name}@northgate.example.com`, name } });

beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
  // Before anything asks for it: a function follows what it has read for half a minute.
  const value = { public: true, exact_up_to: 10, fresh_seconds: 3_600, stale_seconds: 0 };
  await shop.must('PUT', '/policies/storefront', { value, note: 'for the test', expected_version: 0 });
  await stockUp(installation.api, { east: { LAMP: 100, BULB: 100, CORD: 5, MUG: 100 } });
  for (let index = 0; index < 5; index += 1) await shop.place({ LAMP: 1, BULB: 1, CORD: 1 }, customer(`lamp${index}`));
  for (let index = 0; index < 12; index += 1) await shop.place({ MUG: 1 }, customer(`mug${index}`));
  await shop.place({ LAMP: 1 }, customer('ann'));
  await settled(installation.runtime);
  ({ person_id: personId } = (await shop.must('GET', '/orders?limit=1')).body.items[0]);
  // The schedule has counted when there was nothing yet.
  await createCountCoPurchase(coPurchaseParts(installation.runtime.platform)).count(TenantId('main'));
});
afterAll(() => installation.close());

const shown = async (path: string) => {
  const { body } = await shop.must('GET', path);
  return { ...body, items: body.items.map(({ sku }: { sku: string }) => sku) };
};

describe('recommendations', () => {
  it('name what is bought with an article, and nothing that is sold out', async () => {
    const { body } = await shop.must('GET', '/recommendations?sku=LAMP');
    expect(body).toMatchObject({ basis: 'bought-together', baskets: 18 });
    expect(body.items).toMatchObject([
      {
        sku: 'BULB',
        orders: 5,
        reason: expect.stringMatching(/^\d+ % of the orders with LAMP have BULB too, \d\.\d times as many as by chance\.$/),
      },
    ]);
  });

  it('are best-selling articles where nothing is known of one, and nothing for a tenant without orders', async () => {
    expect(await shown('/recommendations?sku=NEW&limit=2')).toMatchObject({ basis: 'best-selling', items: ['MUG', 'LAMP'] });
    expect((await rival('GET', '/recommendations?sku=LAMP')).body).toMatchObject({ basis: 'nothing', items: [] });
  });

  it('refuse a limit that is too large by name', async () => {
    const wrong = await installation.api('GET', '/recommendations?sku=LAMP&limit=100');
    expect(wrong).toMatchObject({ status: 400, body: { problems: [expect.objectContaining({ field: 'query.limit' })] } });
  });

  it('are proposed as bundles with support and lift, of what can be had', async () => {
    const { items } = (await shop.must('GET', '/bundles')).body;
    expect(items).toMatchObject([{ skus: ['BULB', 'LAMP'], orders: 5, support: 5 / 18 }]);
  });
});

describe('a website', () => {
  const ask = async (tenant: string, headers: Record<string, string> = {}) =>
    fetch(`${installation.url}/storefronts/${tenant}/recommendations/LAMP`, { headers });

  it('is told which articles and no figures, by an answer that caches may keep', async () => {
    const answer = await ask('main');
    expect(answer.headers.get('cache-control')).toContain('s-maxage=3600');
    expect(await answer.json()).toEqual({ items: [{ sku: 'BULB' }] });
    expect((await ask('main', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('is told nothing of a tenant that shows nothing to the public', async () => {
    expect((await ask('rival')).status).toBe(404);
    expect((await ask('nobody')).status).toBe(404);
  });
});

describe('a person', () => {
  const agree = (granted: boolean) =>
    shop.must('POST', `/persons/${personId}/consents`, { statements: [{ purpose: 'personalisation', granted, source: 'checkout' }] });

  it('is shown what anybody is without consent, and what goes with their purchases with it', async () => {
    const path = `/persons/${personId}/recommendations?limit=1`;
    expect(await shown(path)).toMatchObject({ consent: false, purchases: 0, basis: 'best-selling', items: ['MUG'] });
    await agree(true);
    expect(await shown(path)).toMatchObject({ consent: true, purchases: 1, basis: 'bought-together', items: ['BULB'] });
    await agree(false);
    expect(await shown(path)).toMatchObject({ consent: false, purchases: 0, items: ['MUG'] });
  });

  it('is nobody to another tenant', async () => {
    expect((await rival('GET', `/persons/${personId}/recommendations`)).status).toBe(404);
  });
});
