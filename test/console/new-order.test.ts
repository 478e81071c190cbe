import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000 });

describeOptional('entering an order by hand', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const line = (page: Page, number: number) => page.getByRole('group', { name: `Line ${number}` });
  const choose = async (page: Page, number: number, sku: string): Promise<void> => {
    await line(page, number).getByLabel('SKU').fill(sku);
    await line(page, number).getByLabel('SKU').press('Tab');
    await line(page, number)
      .getByText(/available\./)
      .waitFor();
  };
  const address = async (page: Page): Promise<void> => {
    await page.getByLabel('Country').selectOption('US');
    await page.getByLabel('Street and number').fill('4 Elm Court');
    await page.getByLabel('City').fill('Troy');
    await page.getByLabel('Postal code').fill('12180');
  };
  const kept = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(sessionStorage));
  const orderOf = async (page: Page) => {
    await page.waitForURL(/\/orders\/[a-z2-7]{26}$/);
    return tested.shop.order(page.url().split('/').at(-1) ?? '');
  };
  const place = (page: Page) => page.getByRole('button', { name: 'Place the order' }).click();

  it('places what was typed, with the sums that were shown, and leads to the order', async () => {
    const visit = await tested.visit({ role: 'support' });
    const { page } = visit;
    await visit.open('/orders');
    await page.getByRole('link', { name: 'New order' }).click();
    await choose(page, 1, 'TEE');
    expect(await line(page, 1).getByLabel('Title').inputValue()).toBe('T-shirt, organic cotton');
    expect(await line(page, 1).getByLabel('Unit price').inputValue()).toBe('10.00');
    await line(page, 1).getByLabel('Quantity').fill('3');
    await line(page, 1).getByLabel('Discount').fill('2.50');
    await page.getByRole('button', { name: 'Add a line' }).click();
    await choose(page, 2, 'MUG');
    await line(page, 2).getByLabel('Tax').fill('0.8');
    await page.getByLabel('Name', { exact: true }).first().fill('Kim Ode');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('kim@example.com');
    await address(page);
    await page.getByLabel('Price', { exact: true }).fill('4.95');
    await page.getByLabel('Name of the order').fill('Tel 17');
    await page.getByLabel('Note', { exact: true }).fill('Called at noon.');
    const sums = page.getByRole('status', { name: 'Sums' });
    expect(await sums.innerText()).toMatch(
      /Articles\s+US\$40.00[^]*Discount\s+-US\$2.50[^]*Shipping\s+US\$4.95[^]*Tax\s+US\$0.80[^]*Total\s+US\$43.25/,
    );
    expect(await soundness(visit)).toEqual(sound);
    await place(page);
    const order = await orderOf(page);
    expect(order).toMatchObject({
      channel: 'manual',
      channel_order_name: 'Tel 17',
      currency: 'USD',
      totals: { subtotal: 4_000, discount: 250, shipping: 495, tax: 80, total: 4_325 },
      customer: { name: 'Kim Ode', email: 'kim@example.com' },
      shipping_address: { name: 'Kim Ode', line1: '4 Elm Court', country: 'US' },
    });
    const notes = await tested.shop.must('GET', `/orders/${order.order_id}/notes`);
    expect(notes.body.items.map(({ text }: { readonly text: string }) => text)).toEqual(['Called at noon.']);
    expect(await kept(page)).not.toMatch(/Kim Ode|Elm Court/);
    await visit.close();
  });

  it('names every field that is missing before anything is sent, and those that only the API knows after it', async () => {
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open('/orders/new');
    await place(page);
    await page.getByText('must have at least one line').first().waitFor();
    await choose(page, 1, 'CAP');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('kim at example');
    await address(page);
    await place(page);
    await page.getByText('must be an e-mail address').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'E-mail' }).getAttribute('aria-invalid')).toBe('true');
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('textbox', { name: 'E-mail' }).fill('kim@example.com');
    await place(page);
    expect((await orderOf(page)).customer.email).toBe('kim@example.com');
    await visit.close();
  });

  it('neither sends nor keeps a card number', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    const bodies: string[] = [];
    page.on('request', (request) => bodies.push(request.postData() ?? ''));
    await visit.open('/orders/new');
    await choose(page, 1, 'TEE');
    await address(page);
    await page.getByLabel("The provider's reference").fill('4242 4242 4242 4242');
    await place(page);
    await page.getByText('holds a card number').first().waitFor();
    expect(bodies.join(' ')).not.toContain('4242');
    expect(await kept(page)).not.toContain('4242');
    await visit.close();
  });

  it('makes one order when the answer was lost and the button is pressed again', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/orders/new');
    await choose(page, 1, 'TEE');
    await address(page);
    await page.getByLabel('Name of the order').fill('Pressed twice');
    let lost = 0;
    await page.route('**/orders', async (route) => {
      if (route.request().method() !== 'POST' || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await place(page);
    await page.getByText('whether it was placed is not known').waitFor();
    await page.reload();
    await page.getByText('whether it was placed is not known').waitFor();
    await place(page);
    const order = await orderOf(page);
    const { body } = await tested.shop.must('GET', `/orders?channel_order_id=${encodeURIComponent('Pressed twice')}`);
    expect(lost).toBe(1);
    expect(body.items.map(({ order_id: id }: { readonly order_id: string }) => id)).toEqual([order.order_id]);
    await visit.close();
  });

  it('says that an order may be there already when what was lost is changed and sent again', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/orders/new');
    await choose(page, 1, 'TEE');
    await address(page);
    await page.route('**/orders', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await place(page);
    await page.getByText('whether it was placed is not known').waitFor();
    await page.unroute('**/orders');
    await line(page, 1).getByLabel('Quantity').fill('2');
    await place(page);
    await page.getByText('It may have been placed before').waitFor();
    expect(await soundness(visit)).toMatchObject({ accessibility: [], pixelsTooWide: 0 });
    await page.getByRole('link', { name: 'Look for it' }).click();
    expect((await orderOf(page)).line_items[0].quantity).toBe(1);
    await visit.close();
  });

  it('keeps what was typed over a reload, and wipes it when somebody signs out', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/orders/new');
    await page.getByRole('textbox', { name: 'E-mail' }).fill('kim@example.com');
    await page.reload();
    await page.getByRole('heading', { name: 'New order' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe('kim@example.com');
    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).waitFor();
    expect(await kept(page)).toBe('{}');
    await visit.close();
  });

  it('places an order on terms, and one that is not shipped without an address', async () => {
    const visit = await tested.visit({ scheme: 'dark' });
    const { page } = visit;
    await visit.open('/orders/new');
    await choose(page, 1, 'TEE');
    await line(page, 1).getByLabel('Is shipped').uncheck();
    await page.getByText('an address is not needed').waitFor();
    await page.getByLabel('Way to pay').selectOption('invoice');
    await page.getByLabel('Company').fill('Trailhead Outfitters');
    await page.getByLabel("Buyer's order number").fill('PO-4478');
    await page.getByLabel('Due, days after the invoice').fill('30');
    expect(await soundness(visit)).toEqual(sound);
    await place(page);
    const order = await orderOf(page);
    expect(order).toMatchObject({ shipping_address: null, purchase: { order_number: 'PO-4478', net_days: 30 } });
    await visit.close();
  });
});
