import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';
import { createOms, documentOf } from './oms.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'waybill-stock-alerts-'));
const oms = createOms(dataDir);
const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));

beforeAll(async () => {
  const installation = await openInstallation({ dataDir });
  const shop = createShop(installation);
  const value = { default_units: 0, overrides: [{ sku: 'LAMP', location_id: 'east', units: 8 }] };
  await shop.must('PUT', '/policies/safety_stock', { value, note: 'for the test', expected_version: 0 });
  await stockUp(installation.api, { east: { LAMP: 10 } });
  await shop.must('POST', '/products', { sku: 'LAMP', title: 'Lamp', price: 2_500, currency: 'USD' });
  await shop.count('east', 'LAMP', 4);
  const open = async (path: string): Promise<number> => (await shop.must('GET', path)).body.items.length;
  await eventually(
    async () => [await open('/inventory/anomalies'), await open('/inventory/safety-stock-alerts')],
    ([anomalies, short]) => anomalies === 1 && short === 1,
  );
  await installation.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms anomalies', () => {
  it('lists what is strange and takes what a person says of it', async () => {
    const { items } = await json('anomalies', '--location', 'east');
    expect(items).toMatchObject([{ kind: 'count_deviation', sku: 'LAMP', status: 'open', recommended_action: { kind: 'investigate' } }]);
    const [{ anomaly_id: id }] = items;
    expect((await oms('anomalies')).out).toContain('found 4 where the book had 10: 6 units missing.');
    expect(await json('anomalies', 'resolve', id, '--code', 'counted', '--note', 'two boxes were sold at the door')).toMatchObject({
      status: 'resolved',
      resolution: { code: 'counted', note: 'two boxes were sold at the door' },
    });
    expect((await oms('anomalies')).out).toBe('There are none.\n');
    expect((await json('anomalies', '--ended')).items).toMatchObject([{ anomaly_id: id, status: 'resolved' }]);
  });

  it('says what cannot be', async () => {
    expect(await oms('anomalies', 'resolve', 'a'.repeat(26), '--code', 'counted')).toMatchObject({
      exitCode: 3,
      err: 'There is no such anomaly.\n',
    });
    expect(await oms('anomalies', '--kind', 'ghost')).toMatchObject({ exitCode: 2 });
  });

  it('looks at every article when it is told to, and finds nothing new in what has not changed', async () => {
    expect(await json('anomalies', 'detect')).toEqual({ checked: 1 });
    expect((await json('anomalies')).items).toEqual([]);
  });
});

describe('oms counts due and oms safety-stock', () => {
  it('show what to count and what runs short', async () => {
    expect(await json('counts', 'due', 'east')).toEqual({ items: [] });
    expect((await oms('counts', 'due', 'east')).out).toBe('Nothing is due at east.\n');
    expect(await oms('counts', 'due', 'moon')).toMatchObject({ exitCode: 3, err: 'There is no location moon.\n' });
    expect((await json('safety-stock')).items).toMatchObject([
      {
        sku: 'LAMP',
        source: 'policy',
        safety_stock: 8,
        counted: 4,
        shortfall: 4,
        recommended_action: { kind: 'purchase_order', quantity: 4 },
      },
    ]);
    expect((await oms('safety-stock', '--location', 'east')).out).toContain('Order 4 units.');
    expect((await oms('safety-stock', '--location', 'west')).out).toBe('Nothing runs short.\n');
  });
});
