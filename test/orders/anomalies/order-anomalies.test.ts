import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { fromEpochMs, Instant, plusMs, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createOrderFlags } from '../../../lib/orders/app/anomalies/order-flags.ts';
import { createOrderWatchRows } from '../../../lib/orders/app/anomalies/order-watch.rows.ts';
import type { OrderFinding } from '../../../lib/orders/domain/anomalies/order-anomaly.ts';
import { countHour, createExpectations, type HourCounts, type WatchedOrder } from '../../../lib/orders/domain/anomalies/order-hours.ts';
import { impossibleAddressOf, sharedTokensOf } from '../../../lib/orders/domain/anomalies/shared-tokens.ts';
import { returnsAfterSpike, spikesOf } from '../../../lib/orders/domain/anomalies/spikes.ts';
import { binomialTail, countTail } from '../../../lib/orders/domain/anomalies/surprise.ts';
import type { Caller } from '../../../lib/platform/event-store/caller.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const start = Instant('2026-11-01T00:00:00.000Z');
const hourMs = 3_600_000;
let serial = 0;
const order = (fields: Partial<WatchedOrder> = {}): WatchedOrder => ({
  orderId: `order-${(serial += 1)}`,
  placedAt: start,
  channel: 'shopify',
  region: 'US-NY',
  skus: ['MUG'],
  status: 'allocated',
  personId: null,
  device: null,
  network: null,
  ...fields,
});
const many = (count: number, fields: Partial<WatchedOrder> = {}): readonly WatchedOrder[] =>
  Array.from({ length: count }, () => order(fields));

/** Days in which each hour from 8 to 20 has so many orders, and the night none. */
const history = (days: number, perHour: number): readonly HourCounts[] =>
  Array.from({ length: days * 24 }, (_, index) => {
    const hour = plusMs(start, index * hourMs);
    const isDay = index % 24 >= 8 && index % 24 < 20;
    return countHour(hour, many(isDay ? perHour + (index % 3) - 1 : 0), 1);
  });
const spikes = (days: number, perHour: number, hourOfDay: number, now: readonly WatchedOrder[]): readonly OrderFinding[] => {
  const hour = plusMs(start, (days * 24 + hourOfDay) * hourMs);
  const before = [...history(days, perHour), ...history(1, perHour).slice(0, hourOfDay)];
  const placed = before.map((one, index) => ({ ...one, hour: plusMs(start, index * hourMs) }));
  return spikesOf(countHour(hour, now, 1), now, createExpectations(placed, hour));
};

describe('how surprising a count is', () => {
  it('agrees with tables of the Poisson, negative binomial and binomial distributions', () => {
    expect(countTail(10, 4, 1)).toBeCloseTo(0.008132, 5);
    // Size 2, probability 1/2: 1 − P(X ≤ 4) with P(k) = (k + 1) / 2^(k + 2).
    expect(countTail(5, 2, 2)).toBeCloseTo(1 - (1 / 4 + 2 / 8 + 3 / 16 + 4 / 32 + 5 / 64), 10);
    expect(binomialTail(8, 10, 0.5)).toBeCloseTo(56 / 1_024, 10);
  });

  it('keeps its digits far out and for large counts, and is not surprised by the mean', () => {
    expect(countTail(60, 4, 1.5)).toBeGreaterThan(0);
    expect(countTail(60, 4, 1.5)).toBeLessThan(1e-20);
    expect(countTail(11_000, 10_000, 2)).toBeLessThan(1e-10);
    expect(countTail(10_050, 10_000, 2)).toBeGreaterThan(0.3);
    expect(countTail(4, 4, 1)).toBe(1);
  });
});

describe('a spike', () => {
  it('is told for each series that it shows in, with what was to be expected', () => {
    const found = spikes(28, 6, 12, many(60));
    expect(found.map(({ about }) => about).sort()).toEqual(['all', 'channel:shopify', 'region:US-NY', 'sku:MUG']);
    expect(found[0]).toMatchObject({
      kind: 'order_spike',
      severity: 'high',
      sentence: '60 orders in all within an hour, where 5.0 were to be expected.',
    });
    expect(found[0]?.evidence).toHaveLength(20);
  });

  it('is one at night that would be none by day', () => {
    expect(spikes(28, 20, 12, many(24))).toEqual([]);
    expect(spikes(28, 20, 3, many(24)).length).toBeGreaterThan(0);
  });

  it('of one channel alone shows there', () => {
    const found = spikes(28, 20, 12, [...many(20), ...many(20, { channel: 'walmart', region: 'US-CA', skus: ['CAP'] })]);
    expect(found.map(({ about }) => about).sort()).toEqual(['channel:walmart', 'region:US-CA', 'sku:CAP']);
    // What was never ordered before may be new: it is worth a look, and no alarm.
    expect(new Set(found.map(({ severity }) => severity))).toEqual(new Set(['medium']));
    expect(spikes(28, 20, 12, [...many(20), ...many(10, { channel: 'walmart' })])).toEqual([]);
  });

  it('is not told while nobody knows what is usual, nor of ordinary hours', () => {
    expect(spikes(6, 6, 12, many(60))).toEqual([]);
    for (const count of [0, 3, 6, 9, 14]) expect(spikes(28, 6, 12, many(count))).toEqual([]);
  });

  it('does not hide the next one', () => {
    const before = history(28, 6).map((one, index) => (index === 20 * 24 + 12 ? countHour(one.hour, many(300), 1) : one));
    const hour = plusMs(start, 28 * 24 * hourMs + 12 * hourMs);
    const whole = [
      ...before,
      ...history(1, 6)
        .slice(0, 12)
        .map((one, index) => ({ ...one, hour: plusMs(start, (28 * 24 + index) * hourMs) })),
    ];
    const now = many(80);
    expect(spikesOf(countHour(hour, now, 1), now, createExpectations(whole, hour)).map(({ about }) => about)).toContain('all');
  });
});

describe('orders that come back after a spike', () => {
  const cohort = (returned: number, kept: number) => [...many(returned, { status: 'returned' }), ...many(kept, { status: 'delivered' })];
  it('are told when far more come back than did before', () => {
    const found = returnsAfterSpike({ series: 'sku:MUG', orders: cohort(20, 20), before: cohort(10, 190) });
    expect(found).toMatchObject({
      kind: 'returns_after_spike',
      severity: 'high',
      action: 'hold_orders',
      sentence: '20 of 40 orders with MUG that came in a spike were returned, where 6 % is usual.',
    });
  });
  it('are not told when as many came back before, or few do', () => {
    expect(returnsAfterSpike({ series: 'all', orders: cohort(20, 20), before: cohort(100, 100) })).toBeUndefined();
    expect(returnsAfterSpike({ series: 'all', orders: cohort(4, 2), before: [] })).toBeUndefined();
  });
});

describe('tokens that orders share', () => {
  it('are told for a device of four customers, and for a network of an office not', () => {
    const orders = ['ann', 'bob', 'cat', 'dan'].map((personId) => ({
      orderId: personId,
      personId,
      device: 'd1',
      network: 'n1',
      paymentFailed: false,
    }));
    expect(sharedTokensOf(orders)).toMatchObject([{ kind: 'shared_device', about: 'device:d1', severity: 'medium' }]);
    expect(sharedTokensOf(orders.slice(1))).toEqual([]);
  });
});

describe('a region', () => {
  const hasRegion = (country: string, region: string) => (country === 'US' ? region === 'NY' : undefined);
  it('that its country does not have is told; one in words, or of a country that is not known, is left alone', () => {
    const told = (region: string) => impossibleAddressOf(order({ region }), hasRegion)?.sentence;
    expect(told('US-ZZ')).toBe('The order goes to ZZ in US, where there is no such region.');
    expect(['US-NY', 'US-New York', 'DE-ZZ', 'US', ''].map(told)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('what was told', () => {
  const tenantId = TenantId('main');
  const open = () => {
    let now = start;
    const clock = { now: () => now };
    const { table } = createModelTable({ nowMs: () => toEpochMs(now) });
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    const flags = createOrderFlags({ ledger: table, sha256, clock: clock as never });
    return { flags, table, pass: (ms: number) => (now = plusMs(now, ms)) };
  };
  const finding = (about: string, sentence = 'so many'): OrderFinding => ({
    kind: 'order_spike',
    about,
    severity: 'high',
    evidence: [OrderId('a'.repeat(26))],
    figures: [],
    sentence,
    action: 'check_stock_and_buyers',
  });
  const caller = { tenantId, context: { actor: { kind: 'user', id: 'ada' } } } as unknown as Caller;
  const listed = async (flags: ReturnType<typeof open>['flags'], list: 'open' | 'ended' = 'open') =>
    (await flags.list(tenantId, { list }, { limit: 10 })).items.map(({ about, status, sentence }) => `${about} ${status} ${sentence}`);

  it('is opened once, follows its state and ends with it', async () => {
    const { flags, pass } = open();
    expect(await flags.follow(tenantId, ['order_spike'], [finding('all'), finding('sku:MUG')])).toEqual({ opened: 2, closed: 0 });
    pass(hourMs);
    expect(await flags.follow(tenantId, ['order_spike'], [finding('all', 'more')])).toEqual({ opened: 0, closed: 1 });
    expect(await listed(flags)).toEqual(['all open more']);
    expect(await listed(flags, 'ended')).toEqual(['sku:MUG closed so many']);
    expect(await flags.countHigh(tenantId, plusMs(start, hourMs))).toBe(1);
  });

  it('stays resolved while its state lasts, and is told again when it comes back', async () => {
    const { flags } = open();
    await flags.follow(tenantId, ['order_spike'], [finding('all')]);
    const [anomaly] = (await flags.list(tenantId, { list: 'open' }, { limit: 10 })).items;
    await flags.resolve(caller, anomaly?.flagId ?? '', { code: 'expected', note: null });
    expect(await flags.follow(tenantId, ['order_spike'], [finding('all', 'more')])).toEqual({ opened: 0, closed: 0 });
    expect(await flags.countHigh(tenantId, plusMs(start, hourMs))).toBe(0);
    await flags.follow(tenantId, ['order_spike'], []);
    expect(await flags.follow(tenantId, ['order_spike'], [finding('all')])).toEqual({ opened: 1, closed: 0 });
  });

  it('is left alone by whoever looked at other kinds', async () => {
    const { flags } = open();
    await flags.follow(tenantId, ['order_spike'], [finding('all')]);
    await flags.follow(tenantId, ['shared_device'], []);
    expect(await listed(flags)).toEqual(['all open so many']);
  });
});

it('what is kept of an hour is read as it was written, and the hour of the end not', async () => {
  const { table } = createModelTable({ nowMs: () => toEpochMs(start) });
  const rows = createOrderWatchRows(table);
  const tenantId = TenantId('main');
  const counts = [0, 1, 2].map((hours) => countHour(fromEpochMs(toEpochMs(start) + hours * hourMs), many(hours), 1));
  for (const one of counts) await rows.saveHour(tenantId, one, [{ orderId: 'o', personId: null, device: 'd', network: null }]);
  expect(await rows.counts(tenantId, start, plusMs(start, 2 * hourMs))).toEqual(counts.slice(0, 2));
  expect(await rows.tokens(tenantId, start, plusMs(start, hourMs))).toEqual([{ orderId: 'o', personId: null, device: 'd', network: null }]);
  const pass = { next: start, spikes: [{ series: 'all', from: start, to: plusMs(start, hourMs) }], returnsDay: '2026-11-01' };
  await rows.savePass(tenantId, pass);
  expect(await rows.pass(tenantId)).toEqual(pass);
});
