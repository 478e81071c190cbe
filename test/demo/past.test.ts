import { expect, it } from 'vitest';
import { ownPast } from '../../bin/demo/past.ts';
import { customer, flask, products } from '../../bin/demo/retailer.ts';
import { HistoryFileRow } from '../../lib/contracts/http/history-rows.ts';
import { Instant } from '../../lib/kernel/instant.ts';

const now = Instant('2026-11-20T10:00:00.000Z');
const rows = ownPast(now);
const orders = rows.flatMap((row) => (row.kind === 'order' ? [row] : []));

it('gives the demo half a year of orders of its own goods, at their prices, that end yesterday', () => {
  const prices = new Map<string, number>(products.map(({ sku, price }) => [sku, price]));
  expect(orders.length).toBeGreaterThan(2_000);
  for (const { lines, subtotal_minor: subtotal } of orders) {
    for (const { sku, unit_price_minor: price } of lines) expect(price).toBe(prices.get(sku));
    expect(subtotal).toBe(lines.reduce((sum, { quantity, unit_price_minor: price }) => sum + quantity * price, 0));
  }
  const days = orders.map(({ placed_at: at }) => at.slice(0, 10)).toSorted();
  expect([days[0], days.at(-1)]).toEqual(['2026-05-24', '2026-11-19']);
  const sold = new Set(orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
  // The flask is new.
  expect(products.map(({ sku }) => sku).filter((sku) => !sold.has(sku))).toEqual([flask.sku]);
});

it('has chargebacks of what orders came to, and returns of what they held, as a file that can be imported', () => {
  const byId = new Map(orders.map((order) => [order.source_id, order]));
  const chargebacks = rows.flatMap((row) => (row.kind === 'chargeback' ? [row] : []));
  const returns = rows.flatMap((row) => (row.kind === 'return' ? [row] : []));
  expect(Math.min(chargebacks.length, returns.length)).toBeGreaterThan(5);
  for (const { order_source_id: id, amount_minor: amount } of chargebacks) expect(amount).toBe(byId.get(id)?.total_minor);
  for (const { order_source_id: id, sku } of returns) expect(byId.get(id)?.lines.map((line) => line.sku)).toContain(sku);
  expect(rows.filter((row) => !HistoryFileRow.safeParse(row).success)).toEqual([]);
});

it('has people who try on clothes: the jacket comes back too small, and one regular customer sends back often', () => {
  const clothes = rows.flatMap((row) => (row.kind === 'return' && row.sku.startsWith('JACKET-RAIN-') ? [row.reason_code] : []));
  const count = (reason: string): number => clothes.filter((one) => one === reason).length;
  expect(count('too-small')).toBeGreaterThan(20 * count('too-large'));
  const known = orders.filter(({ email }) => email === customer(0).email);
  expect(known.length).toBeGreaterThan(10);
  const ids = new Set(known.map(({ source_id: id }) => id));
  expect(rows.filter((row) => row.kind === 'return' && ids.has(row.order_source_id)).length).toBeGreaterThan(5);
});
