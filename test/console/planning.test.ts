// What forecasts propose: goods to move and to buy, people to plan, parcels to negotiate.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planningOf } from '../../lambdas/forecasting/planning-parts.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { keepClothesForecasts } from './forecast-story.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const main = TenantId('main');

describeOptional('planning in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
    const { shop, installation } = tested;
    await shop.count('west', 'TEE', 40);
    await shop.count('east', 'TEE', 1_500);
    await shop.count('east', 'MUG', 5);
    await keepClothesForecasts(installation);
    await planningOf(installation.runtime.platform).runNow(main);
  }, 120_000);
  afterAll(() => tested.close());

  const open = async (): Promise<readonly { readonly kind: string; readonly proposal_id: string }[]> =>
    (await tested.shop.must('GET', '/planning/proposals')).body.items;

  it.each(['desktop', 'phone'] as const)('proposes goods to move and to buy, with what speaks for it: %s', async (size) => {
    expect((await open()).map(({ kind }) => kind).toSorted()).toEqual(['purchase', 'transfer']);
    const visit = await tested.visit({ role: 'warehouse', size });
    const { page } = visit;
    await visit.open('/planning');
    await page.locator('[data-row]').nth(1).waitFor();
    await keepScreenshot(page, `planning-proposals-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('button', { name: /^Why: Transfer/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The campaign instagram raises demand of US-NV by 40 %.').waitFor();
    await dialog.getByRole('table', { name: 'How each end stands, in units' }).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, `planning-receipt-${size}`);
    await visit.close();
  });

  it('makes the transfer that somebody accepts, in the number that is wanted', async () => {
    const visit = await tested.visit({ role: 'warehouse' });
    const { page } = visit;
    const dialog = page.getByRole('dialog');
    await visit.open('/planning');
    await page.getByRole('button', { name: /^Accept: Transfer/ }).click();
    await dialog.getByLabel('Units').fill('none');
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText('must be a whole number, 1 or more').waitFor();
    await dialog.getByLabel('Units').fill('120');
    await dialog.getByLabel('Note').fill('before the campaign');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('button', { name: /^Accept: Transfer/ }).waitFor({ state: 'detached' });
    await page.getByLabel('Show').selectOption('ended');
    await page.getByText('before the campaign').waitFor();
    await keepScreenshot(page, 'planning-ended-desktop');
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('link', { name: /^plan-/ }).click();
    await page.getByRole('heading', { name: /^Transfer plan-/ }).waitFor();
    const { items } = (await tested.shop.must('GET', '/transfers?status=draft')).body;
    expect(items).toMatchObject([{ from_location_id: 'east', to_location_id: 'west', lines: [{ sku: 'TEE', quantity: 120 }] }]);
    await visit.close();
  });

  it('asks from whom to buy where nobody is known, and takes a no', async () => {
    const visit = await tested.visit({ role: 'operator', size: 'phone' });
    const { page } = visit;
    const dialog = page.getByRole('dialog');
    await visit.open('/planning');
    await page.getByText('nobody is known').waitFor();
    await page.getByRole('button', { name: /^Accept: Purchase/ }).click();
    await dialog.getByRole('button', { name: 'Accept' }).click();
    await dialog.getByText('must be given').waitFor();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: /^Decline: Purchase/ }).click();
    await dialog.getByLabel('Note').fill('discontinued');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Nothing needs to be moved or bought by the forecasts.').waitFor();
    await eventually(open, (items) => items.length === 0);
    expect((await tested.shop.must('GET', '/planning/proposals?list=ended&kind=purchase')).body.items).toMatchObject([
      { status: 'declined', decision: { note: 'discontinued' } },
    ]);
    await visit.close();
  });

  it.each(['desktop', 'phone'] as const)('tells how many people each location needs, and parcels by lane: %s', async (size) => {
    const visit = await tested.visit({ role: 'analyst', size });
    const { page } = visit;
    await visit.open('/planning?tab=staffing');
    await page
      .getByRole('img', { name: /^People needed at/ })
      .first()
      .waitFor();
    await keepScreenshot(page, `planning-staffing-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await visit.open('/planning?tab=volumes');
    await page.getByText('US-NV').first().waitFor();
    await keepScreenshot(page, `planning-volumes-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await visit.open('/planning');
    await page.getByText('Nothing needs to be moved or bought by the forecasts.').waitFor();
    expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
    await visit.close();
  });
});
