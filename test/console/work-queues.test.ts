// What a team works off: holds that wait for a decision, orders in trouble, and many orders at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled } from '../e2e/books.ts';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { accessibilityProblems, chromiumRequirement, keepScreenshot, type Size, sidewaysOverflow } from './browser.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

describeOptional('the queues of work in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole({ STUCK_AFTER_SECONDS: 'backorder 1' });
  }, 120_000);
  afterAll(() => tested.close());

  let orders = 0;
  /** An order with a name of its own, and a hold that somebody asked for. */
  const held = async (): Promise<{ readonly id: string; readonly name: string }> => {
    orders += 1;
    const name = `#Q${orders}`;
    const id = await tested.shop.place({ TEE: 1 }, { channel_order_id: `q-${orders}`, channel_order_name: name });
    await tested.shop.hold(id, 'shipping');
    await settled(tested.installation.runtime);
    return { id, name };
  };
  const openHolds = async (id: string): Promise<number> =>
    (await tested.shop.order(id)).holds.filter(({ outcome }: { outcome: string }) => outcome === 'open').length;

  it('release a hold in three interactions from the first page', async () => {
    const { id, name } = await held();
    const { page, complaints, open, close } = await tested.visit();
    await open('/');
    await page.getByRole('link', { name: 'Review' }).click();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: 'Release' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await row.waitFor({ state: 'detached' });
    expect(await openHolds(id)).toBe(0);
    expect(new URL(page.url()).pathname).toBe('/console/review');
    expect(complaints).toEqual([]);
    await close();
  });

  it('say what rejecting leads to, and then what is left to do', async () => {
    const { id, name } = await held();
    const { page, open, close } = await tested.visit();
    await open('/review');
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.textContent()).toContain('stays until somebody releases it');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await row.getByText('upheld').first().waitFor();
    await row.getByRole('button', { name: 'Cancel order' }).click();
    await dialog.getByRole('button', { name: 'Cancel order' }).click();
    await row.waitFor({ state: 'detached' });
    expect((await tested.shop.order(id)).status).toBe('cancelled');
    await close();
  });

  it('are gone through by the arrow keys, and Enter opens the order', async () => {
    await held();
    await held();
    const { page, open, close } = await tested.visit();
    await open('/review');
    const rows = page.locator('[data-row]');
    await rows.nth(1).waitFor();
    const name = (await rows.nth(1).locator('td').nth(1).textContent()) ?? '';
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Order #Q/ }).waitFor();
    expect(name).toContain(((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').replace('Order ', ''));
    await close();
  });

  it('leave to people what a machine may not decide', async () => {
    await tested.shop.place({ TEE: 90 }, { channel_order_id: 'dear', channel_order_name: '#DEAR' });
    await settled(tested.installation.runtime);
    const { page, open, close } = await tested.visit();
    await open('/review?type=fraud-review');
    const row = page.getByRole('row').filter({ hasText: '#DEAR' });
    await row.getByText('A person has to sign in to decide: operator or admin').waitFor();
    expect(await row.getByRole('button', { name: 'Release' }).count()).toBe(0);
    await close();
  });

  it('try out a decision on many orders, carry it out, and show what became of each', async () => {
    const [first, second] = [await held(), await held()];
    const { page, open, complaints, close } = await tested.visit();
    await open('/review');
    for (const { name } of [first, second]) await page.getByLabel(`Select ${name}, operator`).check();
    await page.getByRole('button', { name: 'Release holds…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Type of hold').inputValue()).toBe('operator');
    await dialog.getByRole('button', { name: 'See what would happen' }).click();
    await dialog.getByText('2 orders would change.').waitFor();
    expect(await openHolds(first.id)).toBe(1);
    await dialog.getByRole('button', { name: 'Release holds: 2 orders' }).click();
    await page.getByRole('heading', { name: 'Release holds, operator' }).waitFor();
    await page.getByText('2 of 2 tried').waitFor();
    await page.getByRole('link', { name: second.name }).waitFor();
    expect(await openHolds(first.id)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  it('say of each order why nothing would happen to it, and run only what would change', async () => {
    const [open, over] = [await held(), await held()];
    await tested.shop.cancel(over.id);
    await settled(tested.installation.runtime);
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/orders');
    for (const { name } of [open, over]) await page.getByLabel(`Select ${name}`).check();
    await page.getByRole('button', { name: 'Cancel…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').selectOption('out-of-stock');
    await dialog.getByRole('button', { name: 'See what would happen' }).click();
    await dialog.getByRole('row').filter({ hasText: over.name }).getByText('nothing to change').waitFor();
    await dialog.getByRole('button', { name: 'Cancel: 1 order' }).click();
    await page.getByRole('heading', { name: 'Cancel, reason out of stock' }).waitFor();
    await eventually(
      () => tested.shop.order(open.id),
      ({ status }) => status === 'cancelled',
    );
    await page.getByRole('link', { name: 'All bulk jobs' }).click();
    const job = page.getByRole('row').filter({ hasText: 'Cancel, reason out of stock' });
    await job.waitFor();
    expect(await job.getByRole('cell').nth(3).textContent()).toBe('1');
    await visit.close();
  });

  it('name what is wrong with a hold that is to be placed on many', async () => {
    const { name } = await held();
    const { page, open, close } = await tested.visit();
    await open('/orders');
    await page.getByLabel(`Select ${name}`).check();
    await page.getByRole('button', { name: 'Hold…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Recall of the lot');
    for (const block of ['sourcing', 'release', 'shipping']) await dialog.getByLabel(block).uncheck();
    await dialog.getByRole('button', { name: 'See what would happen' }).click();
    await dialog.getByText('must name at least one kind of work').first().waitFor();
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('Recall of the lot');
    await close();
  });

  it('tell of orders that wait for stock, and what to do about it', async () => {
    const id = await tested.shop.place({ NOWHERE: 2 }, { channel_order_id: 'waits', channel_order_name: '#WAITS' });
    await tested.shop.reaches(id, 'backorder');
    await settled(tested.installation.runtime);
    const { page, open, close } = await tested.visit();
    await open('/exceptions');
    await page.getByLabel('Kind of trouble').selectOption('backordered');
    const row = page.getByRole('row').filter({ hasText: '#WAITS' });
    await row.getByText('2 units of NOWHERE wait for stock.').waitFor();
    expect(await row.getByRole('link', { name: 'Stock of NOWHERE' }).getAttribute('href')).toBe('/console/stock?sku=NOWHERE');
    await row.getByText('#WAITS').click();
    await page.getByRole('heading', { name: 'Order #WAITS' }).waitFor();
    await close();
  });

  it('offer nothing to whoever may only look', async () => {
    await held();
    const { page, open, close } = await tested.visit({ role: 'analyst' });
    await open('/review');
    await page.locator('[data-row]').first().waitFor();
    expect(await page.getByRole('button', { name: 'Release' }).count()).toBe(0);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await close();
  });

  it.each([
    ['desktop', 'light'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ] as const)('are accessible and fit the screen: %s, %s', async (size: Size, scheme) => {
    await held();
    const [job] = (await tested.shop.must('GET', '/bulk-jobs')).body.items;
    const { page, open, complaints, close } = await tested.visit({ size, scheme });
    for (const path of ['/review', '/exceptions', '/bulk-jobs', `/bulk-jobs/${job.bulk_job_id}`]) {
      await open(path);
      await page.locator('[data-row]').first().waitFor();
      expect(await accessibilityProblems(page), path).toEqual([]);
      expect(await sidewaysOverflow(page), path).toBe(0);
      await keepScreenshot(page, `${path.split('/')[1]}-${size}-${scheme}`);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
