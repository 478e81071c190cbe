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
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-promotions-'));
  const runtime = openProduct(dataDir);
  const product = { sku: 'MUG', title: 'A mug', price: 2_000, currency: 'USD', requires_shipping: true };
  await compose(runtime.platform).catalog.putProduct('main', product);
  await runtime.stop();
  oms = createOms(dataDir);
  const policy = join(dataDir, 'promotions.json');
  const promotions = [
    { promotion_id: 'tenth', title: 'A tenth off', kind: 'percent', percent: 10 },
    { promotion_id: 'back', title: 'Come back', kind: 'percent', percent: 20, audience: 'lapsed' },
  ];
  writeFileSync(policy, JSON.stringify({ promotions }));
  const set = await oms('policy', 'set', 'promotions', '--value', `@${policy}`, '--note', 'for the test');
  if (set.exitCode !== 0) throw new Error(set.err + set.out);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms promotions', () => {
  it('prints what a cart would get, and shows it again', async () => {
    const { exitCode, out } = await oms('promotions', 'offer', '--line', 'MUG:2', '--currency', 'USD');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/tenth +4\.00 USD +0\.000 +0\.000 +0\.000 +It is for everybody\./);
    expect(out).toContain('Left out: back (consent).');
    const [, id = ''] = /Kept as (\w{26})\./.exec(out) ?? [];
    expect(documentOf(await oms('promotions', 'show', id, '--json'))).toMatchObject({
      promotions_id: id,
      goods_minor: 4_000,
      outcome: null,
    });
    expect((await oms('promotions', 'show', id)).out).toContain('Kept as');
  });

  it('reports what they did, and learns when it is told to', async () => {
    const { items } = documentOf(await oms('promotions', 'report', '--json')) as { items: readonly object[] };
    expect(items).toMatchObject([{ promotion_id: 'tenth', uses: 0, outcomes: [] }, { promotion_id: 'back' }]);
    expect((await oms('promotions', 'report')).out).toContain('tenth');
    expect((await oms('promotions', 'learn')).out).toContain('0 answers looked at');
  });

  it('says which field is wrong', async () => {
    const euros = await oms('promotions', 'offer', '--line', 'MUG:2', '--currency', 'EUR');
    expect(euros).toMatchObject({ exitCode: 3 });
    expect(euros.err).toContain('lines.0.unit_price: must be given: the catalog has no price of MUG in EUR');
    expect((await oms('promotions', 'offer', '--line', 'MUG', '--currency', 'dollars')).err).toContain(
      'currency: must be three upper-case',
    );
    expect((await oms('promotions', 'show', 'nothing')).exitCode).toBe(3);
  });
});
