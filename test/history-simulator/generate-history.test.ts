import { beforeAll, describe, expect, it } from 'vitest';
import {
  dayNumberOf,
  dayText,
  generateHistory,
  type HistoryRow,
  momentOf,
  standardHistory,
  weekdayOf,
} from '../../lib/intelligence/domain/history/index.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';

const generate = (seed: number, days: number): readonly HistoryRow[] => [
  ...generateHistory(createRandom(seed), { ...standardHistory, seed, days, ordersPerDay: 80 }),
];

const only = <K extends HistoryRow['kind']>(rows: readonly HistoryRow[], kind: K): readonly Extract<HistoryRow, { kind: K }>[] =>
  rows.filter((row): row is Extract<HistoryRow, { kind: K }> => row.kind === kind);

const share = (part: number, whole: number): number => part / whole;

let rows: readonly HistoryRow[];
beforeAll(() => {
  rows = generate(7, 730);
});

describe('a simulated history', () => {
  it('is the same for the same seed, and another one for another', () => {
    const [one, again, other] = [generate(3, 20), generate(3, 20), generate(4, 20)];
    expect(again).toEqual(one);
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(one));
  });

  it('tells each row on the day on which it was known, and nothing of after its end', () => {
    const end = dayText(dayNumberOf(standardHistory.firstDay) + 730);
    for (const row of rows) expect(momentOf(row) < end).toBe(true);
    const known = new Set<string>();
    for (const row of rows) {
      if (row.kind === 'order') known.add(row.source_id);
      if (row.kind === 'chargeback' || row.kind === 'return' || row.kind === 'shipment') expect(known.has(row.order_source_id)).toBe(true);
    }
  });

  it('gives every row an id of its own among those of its kind', () => {
    const ids = rows.map(({ kind, source_id: id }) => `${kind} ${id}`);
    const seen = new Set<string>();
    expect(ids.filter((id) => seen.size === seen.add(id).size)).toEqual([]);
  });

  it('sells most on Mondays and Sundays, and little on Saturdays', () => {
    const byWeekday = Array.from({ length: 7 }, () => 0);
    for (const { placed_at } of only(rows, 'order')) {
      const weekday = weekdayOf(dayNumberOf(placed_at.slice(0, 10)));
      byWeekday[weekday] = (byWeekday[weekday] ?? 0) + 1;
    }
    const [monday = 0, , , , , saturday = 0, sunday = 0] = byWeekday;
    expect(monday).toBeGreaterThan(1.08 * saturday);
    expect(sunday).toBeGreaterThan(1.08 * saturday);
  });

  it('sells more before Christmas than after, and most on the day after Thanksgiving', () => {
    const on = new Map<string, number>();
    for (const { placed_at } of only(rows, 'order')) on.set(placed_at.slice(0, 10), (on.get(placed_at.slice(0, 10)) ?? 0) + 1);
    const month = (text: string): number => [...on].reduce((sum, [day, count]) => sum + (day.startsWith(text) ? count : 0), 0);
    expect(month('2025-12')).toBeGreaterThan(1.3 * month('2026-01'));
    const november = [...on].filter(([day]) => day.startsWith('2025-11')).sort(([, one], [, other]) => other - one);
    expect(['2025-11-28', '2025-12-01']).toContain(november[0]?.[0]);
  });

  it('sells a category more while it is promoted', () => {
    const promotions = only(rows, 'feed').filter(({ feed }) => feed === 'promotion');
    expect(promotions.length).toBeGreaterThan(30);
    const units = new Map<string, number>();
    for (const { placed_at, lines } of only(rows, 'order'))
      for (const { category, quantity } of lines) {
        const key = `${category} ${placed_at.slice(0, 10)}`;
        units.set(key, (units.get(key) ?? 0) + quantity);
      }
    let [during, before] = [0, 0];
    for (const { category, day, to_day } of promotions) {
      const [from, to] = [dayNumberOf(day), dayNumberOf(to_day)];
      for (let at = from; at <= to; at += 1) {
        during += units.get(`${category} ${dayText(at)}`) ?? 0;
        // The same weekday two weeks earlier.
        before += units.get(`${category} ${dayText(at - 14)}`) ?? 0;
      }
    }
    expect(during).toBeGreaterThan(1.25 * before);
  });

  it('sells nothing of what has run out', () => {
    const out = only(rows, 'feed').filter(({ feed }) => feed === 'stock_out');
    expect(out.length).toBeGreaterThan(200);
    const sold = new Set(only(rows, 'order').flatMap(({ placed_at, lines }) => lines.map(({ sku }) => `${sku} ${placed_at.slice(0, 10)}`)));
    for (const { sku, day, to_day } of out)
      for (let at = dayNumberOf(day); at <= dayNumberOf(to_day); at += 1) expect(sold.has(`${sku} ${dayText(at)}`)).toBe(false);
  });

  it('has customers who come back', () => {
    const counts = new Map<string, number>();
    for (const { customer_id } of only(rows, 'order')) counts.set(customer_id ?? '', (counts.get(customer_id ?? '') ?? 0) + 1);
    const again = [...counts.values()].filter((count) => count > 1).length;
    expect(share(again, counts.size)).toBeGreaterThan(0.2);
    expect(share(again, counts.size)).toBeLessThan(0.7);
  });

  it('is charged back for about one order in a hundred, weeks later, and rings share devices', () => {
    const orders = only(rows, 'order');
    const backs = only(rows, 'chargeback');
    expect(share(backs.length, orders.length)).toBeGreaterThan(0.006);
    expect(share(backs.length, orders.length)).toBeLessThan(0.02);
    const byId = new Map(orders.map((order) => [order.source_id, order]));
    const days = backs.map(
      ({ received_at, order_source_id }) =>
        dayNumberOf(received_at.slice(0, 10)) - dayNumberOf(byId.get(order_source_id)?.placed_at.slice(0, 10) ?? ''),
    );
    const sorted = days.toSorted((one, other) => one - other);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeGreaterThan(20);
    expect(sorted.at(-1)).toBeLessThan(120);
    const devices = new Map<string, Set<string>>();
    for (const { order_source_id } of backs) {
      const order = byId.get(order_source_id);
      if (!order?.device_id) continue;
      devices.set(order.device_id, (devices.get(order.device_id) ?? new Set()).add(order.customer_id ?? ''));
    }
    expect([...devices.values()].filter((customers) => customers.size >= 3).length).toBeGreaterThan(10);
  });

  it('breaks glass on the long ways of one carrier, and nowhere else so often', () => {
    const far = only(rows, 'shipment').filter(
      ({ package_kind, zone, service }) => package_kind === 'fragile' && zone >= 7 && service === 'ground',
    );
    const rate = (carrier: string): number => {
      const own = far.filter((shipment) => shipment.carrier === carrier);
      return share(own.filter(({ damaged }) => damaged).length, own.length);
    };
    expect(rate('northway')).toBeGreaterThan(0.08);
    expect(rate('meridian')).toBeLessThan(0.05);
  });

  it('adds up in every order', () => {
    for (const order of only(rows, 'order')) {
      const lines = order.lines.reduce((sum, { quantity, unit_price_minor }) => sum + quantity * unit_price_minor, 0);
      expect(order.subtotal_minor).toBe(lines);
      expect(order.total_minor).toBe(order.subtotal_minor - order.discount_minor + order.shipping_minor);
      expect(order.total_minor).toBeGreaterThanOrEqual(0);
    }
  });

  it('has much more apparel come back than electronics', () => {
    const categoryOf = new Map(only(rows, 'order').flatMap(({ lines }) => lines.map(({ sku, category }) => [sku, category] as const)));
    const sold = new Map<string, number>();
    const back = new Map<string, number>();
    for (const { lines } of only(rows, 'order'))
      for (const { category, quantity } of lines) sold.set(category ?? '', (sold.get(category ?? '') ?? 0) + quantity);
    for (const { sku, quantity } of only(rows, 'return'))
      back.set(categoryOf.get(sku) ?? '', (back.get(categoryOf.get(sku) ?? '') ?? 0) + quantity);
    const rate = (category: string): number => share(back.get(category) ?? 0, sold.get(category) ?? 1);
    expect(rate('apparel')).toBeGreaterThan(1.5 * rate('electronics'));
    expect(back.get('gift-cards') ?? 0).toBe(0);
  });
});
