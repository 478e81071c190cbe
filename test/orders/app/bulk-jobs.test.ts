import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HoldId, OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { type BulkJobs, createBulkJobs, createBulkWork, orderAggregate, orderStream } from '../../../lib/orders/index.ts';
import type { BulkWork } from '../../../lib/orders/app/bulk/work-bulk-job.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { EventStore } from '../../../lib/platform/event-store/event-store.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { type Platform, type Table, UnavailableError } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { create } from '../domain/order.fixtures.ts';

const tenantId = TenantId('main');
const context = { actor: { kind: 'user', id: 'one' }, correlationId: 'c', causationId: 'c' } as const;
const caller = { tenantId, context };
const letters = 'abcdefghijklmnopqrstuvwxyz';
const idOf = (number: number): OrderId => OrderId(`${letters[Math.floor(number / 26)]}${letters[number % 26]}`.repeat(13));
const cancel = { action: 'cancel', reason: 'customer' } as const;

type World = {
  readonly jobs: BulkJobs;
  readonly work: ReturnType<typeof createBulkWork>;
  readonly store: EventStore;
  readonly ledger: Table;
  readonly sent: BulkWork[];
  readonly timers: Map<string, { readonly at: string; readonly body: string }>;
  readonly counted: string[];
};

let parts: EmbeddedParts;
let world: World;
/** Orders whose changes fail, and how. */
let broken: Map<string, Error>;

const openWorld = (): World => {
  const { clock, ids } = parts;
  const ledger = openTable(parts.store, { name: 'ledger' }).table;
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const sound = createEventStore({ ledger, clock, ids, sha256 });
  const store: EventStore = {
    ...sound,
    execute: async (aggregate, id, command, how, options) => {
      const error = broken.get(id.id);
      if (error) throw error;
      return sound.execute(aggregate, id, command, how, options);
    },
  };
  const sent: BulkWork[] = [];
  const timers = new Map<string, { readonly at: string; readonly body: string }>();
  const counted: string[] = [];
  const platform = {
    ledger,
    clock,
    ids,
    sha256,
    queue: () => ({
      send: async (messages: readonly { readonly body: string }[]) => void sent.push(...messages.map(({ body }) => JSON.parse(body))),
    }),
    timers: { schedule: async ({ name, at, body }: { name: string; at: string; body: string }) => void timers.set(name, { at, body }) },
    observability: { logger: { warn: () => undefined }, metrics: { addMetric: (name: string) => void counted.push(name) } },
  } as unknown as Platform;
  return { jobs: createBulkJobs({ store, platform }), work: createBulkWork({ store, platform }), store, ledger, sent, timers, counted };
};

beforeEach(() => {
  parts = openEmbeddedParts();
  broken = new Map();
  world = openWorld();
});
afterEach(() => parts.close());

const place = async (count: number): Promise<readonly OrderId[]> => {
  const orderIds = Array.from({ length: count }, (_, index) => idOf(index));
  for (const orderId of orderIds) {
    const command = { ...create({ channelOrderId: orderId }), orderId };
    await world.store.execute(orderAggregate, orderStream(tenantId, orderId), command, context);
  }
  return orderIds;
};

const begin = (orderIds: readonly OrderId[], key?: string) => world.jobs.begin(caller, { request: cancel, orderIds, roles: [] }, key);
/** Everything that was sent, once. */
const workOff = async (isLastTry = false): Promise<void> => {
  for (const message of world.sent.splice(0)) await world.work.work(message, isLastTry).catch(() => undefined);
};
const countsOf = async (jobId: string) => (await world.jobs.get(tenantId, jobId))?.counts;
const fireTimer = async (jobId: string): Promise<void> => {
  const timer = world.timers.get(`bulk-${jobId}`);
  if (!timer) throw new Error('no timer was set');
  world.timers.delete(`bulk-${jobId}`);
  await world.work.work(JSON.parse(timer.body) as BulkWork, false);
};

describe('a bulk job', () => {
  it('is worked off chunk by chunk, and counts every order once however often its messages come', async () => {
    const orderIds = await place(60);
    const { bulkJobId } = await begin(orderIds);
    expect(world.sent).toHaveLength(3);
    const again = [...world.sent, ...world.sent];
    await workOff();
    world.sent.push(...again);
    await workOff();
    expect(await countsOf(bulkJobId)).toEqual({ waiting: 0, done: 60, unchanged: 0, refused: 0, failed: 0 });
  });

  it('counts once what several workers do at the same time', async () => {
    const orderIds = await place(25);
    const { bulkJobId } = await begin(orderIds);
    const [message] = world.sent.splice(0);
    await Promise.all(Array.from({ length: 6 }, () => world.work.work(message as BulkWork, false)));
    expect(await countsOf(bulkJobId)).toEqual({ waiting: 0, done: 25, unchanged: 0, refused: 0, failed: 0 });
    for (const orderId of orderIds) {
      const events = await world.store.read(orderStream(tenantId, orderId));
      expect(events.filter(({ type }) => type === 'order.cancelled')).toHaveLength(1);
    }
  });

  it('counts as done what another worker on it was faster with', async () => {
    const orderIds = await place(5);
    const hold = { action: 'place_hold', type: 'address', reason: 'wait', blocks: ['shipping'], until: null } as const;
    await world.jobs.begin(caller, { request: hold, orderIds, roles: [] });
    await workOff();
    const job = await world.jobs.begin(caller, { request: { action: 'release_holds', type: 'address' }, orderIds, roles: [] });
    const [message] = world.sent.splice(0);
    await Promise.all(Array.from({ length: 6 }, () => world.work.work(message as BulkWork, false)));
    expect(await countsOf(job.bulkJobId)).toEqual({ waiting: 0, done: 5, unchanged: 0, refused: 0, failed: 0 });
  });

  it('tries an order again that fails, gives it up with the last try, and takes it up when it is resumed', async () => {
    const orderIds = await place(3);
    broken.set(orderIds[1] ?? '', new UnavailableError('not now'));
    const { bulkJobId } = await begin(orderIds);
    const [message] = world.sent.splice(0);
    await expect(world.work.work(message as BulkWork, false)).rejects.toThrow(UnavailableError);
    expect(await countsOf(bulkJobId)).toEqual({ waiting: 1, done: 2, unchanged: 0, refused: 0, failed: 0 });
    await world.work.work(message as BulkWork, true);
    expect(await countsOf(bulkJobId)).toEqual({ waiting: 0, done: 2, unchanged: 0, refused: 0, failed: 1 });
    const failed = await world.jobs.rows(tenantId, bulkJobId, { state: 'failed', limit: 10 });
    expect(failed?.rows).toMatchObject([{ orderId: orderIds[1], code: 'not-handled', message: expect.stringMatching(/[Rr]esum/) }]);
    broken.clear();
    await world.jobs.resume(tenantId, bulkJobId, { requestedBy: context.actor, roles: [] });
    expect(world.sent).toHaveLength(1);
    await workOff();
    expect(await countsOf(bulkJobId)).toEqual({ waiting: 0, done: 3, unchanged: 0, refused: 0, failed: 0 });
  });

  it('leaves alone what waits while it is stopped', async () => {
    const { bulkJobId } = await begin(await place(30));
    const [first, ...others] = world.sent.splice(0);
    await world.work.work(first as BulkWork, false);
    expect((await world.jobs.stop(tenantId, bulkJobId))?.stopped).toBe(true);
    world.sent.push(...others);
    await workOff();
    expect(await countsOf(bulkJobId)).toMatchObject({ done: 25, waiting: 5 });
    await world.jobs.resume(tenantId, bulkJobId, { requestedBy: context.actor, roles: [] });
    expect(world.sent).toHaveLength(1);
    await workOff();
    expect(await countsOf(bulkJobId)).toMatchObject({ done: 30, waiting: 0 });
  });

  it('is begun whole by a second try after the first broke off anywhere', async () => {
    const orderIds = await place(60);
    for (const writes of [0, 1, 2, 3]) {
      const key = `key-${writes}`;
      let left = writes;
      const { put } = world.ledger;
      const breaking: Table = {
        ...world.ledger,
        put: async (item, condition) => {
          if (left === 0) throw new UnavailableError('the process ends');
          left -= 1;
          return put(item, condition);
        },
        transact: async () => {
          throw new UnavailableError('the process ends');
        },
      };
      const { clock, ids } = parts;
      const platform = {
        ...({ clock, ids, sha256: (text: string) => createHash('sha256').update(text).digest('hex') } as object),
        ledger: breaking,
        queue: () => ({ send: async () => undefined }),
        timers: { schedule: async () => undefined },
      } as unknown as Platform;
      const dying = createBulkJobs({ store: world.store, platform });
      await expect(dying.begin(caller, { request: cancel, orderIds, roles: [] }, key)).rejects.toThrow(UnavailableError);
      const job = await begin(orderIds, key);
      const page = await world.jobs.rows(tenantId, job.bulkJobId, { limit: 200 });
      expect(page?.rows.map(({ orderId }) => orderId)).toEqual(orderIds);
      expect(job.counts.waiting).toBe(60);
    }
    expect((await world.jobs.list(tenantId, { limit: 10 })).jobs).toHaveLength(4);
  });

  it('is forgotten after ninety days, with all of its rows', async () => {
    const { bulkJobId, createdAt, expiresAt } = await begin(await place(30));
    expect(expiresAt).toBe(plusMs(createdAt, 90 * 24 * 3600 * 1_000));
    const { items } = await world.ledger.scan({ limit: 1_000 });
    const own = items.filter(({ PK, SK }) => PK.includes(bulkJobId) || SK.includes(bulkJobId));
    expect(own).toHaveLength(4);
    for (const item of own) expect(item['ttl']).toBe(Date.parse(expiresAt) / 1_000);
  });
});

describe('the watch over a job', () => {
  it('says nothing while the job moves on, and ends with it', async () => {
    const { bulkJobId } = await begin(await place(30));
    const [first, second] = world.sent.splice(0);
    await parts.advanceSeconds(299);
    await world.work.work(first as BulkWork, false);
    await parts.advanceSeconds(1);
    await fireTimer(bulkJobId);
    expect(world.counted).toEqual([]);
    expect(world.sent).toEqual([]);
    await world.work.work(second as BulkWork, false);
    await fireTimer(bulkJobId);
    expect(world.timers.size).toBe(0);
  });

  it('tells of a job that does not move on, and sends again what was lost', async () => {
    const { bulkJobId } = await begin(await place(30));
    world.sent.splice(0);
    await parts.advanceSeconds(300);
    await fireTimer(bulkJobId);
    expect(world.counted).toEqual(['BulkJobsStalled']);
    expect(world.sent).toHaveLength(2);
    await workOff();
    expect(await countsOf(bulkJobId)).toMatchObject({ done: 30, waiting: 0 });
  });

  it('leaves a stopped job alone, and begins anew when it is resumed', async () => {
    const { bulkJobId } = await begin(await place(1));
    await world.jobs.stop(tenantId, bulkJobId);
    await parts.advanceSeconds(600);
    await fireTimer(bulkJobId);
    expect(world.counted).toEqual([]);
    expect(world.timers.size).toBe(0);
    await world.jobs.resume(tenantId, bulkJobId, { requestedBy: context.actor, roles: [] });
    expect(world.timers.size).toBe(1);
  });

  it('acts for whoever resumes it, in their roles, whatever who began was allowed', async () => {
    const [orderId] = (await place(1)) as [OrderId];
    const { type, ...hold } = {
      type: 'fraud-review',
      reason: 'look',
      blocks: ['shipping'],
      until: null,
      releasableBy: ['finance'],
    } as const;
    const placed = { ...hold, type, holdId: HoldId('h'), placedBy: 'user:one', placedAt: parts.clock.now() };
    await world.store.execute(orderAggregate, orderStream(tenantId, orderId), { type: 'PlaceHold', hold: placed }, context);
    const request = { action: 'release_holds', type } as const;
    const { bulkJobId } = await world.jobs.begin(caller, { request, orderIds: [orderId], roles: ['finance'] });
    await world.jobs.stop(tenantId, bulkJobId);
    world.sent.splice(0);
    const other = { kind: 'user', id: 'two' } as const;
    expect(await world.jobs.resume(tenantId, bulkJobId, { requestedBy: other, roles: ['support'] })).toMatchObject({ requestedBy: other });
    await workOff();
    expect((await world.jobs.rows(tenantId, bulkJobId, { limit: 1 }))?.rows).toMatchObject([
      { state: 'refused', code: 'hold-role-required' },
    ]);
  });
});
