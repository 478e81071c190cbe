// What the catalog says of articles and locations decides where goods may come from.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, type Installation, openInstallation } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
});
afterAll(() => installation.close());

const place = (id: string, more: Readonly<Record<string, unknown>> = {}) =>
  shop.must('POST', '/locations', { location_id: id, name: id, type: 'warehouse', country: 'US', region: 'NY', ...more });
const product = (sku: string, more: Readonly<Record<string, unknown>> = {}) => shop.must('POST', '/products', { sku, title: sku, ...more });
const receiptOf = async (id: string) => (await shop.must('GET', `/orders/${id}/decisions`)).body.decisions.at(-1);
const locationsOf = async (id: string) => (await shop.children(id)).map((child) => child.location_id);

describe('an article that must be kept cold', () => {
  it('comes from the location that can, though another is nearer', async () => {
    await place('near');
    await place('cold', { region: 'CA', capabilities: ['cold_chain'] });
    await product('VACCINE', { cold_chain: true });
    await shop.receive('near', { VACCINE: 10, SALVE: 10 });
    await shop.receive('cold', { VACCINE: 10, SALVE: 10 });
    const cold = await shop.place({ VACCINE: 1 });
    await shop.reaches(cold, 'allocated');
    expect(await locationsOf(cold)).toEqual(['cold']);
    const ordinary = await shop.place({ SALVE: 1 });
    await shop.reaches(ordinary, 'allocated');
    expect(await locationsOf(ordinary)).toEqual(['near']);
  });

  it('waits where no location can, and the receipt names what was asked for', async () => {
    await product('ACID', { hazmat: true });
    await shop.receive('near', { ACID: 10 });
    const id = await shop.place({ ACID: 1 });
    await shop.reaches(id, 'backorder');
    expect((await receiptOf(id)).receipt.unsourced).toMatchObject([{ sku: 'ACID', reason: 'hazmat' }]);
  });
});

describe('a location that states its capacity', () => {
  it('is given no more than a day of parcels; the next order goes elsewhere', async () => {
    await place('small', { capacity_per_day: 1, handling_cost_per_parcel: 0 });
    await place('large', { region: 'WA' });
    for (const id of ['small', 'large']) await shop.receive(id, { 'RUG-1': 5, 'RUG-2': 5 });
    const first = await shop.place({ 'RUG-1': 1 });
    await shop.reaches(first, 'allocated');
    expect(await locationsOf(first)).toEqual(['small']);
    // How much waits there is counted anew after some seconds.
    const second = await eventually(
      async () => {
        const id = await shop.place({ 'RUG-2': 1 });
        await shop.reaches(id, 'allocated');
        const [only] = await locationsOf(id);
        if (only === 'small') await shop.cancel(id);
        return only;
      },
      (location) => location === 'large',
      30_000,
    );
    expect(second).toBe('large');
  }, 40_000);
});

describe('the catalog', () => {
  it('names the field that is wrong', async () => {
    const location = { location_id: 'odd', name: 'odd', type: 'warehouse', country: 'US' };
    for (const [field, value] of [
      ['staffing_percent', 101],
      ['capacity_per_day', -1],
      ['handling_cost_per_line', 0.5],
      ['ships_to', []],
      ['capabilities', ['magic']],
      ['processing_hours', 1_000],
    ] as const) {
      const answer = await installation.api('POST', '/locations', { ...location, [field]: value });
      expect(answer.status, field).toBe(400);
      expect(answer.body.problems[0].field).toContain(field);
    }
    const wrong = await installation.api('POST', '/products', { sku: 'X', title: 'X', available_from: 'tomorrow' });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: 'available_from' }] } });
  });
});
