// What about stock needs somebody to look at it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { answerInstead } from './answer-instead.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

const runningShort = {
  sku: 'TEE',
  location_id: 'west',
  severity: 'medium',
  sentence: 'west has 500 of TEE to give and is to keep 600, by the policy of safety stock.',
  figures: [{ name: 'shortfall', value: 100 }],
  recommended_action: {
    kind: 'transfer',
    text: 'Transfer 100 units from east.',
    from_location_id: 'east',
    quantity: 100,
    reference: null,
    expected_at: null,
  },
  opened_at: '2026-11-20T08:00:00.000Z',
  source: 'policy',
  safety_stock: 600,
  counted: 500,
  shortfall: 100,
};

describeOptional('anomalies', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const list = async (path: string) => (await tested.shop.must('GET', path)).body.items;

  it('are told with what shows them, lead to what to do, and leave the list once they are resolved', async () => {
    await tested.shop.count('east', 'MUG', 4);
    await eventually(
      () => list('/inventory/anomalies'),
      (items) => items.length === 1,
    );
    const visit = await tested.visit({ role: 'warehouse' });
    const { page } = visit;
    await visit.open('/anomalies');
    await page.getByText('A count of MUG at east found 4 where the book had 20: 16 units missing.').waitFor();
    await page.getByRole('button', { name: /^Evidence/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('counted: 4').waitFor();
    expect(await dialog.locator('li .mono').count()).toBe(1);
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^Resolve/ }).click();
    await dialog.getByLabel('What came of it').selectOption('corrected');
    await dialog.getByLabel('Note').fill('A box stood elsewhere');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Nothing about stock is strange').waitFor();
    await page.getByLabel('Show').selectOption('ended');
    await page.getByText('Corrected, in a document or at the shelf. A box stood elsewhere').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    expect(await list('/inventory/anomalies?list=ended')).toMatchObject([{ status: 'resolved', resolution: { code: 'corrected' } }]);
    await visit.close();
  });

  it('lead whoever is to count to the place that is meant', async () => {
    await tested.shop.count('west', 'CAP', 10);
    const visit = await tested.visit({ role: 'warehouse', size: 'phone' });
    const { page } = visit;
    await visit.open('/anomalies');
    await page.getByRole('link', { name: 'Count it' }).first().click();
    await page.waitForURL('**/receive?tab=count');
    await expect.poll(() => page.getByLabel('Location').inputValue()).toBe('west');
    await visit.close();
  });

  it('of stock that runs short come with a transfer that only has to be sent', async () => {
    const visit = await tested.visit({ role: 'operator', size: 'phone' });
    const { page } = visit;
    // An alert comes half a minute after a policy was changed; what the page makes of it need not wait for that.
    await answerInstead(page, '**/inventory/safety-stock-alerts*', { items: [runningShort] });
    await visit.open('/anomalies?tab=safety-stock');
    await page.getByText('west has 500 of TEE to give and is to keep 600').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('link', { name: 'Create the transfer' }).click();
    expect(await page.getByLabel('Units: TEE').inputValue()).toBe('100');
    await page.getByRole('button', { name: 'Create transfer' }).click();
    await page.waitForURL('**/supply/transfers/T-*');
    expect(await list('/transfers')).toMatchObject([
      { from_location_id: 'east', to_location_id: 'west', lines: [{ sku: 'TEE', quantity: 100 }] },
    ]);
    await visit.close();
  });

  it('are looked at by those who may change nothing, without the buttons', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open('/anomalies');
    await page.getByRole('button', { name: /^Evidence/ }).waitFor();
    expect(await page.getByRole('button', { name: /^Resolve/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Count it' }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Counts due' }).click();
    await page.getByText('Choose a location to see what to count next there').waitFor();
    await page.getByLabel('Location').selectOption('west');
    await page.getByRole('region', { name: 'Counts due at west' }).or(page.getByText('Nothing is due for a count here')).first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });
});
