import { describe, expect, it } from 'vitest';
import { ownPast } from '../../bin/demo/past.ts';
import { customer, flask, products } from '../../bin/demo/retailer.ts';
import { HistoryFileRow } from '../../lib/contracts/http/history-rows.ts';
import { Instant, plusMs } from '../../lib/kernel/instant.ts';

const dayMs = 86_400_000;

// The past ends yesterday, whatever day it is: what the demo tells has to be there on all of them.
describe.each(['2026-02-28', '2026-06-15', '2026-11-24', '2027-01-01'])('the past as it is on %s', (day) => {
  const now = Instant(`${day}T10:00:00.000Z`);
  const rows = ownPast(now);
  const orders = rows.filter((row) => row.kind === 'order');
  const returns = rows.filter((row) => row.kind === 'return');
  const linesIn = (of: typeof orders): number => of.reduce((sum, { lines }) => sum + lines.length, 0);

  it('gives the demo half a year of orders of its own goods, at their prices, that end yesterday', () => {
    const prices = new Map<string, number>(products.map(({ sku, price }) => [sku, price]));
    expect(orders.length).toBeGreaterThan(2_000);
    for (const { lines, subtotal_minor: subtotal } of orders) {
      for (const { sku, unit_price_minor: price } of lines) expect(price).toBe(prices.get(sku));
      expect(subtotal).toBe(lines.reduce((sum, { quantity, unit_price_minor: price }) => sum + quantity * price, 0));
    }
    const days = orders.map(({ placed_at: at }) => at.slice(0, 10)).toSorted();
    expect([days[0], days.at(-1)]).toEqual([180, 1].map((before) => plusMs(now, -before * dayMs).slice(0, 10)));
    const sold = new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
    // The flask is new.
    expect(products.map(({ sku }) => sku).filter((sku) => !sold.has(sku))).toEqual([flask.sku]);
  });

  it('has chargebacks of what orders came to, and returns of what they held, as a file that can be imported', () => {
    const byId = new Map(orders.map((order) => [order.source_id, order]));
    const chargebacks = rows.filter((row) => row.kind === 'chargeback');
    expect(Math.min(chargebacks.length, returns.length)).toBeGreaterThan(5);
    for (const { order_source_id: id, amount_minor: amount } of chargebacks) expect(amount).toBe(byId.get(id)?.total_minor);
    for (const { order_source_id: id, sku } of returns) expect(byId.get(id)?.lines.map((line) => line.sku)).toContain(sku);
    expect(rows.filter((row) => !HistoryFileRow.safeParse(row).success)).toEqual([]);
  });

  it('has people who try on clothes: the jacket comes back too small', () => {
    const reasons = returns.flatMap(({ sku, reason_code: reason }) => (sku.startsWith('JACKET-RAIN-') ? [reason] : []));
    const count = (reason: string): number => reasons.filter((one) => one === reason).length;
    expect(count('too-small')).toBeGreaterThan(20 * count('too-large'));
  });

  it('has a first customer who has ordered often, and sends back far more than others who buy clothes', () => {
    const isClothes = ({ source_id: id }: { readonly source_id: string }): boolean => id.startsWith('clothes-');
    const [bought, back] = [orders.filter(isClothes), returns.filter(isClothes)];
    const own = bought.filter(({ email }) => email === customer(0).email);
    const ids = new Set(own.map(({ source_id: id }) => id));
    const sentBack = back.filter(({ order_source_id: id }) => ids.has(id));
    expect(own.length).toBeGreaterThanOrEqual(5);
    expect(sentBack.length).toBeGreaterThan(5);
    expect(sentBack.length / linesIn(own)).toBeGreaterThan(1.4 * (back.length / linesIn(bought)));
  });
});
