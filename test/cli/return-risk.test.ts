import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProduct } from '../../bin/commands/open-product.ts';
import { createOms, documentOf } from './oms.ts';

let dataDir: string;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-return-risk-'));
  await openProduct(dataDir).stop();
  oms = createOms(dataDir);
  const products = join(dataDir, 'products.csv');
  writeFileSync(
    products,
    'sku,title,category,article,size,price,currency\nBOOT-41,Boot,shoes,BOOT,41,40.00,USD\nBOOT-42,Boot,shoes,BOOT,42,40.00,USD\n',
  );
  const imported = await oms('import', 'products', products);
  if (imported.exitCode !== 0) throw new Error(imported.err + imported.out);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms return-risk', () => {
  it('prints a cart line by line, by the sizes of the catalog, and keeps a receipt of each', async () => {
    const { exitCode, out } = await oms('return-risk', '--line', 'BOOT-41', '--line', 'BOOT-42');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/BOOT-41 +45\.0 % +low +what is usual elsewhere +6\.98 USD/);
    expect(out).toContain('There are 2 sizes of this article in your cart: 41 and 42.');
    const { lines } = documentOf(await oms('return-risk', '--line', 'BOOT-41', '--json')) as { lines: readonly { decision_id: string }[] };
    expect((await oms('decisions', 'show', lines[0]?.decision_id ?? '')).out).toContain('usual elsewhere');
  });

  it('counts when it is told to', async () => {
    expect(documentOf(await oms('return-risk', 'count', '--json'))).toEqual({ sold: 0, returned: 0 });
  });

  it.each([
    ['no e-mail address', ['--line', 'BOOT-41', '--email', 'ada'], 'customer.email'],
    ['a currency that is none', ['--line', 'BOOT-41', '--currency', 'dollars'], 'currency'],
  ])('refuses %s', async (_case, words, said) => {
    const { exitCode, out, err } = await oms('return-risk', ...words);
    expect(exitCode).not.toBe(0);
    expect(out + err).toContain(said);
  });
});
