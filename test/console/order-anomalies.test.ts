// What about orders as a whole needs somebody to look at it.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { settled } from '../e2e/books.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

// A browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describeOptional('order anomalies', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  const orders: string[] = [];

  /** Five customers order from one device, and one order goes to a region that does not exist. */
  beforeAll(async () => {
    tested = await openConsole();
    const { shop, installation } = tested;
    const device = { visitor_id: '0f3c9a5d7e1b4c2680f3c9a5d7e1b4c2' };
    const address = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'ZZ', postal_code: '12207', country: 'US' };
    const customer = (name: string) => ({ customer: { email: `${name}@northgate.example.com`, name } });
    for (const name of ['ann', 'bob', 'cat', 'dan', 'eve'])
      orders.push(await shop.place({ TEE: orders.length + 1 }, { ...customer(name), device }));
    orders.push(await shop.place({ TEE: 7 }, { ...customer('fay'), shipping_address: address }));
    await settled(installation.runtime);
    await installation.runtime.functions.invoke('orders/watch-orders', { source: 'aws.scheduler', name: 'order-watch' });
  });
  afterAll(() => tested?.close());

  const list = async (query: string) => (await tested.shop.must('GET', `/order-anomalies?${query}`)).body.items;

  it('are told with the orders that show them, and leave the list once they are resolved', async () => {
    const visit = await tested.visit({ role: 'support' });
    const { page } = visit;
    await visit.open('/order-anomalies');
    await page.getByText('5 orders of 5 different customers came from one device within a day.').waitFor();
    await keepScreenshot(page, 'order-anomalies');
    await page.getByRole('button', { name: /^Evidence: one device, many customers/ }).click();
    const dialog = page.getByRole('dialog');
    const named = await dialog.getByRole('listitem').allInnerTexts();
    expect(named.toSorted()).toEqual(orders.slice(0, 5).toSorted());
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'order-anomalies-evidence');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /^Resolve: one device, many customers/ }).click();
    await dialog.getByLabel('What came of it').selectOption('expected');
    await dialog.getByLabel('Note').fill('A kiosk in the shop');
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByRole('button', { name: /^Resolve: one device/ }).count()).toBe(0);
    await page.getByLabel('Show').selectOption('ended');
    await page.getByText('Expected: there is a good reason. A kiosk in the shop').waitFor();
    expect(new URL(page.url()).searchParams.get('list')).toBe('ended');
    expect(await soundness(visit)).toEqual(sound);
    expect(await list('list=ended')).toMatchObject([{ status: 'resolved', resolution: { code: 'expected' } }]);
    await visit.close();
  });

  it('are filtered by kind, and lead to the order whose address is to be corrected, on a phone', async () => {
    const visit = await tested.visit({ role: 'operator', size: 'phone', scheme: 'dark' });
    const { page } = visit;
    await visit.open('/order-anomalies');
    await page.getByLabel('Kind').selectOption('order_spike');
    await page.getByText('There is none of these').waitFor();
    await page.getByLabel('Kind').selectOption('impossible_address');
    await page.getByText('The order goes to ZZ in US, where there is no such region.').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'order-anomalies-phone');
    await page.getByRole('link', { name: 'Look at the order' }).click();
    await page.waitForURL(`**/orders/${orders[5]}`);
    await visit.close();
  });

  it('are looked at by those who may change nothing, without the buttons', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open('/order-anomalies');
    await page
      .getByRole('button', { name: /^Evidence/ })
      .first()
      .waitFor();
    expect(await page.getByRole('button', { name: /^Resolve/ }).count()).toBe(0);
    await visit.close();
  });
});
