import { describe, expect, it } from 'vitest';
import { fromEpochMs } from '../../../lib/kernel/instant.ts';
import { createCountDeliveries, type QueueLetters } from '../../../lib/operations/app/kpis/deliveries.ts';
import { compileEventPattern } from '../../../lib/platform/embedded/event-pattern.ts';
import type { EventRecord } from '../../../lib/platform/event-store/event-record.ts';
import type { ContextWiring } from '../../../lib/platform/wiring.ts';

const wirings: readonly ContextWiring[] = [
  {
    context: 'one',
    subscriptions: [
      { name: 'a', pattern: { source: ['oms.orders'], detail: { type: ['order.created', 'order.shipped'] } }, queue: 'first' },
      { name: 'b', pattern: { source: ['oms.orders'] }, queue: 'second' },
      { name: 'c', pattern: { source: ['oms.orders'] }, queue: 'of-aws', bus: 'aws' },
    ],
  },
];
const publications = {
  ORDER: {
    source: 'oms.orders',
    detailTypes: { 'order.created': 'OrderCreated', 'order.packed': 'OrderPacked', 'order.shipped': 'Shipped' },
  },
  STOCK: { source: 'oms.inventory', detailTypes: { moved: 'Moved' }, ordered: { queue: 'in-order', groupOf: (id: string) => id } },
};
const count = createCountDeliveries({ wirings, publications, compile: compileEventPattern });

const record = (version: number, type: string, ms: number) =>
  ({ event_id: `e${version}`, version, type, payload: {}, recorded_at: fromEpochMs(ms) }) as unknown as EventRecord;
const order = {
  id: { tenantId: 'main', kind: 'ORDER', id: 'o1' },
  records: [record(1, 'order.created', 10), record(2, 'order.packed', 20), record(3, 'order.shipped', 20)],
};
const letters = (queue: string, ...bodies: readonly unknown[]): QueueLetters => ({
  queue,
  hasMore: false,
  letters: bodies.map((body, index) => ({ messageId: `m${index}`, sentAt: fromEpochMs(0), receiveCount: 4, body })),
});

describe('deliveries', () => {
  it('are as many as queues have subscribed to each event', () => {
    // Created and shipped go to two queues each, packed to one.
    expect(count([order], [])).toEqual({ events: 3, deliveries: 5, givenUp: 0, successPercent: 100 });
  });

  it('that lie among the dead letters of their queue are given up', () => {
    const found = [letters('second', { detail: { event_id: 'e1' } }, { detail: { event_id: 'of another order' } }, 'no event')];
    expect(count([order], found)).toEqual({ events: 3, deliveries: 5, givenUp: 1, successPercent: 80 });
  });

  it('are not given up for a letter in a queue that the event was not meant for', () => {
    expect(count([order], [letters('first', { detail: { event_id: 'e2' } })])).toMatchObject({ givenUp: 0 });
  });

  it('of a commit that was not published are given up, all of its events and no others', () => {
    const key = { PK: 'main#ORDER#o1', SK: 'E#0000000002' };
    // Packed and shipped were one commit: one delivery and two.
    expect(count([order], [letters('publisher', { stream: 'publisher', record: { key } })])).toMatchObject({ givenUp: 3 });
    const other = { PK: 'main#ORDER#o2', SK: 'E#0000000001' };
    expect(count([order], [letters('publisher', { stream: 'publisher', record: { key: other } })])).toMatchObject({ givenUp: 0 });
  });

  it('include the queue that keeps an order, whose letters are the events themselves', () => {
    const stock = { id: { tenantId: 'main', kind: 'STOCK', id: 's' }, records: [record(9, 'moved', 1)] };
    expect(count([stock], [letters('in-order', { event_id: 'e9' })])).toEqual({ events: 1, deliveries: 1, givenUp: 1, successPercent: 0 });
  });

  it('of nothing have no share', () => {
    expect(count([], [])).toEqual({ events: 0, deliveries: 0, givenUp: 0, successPercent: null });
  });
});
