import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000 });

describeOptional('locations and products', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  it('adds a location after naming what is missing, and switches it off again', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/catalog');
    await page.getByRole('button', { name: 'Add a location' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a location' });
    await dialog.getByLabel('Id', { exact: false }).first().fill('north');
    await dialog.getByLabel('Name').fill('Chicago');
    await dialog.getByLabel('Latitude').fill('far up');
    await dialog.getByRole('button', { name: 'Add' }).click();
    await dialog.getByText('must be a number of degrees, such as 40.71').first().waitFor();
    await dialog.getByText('must be chosen').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('Country').selectOption('US');
    await dialog.getByLabel('Latitude').fill('41,88');
    await dialog.getByLabel('Longitude').fill('-87.63');
    await dialog.getByRole('button', { name: 'Add' }).click();
    const row = page.getByRole('row', { name: /Chicago/ });
    await row.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog', { name: 'Deactivate' }).getByRole('button', { name: 'Deactivate' }).click();
    await row.getByText('not active').waitFor();
    const { body } = await tested.installation.api('GET', '/locations');
    expect(body.items).toContainEqual(
      expect.objectContaining({ location_id: 'north', name: 'Chicago', country: 'US', latitude: 41.88, longitude: -87.63, active: false }),
    );
    await visit.close();
  });

  it('does not replace another location or product by a new one of the same id', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/catalog');
    await page.getByRole('button', { name: 'Add a location' }).click();
    await page.getByRole('dialog').getByLabel('Id', { exact: false }).first().fill('east');
    await page.getByRole('dialog').getByLabel('Country').selectOption('US');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByText('is the id of a location that exists').first().waitFor();
    await visit.open('/catalog?tab=products');
    await page.getByRole('button', { name: 'Add a product' }).click();
    await page.getByRole('dialog').getByLabel('SKU').fill('TEE');
    await page.getByRole('dialog').getByLabel('Title').fill('Another one');
    await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click();
    await page.getByText('is the SKU of a product that exists').first().waitFor();
    expect((await tested.installation.api('GET', '/products/TEE')).body.title).toBe('T-shirt, organic cotton');
    await visit.close();
  });

  it('looks a product up by its SKU and changes price and barcode', async () => {
    const visit = await tested.visit({ role: 'operator' });
    const { page } = visit;
    await visit.open('/catalog?tab=products');
    await page.getByLabel('SKU to look up').fill('MUG');
    await page.getByLabel('SKU to look up').press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Mug, enamel' });
    await dialog.getByLabel('Price').fill('12.5');
    await dialog.getByLabel('Barcode').fill('5901234123458');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await tested.installation.api('GET', '/products/MUG')).body).toMatchObject({
      price: 1_250,
      currency: 'USD',
      barcode: '5901234123458',
    });
    await visit.close();
  });

  it('keeps what sourcing asks of places and goods when something else is changed', async () => {
    const { installation } = tested;
    const { updated_at: _at, ...east } = (await installation.api('GET', '/locations')).body.items.find(
      ({ location_id: id }: { readonly location_id: string }) => id === 'east',
    );
    const place = { ...east, capacity_per_day: 40, capabilities: ['hazmat'], ships_to: ['US', 'CA'], processing_hours: 12, pickup: false };
    await tested.shop.must('POST', '/locations', place);
    const { updated_at: _changed, ...cap } = (await installation.api('GET', '/products/CAP')).body;
    const goods = { ...cap, cold_chain: true, available_from: '2026-12-24T08:00:00.000Z', location_types: ['store'] };
    await tested.shop.must('POST', '/products', goods);
    const visit = await tested.visit();
    const { page } = visit;
    await visit.open('/catalog');
    await page.getByRole('row', { name: new RegExp(east.name) }).click();
    const dialog = page.getByRole('dialog', { name: east.name });
    expect(await dialog.getByLabel('Parcels on a day').inputValue()).toBe('40');
    await dialog.getByLabel('Staff that is there').fill('80');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const after = (await installation.api('GET', '/locations')).body.items;
    expect(after).toContainEqual(expect.objectContaining({ ...place, staffing_percent: 80 }));
    await visit.open('/catalog?tab=products');
    await page.getByLabel('SKU to look up').fill('CAP');
    await page.getByLabel('SKU to look up').press('Enter');
    const product = page.getByRole('dialog', { name: 'Cap, wool' });
    await product.getByLabel('Weight in grams').fill('90');
    expect(await soundness(visit)).toEqual(sound);
    await product.getByRole('button', { name: 'Save' }).click();
    await product.waitFor({ state: 'hidden' });
    expect((await installation.api('GET', '/products/CAP')).body).toMatchObject({ ...goods, weight_grams: 90 });
    await visit.close();
  });

  it('says that a SKU is not known, and offers to add it', async () => {
    const visit = await tested.visit({ size: 'phone' });
    const { page } = visit;
    await visit.open('/catalog?tab=products');
    await page.getByLabel('SKU to look up').fill('SCARF');
    await page.getByRole('button', { name: 'Look up' }).click();
    const dialog = page.getByRole('dialog', { name: 'No such product' });
    await dialog.getByLabel('Title').fill('Scarf, wool');
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Scarf, wool').waitFor();
    expect((await tested.installation.api('GET', '/products/SCARF')).body).toMatchObject({ title: 'Scarf, wool', requires_shipping: true });
    await visit.close();
  });

  it('shows an analyst everything, and nothing that would change it', async () => {
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open('/catalog');
    await page.getByRole('row', { name: /Newark/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Add a location' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Deactivate' }).count()).toBe(0);
    expect(await page.getByRole('tab', { name: 'From a file' }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Products' }).click();
    await page.getByRole('row', { name: /Cap, wool/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Cap, wool' });
    await dialog.waitFor();
    expect(await dialog.getByRole('textbox').count()).toBe(0);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('has the commands that read a file in, with its columns', async () => {
    const visit = await tested.visit({ size: 'phone' });
    await visit.open('/catalog?tab=import');
    await visit.page.getByText('npm run -s oms -- import stock stock.csv --dry-run').waitFor();
    await visit.page.getByRole('rowheader', { name: 'on_hand' }).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });
});
