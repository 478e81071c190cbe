// What carriers ask: tried out by hand, and told on the orders that were routed by it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RatingTwin, startRatingTwin } from '../../bin/demo/twins/rating/rating.twin.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const apiKey = 'EZTK-console';

describeOptional('carriers’ prices in the console', chromiumRequirement(), () => {
  let twin: RatingTwin;
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    twin = await startRatingTwin({ clock: systemClock, random: createRandom(3), service: 'easypost', apiKey });
    tested = await openConsole({ MAIN_EASYPOST_API_KEY: apiKey, EASYPOST_URL: twin.url });
    const { shop } = tested;
    const place = { location_id: 'east', name: 'Newark', type: 'warehouse', country: 'US', region: 'NJ' };
    await shop.must('POST', '/locations', { ...place, postal_code: '07114', latitude: 40.73, longitude: -74.17 });
    const value = { preset: 'balanced', quotes: { from: 'easypost' } };
    await shop.must('PUT', '/policies/sourcing', { value, note: 'ask carriers', expected_version: 0 });
  }, 120_000);
  afterAll(async () => {
    await tested.close();
    await twin.close();
  });

  it.each(['desktop', 'phone'] as const)('are asked for a parcel, and what is missing is said beside its field: %s', async (size) => {
    const visit = await tested.visit({ role: 'admin', size });
    const { page } = visit;
    await visit.open('/learning?tab=quotes');
    await page.getByRole('button', { name: 'Ask carriers' }).click();
    await page.getByText('must be given, the whole of it').waitFor();
    await page.getByLabel('From').selectOption('east');
    await page.getByLabel('Region').fill('NY');
    await page.getByLabel('Postal code').fill('12207');
    await page.keyboard.press('Enter');
    const prices = page.locator('[data-row]');
    await prices.filter({ hasText: 'GroundAdvantage' }).waitFor();
    expect(await prices.count()).toBe(5);
    await keepScreenshot(page, `quotes-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByLabel('From').selectOption('west');
    await page.getByRole('button', { name: 'Ask carriers' }).click();
    await page.getByText('Because the postal code of the location or of the destination is not known.').waitFor();
    await visit.close();
  });

  it('are told on the order that was routed by them', async () => {
    const order = await tested.shop.place({ TEE: 1 });
    await tested.shop.reaches(order, 'allocated');
    const visit = await tested.visit({ role: 'support', size: 'desktop' });
    await visit.open(`/orders/${order}?tab=why`);
    const told = visit.page.getByText(/^Prices from .* are those that carriers named through EasyPost\.$/).first();
    await told.waitFor();
    expect(await told.innerText()).toContain('east');
    await keepScreenshot(visit.page, 'quotes-order');
    await visit.close();
  });

  it('are set in the form of the policy, beside one that ships with the product', async () => {
    const visit = await tested.visit({ role: 'admin', size: 'desktop' });
    const { page } = visit;
    await visit.open('/policies/sourcing');
    await page.getByRole('button', { name: 'Change' }).first().click();
    await page.getByLabel('Waits').fill('800');
    await keepScreenshot(page, 'quotes-policy');
    await page.getByLabel('Why').fill('less patience');
    await page.getByRole('button', { name: /^Save/ }).click();
    await expect
      .poll(async () => {
        const { items } = (await tested.shop.must('GET', '/policies')).body;
        return items.find(({ name }: { readonly name: string }) => name === 'sourcing').value;
      })
      .toEqual({ preset: 'balanced', quotes: { from: 'easypost', wait_ms: 800 } });
    await visit.close();
  });
});
