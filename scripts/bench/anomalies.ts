import { fromEpochMs, Instant, toEpochMs } from '../../lib/kernel/instant.ts';
import { generateHistory, type OrderRow, standardHistory } from '../../lib/intelligence/domain/history/index.ts';
import { countHour, createExpectations, type HourCounts, type WatchedOrder } from '../../lib/orders/domain/anomalies/order-hours.ts';
import type { OrderFinding } from '../../lib/orders/domain/anomalies/order-anomaly.ts';
import { spikesOf } from '../../lib/orders/domain/anomalies/spikes.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { type Benchmark, bySize, type Readings } from './benchmark.ts';
import { burstSizes } from './figures.ts';

const hourMs = 3_600_000;
/** As long as the product looks back. */
const historyHours = 28 * 24;
const yearHours = 365 * 24;

const watched = (order: OrderRow): WatchedOrder => ({
  orderId: order.source_id,
  placedAt: Instant(new Date(order.placed_at).toISOString()),
  channel: order.channel,
  region: order.shipping?.region ? `${order.shipping.country}-${order.shipping.region}` : (order.shipping?.country ?? ''),
  skus: order.lines.map(({ sku }) => sku),
  status: 'completed',
  personId: order.customer_id,
  device: order.device_id,
  network: order.ip,
});

/** Orders of a simulated retailer, hour by hour. */
type Past = { readonly orders: readonly (readonly WatchedOrder[])[]; readonly counts: readonly HourCounts[] };

const pastOf = (seed: number, days: number): Past => {
  const rows = generateHistory(createRandom(seed), { ...standardHistory, seed, days });
  const firstMs = toEpochMs(Instant(`${standardHistory.firstDay}T00:00:00.000Z`));
  const orders = Array.from({ length: days * 24 }, (): WatchedOrder[] => []);
  for (const row of rows) {
    if (row.kind !== 'order') continue;
    const order = watched(row);
    orders[Math.floor((toEpochMs(order.placedAt) - firstMs) / hourMs)]?.push(order);
  }
  return { orders, counts: orders.map((some, index) => countHour(fromEpochMs(firstMs + index * hourMs), some, 1)) };
};

/** What the watch over orders tells of an hour, with these beside its own orders. */
const tellOf = ({ orders, counts }: Past, index: number, beside: readonly WatchedOrder[]): readonly OrderFinding[] => {
  const { hour } = counts[index] as HourCounts;
  const own = [...(orders[index] ?? []), ...beside];
  const expected = createExpectations(counts.slice(Math.max(0, index - historyHours), index), hour);
  return spikesOf(countHour(hour, own, 1), own, expected);
};

/** Spikes told of a past in which nobody planted one; a series that is told hour after hour is one of them. */
const spellsIn = (past: Past): number => {
  let spells = 0;
  let before: ReadonlySet<string> = new Set();
  for (let index = historyHours; index < past.counts.length; index += 1) {
    const now = new Set(tellOf(past, index, []).map(({ about }) => about));
    spells += [...now].filter((about) => !before.has(about)).length;
    before = now;
  }
  return spells;
};

/** Orders of one buyer behind many names: one article, one channel, one region, at any hour of the day. */
const burstAt = (past: Past, index: number, size: number, random: Random): readonly WatchedOrder[] => {
  const like = random.pick(past.orders.slice(Math.max(0, index - historyHours), index).flat());
  return Array.from({ length: size }, (_, serial) => ({ ...like, orderId: `burst-${serial}`, skus: like.skus.slice(0, 1) }));
};

const caughtPct = (past: Past, size: number, draws: number, random: Random): number => {
  let caught = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const index = random.between(historyHours, past.counts.length - 1);
    const burst = burstAt(past, index, size, random);
    const known = new Set(tellOf(past, index, []).map(({ about }) => about));
    if (tellOf(past, index, burst).some(({ about }) => !known.has(about))) caught += 1;
  }
  return (100 * caught) / draws;
};

/**
 * How many bursts of orders are told, and how many that nobody planted: simulated retailers, watched hour by hour by the rules of
 * the product. Everything follows from the seeds: each seed is a run.
 */
export const benchAnomalies: Benchmark = async (context) => {
  const seeds = bySize(context.size, { quick: 1, normal: 5 });
  const days = bySize(context.size, { quick: 60, normal: 730 });
  const draws = bySize(context.size, { quick: 20, normal: 400 });
  const runs: Readings[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const past = pastOf(seed, days);
    const random = createRandom(seed).fork('bursts');
    const perYear = (spellsIn(past) * yearHours) / (past.counts.length - historyHours);
    const caught = burstSizes.map((size) => [`anomalies.burst${size}_caught_pct`, caughtPct(past, size, draws, random)] as const);
    runs.push({ 'anomalies.spikes_per_year': perYear, ...Object.fromEntries(caught) });
    context.tell(`seed ${seed} of ${seeds}: ${perYear.toFixed(1)} spikes a year that nobody planted`);
  }
  return {
    runs,
    setting: `${seeds} simulated retailers, a run each: ${days} days of about ${standardHistory.ordersPerDay} orders with seasons, holidays and promotions, watched by the hour after the first 28 days, by the past alone and without a forecast; ${draws} bursts of each size, of one article, channel and region within an hour, at any hour`,
  };
};
