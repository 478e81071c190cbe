// Orders that may be fraudulent: the reviewers' queue, the code that a customer reads out, and what a bank says later.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled } from '../e2e/books.ts';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const dear = { verification_cost_minor: 1_000_000, review_cost_minor: 1_000_000, chargeback_fee_minor: 1_000_000 };
/** Costs under which every order is asked for a code, and those without a phone are reviewed. */
const verifyAll = { ...dear, verification_cost_minor: 0, verification_abandons_percent: 0, verification_catches_percent: 100 };

describeOptional('fraud in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let withoutPhone = '';
  let withPhone = '';
  const caseOf = async (id: string) => (await tested.shop.must('GET', `/orders/${id}/fraud`)).body;
  const hasHold = (id: string, type: string) =>
    eventually(
      () => tested.shop.order(id),
      ({ holds }) => holds.some((hold: { readonly type: string }) => hold.type === type),
    );

  beforeAll(async () => {
    tested = await openConsole();
    const { shop, installation } = tested;
    const { items } = (await shop.must('GET', '/policies')).body;
    const { value, version } = items.find(({ name }: { readonly name: string }) => name === 'fraud_bands');
    const explore = { share_per_mille: 0, amount_max_minor: 0, per_day_max: 0 };
    const changed = { ...value, mode: 'decide', explore, ...verifyAll };
    await shop.must('PUT', '/policies/fraud_bands', { value: changed, note: 'for a test', expected_version: version });
    withoutPhone = await shop.place({ TEE: 1 });
    const customer = { email: 'ada.quill@example.com', name: 'Ada Quill', phone: '(518) 555-0123' };
    withPhone = await shop.place({ TEE: 2 }, { channel_order_id: 'by-code', channel_order_name: '#CODE', customer });
    await hasHold(withoutPhone, 'fraud-review');
    await hasHold(withPhone, 'verification');
    await settled(installation.runtime);
  }, 120_000);
  afterAll(() => tested.close());

  it.each(['desktop', 'phone'] as const)('shows what is due, why, and what each action costs: %s', async (size) => {
    const visit = await tested.visit({ size });
    const { page } = visit;
    await visit.open('/fraud');
    const row = page.locator('[data-row]').filter({ hasText: withoutPhone.slice(0, 10) });
    await row.getByText('In expectation:').waitFor();
    await page.getByText('Decided today:').waitFor();
    await keepScreenshot(page, `fraud-queue-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await row.getByRole('button', { name: /^Look/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('the order has no phone number').waitFor();
    await dialog.getByText('Verify by a code, the cheapest').waitFor();
    expect(await dialog.getByRole('button', { name: 'Send a code' }).count()).toBe(0);
    await dialog.getByText('A person has to sign in to decide: operator or admin').waitFor();
    await keepScreenshot(page, `fraud-review-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it.each(['desktop', 'phone'] as const)('tells between which probabilities an order of a total is verified: %s', async (size) => {
    const visit = await tested.visit({ size, role: 'analyst' });
    const { page } = visit;
    await visit.open('/fraud?tab=bands');
    await page.getByText('They decide: the cheapest action is taken').waitFor();
    await page.getByLabel('A total of your own in USD').fill('123.45');
    await page.getByText('$123.45').last().waitFor();
    await keepScreenshot(page, `fraud-bands-${size}`);
    expect(await soundness(visit)).toEqual(sound);
    expect(await page.getByRole('tab', { name: 'Messages not sent' }).count()).toBe(0);
    await visit.close();
  });

  it('takes the code that a customer reads out, and says when it is the wrong one', async () => {
    const { installation } = tested;
    const texts = async () => (await tested.shop.must('GET', '/outbox')).body.items as { readonly id: string; readonly text: string }[];
    const [text] = await eventually(texts, (items) => items.some(({ id }) => id.startsWith(withPhone)));
    const code = text?.text.slice(0, 6) ?? '';
    const visit = await tested.visit({ role: 'support', size: 'phone' });
    const { page } = visit;
    await visit.open(`/orders/${withPhone}?tab=fraud`);
    await page.getByText('Tries left: 5').waitFor();
    await page.getByLabel('Code', { exact: true }).fill('12');
    await page.getByRole('button', { name: 'Enter the code' }).click();
    await page.getByText('must be the six digits of the message').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'Enter the code' }).click();
    await page.getByText('is not the code that was sent; tries left: 4').first().waitFor();
    await page.getByText('A code was sent to the customer').filter({ hasText: 'Tries left: 4' }).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'fraud-code-phone');
    await page.getByLabel('Code', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Enter the code' }).click();
    await page.getByText('The customer has confirmed the order by the code.').waitFor();
    await settled(installation.runtime);
    expect(await caseOf(withPhone)).toMatchObject({ verification: { status: 'confirmed' } });
    await visit.close();
  });

  it('records what a bank has taken back, and says what the models learn from it', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open(`/orders/${withPhone}?tab=fraud`);
    await page.getByRole('button', { name: 'Record a chargeback' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Record the chargeback' }).click();
    await dialog.getByText('must be given').waitFor();
    await dialog.getByLabel('Code of the reason').fill('10.4');
    await dialog.getByLabel('Amount in USD').fill('12.50');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Record the chargeback' }).click();
    await page.getByText('fraud, strong, because of a chargeback').waitFor();
    await keepScreenshot(page, 'fraud-case-desktop');
    expect((await caseOf(withPhone)).chargebacks).toMatchObject([{ reason_code: '10.4', amount_minor: 1_250, fraudulent: true }]);
    await visit.open(`/orders/${withPhone}?tab=why`);
    await page.getByText('Expected costs, which decided').first().waitFor();
    await page
      .getByRole('button', { name: /^Signals: \d+ known/ })
      .first()
      .click();
    await page.getByText('Not known:').first().waitFor();
    await keepScreenshot(page, 'fraud-receipt-desktop');
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('shows whoever may only look no codes to enter and nothing to record', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open(`/orders/${withoutPhone}?tab=fraud`);
    await page.getByText('the order has no phone number').waitFor();
    for (const name of ['Enter the code', 'Send a code', 'Record a chargeback'])
      expect(await page.getByRole('button', { name }).count(), name).toBe(0);
    await visit.open('/fraud');
    await page.getByRole('button', { name: /^Look/ }).click();
    await page.getByRole('dialog').getByText('the order has no phone number').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Release' }).count()).toBe(0);
    await visit.close();
  });
});
