import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000 });

describeOptional('policies', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const policy = async (name: string) =>
    (await tested.installation.api('GET', '/policies')).body.items.find((one: { readonly name: string }) => one.name === name);

  it('sets a limit of the review with a note, and says it in words', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/policies');
    await page.getByRole('button', { name: 'Change: Review of large orders' }).click();
    const dialog = page.getByRole('dialog', { name: 'Review of large orders' });
    await dialog.getByLabel('Limit 1: amount').fill('750.50');
    await dialog.getByRole('button', { name: 'Add a currency' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must be chosen').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('Limit 2: amount').fill('90000');
    await dialog.getByLabel('Limit 2: currency').selectOption('JPY');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must be given').first().waitFor();
    await dialog.getByLabel('Why').fill('Fewer false alarms');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Orders above US$750.50 or JP¥90,000 go to review. Orders in other currencies go to review too.').waitFor();
    expect(await policy('fraud_review')).toMatchObject({
      version: 1,
      note: 'Fewer false alarms',
      value: {
        enabled: true,
        limits: [
          { currency: 'USD', amount_minor: 75_050 },
          { currency: 'JPY', amount_minor: 90_000 },
        ],
      },
    });
    await visit.close();
  });

  it('shows what somebody else has set meanwhile, and overwrites it only after that', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/policies/completion');
    await page.getByRole('button', { name: 'Change: Completion' }).click();
    const dialog = page.getByRole('dialog', { name: 'Completion' });
    await dialog.getByLabel('Delay', { exact: false }).first().fill('3');
    await dialog.getByLabel('Delay: unit').selectOption({ label: 'days' });
    await dialog.getByLabel('Why').fill('Mine');
    const theirs = { value: { delay_seconds: 3_600 }, note: 'Theirs', expected_version: 0 };
    expect((await tested.installation.api('PUT', '/policies/completion', theirs)).status).toBe(200);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Version 1 is in force now: An order is completed 1 hour after all of it is delivered.').waitFor();
    expect((await policy('completion')).note).toBe('Theirs');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await policy('completion')).toMatchObject({ version: 2, value: { delay_seconds: 3 * 86_400 }, note: 'Mine' });
    await visit.close();
  });

  it('holds a version against the one before, and takes it up again', async () => {
    const set = (seconds: number, version: number) =>
      tested.installation.api('PUT', '/policies/duplicates', {
        value: { window_seconds: seconds },
        note: `for ${seconds} seconds`,
        expected_version: version,
      });
    await set(60, 0);
    await set(7_200, 1);
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    await visit.open('/policies/duplicates');
    await page.getByRole('row', { name: /for 7200 seconds/ }).click();
    const differences = page.getByRole('dialog').getByRole('table', { name: 'Differences' });
    expect(await differences.getByRole('row').nth(1).innerText()).toMatch(/Window\s+1 minute\s+2 hours/);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('row', { name: /for 60 seconds/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Version 1' });
    await dialog.getByLabel('Why').fill('Two hours were too many');
    await dialog.getByRole('button', { name: 'Take up again' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /3 in force.*Two hours were too many/ }).waitFor();
    expect(await policy('duplicates')).toMatchObject({ version: 3, value: { window_seconds: 60 } });
    await visit.close();
  });

  it('leaves a stage without a span out, in which no order is stuck', async () => {
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open('/policies');
    await page.getByRole('button', { name: 'Change: Orders that stand still' }).click();
    const dialog = page.getByRole('dialog', { name: 'Orders that stand still' });
    for (const stage of ['pending', 'confirmed', 'backorder', 'allocated', 'picking', 'packed', 'partially shipped'])
      await dialog.getByLabel(stage, { exact: true }).fill('');
    await dialog.getByLabel('processing', { exact: true }).fill('90');
    await dialog.getByLabel('processing: unit').selectOption({ label: 'minutes' });
    await dialog.getByLabel('Why').fill('The others are late by nature');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('An order is called stuck after 1 hour 30 minutes in processing; in other stages never.').waitFor();
    expect((await policy('stuck_orders')).value).toEqual({ stages: [{ stage: 'processing', after_seconds: 5_400 }] });
    await visit.close();
  });

  it('keeps safety stock with an exception that was pasted, and says so in words', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/policies/safety_stock');
    await page.getByRole('button', { name: 'Change: Safety stock' }).click();
    const dialog = page.getByRole('dialog', { name: 'Safety stock' });
    await dialog.getByLabel('Of each article').fill('two');
    await dialog.getByRole('button', { name: 'Paste CSV: Exceptions' }).click();
    const paste = page.getByRole('dialog', { name: 'Paste CSV' });
    await paste.getByLabel('Rows').fill('MUG,east,5\n"CAP, wool",,1');
    await paste.getByRole('button', { name: 'Replace the table' }).click();
    await dialog.getByLabel('Why').fill('Shelves are counted late');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('must be a number').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('Of each article').fill('2');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('Each location keeps 2 of each article. 2 exceptions.').first().waitFor();
    expect((await policy('safety_stock')).value).toEqual({
      default_units: 2,
      overrides: [
        { sku: 'MUG', location_id: 'east', units: 5 },
        { sku: 'CAP, wool', units: 1 },
      ],
    });
    await visit.close();
  });

  it('solves buffers from sales when switched on, and shows at its field what the API refuses', async () => {
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open('/policies/buffers');
    await page.getByRole('button', { name: 'Change: Buffers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Buffers' });
    await dialog.getByRole('switch', { name: 'Solve the buffer from sales' }).click();
    const share = dialog.getByRole('textbox', { name: /^Buffer( \*)?$/ });
    await dialog.getByLabel('Risk of an oversell').fill('0,5');
    await share.fill('70');
    await dialog.getByLabel('Why').fill('A week of sales');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => share.getAttribute('aria-invalid')).toBe('true');
    expect(await soundness(visit)).toEqual(sound);
    await share.fill('8');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await policy('buffers')).value).toMatchObject({ percent: 8, target: { oversell_probability: 0.005 }, overrides: [] });
    await page
      .getByText(/as much as keeps the risk of an oversell to 0.5 %/)
      .first()
      .waitFor();
    await visit.close();
  });

  describe('of every kind', () => {
    let visit: Visit;
    beforeAll(async () => {
      visit = await tested.visit();
      // The page of one policy: the list of all has the same buttons, and one may be pressed there before it gives way.
      await visit.open('/policies/storefront');
    });
    afterAll(() => visit.close());

    it.each([
      ['storefront', 'Stock on websites'],
      ['pickup', 'Pickup'],
      ['stock_checks', 'Checks of the stock'],
      ['service_levels', 'Delivery days'],
      ['fraud_bands', 'Costs of fraud'],
      ['retraining', 'Training of models'],
      ['planning', 'Planning'],
      ['labour', 'Labour'],
      ['return_risk', 'Returns at checkout'],
      ['dispositions', 'What comes back'],
      ['promotions', 'Promotions'],
    ])('saves %s as it stands, so that each of its fields goes back as it came', async (name, title) => {
      const before = (await policy(name)).value;
      const { page } = visit;
      await visit.go(`/policies/${name}`);
      await page.getByRole('button', { name: `Change: ${title}` }).click();
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.getByLabel('Why').fill('Ours from now on');
      expect(await soundness(visit)).toEqual(sound);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'hidden' });
      expect(await policy(name)).toMatchObject({ version: 1, value: before });
    });
  });

  it('keeps what outcomes have taught beside a policy of the product', async () => {
    const { version } = await policy('sourcing');
    const value = { preset: 'balanced', learned: { enabled: true, share_percent: 50 } };
    const set = await tested.installation.api('PUT', '/policies/sourcing', {
      value,
      note: 'Half of the orders',
      expected_version: version,
    });
    expect(set.status).toBe(200);
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/policies/sourcing');
    await page.getByRole('button', { name: 'Change: Where orders ship from' }).click();
    const dialog = page.getByRole('dialog', { name: 'Where orders ship from' });
    await dialog.locator('input[type="radio"][value="nearest"]').check();
    await dialog.getByLabel('Why').fill('Nearest from now on');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await policy('sourcing')).toMatchObject({ note: 'Nearest from now on', value: { ...value, preset: 'nearest' } });
    await visit.close();
  });

  it('lets support look and not change', async () => {
    const visit = await tested.visit({ role: 'support', scheme: 'dark' });
    const { page } = visit;
    await visit.open('/policies');
    await page.getByText('Your role looks at policies and does not change them.').waitFor();
    expect(await page.getByRole('button', { name: /^Change/ }).count()).toBe(0);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });
});
