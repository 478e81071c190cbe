// What is shown to customers, as those see it who look after it.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { learnOutcomesOf } from '../../lambdas/customers/promotion-parts.ts';
import { coPurchaseParts } from '../../lambdas/customers/recommendation-parts.ts';
import { createCountCoPurchase } from '../../lib/customers/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { settled } from '../e2e/books.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

// A browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describeOptional('what customers are shown', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;

  /** Five orders have a cap with a mug, and twelve a T-shirt alone. */
  beforeAll(async () => {
    tested = await openConsole();
    const { shop, installation } = tested;
    const promotions = [
      { promotion_id: 'tenth', title: 'A tenth off', kind: 'percent', percent: 10, holdout_percent: 20, channels: ['web', 'storefront'] },
      { promotion_id: 'goes-with', title: 'What goes with it', kind: 'percent', percent: 12.5, audience: 'companion' },
      {
        promotion_id: 'mugs',
        title: 'Cups',
        kind: 'amount',
        amount_minor: 300,
        currency: 'USD',
        skus: ['MUG'],
        until: '2099-01-01T00:00:00Z',
      },
    ];
    await shop.must('PUT', '/policies/promotions', { value: { promotions }, note: 'for the test', expected_version: 0 });
    const customer = (name: string) => ({ customer: { email: `${name}@northgate.example.com`, name } });
    for (let index = 0; index < 5; index += 1) await shop.place({ CAP: 1, MUG: 1 }, customer(`cap${index}`));
    for (let index = 0; index < 12; index += 1) await shop.place({ TEE: 1 }, customer(`tee${index}`));
    await settled(installation.runtime);
    await createCountCoPurchase(coPurchaseParts(installation.runtime.platform)).count(TenantId('main'));
  });
  afterAll(() => tested?.close());

  const kept = async (visit: Visit, name: string): Promise<void> => {
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(visit.page, name);
  };

  it('beside an article is what is bought with it, with how often, and its bundles lead on', async () => {
    for (const size of ['desktop', 'phone'] as const) {
      const visit = await tested.visit({ role: 'analyst', size });
      const { page } = visit;
      await visit.open('/stock?sku=CAP&tab=bought-together');
      await page.getByText('What is bought with it more often than by chance, and can be had now.').waitFor();
      await page.getByText(/^Counted .* from 17 orders\.$/).waitFor();
      await page.getByText(/% of the orders with CAP have MUG too/).waitFor();
      expect(await page.getByLabel('Bought with CAP').getByRole('link').allInnerTexts()).toEqual(['MUG']);
      await kept(visit, `bought-together-${size}`);
      await page.getByLabel('Bundles with CAP').getByRole('link', { name: 'MUG' }).click();
      await page.waitForURL('**/stock?sku=MUG');
      await visit.close();
    }
  });

  it('of an article that nothing is known of are best-selling ones, and it says so', async () => {
    const visit = await tested.visit({ role: 'warehouse' });
    const { page } = visit;
    await visit.open('/stock?sku=TEE&tab=bought-together');
    await page.getByText('Too little is known of what is bought with it.').waitFor();
    await page.getByText('TEE is in none of the 20 best bundles.').waitFor();
    expect(await page.getByLabel('Bought with TEE').getByRole('link').count()).toBeGreaterThan(0);
    await visit.close();
  });

  it('at the checkout is tried with a cart that nobody has, and says what it rests on', async () => {
    for (const size of ['desktop', 'phone'] as const) {
      const visit = await tested.visit({ role: 'support', size, scheme: size === 'phone' ? 'dark' : 'light' });
      const { page } = visit;
      await visit.open('/checkout');
      await page.getByRole('button', { name: 'Ask' }).click();
      await expect.poll(() => page.getByLabel('Line 1: SKU').getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel('Line 1: SKU').fill('TEE');
      await page.getByLabel('To country').selectOption('US');
      await page.getByLabel('Region').fill('NY');
      await page.getByLabel('E-mail of the customer').fill('ada.quill@example.com');
      await page.keyboard.press('Enter');
      const told = page.getByRole('region', { name: 'What the shop is told' });
      await told.getByText('In an order by assumptions: hardly anybody has chosen yet.').waitFor();
      await told.getByText('The customer has not agreed to personalisation, so nothing of theirs was read.').first().waitFor();
      await told.getByText('what is usual elsewhere').or(told.getByText('the shop’s own shares, by rule')).first().waitFor();
      expect(page.url()).not.toContain('ada');
      await kept(visit, `checkout-${size}`);
      await told.getByRole('link', { name: 'Why? TEE' }).click();
      await page.getByRole('heading', { level: 1, name: 'How likely it comes back' }).waitFor();
      await kept(visit, `checkout-receipt-${size}`);
      await visit.close();
    }
  });

  it('of promotions is which ones a cart gets and why, what they change, and every field of them goes back as it came', async () => {
    const { shop } = tested;
    const line = { sku: 'CAP', quantity: 1, unit_price: 2_000 };
    for (let index = 0; index < 12; index += 1)
      await shop.must('POST', '/checkout/promotions', { currency: 'USD', lines: [line], order_reference: `seen-${index}` });
    await learnOutcomesOf(tested.installation.runtime.platform).learnUntil(TenantId('main'), Instant('2099-01-01T00:00:00.000Z'));
    for (const size of ['desktop', 'phone'] as const) {
      const visit = await tested.visit({ role: 'admin', size });
      const { page } = visit;
      await visit.open('/checkout');
      const report = page.getByRole('region', { name: 'What promotions do' });
      await report.getByText('What goes with it').first().waitFor();
      await page.getByLabel('Line 1: SKU').fill('CAP');
      await page.getByLabel('To country').selectOption('US');
      await page.getByLabel('Region').fill('NY');
      await page.keyboard.press('Enter');
      const told = page.getByRole('region', { name: 'What the shop is told' });
      await told.getByText('It is for everybody.').waitFor();
      await told.getByText(/% of the orders with CAP have MUG too\./).waitFor();
      await told.getByText('is for other articles.').waitFor();
      await kept(visit, `promotions-${size}`);
      await visit.go('/policies/promotions');
      await page.getByText('The shop runs A tenth off, What goes with it, Cups. 1 of them are measured').first().waitFor();
      await page.getByRole('button', { name: 'Change: Promotions' }).click();
      const dialog = page.getByRole('dialog', { name: 'Promotions' });
      await dialog.getByLabel('Why').fill('As it stands');
      await kept(visit, `promotions-form-${size}`);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await visit.close();
    }
    // What stands there already makes no version.
    const { items } = (await shop.must('GET', '/policies')).body;
    expect(items.find(({ name }: { name: string }) => name === 'promotions').version).toBe(1);
  });

  it('of a delivery is what they want, with how surely that is known and what it rests on', async () => {
    const visit = await tested.visit({ role: 'support', size: 'phone' });
    const { page } = visit;
    await visit.open('/checkout');
    const taste = page.getByRole('region', { name: 'What customers want of a delivery' });
    await taste.getByText('Assumed: 0 choices are known, and fewer than 20 say too little.').waitFor();
    await taste.getByText(/^A day sooner is worth [\d.]+ % of the order to them\.$/).waitFor();
    for (const words of ['costs a tenth of the order more', 'comes a day later', 'the customer has to come for'])
      await taste.getByText(words).waitFor();
    // What nobody wants is chosen less often than what is alike without it.
    expect(await taste.getByText(/^0\.\d\d ×$/).count()).toBe(5);
    await kept(visit, 'delivery-taste-phone');
    await visit.close();
  });

  it('and what came back of them is advised on, with every way compared', async () => {
    const visit = await tested.visit({ role: 'warehouse', size: 'phone' });
    const { page } = visit;
    await visit.open('/stock?sku=TEE&tab=came-back');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByText('or the customer’s country must be chosen').first().waitFor();
    await page.getByLabel('Condition').selectOption('worn');
    await page.getByLabel('They are at').selectOption('east');
    await page.getByRole('button', { name: 'Ask' }).click();
    const ways = page.getByRole('list', { name: 'Ways for goods that came back' });
    await ways.getByRole('listitem').first().waitFor();
    expect(await ways.getByRole('listitem').count()).toBeGreaterThan(1);
    await page.getByText('No forecast says how fast it sells, so that is assumed.').waitFor();
    await kept(visit, 'disposition-phone');
    await visit.close();
  });
});
