import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inventoryItemAggregate } from '../../lib/inventory/index.ts';
import { LocationId, Sku } from '../../lib/kernel/ids.ts';
import { type AtRest, caller, type Day, openAtRest, playDay, streams } from '../operations/day-of-work.ts';
import { createOms, documentOf } from './oms.ts';

let day: Day;
let rest: AtRest;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
  oms = createOms(rest.dataDir);
});
afterEach(() => rest.close());

const json = async (...given: readonly string[]) => {
  const outcome = await oms(...given, '--json');
  expect(outcome.err).toBe('');
  return { exitCode: outcome.exitCode, document: documentOf(outcome) };
};

const refusal = async (...given: readonly string[]) => {
  const outcome = await oms(...given);
  expect(outcome.out).toBe('');
  return { exitCode: outcome.exitCode, text: outcome.err };
};

describe('oms import', () => {
  const file = (name: string, text: string): string => {
    const path = join(rest.dataDir, name);
    writeFileSync(path, text);
    return path;
  };
  const stockOf = async (sku: string, locationId = 'east'): Promise<number> =>
    (await rest.product.store.load(inventoryItemAggregate, streams.stock(sku, locationId))).state.balance.onHand;

  it('reads products, locations and stock, and changes nothing the second time', async () => {
    const products = file('products.csv', 'sku,title,price,currency\nPEN,Pen,1.20,EUR\nPAD,Pad,3.00,EUR\n');
    const locations = file('locations.csv', 'location_id,name,type,country\nnorth,Oslo,warehouse,NO\n');
    const stock = file('stock.csv', 'sku,location_id,on_hand,quantity\nPEN,north,,40\nPAD,north,7,\n');
    expect((await json('import', 'products', products)).document.summary).toMatchObject({ rows: 2, created: 2, refused: 0 });
    expect((await json('import', 'locations', locations)).document.summary).toMatchObject({ created: 1 });
    expect((await oms('import', 'stock', stock)).out).toBe('2 rows: 2 recorded.\n');
    expect([await stockOf('PEN', 'north'), await stockOf('PAD', 'north')]).toEqual([40, 7]);
    expect((await oms('import', 'stock', stock)).out).toBe('2 rows: 2 known.\n');
    expect((await oms('import', 'products', products)).out).toBe('2 rows: 2 replaced.\n');
    expect([await stockOf('PEN', 'north'), await stockOf('PAD', 'north')]).toEqual([40, 7]);
  });

  it('names each row that is refused, takes the others, and takes the rest once it is right', async () => {
    file('products.csv', 'sku,title\nPEN,Pen\n');
    await oms('import', 'products', join(rest.dataDir, 'products.csv'));
    const stock = file('stock.csv', 'sku,location_id,quantity\nPEN,east,5\nPAD,east,6\nPEN,moon,7\nPEN,west,many\n');
    const { exitCode, document } = await json('import', 'stock', stock);
    expect(exitCode).toBe(1);
    expect(
      document.rows.map(({ row, ok, problems }: { row: number; ok: boolean; problems: { code: string }[] }) => [
        row,
        ok,
        problems.map(({ code }) => code),
      ]),
    ).toEqual([
      [2, true, []],
      [3, false, ['unknown-sku']],
      [4, false, ['unknown-location']],
      [5, false, ['not-a-whole-number']],
    ]);
    expect((await oms('import', 'stock', stock)).out).toContain('row 3: There is no product "PAD"');
    file('products.csv', 'sku,title\nPAD,Pad\n');
    await oms('import', 'products', join(rest.dataDir, 'products.csv'));
    expect((await oms('import', 'stock', stock)).out).toContain('4 rows: 1 recorded, 1 known, 2 refused.');
    expect([await stockOf('PEN'), await stockOf('PAD')]).toEqual([5, 6]);
  });

  it('does not count a file twice however much has happened in between', async () => {
    await oms('import', 'products', file('products.csv', 'sku,title\nPEN,Pen\n'));
    const stock = file('stock.csv', 'sku,location_id,quantity\nPEN,east,5\n');
    await oms('import', 'stock', stock);
    const { inventory } = rest.product;
    for (let index = 0; index < 70; index += 1)
      await inventory.receiveStock(caller, { sku: Sku('PEN'), locationId: LocationId('east'), movementId: `m${index}`, quantity: 1 });
    await oms('import', 'stock', stock);
    expect(await stockOf('PEN')).toBe(75);
  });

  it('writes nothing in a dry run', async () => {
    const products = file('products.csv', 'sku,title\nPEN,Pen\n,Nameless\n');
    const { exitCode, out } = await oms('import', 'products', products, '--dry-run');
    expect(exitCode).toBe(1);
    expect(out).toMatch(/2 rows: 1 valid, 1 refused\. Dry run: nothing was written\.\n$/);
    expect(await rest.product.catalog.getProduct('main', 'PEN')).toBeUndefined();
    expect((await oms('import', 'stock', file('stock.csv', 'sku,location_id,quantity\nBOOK,east,5\n'), '--dry-run')).out).toContain(
      'no product',
    );
  });

  it('reads standard input, and says why a file cannot be read', async () => {
    expect((await createOms(rest.dataDir, 'sku,title\nPEN,Pen\n')('import', 'products', '-')).out).toBe('1 row: 1 created.\n');
    expect(await refusal('import', 'products', '/no/such/file.csv')).toEqual({
      exitCode: 1,
      text: '/no/such/file.csv cannot be read: there is no such file.\n',
    });
    const { exitCode, document } = await json('import', 'products', file('bad.csv', 'name\nPen\n'));
    expect({ exitCode, codes: document.problems.map(({ code }: { code: string }) => code) }).toEqual({
      exitCode: 1,
      codes: ['column-missing'],
    });
  });

  it('takes ten thousand rows within seconds', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `SKU-${index},Article ${index}`);
    const startedAt = performance.now();
    expect((await oms('import', 'products', file('many.csv', `sku,title\n${rows.join('\n')}\n`))).out).toBe('10000 rows: 10000 created.\n');
    expect(performance.now() - startedAt).toBeLessThan(12_000);
  });
});
