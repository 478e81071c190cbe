// What must hold after every order is asked once, after each of them.
/* oxlint-disable vitest/no-standalone-expect */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readBooks, settled } from './books.ts';
import { type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

let installation: Installation;
let shop: Shop;
beforeAll(async () => {
  installation = await openInstallation({ env: { DUPLICATE_WINDOW_SECONDS: '300', ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, { east: { BINDER: 400 } });
  shop = createShop(installation);
});
afterAll(() => installation.close());

// Orders that a test leaves at work stay there; nothing may have gone wrong with them.
afterEach(async () => {
  await settled(installation.runtime);
  const { problems, deadLetters, errors } = await readBooks(installation.runtime, installation.dataDir);
  expect({ problems, deadLetters, errors }).toEqual({ problems: [], deadLetters: [], errors: [] });
});

const onTerms = {
  channel: 'b2b',
  channel_account: 'portal',
  customer: { source_id: 'C-4711', email: 'purchasing@quill.example', name: 'Ada Quill' },
  payment_method: { kind: 'invoice', status: 'pending' },
  purchase: { order_number: 'PO-2026/118', company: 'Quill & Sons Ltd', net_days: 30, requested_delivery_date: '2026-12-01' },
};
const bySku = (quantity: number) => ({ line_items: [{ sku: 'BINDER', quantity, unit_price: 250 }] });

const paymentOf = async (id: string) => (await shop.order(id)).payment;

describe('an order of a company on terms', () => {
  it('goes from received to completed without any money moving', async () => {
    const id = await shop.place({}, { ...onTerms, ...bySku(100) });
    const parcel = await shop.released(id, 'east');
    expect(await paymentOf(id)).toEqual({ basis: 'terms', reference: 'PO-2026/118', secured_total: 25_000 });
    await shop.pick(parcel);
    await shop.pack(parcel);
    await shop.ship(parcel);
    await shop.reaches(id, 'shipped');
    await shop.deliver(parcel);
    await shop.reaches(id, 'completed');
    const { items } = await installation.runtime.platform.ledger.query({ PK: `main#PAYMENT#${id}` });
    expect(items).toEqual([]);
  });

  it('shows how the company buys, and its name only to who may see personal data', async () => {
    const id = await shop.place({}, { ...onTerms, ...bySku(1) });
    const purchase = { order_number: 'PO-2026/118', net_days: 30, requested_delivery_date: '2026-12-01' };
    expect((await shop.order(id)).purchase).toEqual({ ...purchase, company: 'Quill & Sons Ltd' });
    const analyst = await installation.apiAs('analyst');
    expect((await analyst('GET', `/orders/${id}`)).body.purchase).toEqual(purchase);
    expect(JSON.stringify((await shop.must('GET', `/orders/${id}/events`)).body)).not.toContain('Quill');
  });

  it('waits for somebody to approve the terms where it names none', async () => {
    const { net_days: _terms, ...purchase } = onTerms.purchase;
    const id = await shop.place({}, { ...onTerms, purchase: { ...purchase, order_number: 'PO-3' }, ...bySku(3) });
    await settled(installation.runtime);
    expect(await shop.order(id)).toMatchObject({ status: 'pending', payment: null, fulfillment_orders: [] });
    await shop.must('POST', `/orders/${id}/payment-confirmations`, { basis: 'terms', reference: 'ERP-88' });
    await shop.released(id, 'east');
    expect(await paymentOf(id)).toMatchObject({ basis: 'terms', reference: 'ERP-88' });
  });

  it('asks for nothing back when it is cancelled', async () => {
    const id = await shop.place({}, { ...onTerms, purchase: { ...onTerms.purchase, order_number: 'PO-4' }, ...bySku(5) });
    await shop.reaches(id, 'allocated');
    await shop.cancel(id);
    await shop.reaches(id, 'cancelled');
    const { items } = await installation.runtime.platform.ledger.query({ PK: `main#PAYMENT#${id}` });
    expect(items).toEqual([]);
  });

  it('may order the same again at once under another number of its own, and is asked about it under the same', async () => {
    const place = (orderNumber: string) =>
      shop.place({}, { ...onTerms, purchase: { ...onTerms.purchase, order_number: orderNumber }, ...bySku(7) });
    const ids = [await place('PO-5'), await place('PO-6')];
    for (const id of ids) await shop.reaches(id, 'allocated');
    const again = await place('PO-6');
    await settled(installation.runtime);
    expect((await shop.order(again)).holds).toMatchObject([{ type: 'duplicate-review', outcome: 'open' }]);
  });
});

describe('a request that contradicts itself', () => {
  const refusal = async (more: Record<string, unknown>) => {
    const { status, body } = await installation.api('POST', '/orders', orderBody({ BINDER: 1 }, { channel_order_id: 'wrong', ...more }));
    return { status, problems: body.problems.map(({ field, code }: { field: string; code: string }) => [field, code]) };
  };

  it.each([
    ['by card', { kind: 'card', status: 'pending' }],
    ['and paid', { kind: 'invoice', status: 'paid' }],
  ])('is refused: on terms %s', async (_, payment) => {
    expect(await refusal({ ...onTerms, payment_method: payment })).toEqual({
      status: 400,
      problems: [['purchase.net_days', 'terms-without-invoice']],
    });
  });

  it.each([
    ['order_number', 'Ada Quill'],
    ['net_days', 366],
    ['requested_delivery_date', '2026-02-30'],
    ['terms', 'net 30'],
  ])('is refused: %s of %j', async (field, value) => {
    const { status, problems } = await refusal({ ...onTerms, purchase: { ...onTerms.purchase, [field]: value } });
    expect([status, problems.length]).toEqual([400, 1]);
  });

  it('is refused when a card number stands for the order number', async () => {
    const { problems } = await refusal({ ...onTerms, purchase: { ...onTerms.purchase, order_number: '4111111111111111' } });
    expect(problems).toEqual([['purchase.order_number', 'card-number']]);
  });
});
