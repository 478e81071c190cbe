// Everything that can be known of the stock of one article.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { answerInstead } from './answer-instead.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

const forecast = {
  version: 'f-1',
  made_at: '2026-11-01T03:00:00.000Z',
  model: 'seasonal-naive',
  model_version: null,
  cold_start: false,
  history_from: '2026-08-01',
  history_to: '2026-10-31',
  history_units: 270,
  dispersion: 1.4,
  days: [
    { day: '2026-11-01', mean: 2.5, p10: 0, p50: 2, p90: 5 },
    { day: '2026-11-02', mean: 3.5, p10: 1, p50: 3, p90: 7 },
  ],
  regions: [{ region: 'US-NY', share: 1 }],
  locations: [
    { location_id: 'east', share: 0.75 },
    { location_id: 'west', share: 0.25 },
  ],
  channels: [{ channel: 'web', share: 1 }],
  reasons: [],
  level: 'total',
  period: 'daily',
  series: [],
};
const futureValues = {
  version: 'v-1',
  made_at: '2026-11-01T03:10:00.000Z',
  in_use: true,
  cause: 'stock-shock',
  horizon_days: 28,
  orders: 400,
  items: [{ sku: 'TEE', locations: [{ location_id: 'east', value: 140 }] }],
};

describeOptional('stock of an article', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const row = (page: Page, name: RegExp) => page.getByRole('row', { name });

  it('is adjusted with a reason, and its movements say so', async () => {
    const visit = await tested.visit({ role: 'warehouse' });
    const { page } = visit;
    await visit.open('/stock?sku=CAP');
    await row(page, /west 50 0 50/).waitFor();
    await page.getByRole('button', { name: 'Adjust' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').selectOption('theft');
    await dialog.getByRole('button', { name: 'Adjust' }).click();
    await dialog.getByText('must be a whole number, 1 or more').waitFor();
    await dialog.getByLabel('Units fewer').fill('5');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Adjust' }).click();
    await row(page, /west 45 0 45/).waitFor();
    await page.getByRole('tab', { name: 'Movements' }).click();
    await page.waitForURL('**/stock?sku=CAP&tab=movements');
    await row(page, /−5 on hand 45 45 theft/).waitFor();
    await row(page, /receiving \+50 on hand 50 50/).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('gives units that were set aside their final place', async () => {
    const damaged = { sku: 'CAP', location_id: 'west', delta: -3, reason_code: 'damage' };
    await tested.shop.must('POST', '/inventory/adjustments', { adjustment_id: 'A-dropped', lines: [damaged] });
    const visit = await tested.visit({ role: 'warehouse', size: 'phone' });
    const { page } = visit;
    await visit.open('/stock?sku=CAP');
    await page.getByRole('button', { name: 'Decide on units set aside' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('west, damaged: 3').waitFor({ state: 'attached' });
    await dialog.getByLabel('What becomes of them').selectOption('damaged');
    await dialog.getByLabel('Units').fill('2');
    await dialog.getByRole('button', { name: 'Decide' }).click();
    await dialog.getByText('must be another place').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('What becomes of them').selectOption('disposed');
    await dialog.getByRole('button', { name: 'Decide' }).click();
    await dialog.waitFor({ state: 'detached' });
    const [level] = await tested.shop.levels('CAP');
    expect(level).toMatchObject({ location_id: 'west', damaged: 1 });
    await visit.close();
  });

  it('is shown as it stood at a moment before', async () => {
    const visit = await tested.visit({ role: 'analyst', size: 'phone' });
    const { page } = visit;
    await visit.open('/stock?sku=MUG');
    await page.getByText('On hand').first().waitFor();
    await page.getByLabel('As it stood at').fill('2020-01-01T12:00');
    await page.getByText('At that time no location had had any of MUG').waitFor();
    await page.getByText('As the ledger had it on').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.getByRole('listitem').filter({ hasText: 'east' }).waitFor();
    await visit.close();
  });

  it('that is to come can be promised from the day it is expected, and orders that wait say for when', async () => {
    const { shop } = tested;
    await shop.must('POST', '/products', { sku: 'LAMP', title: 'Lamp' });
    await shop.must('POST', '/purchase-orders', {
      purchase_order_id: 'P-lamps',
      supplier: 'Lamp Works',
      location_id: 'east',
      lines: [
        { line_id: '1', sku: 'LAMP', quantity: 10, expected_at: inDays(6) },
        { line_id: '2', sku: 'LAMP', quantity: 7 },
      ],
    });
    const order = await shop.place({ LAMP: 3 });
    await shop.reaches(order, 'backorder');
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    await visit.open('/stock?sku=LAMP&tab=promise');
    await row(page, /\+10 purchase order P-lamps/).waitFor();
    await row(page, new RegExp(`^(?!.*now).*7 7 .*−3 waiting order ${order}`)).waitFor();
    await page.getByText('Orders wait for 3 units for which nothing is reserved').waitFor();
    await row(page, /P-lamps purchase order east 7 no date was named/).waitFor();
    await page.getByRole('img', { name: 'What may be promised of LAMP at all locations' }).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('tab', { name: 'Waiting orders' }).click();
    await row(page, new RegExp(`${order} 100 3 3 ordered while sold out .* by P-lamps`)).waitFor();
    await page.getByRole('link', { name: order }).click();
    await page.waitForURL(`**/orders/${order}`);
    await visit.close();
  });

  it('is explained for each channel: what is shown, what is kept back, and why so much', async () => {
    const { shop } = tested;
    await shop.must('PUT', '/channels/walmart/accounts/market', {
      settings: { market: 'us' },
      stock: { locations: ['east'], channel_location_id: 'node-1' },
      base_url: 'https://127.0.0.1:1',
    });
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    // What an account is told stands in the way of nothing else here, so the answer is given in the channel's place.
    await answerInstead(page, '**/channels/stock?*', {
      items: [
        {
          sku: 'TEE',
          quantity: 90,
          state: 'done',
          code: null,
          at: inDays(0),
          published: {
            available: 100,
            safety_stock: 4,
            buffer: 6,
            published: 90,
            rule: 'target',
            percent: null,
            oversell_probability: 0.01,
            band: 'normal',
            units_per_day: 22,
            sales_basis: 'measured',
            distribution: 'poisson',
            lag_seconds: 720,
            lag_basis: 'measured',
            caution: 1,
            limited_by: null,
          },
          drift: { told: 90, shown: 95, at: inDays(-1), corrected_at: null },
          oversells: 2,
        },
      ],
    });
    await visit.open('/stock?sku=TEE&tab=channels');
    await page.getByText('100 available − 4 safety stock − 6 buffer = 90 shown.').waitFor();
    await page
      .getByText('6 because at 22 sales a day and 12 min of lag, more than that is sold before the channel knows in at most 1% of cases.')
      .waitFor();
    await page.getByText('It showed 95 where it was told 90; not put right yet').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('says that nobody has forecast it yet, and keeps from people what they may not see', async () => {
    const visit = await tested.visit({ role: 'finance', size: 'phone' });
    const { page } = visit;
    await visit.open('/stock?sku=MUG&tab=forecast');
    await page.getByText('There is no forecast of MUG').waitFor();
    await page.getByRole('region', { name: 'What a unit is worth later' }).waitFor();
    expect(await page.getByRole('tab', { name: 'Shown on channels' }).count()).toBe(0);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('is forecast day by day, with how far it may stray and what a unit kept is worth', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    // Forecasts are made at night.
    await answerInstead(page, '**/forecasts?*', { sku: 'TEE', forecast });
    await answerInstead(page, '**/routing/future-values?*', futureValues);
    await visit.open('/stock?sku=TEE&tab=forecast');
    await page.getByText('About 6 units are expected to be wanted in the 2 days to come: 3 a day.').waitFor();
    await page.getByRole('img', { name: 'Demand expected of TEE' }).waitFor();
    await row(page, /2 Nov 2026 3\.5 1 3 7/).waitFor();
    await page.getByRole('region', { name: 'Who would serve it' }).getByText('75%').waitFor();
    await row(page, /east 140/).waitFor();
    await page.getByText('Estimated').getByText('because stock changed a great deal').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });
});
