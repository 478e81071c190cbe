// What is expected to be wanted, how good that has been, and what forecasts are told.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { keepClothesForecasts } from './forecast-story.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

describeOptional('forecasts in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
    await keepClothesForecasts(tested.installation);
  }, 120_000);
  afterAll(() => tested.close());

  it.each(['desktop', 'phone'] as const)('show all articles by week beside the weeks that are over, and their parts: %s', async (size) => {
    const visit = await tested.visit({ role: 'analyst', size });
    const { page } = visit;
    await visit.open('/forecasts');
    await page.getByRole('img', { name: 'Demand of all articles; the table below has the same figures' }).waitFor();
    await page.getByText('Wanted').first().waitFor();
    await keepScreenshot(page, `forecasts-total-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByLabel('Level').selectOption('location');
    await page.getByLabel('Shown below').selectOption('west');
    await page.getByRole('img', { name: /^Demand of all articles, west/ }).waitFor();
    await keepScreenshot(page, `forecasts-location-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('of an article say what drives them', async () => {
    const visit = await tested.visit({ role: 'warehouse' });
    const { page } = visit;
    await visit.open('/forecasts');
    await page.getByText('Find an article to see what is expected of it.').or(page.getByText('Made ')).first().waitFor();
    await page.getByLabel('Article', { exact: true }).first().fill('TEE');
    await page.getByRole('option', { name: 'TEE' }).click();
    await page.getByText('The campaign instagram raises demand of US-NV by 40 %.').waitFor();
    await page.locator('label').filter({ hasText: 'Days' }).click();
    await expect.poll(() => page.getByRole('table', { name: 'Forecast of TEE' }).locator('[data-row]').count()).toBe(28);
    await page.getByLabel('Level').selectOption('channel');
    await page.getByRole('table', { name: 'Parts of the forecast of TEE' }).getByText('shopify').waitFor();
    await keepScreenshot(page, 'forecasts-article-desktop');
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Demand']);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it.each(['desktop', 'phone'] as const)('are held against what came, beside the seasonal naive one: %s', async (size) => {
    const visit = await tested.visit({ role: 'analyst', size });
    const { page } = visit;
    await visit.open('/forecasts?tab=accuracy');
    await page.getByText('clothes').first().waitFor();
    await page.getByRole('img', { name: /^Weekly error of the forecast of all articles/ }).waitFor();
    await keepScreenshot(page, `forecasts-accuracy-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await visit.open('/forecasts?tab=accuracy&sku=TEE');
    await page.getByText('5 %', { exact: true }).first().waitFor();
    await visit.close();
  });

  it('are told of a promotion, of many days of weather at once, and that it was not so', async () => {
    const { shop } = tested;
    const rowsOf = async (kind: string) => (await shop.must('GET', `/forecast-feeds/${kind}`)).body.items;
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    const dialog = page.getByRole('dialog');
    await visit.open('/forecasts?tab=feeds');
    await page.getByText('Nothing has been told.').waitFor();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByLabel(/^Promotion/).fill('winter');
    await dialog.getByLabel('SKU').fill('TEE');
    await dialog.getByLabel(/^From/).fill('2026-12-05');
    await dialog.getByLabel(/^To, included/).fill('2026-12-01');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('must be given').waitFor();
    await dialog.getByLabel(/^Discount/).fill('20');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('must not be before from').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'forecasts-feed-form-desktop');
    await dialog.getByLabel(/^To, included/).fill('2026-12-09');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await page.getByText('winter: 20 % off').waitFor();
    expect(await rowsOf('promotions')).toMatchObject([{ row: { promotion_id: 'winter', sku: 'TEE', depth_percent: 20 } }]);
    await keepScreenshot(page, 'forecasts-feeds-desktop');
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('button', { name: 'Take back' }).click();
    await dialog.getByRole('button', { name: 'Take back' }).click();
    await page.getByText('Nothing has been told.').waitFor();
    expect(await rowsOf('promotions')).toEqual([]);

    await page.getByLabel('Feed', { exact: true }).selectOption('weather');
    await page.getByRole('button', { name: 'Import' }).click();
    await dialog.getByLabel('Rows').fill('region,day,temperature_anomaly\nUS-NY,2026-12-01,4.5\nUS-NY,2026-12-02,warm');
    await dialog.getByRole('button', { name: 'Add 2 rows' }).click();
    await dialog.getByText('row 2, temperature_anomaly: must be a number').waitFor();
    await dialog.getByLabel('Rows').fill('region,day,temperature_anomaly\nUS-NY,2026-12-01,4.5\nUS-NY,2026-12-02,-2');
    await dialog.getByRole('button', { name: 'Add 2 rows' }).click();
    await page.getByText('+4.5 °C (actual)').waitFor();
    expect(await rowsOf('weather')).toHaveLength(2);
    await visit.close();
  }, 60_000);

  it('are told nothing by whoever may only look', async () => {
    const visit = await tested.visit({ role: 'analyst', size: 'phone' });
    const { page } = visit;
    await visit.open('/forecasts?tab=feeds&kind=weather');
    await page.getByText('+4.5 °C (actual)').waitFor();
    for (const name of ['Add', 'Import', 'Take back']) expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'forecasts-feeds-phone');
    await visit.close();
  });
});
