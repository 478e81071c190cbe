import { beforeEach, describe, expect, it } from 'vitest';
import type { ChannelOutage } from '../../../lib/channels/index.ts';
import { fromEpochMs, type Instant } from '../../../lib/kernel/instant.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { createKpis, type Kpis } from '../../../lib/operations/app/kpis/kpis.ts';
import { noteReplay, readReplays } from '../../../lib/operations/app/kpis/replays.ts';
import { orderListKeys } from '../../../lib/orders/index.ts';
import { compileEventPattern } from '../../../lib/platform/embedded/event-pattern.ts';
import type { EventRecord } from '../../../lib/platform/event-store/event-record.ts';
import type { StreamId } from '../../../lib/platform/event-store/aggregate.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';

const start = Date.UTC(2026, 10, 30, 12);
const at = (ms: number): Instant => fromEpochMs(start + ms);
const main = TenantId('main');
const day = { from: at(0), to: at(86_400_000) };

const openTables = () => {
  const nowMs = () => start;
  const [ledger, views] = [createModelTable({ nowMs }).table, createModelTable({ nowMs }).table];
  return { ledger, views };
};

type Streams = Map<string, readonly EventRecord[]>;
const events = (...given: readonly (readonly [type: string, ms: number, payload?: Record<string, unknown>])[]) =>
  given.map(
    ([type, ms, payload = {}], index) =>
      ({
        event_id: `${type}-${ms}`,
        version: index + 1,
        type,
        payload,
        recorded_at: at(ms),
        occurred_at: at(ms),
      }) as unknown as EventRecord,
  );

let tables: ReturnType<typeof openTables>;
let streams: Streams;
let letters: readonly { readonly queue: string; readonly sentAt: Instant; readonly body: unknown }[];
let ended: readonly ChannelOutage[];
beforeEach(() => {
  tables = openTables();
  streams = new Map();
  letters = [];
  ended = [];
});

const order = async (id: string, placedMs: number, ...records: readonly EventRecord[]): Promise<void> => {
  await tables.views.put({ PK: orderListKeys.placed(main, '1'), SK: `${at(placedMs)}#${id}`, order_id: id });
  streams.set(`ORDER ${id}`, records);
};

const measure = (range = day): Promise<Kpis> =>
  createKpis({
    platform: tables,
    store: { read: async ({ kind, id }: StreamId) => streams.get(`${kind} ${id}`) ?? [] },
    outages: { ended: async () => ended, open: async () => [] },
    deadLetters: {
      depths: async () => ['reactions', 'notices', 'quiet'].map((queue) => ({ queue, waiting: queue === 'quiet' ? 0 : 1 })),
      list: async (queue) =>
        letters
          .filter((letter) => letter.queue === queue)
          .map(({ sentAt, body }, index) => ({ messageId: String(index), sentAt, receiveCount: 4, body })),
    },
    wirings: [
      {
        context: 'x',
        subscriptions: [
          { name: 'orders', pattern: { source: ['oms.orders'] }, queue: 'reactions' },
          { name: 'work', pattern: { source: ['oms.fulfilment'] }, queue: 'notices' },
        ],
      },
    ],
    publications: {
      ORDER: { source: 'oms.orders', detailTypes: {} },
      FULFILLMENT: { source: 'oms.fulfilment', detailTypes: {} },
      PAYMENT: { source: 'oms.payments', detailTypes: {} },
    },
    compile: compileEventPattern,
  })(main, range);

const created = { payload_ref: null, test: false };

describe('the figures of a day', () => {
  it('are null where nothing has happened', async () => {
    expect(await measure()).toMatchObject({
      ...day,
      orders: { inRange: 0, isEstimate: false, read: 0, isSample: false },
      eventDelivery: { deliveries: 0, successPercent: null },
      latency: { receivedToAllocated: { orders: 0, waiting: 0, p95Ms: null, p99Ms: null } },
      messages: { failed: 0, hasMoreFailed: false, replayed: 0, queues: [] },
      recovery: { outages: 0, meanSeconds: null, longestSeconds: null, open: [] },
    });
  });

  it('tell how long orders took, with and without those that something kept waiting', async () => {
    await order(
      'a',
      0,
      ...events(['order.created', 0, created], ['item.allocated', 400, { fulfillment_order_ids: [] }], ['order.shipped', 9_000]),
    );
    await order(
      'b',
      5,
      ...events(['order.created', 5, created], ['order.hold_placed', 10], ['item.allocated', 3_605, { fulfillment_order_ids: [] }]),
    );
    await order(
      'test',
      6,
      ...events(['order.created', 6, { ...created, test: true }], ['item.allocated', 99_006, { fulfillment_order_ids: [] }]),
    );
    const { latency, orders } = await measure();
    expect(orders).toMatchObject({ inRange: 3, read: 3, isSample: false });
    expect(latency).toEqual({
      receivedToRecorded: { orders: 0, waiting: 0, p95Ms: null, p99Ms: null },
      receivedToAllocated: { orders: 2, waiting: 0, p95Ms: 3_600, p99Ms: 3_600 },
      receivedToShipped: { orders: 1, waiting: 1, p95Ms: 9_000, p99Ms: 9_000 },
      undisturbedReceivedToAllocated: { orders: 1, waiting: 0, p95Ms: 400, p99Ms: 400 },
    });
  });

  it('count the deliveries of an order and of its work, and those given up', async () => {
    await order('a', 0, ...events(['order.created', 0, created], ['item.allocated', 400, { fulfillment_order_ids: ['f1'] }]));
    streams.set('FULFILLMENT f1', events(['fulfillment_order.created', 500], ['fulfillment_order.shipped', 800]));
    letters = [{ queue: 'notices', sentAt: at(810), body: { detail: { event_id: 'fulfillment_order.shipped-800' } } }];
    // Two events of the order and two of its work, each for one queue; one of the four was given up.
    expect((await measure()).eventDelivery).toEqual({ events: 4, deliveries: 4, givenUp: 1, successPercent: 75 });
  });

  it('count failed messages by when they were sent, and what was sent back on behalf of the tenant', async () => {
    letters = [at(-1), at(0), at(86_399_999), at(86_400_000)].map((sentAt) => ({ queue: 'reactions', sentAt, body: {} }));
    let id = 0;
    const noted = (ms: number, queue: string, messages: number, tenant = main) =>
      noteReplay(
        {
          ledger: tables.ledger,
          clock: { now: () => at(ms), sleep: async () => undefined },
          ids: { next: () => String((id += 1)), bytes: () => new Uint8Array() },
        },
        tenant,
        queue,
        messages,
      );
    await noted(-1, 'notices', 9);
    await noted(1_000, 'notices', 2);
    await noted(80_000_000, 'notices', 3);
    await noted(2_000, 'reactions', 0);
    await noted(2_000, 'notices', 50, TenantId('other'));
    expect((await measure()).messages).toEqual({
      failed: 2,
      hasMoreFailed: false,
      replayed: 5,
      queues: [
        { queue: 'notices', failed: 0, replayed: 5 },
        { queue: 'reactions', failed: 2, replayed: 0 },
      ],
    });
    expect(await readReplays(tables, main, { from: at(-1), to: at(1_000) })).toEqual([{ at: at(-1), queue: 'notices', messages: 9 }]);
  });

  it('tell the mean time to recovery over the outages that ended', async () => {
    const outage = (from: number, to: number): ChannelOutage => ({
      channel: 'amazon',
      account: 'main',
      from: at(from * 1_000),
      to: at(to * 1_000),
      problem: 'unavailable',
    });
    ended = [outage(0, 60), outage(100, 220), outage(300, 1_200)];
    // (60 + 120 + 900) / 3 seconds.
    expect((await measure()).recovery).toEqual({ outages: 3, meanSeconds: 360, longestSeconds: 900, open: [] });
  });
});
