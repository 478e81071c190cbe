import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createFulfillmentOrders,
  createPickupClock,
  type FulfillmentOrders,
  operatorCarrier,
  type PickupClock,
} from '../../../lib/fulfilment/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { Waits } from '../../../lib/platform/waits/waits.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { create as shipped, pickup } from '../domain/fulfillment-order.fixtures.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'test', causationId: 'test' });
const id = pickup.fulfillmentOrderId;
const hourMs = 3_600_000;

type Timer = { readonly name: string; readonly at: Instant; readonly queue: string; readonly body: string };

const nobodyWaits: Waits = {
  register: () => Promise.resolve(),
  list: () => Promise.resolve([]),
  succeed: () => Promise.resolve(),
  fail: () => Promise.resolve(),
};

let parts: EmbeddedParts;
let fulfillmentOrders: FulfillmentOrders;
let pickups: PickupClock;
let timers: Map<string, Timer>;
let onExpiry: 'cancel' | 'hold';
beforeEach(() => {
  parts = openEmbeddedParts();
  const { clock, ids } = parts;
  const { table: ledger } = openTable(parts.store, { name: 'ledger' });
  const store = createEventStore({ ledger, clock, ids, sha256: (text) => createHash('sha256').update(text).digest('hex') });
  fulfillmentOrders = createFulfillmentOrders({ store, waits: nobodyWaits, carrier: operatorCarrier });
  timers = new Map();
  onExpiry = 'cancel';
  pickups = createPickupClock({
    platform: {
      clock,
      timers: {
        schedule: async (timer) => void timers.set(timer.name, timer),
        cancel: async (name) => void timers.delete(name),
        dueAt: async (name) => timers.get(name)?.at,
      },
    },
    fulfillmentOrders,
    policies: { inForce: async () => ({ value: { heldSeconds: 24 * 3_600, onExpiry } }) },
  });
});
afterEach(() => parts.close());

const statusNow = async () => (await fulfillmentOrders.get(tenantId, id))?.fulfillmentOrder.status;
const apply = async (...commands: readonly Parameters<FulfillmentOrders['apply']>[2][]): Promise<void> => {
  for (const command of commands) expect(await fulfillmentOrders.apply(caller, id, command)).toMatchObject({ ok: true });
};

/** Goods that lie ready from now on, with the timer that ends that. */
const layReady = async (): Promise<Instant> => {
  await fulfillmentOrders.create(caller, pickup);
  const readyAt = parts.clock.now();
  const expiresAt = await pickups.expiryOf(tenantId, readyAt);
  await apply({ type: 'ReleaseFulfillmentOrder' }, { type: 'StartPicking' }, { type: 'MarkReadyForPickup', readyAt, expiresAt });
  await pickups.watch(tenantId, id);
  return expiresAt;
};

describe('the clock of pickups', () => {
  it('gives the time of the policy and ends the pickup when it is over', async () => {
    const expiresAt = await layReady();
    expect(expiresAt).toBe(plusMs(parts.clock.now(), 24 * hourMs));
    expect([...timers.values()]).toMatchObject([{ at: expiresAt, queue: 'pickup-timers' }]);
    parts.clock.advanceMs(24 * hourMs);
    await pickups.end(caller, id);
    expect(await statusNow()).toBe('pickup_expired');
  });

  it('has one timer, which an extension moves, and messages that come late or twice leave it there', async () => {
    const first = await layReady();
    const later = plusMs(first, 10 * hourMs);
    await apply({ type: 'ExtendPickup', expiresAt: later, now: parts.clock.now() });
    for (let message = 0; message < 3; message += 1) await pickups.watch(tenantId, id);
    expect([...timers.values()].map(({ at }) => at)).toEqual([later]);
  });

  it('is set again when it rings before its time, as clocks differ', async () => {
    const expiresAt = await layReady();
    timers.clear();
    parts.clock.advanceMs(24 * hourMs - 5);
    await pickups.end(caller, id);
    expect(await statusNow()).toBe('ready_for_pickup');
    expect([...timers.values()].map(({ at }) => at)).toEqual([expiresAt]);
  });

  it('rings for a person once where the policy wants one, and again after more time was given', async () => {
    onExpiry = 'hold';
    const expiresAt = await layReady();
    timers.clear();
    parts.clock.advanceMs(24 * hourMs);
    await pickups.end(caller, id);
    await pickups.end(caller, id);
    expect(await statusNow()).toBe('ready_for_pickup');
    expect(timers.size).toBe(0);
    const later = plusMs(expiresAt, hourMs);
    await apply({ type: 'ExtendPickup', expiresAt: later, now: parts.clock.now() });
    await pickups.watch(tenantId, id);
    expect([...timers.values()].map(({ at }) => at)).toEqual([later]);
  });

  it('is not set for goods that a carrier brings, nor for what has been collected', async () => {
    await fulfillmentOrders.create(caller, shipped);
    await pickups.watch(tenantId, id);
    expect(timers.size).toBe(0);
  });
});
