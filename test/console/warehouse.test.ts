// A person at a packing table: a phone, a scanner that types, and as few touches as can be.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../lib/access/index.ts';
import { eventually } from '../e2e/installation.ts';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, settled } from './browser.ts';
import { openScanner, openToScan } from './scanner.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

const barcodes = { TEE: '4006381333931', MUG: '5901234123457', CAP: '9780201379624' } as const;

describeOptional('the packing table', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  let serial = 0;
  /** An order under a name of its own, whose work stands to be picked at a location. */
  const workFor = async (lines: Readonly<Record<string, number>>, locationId = 'east') => {
    const name = `#W${(serial += 1)}`;
    const orderId = await tested.shop.place(lines, { channel_order_name: name });
    return { name, orderId, id: await tested.shop.released(orderId, locationId) };
  };

  type AtTable = Visit & { readonly scan: (code: string) => Promise<void>; readonly says: (text: string | RegExp) => Promise<void> };

  /** Somebody who stands at a location with a scanner. */
  const atTable = async (
    options: { readonly role?: Role; readonly size?: 'phone' | 'desktop'; readonly locations?: string[] } = {},
  ): Promise<AtTable> => {
    const visit = await tested.visit({ role: 'warehouse', size: 'phone', ...options });
    const { page } = visit;
    await page.evaluate(() => localStorage.setItem('waybill.location', 'east'));
    const scan = await openScanner(page);
    return { ...visit, open: openToScan(visit), scan, says: (text) => page.locator('main').getByText(text).first().waitFor() };
  };

  const statusOf = async (id: string): Promise<string> => (await tested.shop.work(id)).status;
  const reaches = (id: string, status: string) =>
    eventually(
      () => statusOf(id),
      (found) => found === status,
    );
  const step = (page: Page) => page.getByRole('region', { name: 'Next step' });

  it('packs a parcel from the list in four interactions', async () => {
    const work = await workFor({ TEE: 2, MUG: 1 });
    const { page, open, says, scan, close } = await atTable();
    await page.evaluate(() => localStorage.setItem('waybill.carrier', 'UPS'));
    await open('/warehouse');
    await page.getByText(work.name).click();
    await page.getByRole('button', { name: 'All found' }).click();
    await page.getByRole('button', { name: 'Pack', exact: true }).click();
    await step(page).getByLabel('Tracking number').waitFor();
    await scan('1Z999AA10123456784');
    await says('On its way');
    expect(await tested.shop.work(work.id)).toMatchObject({
      status: 'shipped',
      accepted: true,
      packages: [{ weight_grams: 600 }],
      shipments: [{ carrier: 'UPS', tracking_number: '1Z999AA10123456784' }],
    });
    await close();
  });

  it('counts each article that is scanned, loudly refuses a wrong one and one too many, and remembers over a reload', async () => {
    const work = await workFor({ TEE: 2, MUG: 1 });
    const visit = await atTable();
    const { page, scan, says } = visit;
    await visit.open(`/warehouse/${work.id}`);
    await scan(barcodes.CAP);
    await page.getByRole('alert').getByText('Wrong article: Cap, wool (CAP) is not part of this work').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    expect(await statusOf(work.id)).toBe('released');
    await scan(barcodes.MUG);
    await says('Mug, enamel: 1 of 1');
    await reaches(work.id, 'picking');
    await scan(barcodes.MUG);
    await page.getByRole('alert').getByText('Too many: Mug, enamel is complete with 1').waitFor();
    await scan(barcodes.TEE);
    await says('T-shirt, organic cotton: 1 of 2');
    await page.reload();
    await says('1 unit is still to be found');
    await scan('TEE');
    await says('2 of 2. Everything is there');
    await says('Next: pack');
    await scan('NO-SUCH-THING');
    await page.getByRole('alert').getByText('Nothing is known as NO-SUCH-THING').waitFor();
    await visit.close();
  });

  it('hears the scanner wherever the focus is, and nothing else gets what it types', async () => {
    const work = await workFor({ TEE: 1 });
    const { page, open, scan, says, close } = await atTable();
    await open(`/warehouse/${work.id}`);
    // Enter would press it.
    await page.getByRole('button', { name: 'Reject' }).focus();
    await scan(barcodes.TEE);
    await says('1 of 1. Everything is there');
    expect(await page.getByRole('dialog').count()).toBe(0);
    const weight = step(page).getByLabel('weight in grams');
    await weight.fill('450');
    await scan(barcodes.CAP);
    await page.getByRole('alert').getByText('Wrong article').waitFor();
    expect(await weight.inputValue()).toBe('450');
    // An open question has to be answered first, and a scan does not answer it.
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Reject the work' }).focus();
    await scan(barcodes.TEE);
    await page.getByText('Answer the open question first').waitFor();
    expect(await statusOf(work.id)).toBe('picking');
    await close();
  });

  it('records what is missing and packs the rest', async () => {
    const work = await workFor({ TEE: 3 });
    const visit = await atTable();
    const { page, scan, says } = visit;
    await visit.open(`/warehouse/${work.id}`);
    await scan(barcodes.TEE);
    await says('1 of 3');
    await page.getByRole('button', { name: 'The rest is missing' }).click();
    const dialog = page.getByRole('dialog', { name: 'What is missing' });
    await dialog.getByLabel('how many of 3').fill('4');
    await dialog.getByRole('button', { name: 'Record as missing' }).click();
    await dialog.getByText('must be a whole number from 0 to 3').first().waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await dialog.getByLabel('how many of 3').fill('1');
    await dialog.getByLabel('Why').selectOption('damaged');
    await dialog.getByRole('button', { name: 'Record as missing' }).click();
    await says('2 of 3 not found');
    await page.getByRole('button', { name: 'Pack', exact: true }).click();
    await reaches(work.id, 'packed');
    expect(await tested.shop.work(work.id)).toMatchObject({
      lines: [{ quantity: 3, short_quantity: 2 }],
      packages: [{ weight_grams: 200 }],
    });
    await visit.close();
  });

  it('gives the work back when nothing is there, or when the location says no', async () => {
    const missing = await workFor({ TEE: 1 });
    const { page, open, says, close } = await atTable();
    await open(`/warehouse/${missing.id}`);
    await page.getByRole('button', { name: 'Missing', exact: true }).click();
    await page.getByRole('dialog').getByText('Nothing at all was found').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Give the work back' }).click();
    await says('The work was given back: out of stock');
    const unwanted = await workFor({ TEE: 1 });
    await open(`/warehouse/${unwanted.id}`);
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('dialog').getByLabel('Why').selectOption('capacity');
    await page.getByRole('dialog').getByRole('button', { name: 'Reject the work' }).click();
    await says('The work was given back: capacity');
    expect((await tested.shop.work(unwanted.id)).end_reason).toBe('capacity');
    await close();
  });

  it('names what is wrong with a package, and takes several with their sizes', async () => {
    const work = await workFor({ TEE: 1 });
    const visit = await atTable();
    const { page, says } = visit;
    await visit.open(`/warehouse/${work.id}`);
    await page.getByRole('button', { name: 'All found' }).click();
    await page.getByRole('button', { name: 'Sizes' }).click();
    await page.getByRole('button', { name: 'One more package' }).click();
    const [first, second] = [page.getByRole('group', { name: 'Package 1' }), page.getByRole('group', { name: 'Package 2' })];
    await first.getByLabel('Length').fill('300');
    await second.getByLabel('weight').fill('0');
    await page.getByRole('button', { name: 'Pack', exact: true }).click();
    await says('must be a whole number above 0');
    expect(await soundness(visit)).toEqual(sound);
    await first.getByLabel('Width').fill('200');
    await first.getByLabel('Height').fill('100');
    await second.getByLabel('weight').fill('900');
    await page.getByRole('button', { name: 'Pack', exact: true }).click();
    await reaches(work.id, 'packed');
    expect((await tested.shop.work(work.id)).packages).toEqual([
      { weight_grams: 200, dimensions_mm: { length: 300, width: 200, height: 100 } },
      { weight_grams: 900, dimensions_mm: null },
    ]);
    await visit.close();
  });

  it('does not ship what is on hold, and says why', async () => {
    const work = await workFor({ TEE: 1 });
    const { page, open, says, close } = await atTable();
    await tested.shop.pick(work.id);
    await tested.shop.pack(work.id);
    await tested.shop.hold(work.orderId, 'shipping');
    await open(`/warehouse/${work.id}`);
    await says('it must not be shipped until somebody releases the hold');
    expect(await page.getByRole('button', { name: 'Ship', exact: true }).isDisabled()).toBe(true);
    await close();
  });

  it('leads from a scanned work, order, article or parcel to the work, and says what it does not know', async () => {
    const work = await workFor({ CAP: 1 }, 'west');
    const { page, open, scan, says, close } = await atTable();
    await open('/warehouse');
    await page.getByLabel('Location').selectOption('west');
    await page.getByText(work.name).waitFor();
    const leads = async (code: string): Promise<void> => {
      await open('/warehouse');
      await page.getByText('To pick').first().waitFor();
      await scan(code);
      await page.waitForURL(`**/warehouse/${work.id}`);
    };
    await scan('NO-SUCH-THING');
    await page.getByRole('alert').getByText('Nothing here is known as NO-SUCH-THING').waitFor();
    await leads(work.id.toUpperCase());
    await leads(barcodes.CAP);
    await leads(work.orderId);
    await tested.shop.pick(work.id);
    await tested.shop.pack(work.id);
    await tested.shop.ship(work.id);
    await eventually(
      () => tested.installation.api('GET', `/scans?code=1Z${work.id}`),
      ({ body }) => body.matches.length > 0,
    );
    await leads(`1Z${work.id}`);
    await says('On its way');
    // The place is remembered by the browser.
    await open('/warehouse');
    await expect.poll(() => page.getByLabel('Location').inputValue()).toBe('west');
    await close();
  });

  it('asks which one where several want the article', async () => {
    const [one, other] = [await workFor({ MUG: 1 }), await workFor({ MUG: 2 })];
    const { page, open, scan, says, close } = await atTable();
    await open('/warehouse');
    await page.getByText(other.name).waitFor();
    await scan(barcodes.MUG);
    const choice = page.getByRole('region', { name: 'Mug, enamel is wanted by several' });
    await choice.getByRole('button', { name: one.name }).waitFor();
    await choice.getByRole('button', { name: other.name }).click();
    await page.waitForURL(`**/warehouse/${other.id}`);
    await says('Next: pick');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(other.name);
    await close();
  });

  it('starts several at once and prints one list for them', async () => {
    const [one, other] = [await workFor({ TEE: 1 }), await workFor({ TEE: 2 })];
    const visit = await atTable({ size: 'desktop' });
    const { page } = visit;
    await visit.open('/warehouse');
    for (const { name } of [one, other])
      await page
        .getByRole('row', { name: new RegExp(`${name} `) })
        .getByRole('checkbox')
        .check();
    const chosen = page.getByRole('region', { name: 'Chosen work' });
    expect(await soundness(visit)).toEqual(sound);
    const [list, printed] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('/pick-lists')),
      page.waitForEvent('popup'),
      chosen.getByRole('button', { name: 'Print pick list (2)' }).click(),
    ]);
    expect([list.status(), list.headers()['content-type']]).toEqual([200, 'application/pdf']);
    for (const { id } of [one, other]) expect(list.url()).toContain(id);
    await printed.waitForURL(/^blob:/);
    await chosen.getByRole('button', { name: 'Start picking (2)' }).click();
    await reaches(one.id, 'picking');
    await reaches(other.id, 'picking');
    await visit.close();
  });

  it('prints a packing slip', async () => {
    const work = await workFor({ TEE: 1 });
    const { page, open, close } = await atTable();
    await open(`/warehouse/${work.id}`);
    const [slip] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('/packing-slip')),
      page.getByRole('button', { name: 'Packing slip' }).click(),
    ]);
    expect([slip.status(), slip.headers()['content-type']]).toEqual([200, 'application/pdf']);
    await close();
  });

  it('shows those who may not pick no buttons for it, and nobody the work of another place', async () => {
    const work = await workFor({ TEE: 1 });
    const analyst = await atTable({ role: 'analyst' });
    await analyst.open(`/warehouse/${work.id}`);
    await analyst.says('Your role looks on');
    expect(await analyst.page.getByRole('button', { name: /pick|pack|found|reject|missing/i }).allInnerTexts()).toEqual([]);
    await analyst.close();
    const west = await atTable({ locations: ['west'] });
    await west.open(`/warehouse/${work.id}`);
    await west.says('There is no such fulfillment-order');
    await west.open('/warehouse');
    expect(await west.page.getByLabel('Location').locator('option').allInnerTexts()).toEqual(['Reno (west)']);
    await west.close();
  });

  it('has nothing to press on a phone that is lower than a thumb', async () => {
    const work = await workFor({ TEE: 1 });
    const { page, open, close } = await atTable();
    for (const address of ['/warehouse', `/warehouse/${work.id}`, '/receive', '/receive?tab=count', '/stock']) {
      await open(address);
      await settled(page);
      const low = await page
        .locator('main')
        .locator('button:visible, select:visible, a.mantine-Button-root:visible')
        .evaluateAll((found) => found.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 120)));
      expect(low, address).toEqual([]);
    }
    await close();
  });
});
