import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../e2e/books.ts';
import { openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';
import { createOms, documentOf } from './oms.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'waybill-pickups-'));
const oms = createOms(dataDir);
const json = async (...given: readonly string[]) => documentOf(await oms(...given, '--json'));

/** Work at the east: one order to be collected, another that is held, and one that a carrier brings. */
let work: { readonly collected: string; readonly held: string; readonly sent: string };

beforeAll(async () => {
  const installation = await openInstallation({ dataDir });
  await stockUp(installation.api, { east: { LAMP: 10 } });
  const shop = createShop(installation);
  await shop.must('POST', '/locations', {
    location_id: 'east',
    name: 'Newark',
    type: 'warehouse',
    country: 'US',
    region: 'NJ',
    pickup: true,
  });
  await shop.must('POST', '/locations', { location_id: 'maker', name: 'The maker', type: 'supplier', country: 'US' });
  const delivery = { method: 'pickup', location_id: 'east' };
  const orders = [
    await shop.place({ LAMP: 1 }, { delivery }),
    await shop.place({ LAMP: 2 }, { delivery }),
    await shop.place({ LAMP: 3 }),
  ] as const;
  const [collected, held, sent] = [
    await shop.released(orders[0], 'east'),
    await shop.released(orders[1], 'east'),
    await shop.released(orders[2], 'east'),
  ];
  await shop.hold(orders[1], 'shipping');
  work = { collected, held, sent };
  await settled(installation.runtime);
  await installation.close();
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('oms pickup', () => {
  it('says that goods lie ready, lists them, gives more time, and hands them out', async () => {
    expect((await oms('pickup', 'list', '--location', 'east')).out).toBe('Nothing lies ready at east.\n');
    expect(await oms('pickup', 'ready', work.collected)).toEqual({
      exitCode: 0,
      out: expect.stringMatching(/^[a-z2-7]{26} is ready for pickup\. The customer may come until 20[0-9T:.-]+Z\.\n$/),
      err: '',
    });
    const { items } = await json('pickup', 'list', '--location', 'east');
    expect(items).toMatchObject([
      { fulfillment_order_id: work.collected, delivery_method: 'pickup', pickup_expires_at: expect.any(String) },
    ]);
    const later = new Date(Date.parse(items[0].pickup_expires_at) + 3_600_000).toISOString();
    expect((await json('pickup', 'extend', work.collected, '--until', later)).pickup).toMatchObject({ expires_at: later });
    expect((await oms('pickup', 'list', '--location', 'east')).out).toContain(later);
    expect(await json('pickup', 'collect', work.collected, '--by', 'representative', '--proof', 'identity-document')).toMatchObject({
      status: 'collected',
      pickup: { collected_by: 'representative', proof: 'identity-document' },
    });
  });

  it('says why it refuses', async () => {
    await oms('pickup', 'ready', work.held);
    expect(await oms('pickup', 'collect', work.held)).toMatchObject({ exitCode: 1, err: expect.stringContaining('blocks shipping') });
    expect((await json('pickup', 'ready', work.sent)).error).toMatchObject({ code: 'delivery-method-differs' });
    expect((await json('pickup', 'extend', work.held, '--until', '2099-01-01T00:00:00Z')).error).toMatchObject({
      code: 'pickup-time-invalid',
    });
    expect((await json('pickup', 'collect', 'z'.repeat(26))).error).toMatchObject({ code: 'fulfillment-order-not-found' });
    expect(await oms('pickup', 'collect', 'nobody')).toMatchObject({ exitCode: 2, err: expect.stringContaining('26 characters') });
    expect(await oms('pickup', 'collect', work.held, '--by', 'Kim')).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('representative'),
    });
    expect(await oms('pickup', 'extend', work.held, '--until', 'tomorrow')).toMatchObject({ exitCode: 2 });
  });
});

describe('oms supplier terms', () => {
  it('shows what is known of a supplier, and takes what is new', async () => {
    expect((await oms('supplier', 'terms', 'maker')).out).toBe('How long maker takes is not known.\n\nNo costs are known.\n');
    const terms = { lead_time_days: 4, currency: 'USD', unit_costs: [{ sku: 'TABLE', amount_minor: 8_050 }] };
    expect(await json('supplier', 'terms', 'maker', '--set', JSON.stringify(terms))).toEqual({
      location_id: 'maker',
      ...terms,
      order_quantities: [],
    });
    expect((await oms('supplier', 'terms', 'maker')).out).toMatch(/^maker sends within 4 days\.\n[\s\S]*TABLE +80\.50 USD\n$/);
  });

  it('says what is wrong', async () => {
    expect((await json('supplier', 'terms', 'maker', '--set', '{ "lead_time_days": 999 }')).error).toEqual({
      code: 'terms-invalid',
      message: 'lead_time_days: must be 365 or less',
    });
    expect(await oms('supplier', 'terms', 'maker', '--set', 'soon')).toMatchObject({ exitCode: 2 });
    expect((await json('supplier', 'terms', 'east')).error).toMatchObject({ code: 'not-a-supplier' });
    expect((await json('supplier', 'terms', 'nowhere')).error).toMatchObject({ code: 'location-not-found' });
  });
});
