// What outcomes teach of routing: carriers by what came of their parcels, and what decisions lost.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLookBack } from '../../lambdas/sourcing/hindsight.ts';
import { refreshLearnedOf } from '../../lambdas/sourcing/learning.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { answerInstead } from './answer-instead.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const main = TenantId('main');

const parcels = (carrier: string, kind: string, damaged: number) =>
  Array.from({ length: 100 }, (_, index) => ({
    reference: `${carrier}-${kind}-${index}`,
    carrier,
    service: 'ground',
    origin: { country: 'US', region: 'NV' },
    destination: { country: 'US', region: 'NY' },
    package_kind: kind,
    weight_grams: 800,
    cost_minor: 950,
    shipped_at: '2026-10-01T10:00:00Z',
    delivered_at: index % 2 === 0 ? '2026-10-06T10:00:00Z' : '2026-10-07T10:00:00Z',
    promised_for: '2026-10-06T20:00:00Z',
    damaged: index < damaged,
  }));

/** A day as the API tells it on which better decisions are known of. */
const lossyDay = (at: number, orderId: string) => ({
  day: `2026-11-1${at}`,
  made_at: `2026-11-1${at}T23:00:00.000Z`,
  is_partial: at === 5,
  unknown: 0,
  currencies: [
    {
      currency: 'USD',
      decisions: 100 + at,
      with_loss: 10 + at,
      chosen_minor: 90_000,
      best_minor: 90_000 - 1_200 * at,
      loss_minor: 1_200 * at,
      by: { exploration: 100, rate: 700 * at, forecast: -100, stock: 300 * at, weights: 200 * at, constraint: 0 },
      arms: [
        { arm: 'learned', decisions: 50, mean_minor: 870 },
        { arm: 'control', decisions: 50 + at, mean_minor: 910 },
      ],
      worst: [{ order_id: orderId, decision_id: `route.00${at}.001`, loss: 400 * at, chosen: ['east'], best: ['west'] }],
    },
  ],
  accuracy: { parcels: 80, cost_error_percent: 4.2, days_error: 0.8, days_bias: 0.1 },
});

const difference = {
  currency: 'USD',
  learned: { decisions: 250, mean_minor: 870 },
  control: { decisions: 265, mean_minor: 910 },
  days: 5,
  difference: {
    estimate: -40,
    low: -60,
    high: -20,
    verdict: 'proven',
    sentence: 'A decision cost 8.70 USD where learned figures counted (250) and 9.10 USD where they did not (265): it is lower.',
  },
};

describeOptional('learning in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let order = '';
  beforeAll(async () => {
    tested = await openConsole();
    const { shop, installation } = tested;
    const { platform } = installation.runtime;
    await shop.must('POST', '/carriers/outcomes', { outcomes: [...parcels('Brisk', 'fragile', 12), ...parcels('Calm', 'standard', 1)] });
    await refreshLearnedOf(platform).renew(main);
    order = await shop.place({ TEE: 1 });
    await shop.reaches(order, 'allocated');
    await openLookBack(platform).look(main, platform.clock.now().slice(0, 10));
  }, 120_000);
  afterAll(() => tested.close());

  it.each(['desktop', 'phone'] as const)('shows what came of parcels, with how sure that is: %s', async (size) => {
    const visit = await tested.visit({ role: 'analyst', size });
    const { page } = visit;
    await visit.open('/learning?tab=carriers');
    const rows = page.locator('[data-row]');
    await rows.filter({ hasText: 'brisk' }).getByText('outcomes').first().waitFor();
    await keepScreenshot(page, `learning-carriers-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByLabel('Carrier', { exact: true }).fill('calm');
    await rows.filter({ hasText: 'brisk' }).first().waitFor({ state: 'detached' });
    await page.getByLabel('Zone').selectOption('1');
    await page.getByText('There is none of these.').waitFor();
    await visit.close();
  });

  it.each(['desktop', 'phone'] as const)('shows what decisions lost, day by day and by cause: %s', async (size) => {
    const visit = await tested.visit({ role: 'analyst', size });
    const { page } = visit;
    await visit.open('/learning');
    await page.getByRole('region', { name: 'Losses in USD', exact: true }).waitFor();
    await page.getByText('What the rates said of carriers').first().waitFor();
    await page.getByText('No better decision is known of any.').waitFor();
    expect(await page.getByRole('img', { name: /^Loss of each day/ }).count()).toBe(0);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it.each(['desktop', 'phone'] as const)('lays losses on their causes, and leads to the orders that lost most: %s', async (size) => {
    const visit = await tested.visit({ role: 'analyst', size });
    const { page } = visit;
    const items = [1, 2, 3, 4, 5].map((at) => lossyDay(at, order));
    await answerInstead(page, '**/hindsight?*', { items, differences: [difference] });
    await visit.open('/learning');
    await page.getByRole('img', { name: /^Loss of each day by cause, in USD/ }).waitFor();
    await page.getByText('with what was learned').first().waitFor();
    await page.getByText(difference.difference.sentence).waitFor();
    await keepScreenshot(page, `learning-losses-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('link', { name: order }).first().click();
    await page.waitForURL(`**/orders/${order}?tab=why`);
    await visit.close();
  });

  it('shows whoever may not see how the installation is doing the losses alone', async () => {
    const visit = await tested.visit({ role: 'finance' });
    const { page } = visit;
    await visit.open('/learning');
    await page.getByRole('region', { name: 'Losses in USD', exact: true }).waitFor();
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Looking back']);
    await visit.close();
  });
});
