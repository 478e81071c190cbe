import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../lambdas/composition.ts';
import { openProduct } from '../../bin/commands/open-product.ts';
import { createOms, documentOf } from './oms.ts';

let dataDir: string;
let oms: ReturnType<typeof createOms>;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-route-'));
  const runtime = openProduct(dataDir);
  const { catalog } = compose(runtime.platform);
  const place = { name: 'A warehouse', type: 'warehouse', country: 'US', active: true } as const;
  await catalog.putLocation('main', { ...place, location_id: 'east', region: 'NJ', latitude: 40.73, longitude: -74.17 });
  await catalog.putLocation('main', { ...place, location_id: 'west', region: 'NV', latitude: 39.53, longitude: -119.81 });
  await catalog.putProduct('main', { sku: 'MUG', title: 'A mug', requires_shipping: true });
  await runtime.stop();
  oms = createOms(dataDir);
  const stock = join(dataDir, 'stock.csv');
  writeFileSync(stock, 'sku,location_id,on_hand\nMUG,east,3\nMUG,west,9\n');
  const imported = await oms('import', 'stock', stock);
  if (imported.exitCode !== 0) throw new Error(imported.err + imported.out);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms route', () => {
  it('prints the plans by rank with what they cost, and what would make another one win', async () => {
    const { exitCode, out } = await oms('route', '--line', 'MUG:2', '--to', 'US-NY-10001');
    expect(exitCode).toBe(0);
    expect(out).toContain('Every unit has a source.');
    expect(out).toMatch(/Rank +From +Score +Shipping +Handling/);
    expect(out).toMatch(/1 +east 2 +\d+\.\d\d USD/);
    expect(out).toMatch(/2 +west 2 +\d+\.\d\d USD/);
    expect(out).toMatch(/west would win if it were more than USD \d+\.\d\d cheaper/);
  });

  it('prints the whole receipt as JSON, and goes by a preset or a file', async () => {
    const preset = documentOf(await oms('route', '--line', 'MUG:2', '--to', 'US', '--policy', 'nearest', '--json'));
    expect(preset.decision.receipt).toMatchObject({ policy: { name: 'nearest' }, search: 'rule' });
    const { examples } = documentOf(await oms('policy', 'schema', 'sourcing'));
    const { value } = examples.find(({ title }: { title: string }) => title === 'own, as cost');
    for (const [name, content] of Object.entries({ value, bare: value.policy })) {
      const file = join(dataDir, `${name}.json`);
      writeFileSync(file, JSON.stringify(content));
      const own = documentOf(await oms('route', '--line', 'MUG', '--to', 'US-NY', '--policy', file, '--json'));
      expect(own.decision).toMatchObject({ complete: true, receipt: { policy: { name: 'own', version: 1 } } });
    }
  });

  it('says what lacks a source', async () =>
    expect((await oms('route', '--line', 'MUG:50', '--to', 'US-NY')).out).toContain(
      '38 units of MUG found no source: no location has enough stock.',
    ));

  it.each([
    ['an article that nobody knows', ['--line', 'NOBODY:1', '--to', 'US-NY'], 3, 'lines.0.sku'],
    ['no unit', ['--line', 'MUG:0', '--to', 'US-NY'], 3, 'lines.0.quantity'],
    ['a place that is none', ['--line', 'MUG', '--to', 'New York'], 2, 'such as DE'],
    ['no line', ['--to', 'US-NY'], 2, '--line'],
    ['a policy that is no file', ['--line', 'MUG', '--to', 'US-NY', '--policy', 'fastest'], 2, 'fastest'],
  ])('refuses %s', async (_, given, exitCode, hint) =>
    expect(await oms('route', ...given)).toMatchObject({ exitCode, out: '', err: expect.stringContaining(hint) }));
});
