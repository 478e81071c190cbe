import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../e2e/books.ts';
import { openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';
import { createOms, documentOf } from './oms.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'waybill-order-anomalies-'));
const oms = createOms(dataDir);
const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));
let order: string;

beforeAll(async () => {
  const installation = await openInstallation({ dataDir });
  const shop = createShop(installation);
  await stockUp(installation.api, { east: { LAMP: 50, BULB: 50 } });
  for (let index = 0; index < 4; index += 1) await shop.place({ LAMP: 1, BULB: 1 });
  for (let index = 0; index < 8; index += 1) await shop.place({ CORD: 1 });
  const address = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'ZZ', postal_code: '12207', country: 'US' };
  order = await shop.place({ LAMP: 1 }, { shipping_address: address });
  await settled(installation.runtime);
  await installation.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms order-anomalies', () => {
  it('looks when it is told to, lists what is strange and takes what a person says of it', async () => {
    expect(await json('order-anomalies', 'detect')).toEqual({ open: 1 });
    const [anomaly] = (await json('order-anomalies', '--kind', 'impossible_address')).items;
    expect(anomaly).toMatchObject({ about: order, status: 'open' });
    expect((await oms('order-anomalies')).out).toContain('The order goes to ZZ in US, where there is no such region.');
    expect(await json('order-anomalies', 'resolve', anomaly.anomaly_id, '--code', 'corrected')).toMatchObject({ status: 'resolved' });
    expect((await oms('order-anomalies')).out).toBe('There are none.\n');
    expect((await json('order-anomalies', '--ended')).items).toMatchObject([{ resolution: { code: 'corrected', note: null } }]);
  });

  it('says what cannot be', async () => {
    const none = await oms('order-anomalies', 'resolve', 'a'.repeat(26), '--code', 'fraud');
    expect(none).toMatchObject({ exitCode: 3, err: 'There is no such anomaly.\n' });
    expect(await oms('order-anomalies', '--kind', 'ghost')).toMatchObject({ exitCode: 2 });
  });
});

describe('oms recommendations and oms bundles', () => {
  it('show what is bought together once it has been counted', async () => {
    expect(await json('bundles', 'count')).toEqual({ counted: true });
    expect(await json('recommendations', 'LAMP')).toMatchObject({
      basis: 'bought-together',
      baskets: 13,
      items: [{ sku: 'BULB', orders: 4 }],
    });
    expect((await oms('recommendations', 'LAMP')).out).toContain('have BULB too');
    expect((await json('bundles')).items).toMatchObject([{ skus: ['BULB', 'LAMP'], orders: 4 }]);
    expect((await oms('bundles')).out).toContain('BULB + LAMP');
  });
});
