import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Catalog, createCatalog, importProducts } from '../../lib/catalog/index.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { openStore } from '../../lib/platform/embedded/store.ts';
import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import { createVirtualClock } from '../../lib/platform/embedded/virtual-clock.ts';
import type { Table } from '../../lib/platform/ports.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ean = '4006381333931';

let catalog: Catalog;
let ledger: Table;
let close: () => Promise<void>;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'waybill-catalog-'));
  const clock = createVirtualClock(Instant('2026-11-20T14:23:33.000Z'));
  const store = openStore({ dataDir: folder });
  ({ table: ledger } = openTable(store, { name: 'ledger' }));
  catalog = createCatalog({ ledger, clock, sha256 });
  close = async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterEach(() => close());

const put = (sku: string, barcode?: string, tenantId = 'acme') =>
  catalog.putProduct(tenantId, { sku, title: sku, requires_shipping: true, ...(barcode === undefined ? {} : { barcode }) });
const found = async (code: string, tenantId = 'acme') => (await catalog.findByBarcode(tenantId, code)).map(({ sku }) => sku);

/** Every row by which products are found. */
const rows = async (): Promise<readonly string[]> =>
  (await ledger.scan({})).items.filter(({ PK }) => PK.includes('#BARCODE#')).map(({ PK, SK }) => `${PK} ${SK}`);

describe('a product', () => {
  it('is found by its barcode, with or without leading zeros', async () => {
    await put('MUG', '036000291452');
    for (const code of ['036000291452', '0036000291452', '36000291452', '00036000291452', ']E00036000291452'])
      expect(await found(code), code).toEqual(['MUG']);
    expect(await found('36000291453')).toEqual([]);
  });

  it('is found by its new barcode alone once that has changed', async () => {
    await put('MUG', ean);
    await put('MUG', '036000291452');
    expect([await found(ean), await found('036000291452')]).toEqual([[], ['MUG']]);
    await put('MUG');
    expect([await found('036000291452'), await rows()]).toEqual([[], []]);
  });

  it('stands beside another one with the same barcode', async () => {
    await put('MUG', ean);
    await put('MUG-GIFT', `0${ean}`);
    expect(await found(ean)).toEqual(['MUG', 'MUG-GIFT']);
  });

  it('is not found by another tenant', async () => {
    await put('MUG', ean);
    expect(await found(ean, 'borealis')).toEqual([]);
  });

  it('is found after an import', async () => {
    const report = await importProducts(catalog)('acme', `sku,title,barcode\nMUG,Mug,${ean}\n`, { dryRun: false });
    expect([report.ok, await found(ean)]).toEqual([true, ['MUG']]);
  });

  it('has the last word where a row was left behind', async () => {
    await put('MUG', ean);
    await ledger.put({ PK: 'acme#BARCODE#36000291452', SK: 'MUG' });
    expect(await found('036000291452')).toEqual([]);
  });

  it('is found by one barcode when two writers gave it different ones at once', async () => {
    await put('MUG', '11111111');
    await Promise.all([put('MUG', '22222222'), put('MUG', '33333333')]);
    const { barcode } = (await catalog.getProduct('acme', 'MUG')) ?? {};
    const others = ['11111111', '22222222', '33333333'].filter((code) => code !== barcode);
    expect(await found(barcode ?? '')).toEqual(['MUG']);
    for (const code of others) expect(await found(code)).toEqual([]);
  });
});

it('reads products together, each once, and leaves out those that there are none of', async () => {
  const skus = Array.from({ length: 230 }, (_, index) => `SKU-${index}`);
  await Promise.all(skus.map((sku) => put(sku)));
  const products = await catalog.getProducts('acme', [...skus, 'SKU-1', 'NONE']);
  expect([...products.keys()].toSorted()).toEqual(skus.toSorted());
});

it('finds products of older releases after their rows were made anew', async () => {
  await put('MUG', ean);
  await put('CAP', '036000291452');
  await put('BARE');
  for (const row of await ledger.scan({}).then(({ items }) => items)) if (row.PK.includes('#BARCODE#')) await ledger.delete(row);
  expect(await found(ean)).toEqual([]);
  expect(await catalog.renewBarcodes('acme')).toBe(2);
  expect([await found(ean), await found('036000291452')]).toEqual([['MUG'], ['CAP']]);
});
