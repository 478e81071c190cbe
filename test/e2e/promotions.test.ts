// Promotions that a checkout gets, what becomes of them, and who is held out, through HTTP.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { learnOutcomesOf } from '../../lambdas/customers/promotion-parts.ts';
import { coPurchaseParts } from '../../lambdas/customers/recommendation-parts.ts';
import { createCountCoPurchase } from '../../lib/customers/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { parseInstant } from '../../lib/kernel/instant.ts';
import { restrictedPlatform } from '../support/function-needs.ts';
import { settled } from './books.ts';
import { daysAgo } from './days-ago.ts';
import { type Api, eventually, type Installation, openInstallation, orderBody, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

const main = TenantId('main');

let installation: Installation;
let shop: Shop;
let rival: Api;

const promotion = (id: string, more: Record<string, unknown> = {}) => ({
  promotion_id: id,
  title: id,
  kind: 'percent',
  percent: 10,
  ...more,
});
/** All of them from the start: what a policy says is remembered for half a minute. */
const promotions = [
  promotion('tenth'),
  promotion('five', { kind: 'amount', percent: undefined, amount_minor: 500, currency: 'USD' }),
  promotion('cups', { skus: ['CUP'], percent: 33.33 }),
  promotion('sent', { kind: 'free_shipping', percent: undefined }),
  promotion('later', { from: daysAgo(-1) }),
  promotion('before', { until: daysAgo(1) }),
  promotion('shop', { channels: ['pos'] }),
  promotion('euro', { currency: 'EUR', minimum_minor: 1 }),
  promotion('large', { currency: 'USD', minimum_minor: 2_001 }),
  promotion('few', { uses_max: 2 }),
  promotion('again', { audience: 'repurchase', skus: ['COFFEE', 'CUP'] }),
  promotion('back', { audience: 'lapsed' }),
  promotion('beside', { audience: 'companion', percent: 20 }),
  promotion('test', { holdout_percent: 50 }),
];
const line = (sku: string, quantity = 1, unitPrice = 2_000) => ({ sku, quantity, unit_price: unitPrice });
const ask = async (more: Record<string, unknown> = {}) =>
  (await shop.must('POST', '/checkout/promotions', { currency: 'USD', lines: [line('COFFEE')], ...more })).body;
const idsIn = ({ items }: { items: readonly { promotion_id: string }[] }) => items.map(({ promotion_id: id }) => id);
type Item = { readonly promotion_id: string; readonly worth_minor: number | null; readonly reason: string };
const itemOf = ({ items }: { items: readonly Item[] }, id: string): Item => items.find(({ promotion_id: one }) => one === id) as Item;
const reasonOf = ({ left_out: leftOut }: { left_out: readonly { promotion_id: string; reason: string }[] }, id: string) =>
  leftOut.find(({ promotion_id: left }) => left === id)?.reason;
const report = async (id: string) =>
  (await shop.must('GET', '/promotions/report')).body.items.find(({ promotion_id: one }: { promotion_id: string }) => one === id);

/** Looks at everything that was shown until now, as though days had passed. */
const learnAll = async (): Promise<number> => {
  await settled(installation.runtime);
  const platform = restrictedPlatform(installation.runtime.platform, 'customers/learn-promotion-outcomes');
  let learned = 0;
  for (let look = 0; look < 3; look += 1)
    learned += (await learnOutcomesOf(platform).learnUntil(main, parseInstant('2099-01-01T00:00:00Z') as never)).learned;
  return learned;
};

beforeAll(async () => {
  installation = await openInstallation();
  shop = createShop(installation);
  rival = await installation.apiAs('admin', 'rival');
  for (const sku of ['COFFEE', 'FILTER', 'CUP'])
    await shop.must('POST', '/products', { sku, title: sku, price: 2_000, currency: 'USD', weight_grams: 400 });
  await shop.must('PUT', '/policies/promotions', { value: { promotions }, note: 'for the test', expected_version: 0 });
  await stockUp(installation.api, { west: { COFFEE: 500, FILTER: 500, CUP: 500 } });
});
afterAll(() => installation.close());

describe('promotions of a cart', () => {
  it('are none while the shop runs none, which is said with the policy that decided', async () => {
    const { body: answer } = await rival('POST', '/checkout/promotions', { currency: 'USD', lines: [line('COFFEE')] });
    expect(answer).toMatchObject({
      items: [],
      left_out: [],
      policy: { policy: 'promotions', version: 0, source: 'default' },
      consent: null,
    });
    expect((await rival('GET', `/checkout/promotions/${answer.promotions_id}`)).body).toEqual(answer);
    expect((await installation.api('GET', `/checkout/promotions/${answer.promotions_id}`)).status).toBe(404);
  });

  it('are worth what they take off, and the better one stands first', async () => {
    const answer = await ask({ lines: [line('COFFEE'), { ...line('CUP', 1, 999), discount: 100 }], shipping: 450 });
    const worth = answer.items.map(({ promotion_id: id, worth_minor: minor }: Item) => [id, minor]);
    expect(worth.slice(0, 4)).toEqual([
      ['five', 500],
      ['sent', 450],
      ['cups', 300],
      ['few', 290],
    ]);
    expect((await ask({ lines: [{ sku: 'COFFEE', quantity: 2 }] })).goods_minor).toBe(4_000);
    expect(answer).toMatchObject({ goods_minor: 2_899, policy: { version: 1, source: 'stored' } });
    expect(itemOf(await ask(), 'sent').worth_minor).toBeNull();
  });

  it('say why one is left out', async () => {
    const answer = await ask();
    expect(Object.fromEntries(answer.left_out.map((one: Record<string, string>) => [one['promotion_id'], one['reason']]))).toEqual({
      cups: 'articles',
      later: 'not-yet',
      before: 'over',
      shop: 'channel',
      euro: 'currency',
      large: 'minimum',
      back: 'consent',
      again: 'consent',
      beside: 'no-companion',
    });
    expect(idsIn(await ask({ lines: [line('COFFEE', 1, 2_001)] }))).toContain('large');
  });

  it.each([
    ['a quantity of none', { lines: [line('COFFEE', 0)] }, 'lines.0.quantity'],
    ['a price that nobody knows', { lines: [line('COFFEE'), { sku: 'NOTHING', quantity: 1 }] }, 'lines.1.unit_price'],
    ['a currency by name', { currency: 'dollars' }, 'currency'],
    ['no e-mail address', { customer: { email: 'ada' } }, 'customer.email'],
  ])('are refused by the field: %s', async (_case, change, field) => {
    const { status, body } = await installation.api('POST', '/checkout/promotions', {
      currency: 'USD',
      lines: [line('COFFEE')],
      ...change,
    });
    expect(status).toBe(400);
    expect(body.problems.map((problem: { field: string }) => problem.field)).toContain(field);
  });

  it.each([
    ['a share and no kind for it', promotion('a', { kind: 'amount', amount_minor: 1, currency: 'USD' }), 'percent'],
    ['an amount of no currency', promotion('a', { kind: 'amount', percent: undefined, amount_minor: 1 }), 'currency'],
    ['more than all', promotion('a', { percent: 101 }), 'percent'],
    ['an end before its beginning', promotion('a', { from: daysAgo(1), until: daysAgo(2) }), 'until'],
    ['an id in capitals', promotion('SPRING'), 'promotion_id'],
    ['more uses than can be counted', promotion('a', { uses_max: 10_001 }), 'uses_max'],
    ['nearly everybody held out', promotion('a', { holdout_percent: 90 }), 'holdout_percent'],
  ])('are not taken as a policy: %s', async (_case, value, field) => {
    const body = { value: { promotions: [value] }, note: 'wrong', expected_version: 1 };
    const answer = await installation.api('PUT', '/policies/promotions', body);
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((problem: { field: string }) => problem.field)).toContain(`value.promotions.0.${field}`);
  });
});

describe('uses', () => {
  it('are counted from the orders that name a promotion, up to its bound, and given back by a cancellation', async () => {
    const first = await shop.place({ COFFEE: 1 }, { promotions: ['FEW', 'few', 'unknown'] });
    expect((await shop.order(first)).promotions).toEqual(['few']);
    await shop.place({ COFFEE: 1 }, { promotions: ['few'] });
    await eventually(ask, (answer) => reasonOf(answer, 'few') === 'used-up');
    expect(await report('few')).toMatchObject({ uses: 2, uses_max: 2 });
    await shop.cancel(first);
    await eventually(ask, (answer) => idsIn(answer).includes('few'));
    const { status, body } = await installation.api('POST', '/orders', orderBody({ COFFEE: 1 }, { promotions: ['no promotion'] }), {
      'idempotency-key': 'bad-promotion',
    });
    expect(status).toBe(400);
    expect(body.problems.map((problem: { field: string }) => problem.field)).toContain('promotions.0');
  });
});

describe('what a customer bought before', () => {
  const ada = { email: 'ada@northgate.example.com', name: 'Ada' };
  const gone = { email: 'gone@northgate.example.com', name: 'Gone' };
  const agree = async (email: string): Promise<void> => {
    const { person_id: id } = (await shop.must('GET', `/orders?email=${encodeURIComponent(email)}&limit=1`)).body.items[0];
    const statements = [{ purpose: 'personalisation', granted: true, source: 'checkout' }];
    await shop.must('POST', `/persons/${id}/consents`, { statements });
  };

  beforeAll(async () => {
    for (const days of [88, 58, 28]) await shop.place({ COFFEE: 1 }, { customer: ada, placed_at: daysAgo(days) });
    await shop.place({ CUP: 1 }, { customer: gone, placed_at: daysAgo(400) });
    for (let basket = 0; basket < 6; basket += 1) await shop.place({ COFFEE: 1, FILTER: 1 });
    for (let basket = 0; basket < 12; basket += 1) await shop.place({ CUP: 1 });
    await settled(installation.runtime);
    await createCountCoPurchase(coPurchaseParts(installation.runtime.platform)).count(main);
  });

  it('counts with their consent alone', async () => {
    const before = await ask({ customer: { email: ada.email } });
    expect(before).toMatchObject({ consent: false, orders_of_person: 0 });
    expect([reasonOf(before, 'again'), reasonOf(before, 'back')]).toEqual(['consent', 'consent']);
    await agree(ada.email);
    const after = await ask({ customer: { email: ada.email } });
    expect(after).toMatchObject({ consent: true, orders_of_person: 3 });
    expect(reasonOf(after, 'back')).toBe('not-lapsed');
    const [first] = after.items;
    expect(first).toMatchObject({ promotion_id: 'again', sku: 'COFFEE', worth_minor: 200 });
    expect(first.reason).toBe('COFFEE is bought again after about 30 days, and was bought 28 days ago.');
    expect(first.contributions.fit).toBeGreaterThan(0.85);
    expect(first.score).toBeCloseTo(first.contributions.fit + first.contributions.effect, 4);
  });

  it('brings back whoever has stayed away', async () => {
    await agree(gone.email);
    const { items } = await ask({ customer: { email: gone.email } });
    expect(itemOf({ items }, 'back').reason).toBe('The last order was 400 days ago; nine of ten customers are back within 180 days.');
  });

  it('is not needed for what goes with the cart, and names nothing that is sold out', async () => {
    const beside = itemOf(await ask(), 'beside');
    expect(beside).toMatchObject({ sku: 'FILTER', audience: 'companion' });
    expect(beside.reason).toMatch(/^\d+ % of the orders with COFFEE have FILTER too\.$/);
    await shop.count('west', 'FILTER', 0);
    expect(reasonOf(await eventually(ask, (answer) => !idsIn(answer).includes('beside')), 'beside')).toBe('sold-out');
    expect(idsIn(await ask({ lines: [line('COFFEE'), line('FILTER')] }))).toContain('beside');
  });
});

describe('what promotions do', () => {
  it('is measured against those who are held out, once for each of them, and moves the ranking', async () => {
    await learnAll();
    const earlier = (await report('test')).outcomes[0] ?? { shown: { people: 0 }, held: { people: 0 } };
    const heldOut: string[] = [];
    for (let index = 0; index < 60; index += 1) {
      const reference = `measured-${index}`;
      const answer = await ask({ order_reference: reference });
      // Whoever loads the page again gets the same.
      if (index < 3) expect(idsIn(await ask({ order_reference: reference }))).toEqual(idsIn(answer));
      if (reasonOf(answer, 'test') === 'held-out') heldOut.push(reference);
      else if (index % 2 === 0) await shop.place({ COFFEE: 1 }, { channel_order_id: reference, promotions: ['test'] });
    }
    expect(heldOut.length).toBeGreaterThan(15);
    expect(heldOut.length).toBeLessThan(45);
    expect(await learnAll()).toBe(60);
    expect(await learnAll()).toBe(0);
    const { outcomes, uses } = await report('test');
    const [{ shown, held, used, given_minor: given, orders }] = outcomes;
    expect([shown.people - earlier.shown.people, held.people - earlier.held.people]).toEqual([60 - heldOut.length, heldOut.length]);
    expect([shown.orders, used, uses]).toEqual([used, shown.orders, shown.orders]);
    expect(given).toBe(used * 200);
    expect(shown.amount_minor).toBeGreaterThan(0);
    expect(orders.verdict).toBe('proven');
    expect(orders.sentence).toContain('Of those who were shown it ordered');
    const answer = await ask();
    expect(idsIn(answer)[0]).toBe('test');
    expect(answer.items[0].contributions.effect).toBeGreaterThan(0);
  });

  it('says of an answer what became of it', async () => {
    const { promotions_id: id } = await ask({ order_reference: 'becomes' });
    const orderId = await shop.place({ COFFEE: 1 }, { channel_order_id: 'becomes', promotions: ['tenth'] });
    await learnAll();
    const { outcome, is_open: isOpen } = (await shop.must('GET', `/checkout/promotions/${id}`)).body;
    expect([outcome.order_id, outcome.used, isOpen]).toEqual([orderId, ['tenth'], false]);
  });
});
