import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

// A dialog, a browser and an installation share the machine with other suites.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

describeOptional('routing', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested?.close());

  const inForce = async () =>
    (await tested.installation.api('GET', '/policies')).body.items.find(({ name }: { readonly name: string }) => name === 'sourcing');

  const openEditor = async ({ page, open }: Visit) => {
    await open('/policies/sourcing');
    await page.getByRole('button', { name: 'Change: Where orders ship from' }).click();
    return page.getByRole('dialog', { name: 'Where orders ship from' });
  };

  it('shows where an order would come from, what of, and what would turn it', async () => {
    const visit = await tested.visit({ role: 'support' });
    const { page } = visit;
    await visit.open('/routing');
    await page.getByRole('button', { name: 'Evaluate' }).click();
    await page.getByText('must be given').waitFor();
    await page.getByText('must be chosen').waitFor();
    await page.getByLabel('Line 1: SKU').fill('TEA');
    await page.getByLabel('To country').selectOption('US');
    await page.getByLabel('Region').fill('NY');
    await page.getByRole('button', { name: 'Evaluate' }).click();
    await page.getByText('there is no article TEA, neither in the catalog nor in stock').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await page.getByLabel('Line 1: SKU').fill('TEE');
    await page.getByLabel('Line 1: units').fill('2');
    await page.getByLabel('Line 1: units').press('Enter');
    const chosen = page.getByRole('region', { name: 'What would be chosen' });
    await chosen.getByText(/^One parcel, from east/).waitFor();
    const plans = chosen.getByRole('table', { name: 'Plans that were weighed' });
    expect(await plans.getByRole('row').nth(1).innerText()).toMatch(/1\. east \([\d,]+ km\): 2 × TEE\s+chosen/);
    const amounts = (await plans.getByRole('row').nth(1).getByRole('cell').allInnerTexts())
      .slice(1)
      .map((text) => Number(text.replaceAll(/[^\d.]/g, '')));
    const score = amounts.at(-1) ?? 0;
    expect(amounts.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBeCloseTo(score, 2);
    await chosen.getByText(/^Another plan would be chosen if the price of a parcel from west were US\$/).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('names an impossible policy at its field, tries a possible one, and saves it', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    const dialog = await openEditor(visit);
    await dialog.getByLabel('A policy of your own').check();
    await dialog.getByLabel('Name', { exact: true }).fill('fast-east');
    await dialog.getByText('A table of rates').click();
    await dialog.getByRole('button', { name: 'Paste CSV: Rates' }).click();
    const paste = page.getByRole('dialog', { name: 'Paste CSV' });
    await paste
      .getByLabel('Rows')
      .fill('service;carrier;up_to_km;price_minor;transit_days\nground;Acme;500;400;1\nground;Acme;9000;900;4\nair;Acme;9000;2500;1');
    await paste.getByText('3 rates').waitFor();
    await paste.getByRole('button', { name: 'Replace the table' }).click();
    await dialog.getByLabel('Countries', { exact: true }).fill('FR');
    await dialog.getByLabel('Why').fill('A new contract');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => dialog.getByLabel('Countries', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    expect(await soundness(visit)).toEqual(sound);
    expect((await inForce()).version).toBe(0);
    await dialog.getByLabel('Countries', { exact: true }).fill('US');
    await dialog.getByLabel('Line 1: SKU').fill('TEE');
    await dialog.getByLabel('To country').selectOption('US');
    await dialog.getByLabel('Region').fill('NY');
    await dialog.getByRole('button', { name: 'Evaluate' }).click();
    await dialog.getByText(/^One parcel, from east \(policy fast-east 1\)$/).waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('A policy of your own, “fast-east” version 1: rates of 2 services, 1 hard constraint, 0 soft.').first().waitFor();
    const { version, value } = await inForce();
    expect(version).toBe(1);
    expect(value.policy).toMatchObject({
      name: 'fast-east',
      constraints: { from_countries: ['US'], cross_border: true, keep_promise: false },
      shipping: {
        kind: 'rate-table',
        carriers: [
          {
            carrier: 'Acme',
            service: 'ground',
            bands: [
              { up_to_km: 500, price_minor: 400, transit_days: 1 },
              { up_to_km: 9_000, price_minor: 900, transit_days: 4 },
            ],
          },
          { carrier: 'Acme', service: 'air', bands: [{ up_to_km: 9_000, price_minor: 2_500, transit_days: 1 }] },
        ],
      },
    });
    await visit.close();
  });

  it('shows a saved policy as it was typed, and takes a changed one to the replay', async () => {
    const visit = await tested.visit({ size: 'phone', scheme: 'dark' });
    const { page } = visit;
    const dialog = await openEditor(visit);
    expect(await dialog.getByLabel('A policy of your own').isChecked()).toBe(true);
    expect(await dialog.getByLabel('Price, rate 3').inputValue()).toBe('2500');
    await dialog.getByLabel('Price, rate 3').fill('two');
    await dialog.getByRole('button', { name: 'Replay it on past orders' }).click();
    await dialog.getByText('must be a number').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('Price, rate 3').fill('2600');
    await dialog.getByRole('button', { name: 'Replay it on past orders' }).click();
    const policy = JSON.parse(await page.getByLabel('Policy in JSON').inputValue());
    expect(policy).toMatchObject({ name: 'fast-east', shipping: { carriers: [{}, { bands: [{ price_minor: 2_600 }] }] } });
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('does without a routing page for who may not see orders', async () => {
    const visit = await tested.visit({ role: 'warehouse' });
    await visit.open('/routing');
    expect(await visit.page.getByRole('button', { name: 'Evaluate' }).count()).toBe(0);
    await visit.close();
  });
});
