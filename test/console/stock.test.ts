// Goods that come in, shelves that are counted, and how much there is of an article.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement } from './browser.ts';
import { openScanner, openToScan } from './scanner.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole, type Visit } from './support.ts';

const barcodes = { TEE: '4006381333931', MUG: '5901234123457', CAP: '9780201379624' } as const;

type AtShelf = Visit & { readonly scan: (code: string) => Promise<void>; readonly says: (text: string | RegExp) => Promise<void> };

describeOptional('receiving and counting', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const atShelf = async (): Promise<AtShelf> => {
    const visit = await tested.visit({ role: 'warehouse', size: 'phone' });
    await visit.page.evaluate(() => localStorage.setItem('waybill.location', 'east'));
    const scan = await openScanner(visit.page);
    return { ...visit, open: openToScan(visit), scan, says: (text) => visit.page.locator('main').getByText(text).first().waitFor() };
  };

  const onHand = async (sku: string): Promise<number | undefined> =>
    (await tested.shop.levels(sku)).find((level: { location_id: string }) => level.location_id === 'east')?.on_hand;

  it('collects what is scanned, also over a reload, and posts it once however often it is sent', async () => {
    const before = (await onHand('TEE')) ?? 0;
    const visit = await atShelf();
    const { page, scan, says } = visit;
    await visit.open('/receive');
    await says('Nothing is scanned yet');
    await scan(barcodes.TEE);
    await says('T-shirt, organic cotton: 1');
    await scan(barcodes.TEE);
    await says('T-shirt, organic cotton: 2');
    await scan('cap');
    await says('Cap, wool: 1');
    await scan('NO-SUCH-THING');
    await page.getByRole('alert').getByText('No article is known as NO-SUCH-THING').waitFor();
    await page.getByLabel('Received: Cap, wool').fill('24');
    expect(await soundness(visit)).toEqual(sound);
    await page.reload();
    await says('Receive 26 units of 2 articles');
    // The answer to the first try is lost on its way.
    let lost = 0;
    await page.route('**/inventory/receipts', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Receive 26 units' }).click();
    await says('The installation cannot be reached');
    await page.getByRole('button', { name: 'Receive 26 units' }).click();
    await says('It had been posted before, so nothing was changed');
    expect([await onHand('TEE'), await onHand('CAP')]).toEqual([before + 2, 24]);
    await page.getByRole('button', { name: 'Next receipt' }).click();
    await says('Nothing is scanned yet');
    // The lost answer is what the test did to it.
    visit.complaints.splice(0);
    expect(await soundness(visit)).toEqual(sound);
    await visit.close();
  });

  it('asks for a number where there is none, and posts nothing', async () => {
    const before = await onHand('MUG');
    const { page, open, scan, says, close } = await atShelf();
    await open('/receive');
    await scan(barcodes.MUG);
    await page.getByLabel('Received: Mug, enamel').fill('some');
    await page.getByRole('button', { name: /^Receive/ }).click();
    await says('must be a whole number, 1 or more');
    expect(await onHand('MUG')).toBe(before);
    await close();
  });

  it('asks which article is meant by how a SKU begins', async () => {
    for (const sku of ['BOLT-9', 'BOLT-10']) await tested.shop.must('POST', '/products', { sku, title: `Bolt ${sku.slice(5)}` });
    const { page, open, scan, says, close } = await atShelf();
    await open('/receive');
    await scan('BOLT');
    await page.getByRole('region', { name: 'Articles that begin with BOLT' }).getByRole('button', { name: 'Bolt 9' }).click();
    await says('Bolt 9: 1');
    expect(await page.getByLabel('Received: Bolt 9').inputValue()).toBe('1');
    await close();
  });

  it('takes an article that the catalog does not know only when told that it is one', async () => {
    const { page, open, scan, says, close } = await atShelf();
    await open('/receive');
    await scan('NEW-SKU-1');
    await page.getByRole('alert').getByText('No article is known as NEW-SKU-1').waitFor();
    expect(await page.getByRole('list', { name: 'Articles' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Yes, take NEW-SKU-1 as a SKU' }).click();
    await says('NEW-SKU-1: 1');
    await page.getByRole('button', { name: 'Receive 1 unit of 1 article' }).click();
    await says('is posted');
    expect(await onHand('NEW-SKU-1')).toBe(1);
    await close();
  });

  it('counts blind, shows the difference before anything is posted, and then sets the book right', async () => {
    await tested.shop.count('east', 'MUG', 20);
    const visit = await atShelf();
    const { page, scan, says } = visit;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await visit.open('/receive?tab=count');
    await scan(barcodes.MUG);
    await says('Mug, enamel: 1');
    await page.getByLabel('Counted: Mug, enamel').fill('17');
    expect(asked.filter((url) => url.includes('/inventory/levels'))).toEqual([]);
    await page.getByRole('button', { name: 'Compare 1 article with the book' }).click();
    await says('−3');
    expect(await page.locator('main').innerText()).toMatch(/Counted\s+17\s+Book\s+20\s+Difference\s+−3/);
    expect(await onHand('MUG')).toBe(20);
    expect(await soundness(visit)).toEqual(sound);
    await page.getByRole('button', { name: 'Count again' }).click();
    await page.getByLabel('Counted: Mug, enamel').fill('18');
    await page.getByRole('button', { name: 'Compare 1 article with the book' }).click();
    await says('−2');
    await page.getByRole('button', { name: 'Post the count' }).click();
    await says('is posted');
    expect(await onHand('MUG')).toBe(18);
    await visit.close();
  });
});

describeOptional('stock', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  beforeAll(async () => {
    tested = await openConsole();
  });
  afterAll(() => tested.close());

  const article = (page: Page) => page.getByLabel('Article', { exact: true }).first();
  const row = (page: Page, name: RegExp) => page.getByRole('row', { name });

  it('is listed by SKU, at all locations or at one', async () => {
    await tested.shop.stands('TEE', 'west', 500, 500);
    const visit = await tested.visit({ role: 'analyst' });
    const { page } = visit;
    await visit.open('/stock');
    await row(page, /TEE 1,000 0 1,000/).waitFor();
    expect(
      await page
        .getByRole('row')
        .allInnerTexts()
        .then((rows) => rows.slice(1).map((text) => text.split(/\s/)[0])),
    ).toEqual(['Cap,', 'Mug,', 'T-shirt,']);
    await page.getByLabel('Location').selectOption('west');
    await row(page, /TEE 500 0 500/).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await row(page, /TEE/).click();
    await page.waitForURL('**/stock?sku=TEE');
    await visit.close();
  });

  it('of an article is found by how its SKU begins, by its barcode, and by the scanner from anywhere', async () => {
    const visit = await tested.visit();
    const { page } = visit;
    const scan = await openScanner(page);
    await openToScan(visit)('/stock');
    await article(page).fill('t');
    await page.getByRole('option', { name: 'TEE' }).click();
    await page.waitForURL('**/stock?sku=TEE');
    await row(page, /east 500 0 500/).waitFor();
    await row(page, /west 500 0 500/).waitFor();
    await page.getByRole('region', { name: 'Everywhere' }).getByText('1,000').first().waitFor();
    await page.getByRole('region', { name: 'Article' }).getByText(barcodes.TEE).waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await article(page).fill(barcodes.MUG);
    await article(page).press('Enter');
    await page.waitForURL('**/stock?sku=MUG');
    await page.getByRole('button', { name: 'All articles' }).focus();
    await scan(barcodes.CAP);
    await page.waitForURL('**/stock?sku=CAP');
    await page.getByRole('link', { name: /Orders with this article/ }).click();
    await page.waitForURL('**/orders?q=CAP');
    await visit.close();
  });

  it('of an article that the catalog does not know says so, and what to do', async () => {
    const visit = await tested.visit({ role: 'finance', size: 'phone' });
    await visit.open('/stock?sku=NO-SUCH-THING');
    await visit.page.getByText('The catalog has no article NO-SUCH-THING').waitFor();
    await visit.page.getByText('No location has, or has had, any of NO-SUCH-THING').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    expect(await visit.page.getByRole('link', { name: 'Count it' }).count()).toBe(0);
    await visit.close();
  });
});
