import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOptional } from '../support/optional-suite.ts';
import { chromiumRequirement, keepScreenshot } from './browser.ts';
import { sound, soundness } from './soundness.ts';
import { type ConsoleUnderTest, openConsole } from './support.ts';

describeOptional('one order in the console', chromiumRequirement(), () => {
  let tested: ConsoleUnderTest;
  let shipped: string;
  beforeAll(async () => {
    tested = await openConsole();
    const { shop } = tested;
    shipped = await shop.place({ TEE: 2 }, { channel_order_name: '#4711', shipping_address: { ...address, phone: '+4930901820' } });
    const work = await shop.released(shipped, 'east').catch(() => shop.released(shipped, 'west'));
    await shop.pick(work);
    await shop.pack(work);
    await shop.ship(work);
    await shop.reaches(shipped, 'shipped');
  });
  afterAll(() => tested.close());

  const address = { name: 'Ada Quill', line1: '12 Harbour Row', city: 'Albany', region: 'NY', postal_code: '12207', country: 'US' };

  it('is found by its name in three interactions, from any page, without the mouse', async () => {
    const { page, complaints, open, close } = await tested.visit();
    await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('#4711');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Order #4711' }).waitFor();
    expect(page.url()).toContain(`/console/orders/${shipped}`);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is found by whatever else somebody has in hand, and what is personal stays out of the address', async () => {
    const { page, open, close } = await tested.visit();
    for (const text of [shipped, 'ada.quill@example.com', `1Z${(await tested.shop.children(shipped))[0]?.fulfillment_order_id}`]) {
      await open('/pipeline');
      await page.getByRole('textbox', { name: 'Search orders' }).fill(text);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Order #4711' }).waitFor();
    }
    await open('/pipeline');
    await page.getByRole('textbox', { name: 'Search orders' }).fill('nobody@example.com');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing has this').waitFor();
    expect(page.url()).not.toContain('nobody');
    await close();
  });

  it('is explained in four interactions from any page', async () => {
    const { page, open, close } = await tested.visit({ role: 'support' });
    await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('#4711');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Why?' }).click();
    const why = page.getByRole('region', { name: 'Where it comes from' });
    expect(await why.getByRole('table', { name: 'Plans that were weighed' }).textContent()).toContain('chosen');
    expect(await why.textContent()).toMatch(/holds (the|both|all)/);
    await close();
  });

  it('takes what came back of it, with reason and condition, and never more than left', async () => {
    const visit = await tested.visit({ role: 'support', size: 'phone' });
    const { page } = visit;
    await visit.open(`/orders/${shipped}?tab=returns`);
    await page.getByText('Nothing of it has come back.').waitFor();
    await page.getByRole('button', { name: 'Record a return' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Record' }).click();
    await dialog.getByText('must say of which line something came back').first().waitFor();
    await dialog.getByLabel('Units back').fill('1');
    await dialog.getByLabel('Because').selectOption('too-small');
    await dialog.getByLabel('Condition').selectOption('opened');
    await dialog.getByLabel('Received at').selectOption('east');
    await dialog.getByLabel('Name of the return').fill('RMA-1');
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'return-form');
    await dialog.getByRole('button', { name: 'Record' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('RMA-1').waitFor();
    expect(await soundness(visit)).toEqual(sound);
    await keepScreenshot(page, 'returns');
    expect((await tested.shop.must('GET', `/orders/${shipped}/returns`)).body.items).toMatchObject([
      { return_id: 'RMA-1', location_id: 'east', lines: [{ quantity: 1, reason: 'too-small', condition: 'opened' }] },
    ]);
    await page.getByRole('button', { name: 'Record a return' }).click();
    await dialog.getByText('of 1', { exact: true }).waitFor();
    await visit.close();
  });

  it('shows how it stood at each change, in which nothing can be done', async () => {
    const { page, open, close } = await tested.visit();
    await open(`/orders/${shipped}`);
    await page.getByRole('slider').focus();
    await page.keyboard.press('Home');
    await page.getByText('This is the past').waitFor();
    await page.locator('main').getByText('pending', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Cancel order' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Back to now' }).click();
    await page.locator('main').getByText('shipped', { exact: true }).first().waitFor();
    expect(page.url()).not.toContain('asOf');
    await close();
  });

  it('says what changed between two of its states', async () => {
    const { page, open, close } = await tested.visit();
    await open(`/orders/${shipped}?tab=compare`);
    const table = page.getByRole('table', { name: 'Difference of' });
    const status = table.getByRole('row').filter({ has: page.getByText('status', { exact: true }) });
    expect(await status.textContent()).toMatch(/pending.*shipped/);
    await close();
  });

  it('takes a note, which those without the right to personal data see without its text', async () => {
    const support = await tested.visit({ role: 'support' });
    await support.open(`/orders/${shipped}?tab=notes`);
    await support.page.getByRole('textbox', { name: 'New note' }).fill('Rang: the neighbour takes it.');
    await support.page.getByRole('button', { name: 'Write' }).click();
    await support.page.getByText('Rang: the neighbour takes it.').first().waitFor();
    await support.close();
    const analyst = await tested.visit({ role: 'analyst' });
    await analyst.open(`/orders/${shipped}?tab=notes`);
    await analyst.page.getByText('Your role does not see the text.').waitFor();
    expect(await analyst.page.getByText('neighbour').count()).toBe(0);
    await analyst.close();
  });

  it('keeps a note that is half written, and neither sends nor keeps one with a card number', async () => {
    const { page, open, complaints, close } = await tested.visit({ role: 'support' });
    const note = page.getByRole('textbox', { name: 'New note' });
    await open(`/orders/${shipped}?tab=notes`);
    await note.fill('Rings back at');
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByRole('tab', { name: 'Notes' }).click();
    expect(await note.inputValue()).toBe('Rings back at');
    await note.fill('Pays with 4111 1111 1111 1111');
    await page.getByRole('button', { name: 'Write' }).click();
    await page.getByText('holds a card number').waitFor();
    await page.reload();
    await note.waitFor();
    expect(await note.inputValue()).toBe('');
    expect(await page.locator('main').textContent()).not.toContain('4111');
    expect(complaints).toEqual([]);
    await close();
  });

  it('hides from an analyst who the customer is', async () => {
    const { page, open, close } = await tested.visit({ role: 'analyst' });
    await open(`/orders/${shipped}`);
    await page.getByText('Your role does not see who the customer is').waitFor();
    expect(await page.locator('body').textContent()).not.toContain('Ada Quill');
    await close();
  });

  it('says what is wrong with the address, and has it corrected', async () => {
    for (const size of ['desktop', 'phone'] as const) {
      const wrong = await tested.shop.place({ TEE: 1 }, { shipping_address: { ...address, postal_code: '2207', region: 'NY' } });
      const visit = await tested.visit({ role: 'support', size });
      const { page, open, close } = visit;
      await open(`/orders/${wrong}`);
      await page.getByText('The postal code is none of its country').waitFor();
      await keepScreenshot(page, `address-held-${size}`);
      await page.getByRole('button', { name: 'Correct the address' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Needed is five digits').waitFor();
      await dialog.getByRole('textbox', { name: 'Postal code' }).fill('90001');
      await dialog.getByRole('button', { name: 'Correct the address' }).click();
      await dialog.getByText('does not lie in the region').first().waitFor();
      expect(await soundness(visit)).toEqual(sound);
      await keepScreenshot(page, `address-form-${size}`);
      await dialog.getByRole('textbox', { name: 'Postal code' }).fill('12207');
      await dialog.getByRole('button', { name: 'Correct the address' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText('The address was corrected here').waitFor();
      await tested.shop.reaches(wrong, 'allocated');
      await close();
    }
  });

  it('is held with a reason, which stands on the page at once', async () => {
    const id = await tested.shop.place({ MUG: 1 }, { channel_order_name: '#4712' });
    await tested.shop.reaches(id, 'allocated');
    const { page, open, close } = await tested.visit();
    await open(`/orders/${id}`);
    await page.getByRole('button', { name: 'Hold', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The buyer wants to think it over');
    await dialog.getByRole('button', { name: 'Hold', exact: true }).click();
    await page.getByText('The buyer wants to think it over').waitFor();
    expect((await tested.shop.order(id)).holds).toHaveLength(1);
    await close();
  });

  it('gives its list as a file in which no text is a formula', async () => {
    await tested.shop.place({ CAP: 1 }, { channel_order_name: '=HYPERLINK("https://example.com")' });
    const { page, open, close } = await tested.visit();
    await open('/orders');
    await page.getByRole('row').filter({ hasText: 'HYPERLINK' }).first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const file = await (await download).createReadStream();
    const text = Buffer.concat(await file.toArray()).toString('utf8');
    expect(text).toContain('#4711,shipped');
    expect(text).toContain(`"'=HYPERLINK(""https://example.com"")"`);
    await close();
  });

  it('says that what it shows is old while the installation is not reached, and no longer than that', async () => {
    const { page, open, close } = await tested.visit();
    await open(`/orders/${shipped}`);
    await page.context().setOffline(true);
    const alert = page.getByRole('alert').filter({ hasText: 'The installation is not reached' });
    await alert.waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Order #4711');
    await page.context().setOffline(false);
    await alert.waitFor({ state: 'detached' });
    await close();
  });
});
