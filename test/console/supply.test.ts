// Goods on their way: transfers between locations, and orders with suppliers.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

/** A day to come, as a field takes it. */
const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const dialog = (page: Page) => page.getByRole('dialog');
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();
const submit = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click();

const addArticle = async (page: Page, sku: string): Promise<void> => {
  await page.getByLabel('Article', { exact: true }).first().fill(sku);
  await page.getByRole('option', { name: sku }).click();
};

describeOptional('supply', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const level = async (sku: string, at: string) =>
    (await tested.shop.levels(sku)).find(({ location_id: id }: { location_id: string }) => id === at);

  it('moves goods from one location to another, with what is damaged and what never comes', async () => {
    const visit = await tested.visit({ role: 'warehouse' });
    const { page } = visit;
    await visit.open('/supply');
    await page.getByText('No goods are to go from one location to another').waitFor();
    await page.getByRole('link', { name: 'New transfer' }).click();
    await addArticle(page, 'TEE');
    await page.getByLabel('Units: TEE').fill('30');
    await page.getByLabel('From').selectOption('east');
    await page.getByLabel('To', { exact: true }).selectOption('west');
    expect(await soundness(visit)).toEqual(sound);
    await page.getByLabel('Number').fill('T-first');
    await press(page, 'Create transfer');
    await page.waitForURL('**/supply/transfers/T-first');
    await press(page, 'Approve');
    await submit(page, 'Approve');
    await press(page, 'Ship');
    await submit(page, 'Ship');
    await dialog(page).getByText('must be given: the units are promised to orders for then').waitFor();
    await dialog(page).getByLabel('Expected to arrive').fill(dayIn(3));
    await submit(page, 'Ship');
    await press(page, 'Receive');
    expect(await level('TEE', 'east')).toMatchObject({ on_hand: 470 });
    await dialog(page).getByLabel('Fit for sale: TEE').fill('20');
    await dialog(page).getByLabel('Damaged: TEE').fill('2');
    await dialog(page).getByLabel('Reason or delivery note').fill('A box fell');
    expect(await soundness(visit)).toEqual(sound);
    await submit(page, 'Receive');
    await page.getByText('20 units arrived for sale, and 2 damaged (reason: A box fell).').waitFor();
    await press(page, 'Close short');
    await dialog(page).getByLabel('The missing units').selectOption('return');
    await dialog(page).getByLabel('Reason').fill('Never loaded');
    await submit(page, 'Close short');
    await page.getByText('8 units, is back at the origin (reason: Never loaded).').waitFor();
    await eventually(
      () => level('TEE', 'east'),
      (found) => found?.on_hand === 478,
    );
    expect(await level('TEE', 'west')).toMatchObject({ on_hand: 520, damaged: 2, incoming: 0 });
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  }, 60_000);

  it('says beside each field what is missing of a transfer, and creates none', async () => {
    const visit = await tested.visit({ role: 'operator', size: 'phone' });
    const { page } = visit;
    await visit.open('/supply/new-transfer?from=east&to=east&sku=MUG&units=some');
    await press(page, 'Create transfer');
    await page.getByText('must be a whole number, 1 or more').waitFor();
    await page.getByText('It must be another location').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await press(page, 'Remove MUG');
    await press(page, 'Create transfer');
    await page.getByRole('alert').getByText('No articles yet').waitFor();
    expect((await tested.shop.must('GET', '/transfers?status=draft')).body.items).toEqual([]);
    await visit.close();
  });

  it('says why the ledger would not let goods go, and leaves them where they are', async () => {
    const { shop } = tested;
    await shop.must('POST', '/transfers', {
      transfer_id: 'T-much',
      from_location_id: 'east',
      to_location_id: 'west',
      lines: [{ sku: 'MUG', quantity: 400 }],
      expected_at: `${dayIn(2)}T12:00:00Z`,
    });
    await shop.must('POST', '/transfers/T-much/approve');
    const visit = await tested.visit({ role: 'warehouse', size: 'phone' });
    const { page } = visit;
    await visit.open('/supply/transfers/T-much');
    await press(page, 'Ship');
    await submit(page, 'Ship');
    await page.getByText('The last try to ship was refused').waitFor();
    expect(await level('MUG', 'east')).toMatchObject({ on_hand: 20 });
    expect(await soundness(visit)).toEqual(sound);
    await press(page, 'Cancel transfer');
    await dialog(page).getByLabel('Reason').fill('Too many');
    await submit(page, 'Cancel transfer');
    await page.getByText('was called off (reason: Too many).').waitFor();
    expect((await shop.must('GET', '/transfers/T-much')).body.status).toBe('cancelled');
    await visit.close();
  });

  it('announces goods of a supplier, takes other days for them, receives some and gives up the rest', async () => {
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    await visit.open('/supply?tab=purchase-orders');
    await page.getByText('No supplier is to deliver anything').waitFor();
    await page.getByRole('link', { name: 'New purchase order' }).click();
    await addArticle(page, 'CAP');
    await page.getByLabel('Units: CAP').fill('40');
    await page.getByLabel('Expected: CAP').fill(dayIn(5));
    await press(page, 'Create purchase order');
    await page.getByText('A location must be chosen').waitFor();
    await page.getByLabel('Supplier').fill('Hat Works');
    await page.getByLabel('Delivered to').selectOption('west');
    await page.getByLabel(/^Number/).fill('P-first');
    await press(page, 'Create purchase order');
    await page.waitForURL('**/supply/purchase-orders/P-first');
    await press(page, 'Reschedule');
    await dialog(page).getByLabel('Expected: CAP').fill(dayIn(9));
    await dialog(page).getByLabel('Reason').fill('No ship');
    await submit(page, 'Reschedule');
    await dialog(page).waitFor({ state: 'detached' });
    const { lines } = (await tested.shop.must('GET', '/purchase-orders/P-first')).body;
    expect(lines[0].expected_at.slice(0, 10)).toBe(dayIn(9));
    await press(page, 'Receive');
    await submit(page, 'Everything has arrived');
    expect(await dialog(page).getByLabel('Fit for sale: CAP').inputValue()).toBe('40');
    await dialog(page).getByLabel('Fit for sale: CAP').fill('10');
    await submit(page, 'Receive');
    await page.getByText('10 units arrived for sale.').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await press(page, 'Close short');
    await dialog(page).getByLabel('Reason').fill('Sold out there');
    await submit(page, 'Close purchase order');
    await page.getByText('30 units did not (reason: Sold out there).').waitFor();
    expect(await page.getByRole('region', { name: 'History' }).locator('time').count()).toBe(4);
    expect((await tested.shop.must('GET', '/purchase-orders/P-first')).body).toMatchObject({
      status: 'closed_short',
      lines: [{ received: 10, withdrawn: 30, outstanding: 0 }],
    });
    await visit.close();
  }, 60_000);

  it('is looked at by those who may change nothing, without the buttons', async () => {
    const visit = await tested.visit({ role: 'analyst', size: 'phone' });
    const { page } = visit;
    await visit.open('/supply');
    await page.getByLabel('Status').selectOption('closed_short');
    await page.getByRole('link', { name: 'T-first' }).click();
    await page.getByRole('heading', { name: 'Transfer T-first' }).waitFor();
    expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual(['CSV']);
    await visit.open('/supply/new-transfer');
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'New transfer' }).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });
});
