// Goods that customers come for, and goods that suppliers send: at the counter, on the phone, and on the page of a supplier.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { openScanner } from './scanner.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000 });

const dayMs = 86_400_000;

describeOptional('the counter', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
    const { shop } = tested;
    const places = [
      { location_id: 'high-street', name: 'High Street', type: 'store', country: 'US', region: 'NY' },
      { location_id: 'maker', name: 'The maker', type: 'supplier', country: 'US', region: 'OH' },
    ];
    for (const place of places) await shop.must('POST', '/locations', place);
    await shop.receive('high-street', { TEE: 50, MUG: 50 });
    await shop.receive('maker', { TABLE: 9 });
  });
  afterAll(() => tested.close());

  let serial = 0;
  /** An order that its customer collects, and the work that the store has with it. */
  const toCollect = async (lines: Readonly<Record<string, number>>) => {
    const name = `#C${(serial += 1)}`;
    const delivery = { method: 'pickup', location_id: 'high-street' };
    const orderId = await tested.shop.place(lines, { channel_order_name: name, delivery, shipping_address: null });
    return { name, orderId, id: await tested.shop.released(orderId, 'high-street') };
  };

  const layReady = (id: string) => tested.shop.must('POST', `/fulfillment-orders/${id}/ready`, {});

  const at = async (place: string, options: Parameters<ConsoleUnderTest['visit']>[0] = {}): Promise<Visit> => {
    const visit = await tested.visit({ role: 'warehouse', size: 'phone', ...options });
    await visit.page.evaluate((id) => localStorage.setItem('waybill.location', id), place);
    return visit;
  };

  const step = (page: Page) => page.getByRole('region', { name: 'Next step' });

  it('lays an order ready and hands it over, without an address or a carrier', async () => {
    const work = await toCollect({ TEE: 2 });
    const visit = await at('high-street');
    const { page } = visit;
    await visit.open('/warehouse');
    await page.getByText('customer collects').first().waitFor();
    await page.getByText(work.name).click();
    await page.getByText('Nothing is sent: the goods wait at the counter').waitFor();
    await page.getByRole('button', { name: 'All found' }).click();
    await step(page).getByText('Next: lay it ready').waitFor();
    expect(await page.getByRole('button', { name: 'Pack', exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Ready for pickup' }).click();
    await step(page).getByText('Next: hand it to the customer').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    // A scan tells whether what lies there is what the customer has come for.
    const scan = await openScanner(page);
    await scan('CAP');
    await page.getByRole('alert').getByText('Wrong article: Cap, wool (CAP)').waitFor();
    await scan('TEE');
    await page.getByRole('status').getByText('T-shirt, organic cotton is part of this order.').waitFor();
    await page.getByText('Somebody else').click();
    await page.getByLabel('What was shown').selectOption('identity-document');
    await page.getByRole('button', { name: 'Handed over' }).click();
    await step(page).getByText("It is in the customer's hands").waitFor();
    expect(await tested.shop.work(work.id)).toMatchObject({
      status: 'collected',
      pickup: { collected_by: 'representative', proof: 'identity-document' },
    });
    await visit.close();
  });

  it('lists what lies ready with its time, keeps it for longer, and names a time that is not allowed', async () => {
    const work = await toCollect({ MUG: 1 });
    const ready = (await layReady(work.id)).body.pickup;
    const visit = await at('high-street');
    const { page } = visit;
    await visit.open('/warehouse?status=ready_for_pickup');
    await page.getByText('Kept until').first().waitFor();
    await page.getByText(work.name).click();
    await page.getByRole('button', { name: 'Keep for longer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep for longer' });
    const until = (days: number): string => new Date(Date.parse(ready.ready_at) + days * dayMs).toISOString().slice(0, 16);
    await dialog.getByLabel('Keep until').fill(until(40));
    await dialog.getByRole('button', { name: 'Keep for longer' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('Keep until').fill(until(20));
    await dialog.getByRole('button', { name: 'Keep for longer' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { pickup } = await tested.shop.work(work.id);
    expect((Date.parse(pickup.expires_at) - Date.parse(ready.ready_at)) / dayMs).toBeGreaterThan(19);
    await visit.close();
  });

  it('does not hand over what is on hold, and shows the order where it lies and until when', async () => {
    const work = await toCollect({ MUG: 2 });
    await layReady(work.id);
    await tested.shop.reaches(work.orderId, 'packed');
    await tested.shop.hold(work.orderId, 'shipping');
    const visit = await at('high-street', { role: 'operator', size: 'desktop' });
    const { page } = visit;
    await visit.open(`/warehouse/${work.id}`);
    await step(page).getByText('it must not be handed over until somebody releases the hold').waitFor();
    expect(await page.getByRole('button', { name: 'Handed over' }).isDisabled()).toBe(true);
    await visit.open(`/orders/${work.orderId}`);
    await page.getByText('kept for the customer until').waitFor();
    await page.getByText('Collects at').waitFor();
    await page.getByText('High Street').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('takes an order over the telephone that is collected, and asks for no address', async () => {
    const visit = await tested.visit({ role: 'support' });
    const { page } = visit;
    await visit.open('/orders/new');
    const line = page.getByRole('group', { name: 'Line 1' });
    await line.getByLabel('SKU').fill('TEE');
    await line.getByLabel('SKU').press('Tab');
    await line.getByText(/available\./).waitFor();
    await page.getByLabel('Price', { exact: true }).fill('4.95');
    await page.getByText('Customer collects').click();
    expect(await page.getByLabel('Street and number').count()).toBe(0);
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.getByText('must be chosen').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    // Neither warehouses nor suppliers let anybody in.
    expect(await page.getByLabel('Where').locator('option').allInnerTexts()).toEqual(['Choose a location', 'High Street']);
    await page.getByLabel('Where').selectOption('high-street');
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.waitForURL(/\/orders\/[a-z2-7]{26}$/);
    const order = await tested.shop.order(page.url().split('/').at(-1) ?? '');
    expect(order).toMatchObject({
      delivery: { method: 'pickup', location_id: 'high-street' },
      shipping_address: null,
      totals: { shipping: 0, total: 1_000 },
    });
    await visit.close();
  });

  it('says what a supplier has agreed to, names a cost that cannot be read, and lets only who may change it', async () => {
    const visit = await at('maker', { role: 'admin' });
    const { page } = visit;
    await visit.open('/warehouse');
    const terms = page.getByRole('region', { name: 'What the supplier has agreed to' });
    await terms.getByText('Nothing has been agreed on yet').waitFor();
    await terms.getByRole('button', { name: 'Change the terms' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change the terms' });
    await dialog.getByLabel('Lead time').fill('4');
    await dialog.getByLabel('Currency').selectOption('USD');
    await dialog.getByLabel('What a unit costs you').fill('TABLE = 80.00\nCHAIR eighty');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('“CHAIR eighty” must be a SKU').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('What a unit costs you').fill('TABLE = 80.00');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await terms.getByText('$80.00 a unit').waitFor();
    expect((await tested.shop.must('GET', '/locations/maker/supplier-terms')).body).toMatchObject({
      lead_time_days: 4,
      currency: 'USD',
      unit_costs: [{ sku: 'TABLE', amount_minor: 8_000 }],
    });
    await visit.close();
    const worker = await at('maker');
    await worker.open('/warehouse');
    await worker.page.getByText('4 days').waitFor();
    expect(await worker.page.getByRole('button', { name: 'Change the terms' }).count()).toBe(0);
    await worker.close();
  });

  it('is a purchase for whoever works at the supplier, who gives it a number of their own', async () => {
    const orderId = await tested.shop.place({ TABLE: 1 });
    const id = await tested.shop.released(orderId, 'maker');
    const visit = await at('maker', { locations: ['maker'] });
    const { page } = visit;
    await visit.open(`/warehouse/${id}`);
    await page.getByRole('region', { name: 'A purchase from the supplier' }).waitFor();
    await page.getByLabel('Your number of the order').fill('M-778');
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('button', { name: 'Accept only' }).click();
    await page.getByText('M-778', { exact: true }).waitFor();
    expect(await tested.shop.work(id)).toMatchObject({ status: 'released', accepted: true, warehouse_reference: 'M-778' });
    await visit.close();
  });
});
