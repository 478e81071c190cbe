import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromEpochMs, Instant, toEpochMs } from '../../../lib/kernel/instant.ts';
import { createStageCount, isStuck, parseStuckAfter, stuckAfterDefault, stuckSince } from '../../../lib/orders/domain/stage-age.ts';
import { orderStatuses } from '../../../lib/orders/domain/order.values.ts';

const now = Instant('2026-11-20T12:00:00.000Z');
const ago = (seconds: number): Instant => fromEpochMs(toEpochMs(now) - seconds * 1_000);

describe('the setting of when orders are stuck', () => {
  it('is two hours for processing, and none for stages that only grow', () => {
    expect(stuckAfterDefault.processing).toBe(7_200);
    expect(Object.keys(stuckAfterDefault)).not.toContain('shipped');
  });

  it('changes the stages that it names and leaves the others', () => {
    const parsed = parseStuckAfter('processing 60,  backorder off ');
    expect(parsed).toEqual({ ok: true, value: { ...stuckAfterDefault, processing: 60, backorder: undefined } });
  });

  it.each([
    'processing',
    'processing 1 2',
    'sleeping 5',
    'shipped 5',
    'processing 0',
    'processing -5',
    'processing 1e9',
    '',
    'processing 99999999999',
  ])('refuses %s and says what would do', (text) => {
    const parsed = parseStuckAfter(text);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.error).toContain('such as processing 7200');
  });
});

describe('an order', () => {
  it('is stuck from the second on that the setting names', () => {
    expect(isStuck(stuckAfterDefault, 'processing', ago(7_199), now)).toBe(false);
    expect(isStuck(stuckAfterDefault, 'processing', ago(7_200), now)).toBe(true);
    expect(isStuck(stuckAfterDefault, 'completed', ago(9_999_999), now)).toBe(false);
    expect(stuckSince(stuckAfterDefault, 'processing', now)).toBe(ago(7_200));
    expect(stuckSince(stuckAfterDefault, 'completed', now)).toBeUndefined();
  });
});

describe('the count of the stages', () => {
  const stageOf = (count: ReturnType<typeof createStageCount>, status: string) => count.stages().find((stage) => stage.status === status);

  it.each([
    [0, 0],
    [899, 0],
    [900, 1],
    [3_600, 2],
    [7_200, 3],
    [28_800, 4],
    [86_400, 5],
    [259_200, 6],
    [99_999_999, 6],
  ])('puts an order of %i seconds into the age %i', (seconds, age) => {
    const count = createStageCount({}, now, 10);
    count.add('a', 'packed', ago(seconds));
    expect(stageOf(count, 'packed')?.ageing.findIndex(({ orders }) => orders === 1)).toBe(age);
  });

  it('counts an order of unknown age, and gives it none', () => {
    const count = createStageCount({ packed: 1 }, now, 10);
    count.add('a', 'packed', undefined);
    expect(stageOf(count, 'packed')).toMatchObject({ orders: 1, stuck: 0, oldestSince: null });
    expect(stageOf(count, 'packed')?.ageing.every(({ orders }) => orders === 0)).toBe(true);
  });

  it('says of which stages there are more', () => {
    const count = createStageCount({}, now, 10);
    count.stopEarly(['completed']);
    expect(count.stages().flatMap(({ status, more }) => (more ? [status] : []))).toEqual(['completed']);
  });

  it('adds up, and keeps those that have been stuck for longest in their order', () => {
    const order = fc.record({ status: fc.constantFrom(...orderStatuses), seconds: fc.integer({ min: 0, max: 1_000_000 }) });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (orders, kept) => {
        const count = createStageCount(stuckAfterDefault, now, kept);
        orders.forEach(({ status, seconds }, index) => count.add(`order-${index}`, status, ago(seconds)));
        for (const stage of count.stages()) {
          const own = orders.filter(({ status }) => status === stage.status);
          expect(stage.orders).toBe(own.length);
          expect(stage.ageing.reduce((sum, age) => sum + age.orders, 0)).toBe(own.length);
          expect(stage.oldestSince).toBe(own.length === 0 ? null : ago(Math.max(...own.map(({ seconds }) => seconds))));
        }
        const stuck = orders
          .map((one, index) => ({ ...one, since: ago(one.seconds), orderId: `order-${index}` }))
          .filter(({ status, since }) => isStuck(stuckAfterDefault, status, since, now))
          .toSorted((left, right) => (left.since < right.since || (left.since === right.since && left.orderId < right.orderId) ? -1 : 1));
        expect(count.stuck().map(({ orderId }) => orderId)).toEqual(stuck.slice(0, kept).map(({ orderId }) => orderId));
        expect(count.stages().reduce((sum, stage) => sum + stage.stuck, 0)).toBe(stuck.length);
      }),
    );
  });
});
