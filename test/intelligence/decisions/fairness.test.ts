import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairnessReport } from '../../../lib/intelligence/app/decisions/fairness-report.ts';
import type { DecidedOrders } from '../../../lib/intelligence/app/decisions/decision.ports.ts';
import { compareGroups, wilsonInterval } from '../../../lib/intelligence/domain/decisions/fairness.ts';
import type { OrderFacts } from '../../../lib/intelligence/domain/decisions/outcomes.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';

describe('the interval of a rate', () => {
  it('is the one that Wilson gives', () => {
    // Worked by hand from the formula at 1.96: 10 of 100, and 0 of 20.
    const { low, high } = wilsonInterval(10, 100, 1.96);
    expect(low).toBeCloseTo(0.0552, 4);
    expect(high).toBeCloseTo(0.1744, 4);
    expect(wilsonInterval(0, 20, 1.96).low).toBe(0);
    expect(wilsonInterval(0, 20, 1.96).high).toBeCloseTo(0.1611, 4);
    expect(wilsonInterval(0, 0, 1.96)).toEqual({ low: 0, high: 1 });
  });

  it('holds the rate, stays within 0 and 1, and narrows with more orders', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (count, share) => {
        const hits = Math.round(share * count);
        const { low, high } = wilsonInterval(hits, count, 2.58);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(hits / count + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / count - 1e-12);
        const wider = wilsonInterval(hits * 4, count * 4, 2.58);
        expect(wider.high - wider.low).toBeLessThanOrEqual(high - low + 1e-12);
      }),
    );
  });
});

const groups = (...of: readonly (readonly [string, number, number])[]) =>
  compareGroups(
    of.map(([group, orders, adverse]) => ({ group, orders, adverse })),
    50,
  );

describe('groups', () => {
  it('are held against the best one', () => {
    const [worst, best] = groups(['US-NY', 1_000, 20], ['US-TX', 1_000, 80]);
    expect(worst).toMatchObject({ group: 'US-TX', timesBest: 4, gap: 'rate' });
    expect(worst?.favourableRatio).toBeCloseTo(0.92 / 0.98, 10);
    expect(best).toMatchObject({ group: 'US-NY', timesBest: 1, favourableRatio: 1, gap: null });
  });

  it('fall short of the four fifths where much fewer get through', () => {
    expect(groups(['a', 500, 50], ['b', 500, 200])[0]).toMatchObject({ group: 'b', gap: 'four-fifths' });
  });

  it('are no gap while chance would do, or a group has too few orders', () => {
    expect(groups(['a', 60, 3], ['b', 60, 9]).map(({ gap }) => gap)).toEqual([null, null]);
    expect(groups(['a', 1_000, 10], ['b', 49, 40])[0]).toMatchObject({ group: 'b', counts: false, gap: null });
  });

  it('are compared with one that it never happened to', () => {
    expect(groups(['a', 400, 0], ['b', 400, 40])[0]).toMatchObject({ group: 'b', timesBest: null, gap: 'rate' });
  });

  it('that are alike have no gap, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 50, max: 500 }), (count, orders) => {
        const same = Array.from({ length: count }, (_, index) => [`g${index}`, orders, Math.floor(orders / 10)] as const);
        expect(groups(...same).every(({ gap }) => gap === null)).toBe(true);
      }),
    );
  });
});

describe('the report', () => {
  const placedAt = Instant('2026-11-10T10:00:00.000Z');
  const now = Instant('2026-11-20T10:00:00.000Z');
  const factsOf = (index: number): OrderFacts => ({
    orderId: `o${index}`,
    status: 'delivered',
    channel: index % 2 === 0 ? 'shopify' : 'amazon',
    currency: 'USD',
    country: 'US',
    region: index % 2 === 0 ? 'NY' : 'US-TX',
    postalPrefix: '100',
    placedAt,
    test: index % 50 === 49,
    personId: null,
    deliverBy: Instant('2026-11-15T10:00:00.000Z'),
    // Amazon's orders come late one time in two.
    deliveredAt: Instant(index % 4 === 1 ? '2026-11-16T10:00:00.000Z' : '2026-11-14T10:00:00.000Z'),
    cancelledFor: null,
    promiseKept: null,
    promisedFor: [],
    holds: [],
    works: [],
  });
  const report = createFairnessReport({
    orders: {
      streamOf: (tenantId, id) => ({ tenantId, kind: 'ORDER', id }),
      read: async (_tenantId, orderId) => factsOf(Number(orderId.slice(1))),
    } as Partial<DecidedOrders> as DecidedOrders,
    decisions: {
      list: async (subject) => [
        {
          decisionId: 'fraud.1',
          kind: 'fraud',
          decidedAt: placedAt,
          hash: '',
          receipt: { band: Number(subject.id.slice(1)) % 10 === 0 ? 'review' : 'pass' },
        },
      ],
      get: async () => undefined,
      record: () => Promise.reject(new Error('nothing is decided here')),
    },
    pickOrders: async () => ({ orderIds: Array.from({ length: 400 }, (_, index) => `o${index}`), ordersInRange: 4_000, isEstimate: true }),
    platform: { clock: { now: () => now } },
  });

  it('finds a planted gap by region and channel, and none where there is only one group', async () => {
    const { comparisons, gaps, orders } = await report(TenantId('main'), { from: placedAt, to: now });
    expect(orders).toEqual({ inRange: 4_000, isEstimate: true, read: 400, isSample: true });
    const found = (measure: string, by: string) => comparisons.find((one) => one.measure === measure && one.by === by);
    expect(found('late', 'channel')?.groups[0]).toMatchObject({ group: 'amazon', gap: 'four-fifths' });
    expect(found('late', 'region')?.groups[0]).toMatchObject({ group: 'US-TX', gap: 'four-fifths' });
    expect(found('late', 'currency')).toMatchObject({ gaps: 0, groups: [{ group: 'USD' }] });
    // Without an order that has work, nothing says whether it was split.
    expect(found('split', 'region')?.groups).toEqual([]);
    expect(found('reviewed', 'channel')?.groups[0]?.group).toBe('shopify');
    expect(gaps).toBe(comparisons.reduce((sum, one) => sum + one.gaps, 0));
  });
});
