import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProduct } from '../../bin/commands/open-product.ts';
import { compose } from '../../lambdas/composition.ts';
import { createOms, documentOf } from './oms.ts';

let dataDir: string;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-delivery-options-'));
  const runtime = openProduct(dataDir);
  const { catalog } = compose(runtime.platform);
  const place = { type: 'warehouse', country: 'US', active: true } as const;
  await catalog.putLocation('main', { ...place, location_id: 'west', name: 'A warehouse', region: 'NV' });
  await catalog.putLocation('main', { ...place, location_id: 'shop', name: 'A shop', region: 'NY', type: 'store', postal_code: '10001' });
  await catalog.putProduct('main', {
    sku: 'MUG',
    title: 'A mug',
    price: 2_000,
    currency: 'USD',
    weight_grams: 400,
    requires_shipping: true,
  });
  await runtime.stop();
  oms = createOms(dataDir);
  const stock = join(dataDir, 'stock.csv');
  writeFileSync(stock, 'sku,location_id,on_hand\nMUG,west,9\nMUG,shop,2\n');
  const imported = await oms('import', 'stock', stock);
  if (imported.exitCode !== 0) throw new Error(imported.err + imported.out);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms delivery-options', () => {
  it('prints what a checkout would offer, and shows it again', async () => {
    const { exitCode, out } = await oms('delivery-options', 'offer', '--line', 'MUG:2', '--to', 'US-NY-10001');
    expect(exitCode).toBe(0);
    expect(out).toContain('2 options, ranked by assumptions, because hardly anybody has chosen yet.');
    expect(out).toMatch(/pickup:shop +0\.00 USD/);
    expect(out).toMatch(/standard +\d+\.\d\d USD +\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d .*prior-only/);
    const [, id = ''] = /Kept as (\w{26})\./.exec(out) ?? [];
    const shown = documentOf(await oms('delivery-options', 'show', id, '--json'));
    expect(shown).toMatchObject({ options_id: id, goods_minor: 4_000, is_open: true, choice: null });
    expect((await oms('delivery-options', 'show', id)).out).toContain('Kept as');
  });

  it('says what customers want, and learns when it is told to', async () => {
    expect(documentOf(await oms('delivery-options', 'taste', '--json'))).toMatchObject({ choices: 0, basis: 'assumed', day_percent: 2.5 });
    expect((await oms('delivery-options', 'taste')).out).toContain('A day sooner is worth 2.5 % of the order.');
    expect(documentOf(await oms('delivery-options', 'learn', '--json'))).toEqual({ looked: 0, learned: 0 });
  });

  it.each([
    ['an article that nobody knows', ['offer', '--line', 'NOBODY:1', '--to', 'US-NY'], 'lines.0.sku'],
    ['no e-mail address', ['offer', '--line', 'MUG', '--to', 'US-NY', '--email', 'ada'], 'customer.email'],
    ['an answer that there is not', ['show', 'a'.repeat(26)], 'There is no answer'],
  ])('refuses %s', async (_case, words, said) => {
    const { exitCode, out, err } = await oms('delivery-options', ...words);
    expect(exitCode).not.toBe(0);
    expect(out + err).toContain(said);
  });
});
