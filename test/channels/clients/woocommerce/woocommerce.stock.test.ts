import { describe, expect, it } from 'vitest';
import { Sku } from '../../../../lib/kernel/ids.ts';
import { openShop } from './shop-world.ts';

const notice = (sku: string, quantity: number, channelLocationId: string | null = null) => ({ sku: Sku(sku), quantity, channelLocationId });

describe('stock', () => {
  it('is set for products and variations, each through its own address', async () => {
    const { twin, client } = await openShop();
    twin.addProduct({ sku: 'MUG', stock: 5 });
    const shirt = twin.addProduct({ sku: 'SHIRT', stock: null, type: 'variable' });
    twin.addProduct({ sku: 'SHIRT-S', stock: 1, parentId: shirt.id });
    const large = twin.addProduct({ sku: 'SHIRT-L', stock: null, parentId: shirt.id });
    large.manageStock = 'parent';
    const outcomes = await client.setStock([notice('MUG', 0), notice('SHIRT-S', 7), notice('SHIRT-L', 8)]);
    expect(outcomes.map(({ outcome }) => outcome.kind)).toEqual(['done', 'done', 'done']);
    expect(twin.stock()).toMatchObject({ MUG: 0, 'SHIRT-S': 7, 'SHIRT-L': 8 });
    expect(large.manageStock).toBe(true);
    expect(twin.calls.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/wp-json/wc/v3/products/batch',
      `/wp-json/wc/v3/products/${shirt.id}/variations/batch`,
    ]);
  });

  it('that the shop has already is not written', async () => {
    const { twin, client } = await openShop();
    twin.addProduct({ sku: 'MUG', stock: 5 });
    expect(await client.setStock([notice('MUG', 5)])).toMatchObject([{ sku: 'MUG', outcome: { kind: 'known' } }]);
    expect(twin.calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('has an outcome for each article, one by one', async () => {
    const { twin, client } = await openShop();
    twin.addProduct({ sku: 'MUG', stock: 5 });
    twin.addProduct({ sku: 'TWIN', stock: 1 });
    twin.addProduct({ sku: 'TWIN', stock: 1 });
    twin.addProduct({ sku: 'SHIRT', stock: null, type: 'variable' });
    twin.addProduct({ sku: 'LOST', stock: 1, parentId: 99_999 });
    const outcomes = await client.setStock([
      notice('NONE', 1),
      notice('mug', 1),
      notice('TWIN', 2),
      notice('SHIRT', 3),
      notice('MUG', 4, 'store-1'),
      notice('MUG', 6),
      notice('MUG', 7),
    ]);
    expect(outcomes.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.code : outcome.kind))).toEqual([
      'sku-unknown',
      'sku-unknown',
      'sku-ambiguous',
      'product-without-stock',
      'location-unknown',
      'done',
      'done',
    ]);
    expect(twin.stock()['MUG']).toBe(7);
  });

  it('of a hundred articles, also with commas in their names, takes few calls', async () => {
    const { twin, client } = await openShop();
    const skus = Array.from({ length: 100 }, (_, at) => (at === 50 ? 'BOLT, M8' : `ARTICLE-NUMBER-${at}`));
    for (const sku of skus) twin.addProduct({ sku, stock: 0 });
    const outcomes = await client.setStock(skus.map((sku, at) => notice(sku, at + 1)));
    expect(outcomes.every(({ outcome }) => outcome.kind === 'done')).toBe(true);
    expect(twin.stock()['BOLT, M8']).toBe(51);
    expect(twin.calls.length).toBeLessThan(6);
  });

  it('survives answers that are lost', async () => {
    const { twin, client, clock } = await openShop();
    twin.addProduct({ sku: 'MUG', stock: 5 });
    twin.trouble.lostAnswers = 0.5;
    for (let tries = 0; tries < 40; tries += 1) {
      if (await client.setStock([notice('MUG', 9)]).catch(() => undefined)) break;
      clock.advance(60_000);
    }
    expect(twin.stock()['MUG']).toBe(9);
  });

  it('is read as the shop shows it, without articles that it does not count or know', async () => {
    const { twin, client } = await openShop();
    twin.addProduct({ sku: 'MUG', stock: 5 });
    twin.addProduct({ sku: 'OVERSOLD', stock: -2 });
    twin.addProduct({ sku: 'ENDLESS', stock: null });
    expect(await client.stock([Sku('MUG'), Sku('OVERSOLD'), Sku('ENDLESS'), Sku('NONE')])).toEqual([
      notice('MUG', 5),
      notice('OVERSOLD', 0),
    ]);
    expect(await client.stock([])).toEqual([]);
  });
});
