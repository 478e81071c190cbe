// What the people at a shelf look up: articles by what they read off them, stock over articles, the history of a piece of work.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
let westOnly: Api;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  const products = [
    { sku: 'MUG-STEEL', title: 'Steel mug', barcode: '0036000291452', weight_grams: 120 },
    { sku: 'MUG-GLASS', title: 'Glass mug', barcode: '4006381333931' },
    { sku: 'CAP', title: 'Cap' },
  ];
  for (const product of products) await shop.must('POST', '/products', product);
  await stockUp(installation.api, { east: { 'MUG-STEEL': 50, CAP: 5 }, west: { 'MUG-STEEL': 7 } });
  westOnly = await installation.apiAs('warehouse', 'main', ['west']);
});
afterAll(() => installation.close());

const found = async (q: string, api: Api = installation.api): Promise<readonly string[]> => {
  const { status, body } = await api('GET', `/product-search?q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return body.items.map((item: { sku: string; matched_by: string }) => `${item.sku} ${item.matched_by}`);
};

describe('articles', () => {
  it.each([
    ['a whole SKU', 'CAP', ['CAP sku']],
    ['a SKU in small letters', 'cap', ['CAP sku']],
    ['a barcode', '4006381333931', ['MUG-GLASS barcode']],
    ['a UPC for the EAN that it is', '036000291452', ['MUG-STEEL barcode']],
    ['the carton of an article', '(01)04006381333931(10)LOT7', ['MUG-GLASS barcode']],
    ['how SKUs begin', 'MUG', ['MUG-GLASS beginning', 'MUG-STEEL beginning']],
    ['how SKUs begin, in small letters', 'mug-s', ['MUG-STEEL beginning']],
    ['nothing', 'TENT', []],
    ['what no SKU can hold', '#1001', []],
  ])('are found by %s', async (_, q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('come exact ones first, and no more than asked for', async () => {
    await shop.must('POST', '/products', { sku: 'MUG', title: 'Mug of any kind' });
    const { body } = await installation.api('GET', '/product-search?q=MUG&limit=2');
    expect(body.items.map(({ sku }: { sku: string }) => sku)).toEqual(['MUG', 'MUG-GLASS']);
  });

  it('of another tenant are not found', async () => {
    expect(await found('CAP', await installation.apiAs('admin', 'strangers'))).toEqual([]);
  });

  it('are not asked for with nothing', async () => {
    const answer = await installation.api('GET', '/product-search?q=%20');
    expect(answer).toMatchObject({ status: 400, body: { problems: [{ field: 'query.q' }] } });
  });
});

/** Every article with what is asked of it, over all pages. */
const items = async (query = '', api: Api = installation.api) => {
  const skus: string[] = [];
  const rows: Record<string, { readonly on_hand: number; readonly locations: number; readonly title: string }> = {};
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await api('GET', `/inventory/items?limit=2${query}${more}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(2);
    for (const row of body.items) {
      skus.push(row.sku);
      rows[row.sku] = row;
    }
    cursor = body.cursor;
  } while (cursor !== undefined);
  // By SKU, and each of them once.
  expect(skus).toEqual(Object.keys(rows).sort());
  return rows;
};

describe('stock over articles', () => {
  it('is summed over locations, page by page', async () => {
    await shop.stands('MUG-STEEL', 'west', 7, 7);
    const rows = await items();
    expect(Object.keys(rows)).toEqual(['CAP', 'MUG', 'MUG-GLASS', 'MUG-STEEL']);
    expect(rows['MUG-STEEL']).toMatchObject({ title: 'Steel mug', locations: 2, on_hand: 57, available: 57, allocated: 0 });
    expect(rows['MUG-GLASS']).toMatchObject({ locations: 0, on_hand: 0, updated_at: null });
  });

  it('is of one location where that is asked for', async () => {
    expect((await items('&location_id=west'))['MUG-STEEL']).toMatchObject({ locations: 1, on_hand: 7 });
  });

  it('shows nobody the stock of places that are none of theirs', async () => {
    expect((await items('', westOnly))['MUG-STEEL']).toMatchObject({ locations: 1, on_hand: 7 });
    expect((await westOnly('GET', '/inventory/items?location_id=east')).status).toBe(404);
    expect((await installation.api('GET', '/inventory/items?location_id=nowhere')).status).toBe(404);
  });
});

describe('the history of a piece of work', () => {
  it('tells in sentences what happened, and who did it', async () => {
    const id = await shop.released(await shop.place({ 'MUG-STEEL': 1 }), 'east');
    const { body: work } = await installation.api('GET', `/fulfillment-orders/${id}`);
    expect(work.lines).toMatchObject([{ sku: 'MUG-STEEL', weight_grams: 120, barcode: '0036000291452' }]);
    await shop.pick(id);
    const { status, body } = await installation.api('GET', `/fulfillment-orders/${id}/history`);
    expect(status).toBe(200);
    expect(body.entries.map(({ title }: { title: string }) => title)).toEqual(['Work created', 'Work released', 'Picking']);
    expect(body.entries.at(-1)).toMatchObject({ sentence: 'The location has begun to pick.', actor: { kind: 'api_key' } });
  });

  it('is nobody else’s', async () => {
    const id = await shop.released(await shop.place({ CAP: 1 }), 'east');
    expect((await westOnly('GET', `/fulfillment-orders/${id}/history`)).status).toBe(404);
    const stranger = await installation.apiAs('admin', 'strangers');
    expect((await stranger('GET', `/fulfillment-orders/${id}/history`)).status).toBe(404);
    expect((await (await installation.apiAs('finance'))('GET', `/fulfillment-orders/${id}/history`)).status).toBe(403);
  });
});
