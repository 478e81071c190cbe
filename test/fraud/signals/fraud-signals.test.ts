import { describe, expect, it } from 'vitest';
import { createFraudSignals, pastOrdersMax, type SignalSubject } from '../../../lib/fraud/app/signals/fraud-signals.ts';
import { medianTotal, type PastOrder, shrunkRate } from '../../../lib/fraud/domain/signals/history.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { orderListKeys } from '../../../lib/orders/app/order.projection.ts';
import { createMemoryTable } from '../../../scripts/bench/memory-table.ts';

const tenantId = TenantId('main');
const now = Instant('2026-11-20T14:00:00.000Z');
const hour = 3_600_000;
const order: SignalSubject = {
  orderId: 'this',
  placedAt: now,
  channel: 'storefront',
  currency: CurrencyCode('USD'),
  personId: 'ada',
  destination: { country: 'US', region: 'NY' },
  risk: { network: 'aa', device: 'bb', emailDomain: 'cc', emailKind: 'company' },
};

type Row = { readonly id: string; readonly at: Instant; readonly person?: string; readonly total?: number };

/** A reader over lists with these orders in them. */
const readerOf = async (lists: Readonly<Record<string, readonly Row[]>>, charged: readonly string[] = []) => {
  const views = createMemoryTable();
  for (const [PK, rows] of Object.entries(lists))
    for (const { id, at, person = 'ada', total = 1_000 } of rows)
      await views.put({ PK, SK: `${at}#${id}`, order_id: id, person_id: person, total, currency: 'USD' });
  const past = charged.map((orderId) => ({ orderId, receivedAt: plusMs(now, -hour) }));
  const late = { orderId: 'd1', receivedAt: plusMs(now, hour) };
  return createFraudSignals(
    { views },
    { keys: orderListKeys, chargebacks: { read: async () => ({ ofPerson: [...past, late], ofEmailDomain: [...past, late] }) } },
  );
};

const ago = (id: string, hours: number, person?: string): Row => ({
  id,
  at: plusMs(now, -hours * hour),
  ...(person === undefined ? {} : { person }),
});

describe('the signals of an order', () => {
  it('count what came before it in an hour, a day and a week, without itself and without what came later', async () => {
    const rows = [ago('this', 0), ago('a', 0.5), ago('b', 1), ago('c', 23), ago('d', 6 * 24), ago('e', 8 * 24), ago('later', -1)];
    const signals = await readerOf({ [orderListKeys.person(tenantId, 'ada')]: rows, [orderListKeys.device(tenantId, 'bb')]: rows });
    expect(await signals.read(tenantId, order)).toMatchObject({
      byCustomer: { lastHour: 1, lastDay: 3, lastWeek: 4 },
      byDevice: { lastHour: 1, lastDay: 3, lastWeek: 4 },
      byNetwork: { lastHour: 0, lastDay: 0, lastWeek: 0 },
      customer: { orders: 5, daysSinceFirst: 8, medianTotalMinor: 1_000 },
      localHour: 9,
      marketplace: false,
    });
  });
  it('count a ring on one device as customers of it', async () => {
    const ring = Array.from({ length: 5 }, (_, index) => ago(`r${index}`, index + 1, `account${index}`));
    const signals = await readerOf({ [orderListKeys.device(tenantId, 'bb')]: [...ring, ago('own', 2), ago('old', 9 * 24, 'grandmother')] });
    expect(await signals.read(tenantId, order)).toMatchObject({ customersOfDevice: 6, customersOfNetwork: 1 });
  });
  it('draw the rate of a domain towards the prior, by chargebacks that had come, of orders of the domain', async () => {
    const rows = [ago('d1', 40), ago('d2', 50), ago('d3', 60)];
    const signals = await readerOf({ [orderListKeys.emailDomain(tenantId, 'cc')]: rows }, ['d2', 'of another domain']);
    const { emailDomainChargebackRate, customer } = await signals.read(tenantId, order);
    expect(emailDomainChargebackRate).toBe(shrunkRate(1, 3));
    expect(emailDomainChargebackRate).toBeCloseTo(1.3 / 53, 12);
    expect(customer?.chargebacks).toBe(2);
  });
  it("are another tenant's where the order is", async () => {
    const signals = await readerOf({ [orderListKeys.device(TenantId('rival'), 'bb')]: [ago('a', 1)] });
    expect((await signals.read(tenantId, order)).byDevice?.lastDay).toBe(0);
  });
  it('know the first order of a customer of hundreds', async () => {
    const rows = Array.from({ length: pastOrdersMax + 30 }, (_, index) => ago(`o${index}`, 24 * (index + 1)));
    const signals = await readerOf({ [orderListKeys.person(tenantId, 'ada')]: rows });
    expect((await signals.read(tenantId, order)).customer).toMatchObject({ orders: pastOrdersMax, daysSinceFirst: pastOrdersMax + 30 });
  });
  it('are null where the order carries nothing, and no list is read for it', async () => {
    const asked: string[] = [];
    const query = async ({ PK }: { readonly PK: string }) => {
      asked.push(PK);
      return { items: [] };
    };
    const { risk: _none, ...plain } = order;
    const signals = createFraudSignals({ views: { query } as never }, { keys: orderListKeys, chargebacks: null });
    expect(await signals.read(tenantId, { ...plain, personId: null, destination: null })).toEqual({
      byCustomer: null,
      byNetwork: null,
      byDevice: null,
      customersOfNetwork: null,
      customersOfDevice: null,
      billing: null,
      emailKind: null,
      emailDomainChargebackRate: null,
      customer: null,
      marketplace: false,
      localHour: null,
    });
    expect(asked).toEqual([]);
  });
  it('are not known where the lists cannot be read, and the order goes on', async () => {
    const failures: unknown[] = [];
    const query = async () => {
      throw new Error('the table does not answer');
    };
    const signals = createFraudSignals(
      { views: { query } as never },
      { keys: orderListKeys, onFailure: (error) => void failures.push(error) },
    );
    expect(await signals.read(tenantId, order)).toMatchObject({ byCustomer: null, customer: null, emailKind: 'company', localHour: 9 });
    expect(failures).toEqual([new Error('the table does not answer')]);
  });
});

describe('the median of earlier totals', () => {
  const past = (total: number | null, currency = 'USD'): PastOrder => ({
    orderId: 'x',
    placedAt: now,
    personId: null,
    totalMinor: total,
    currency: CurrencyCode(currency),
  });
  it('is that of one currency, between the middle two', () => {
    const usd = CurrencyCode('USD');
    expect(medianTotal([past(900), past(100), past(700), past(9_000, 'JPY'), past(null)], usd)).toBe(700);
    expect(medianTotal([past(900), past(100)], usd)).toBe(500);
    expect(medianTotal([past(9_000, 'JPY')], usd)).toBeNull();
  });
});
