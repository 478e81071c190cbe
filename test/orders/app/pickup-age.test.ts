import { expect, it } from 'vitest';
import { orderProjection, stageSince } from '../../../lib/orders/app/order.projection.ts';
import type { EventRecord } from '../../../lib/platform/event-store/event-record.ts';

const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00.000Z`;

const event = (type: string, hour: number, payload: object): EventRecord =>
  ({ type, payload, recorded_at: at(hour), occurred_at: at(hour) }) as EventRecord;

const reported = (hour: number, id: string, status: string, until?: string): EventRecord =>
  event('order.fulfillment_recorded', hour, {
    fulfillment_order_id: id,
    fulfillment_status: status,
    ...(until === undefined ? {} : { pickup_until: until }),
  });

const since = (...events: readonly EventRecord[]): string =>
  stageSince(events.reduce(orderProjection.apply, orderProjection.initial('main', 'o')));

it('goods that lie ready are late from the end of the time that their customer has', () => {
  const packed = event('order.packed', 9, {});
  expect(since(reported(9, 'a', 'packed'), packed)).toBe(at(9));
  expect(since(reported(9, 'a', 'packed', at(20)), packed)).toBe(at(20));
  // More time was given, and of two counters the later time counts.
  expect(since(reported(9, 'a', 'packed', at(20)), packed, reported(10, 'a', 'packed', at(22)))).toBe(at(22));
  expect(since(reported(8, 'b', 'packed', at(21)), reported(9, 'a', 'packed', at(20)), packed)).toBe(at(21));
  expect(since(reported(8, 'b', 'packed', at(21)), packed, reported(9, 'b', 'delivered'))).toBe(at(9));
  expect(since(reported(9, 'a', 'packed', at(20)), packed, event('order.delivered', 11, { delivered_at: at(11) }))).toBe(at(11));
});
