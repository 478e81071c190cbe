import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../../lib/kernel/instant.ts';
import { latencyOf, orderTimes, type TimedEvent } from '../../../lib/operations/domain/kpis/order-times.ts';

const epoch = Date.UTC(2026, 10, 20, 14);
const event = (type: string, recordedMs: number, more: Partial<TimedEvent> & { occurredMs?: number } = {}): TimedEvent => ({
  type,
  recorded_at: fromEpochMs(epoch + recordedMs),
  occurred_at: fromEpochMs(epoch + (more.occurredMs ?? recordedMs)),
  payload: more.payload ?? {},
});
const created = (occurredMs: number, recordedMs: number, payload: Record<string, unknown> = { payload_ref: 'raw/1', test: false }) =>
  event('order.created', recordedMs, { occurredMs, payload });

describe('the times of an order', () => {
  it('count from the moment in which it was received', () => {
    const events = [created(0, 250), event('order.confirmed', 300), event('item.allocated', 900), event('order.shipped', 60_000)];
    expect(orderTimes(events)).toEqual({
      receivedToRecorded: 250,
      receivedToAllocated: 900,
      receivedToShipped: 60_000,
      disturbed: false,
      closed: false,
    });
  });

  it('take the first allocation, and are null for what has not come to be', () => {
    const events = [created(0, 100), event('item.allocated', 700), event('order.sourcing_reopened', 800), event('item.allocated', 950)];
    expect(orderTimes(events)).toMatchObject({ receivedToAllocated: 700, receivedToShipped: null, disturbed: true });
  });

  it('know no reception of an order through our own API, nor of one from before receptions were dated', () => {
    expect(orderTimes([created(100, 100, { payload_ref: null, test: false })])?.receivedToRecorded).toBeNull();
    expect(orderTimes([created(100, 100)])?.receivedToRecorded).toBeNull();
  });

  it('are never negative, whatever the clocks of two computers say', () => {
    expect(orderTimes([created(500, 100)])?.receivedToRecorded).toBe(0);
  });

  it.each(['order.hold_placed', 'order.backordered'])('are disturbed by %s', (type) => {
    expect(orderTimes([created(0, 1), event(type, 2)])?.disturbed).toBe(true);
  });

  it('are none of a test order', () => {
    expect(orderTimes([created(0, 1, { payload_ref: 'raw/1', test: true })])).toBeUndefined();
    expect(orderTimes([])).toBeUndefined();
  });
});

describe('a latency', () => {
  it('has percentiles over the orders that got there, and counts those that may still', () => {
    const shipped = (ms: number) => orderTimes([created(0, 1), event('order.shipped', ms)]);
    const orders = [
      ...Array.from({ length: 19 }, (_, index) => shipped((index + 1) * 100)),
      shipped(9_000),
      orderTimes([created(0, 1)]),
      orderTimes([created(0, 1), event('order.cancelled', 5)]),
    ].filter((order) => order !== undefined);
    // Twenty shipped: the 95th percentile is the 19th of them, 1,900 ms, and the 99th the 20th.
    expect(latencyOf(orders, 'receivedToShipped')).toEqual({ orders: 20, waiting: 1, p95Ms: 1_900, p99Ms: 9_000 });
  });

  it('of no orders has no percentiles', () => {
    expect(latencyOf([], 'receivedToShipped')).toEqual({ orders: 0, waiting: 0, p95Ms: null, p99Ms: null });
  });
});
