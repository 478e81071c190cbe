import { beforeEach, describe, expect, it } from 'vitest';
import { PlaceOrderBody } from '../../../lib/contracts/http/orders.ts';
import { HoldId, TenantId, type OrderId } from '../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { type Order, orderStream, storefrontOrder, storefrontPurchase } from '../../../lib/orders/index.ts';
import { createHoldDuplicate } from '../../../lib/orders/app/hold-duplicate.ts';
import { decisionsOf } from '../../../lambdas/composition.ts';
import { parseDuplicateWindow } from '../../../lib/policies/index.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import type { Item } from '../../../lib/platform/ports.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';
import { orderBody } from '../../e2e/installation.ts';
import { policiesFrom } from '../../policies/policies.support.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
const start = Instant('2026-11-20T10:00:00.000Z');
const later = (seconds: number): Instant => plusMs(start, seconds * 1_000);

let world: World;
let serial = 0;
beforeEach(async () => {
  world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
});

type Wish = { readonly at?: number; readonly more?: Record<string, unknown>; readonly units?: Record<string, number> };

const place = async ({ at = 0, more = {}, units = { 'SIM-1': 2 } }: Wish = {}): Promise<OrderId> => {
  serial += 1;
  const body = PlaceOrderBody.parse(orderBody(units, { channel_order_id: `n-${serial}`, placed_at: later(at), ...more }));
  const order = storefrontOrder(body, { channelOrderId: '', placedAt: start });
  const placed = await world.product.orders.place(caller, order, { payloadRef: null, purchase: storefrontPurchase(body) });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.orderId;
};

const orderOf = async (orderId: OrderId): Promise<Order> => {
  const found = await world.product.orders.read.get(tenantId, orderId);
  if (!found) throw new Error('the order exists');
  return found.order;
};

/** Places an order, assesses it, and tells which holds it has afterwards. */
const order = async (
  wish: Wish = {},
): Promise<{ readonly orderId: OrderId; readonly holds: readonly string[]; readonly status: string }> => {
  const orderId = await place(wish);
  await world.product.orders.assess(caller, orderId);
  const { holds, status } = await orderOf(orderId);
  return { orderId, holds: holds.map(({ type }) => type), status };
};

const basketRows = async (): Promise<readonly Item[]> =>
  (await world.cloud.machine.ledger.scan()).items.filter(({ PK }) => PK.includes('#BASKET#'));

describe('the same basket of the same person, ordered again', () => {
  it('holds the second order and lets the first go on', async () => {
    const first = await order();
    const second = await order({ at: 42 });
    expect([first.status, first.holds]).toEqual(['confirmed', []]);
    expect([second.status, second.holds]).toEqual(['pending', ['duplicate-review']]);
    const [hold] = (await orderOf(second.orderId)).holds;
    expect(hold).toMatchObject({
      holdId: `duplicate-${first.orderId}`,
      blocks: ['sourcing', 'release'],
      releasableBy: ['operator', 'admin'],
      reason: expect.stringMatching(/total of 20\.00 USD as storefront order n-\d+, 42 seconds apart/),
    });
  });

  it('leaves a receipt that names the other order and what is equal', async () => {
    const first = await order();
    const second = await order({ at: 42, more: { channel: 'mobile' } });
    const [receipt] = await decisionsOf(world.cloud.machine).list(orderStream(tenantId, second.orderId), 'duplicate');
    expect(receipt).toMatchObject({
      kind: 'duplicate',
      receipt: {
        band: 'review',
        policy: { name: 'same-basket', version: 1 },
        other: { orderId: first.orderId, channel: 'storefront', placedAt: start },
        equal: ['person', 'articles', 'quantities', 'total', 'currency'],
        secondsApart: 42,
        inputs: { windowSeconds: 300, totalMinor: 2_000, currency: 'USD' },
      },
    });
  });

  it('is looked at up to and with the end of the window', async () => {
    await order();
    expect((await order({ at: 300 })).holds).toEqual(['duplicate-review']);
  });

  it('is another order after the window', async () => {
    await order();
    expect((await order({ at: 301 })).holds).toEqual([]);
  });

  it('is another order when one that was placed long before is read late', async () => {
    await order({ at: 10_000 });
    expect((await order()).holds).toEqual([]);
    expect((await order({ at: 10_001 })).holds, 'the newer one still has the basket').toEqual(['duplicate-review']);
  });

  it('replaces an order that was cancelled, and is what the next one is compared with', async () => {
    const first = await order();
    const cancelled = await world.product.orders.manage.cancel(caller, first.orderId, 'customer');
    expect(cancelled.ok).toBe(true);
    const second = await order({ at: 60 });
    expect(second.holds).toEqual([]);
    const third = await order({ at: 120 });
    expect((await orderOf(third.orderId)).holds[0]?.holdId).toBe(`duplicate-${second.orderId}`);
  });

  it('lets one of two pass that are assessed at the same time', async () => {
    const ids = [await place(), await place({ at: 1 })];
    await world.drive(Promise.all(ids.map((id) => world.product.orders.assess(caller, id))));
    const holds = await Promise.all(ids.map(async (id) => (await orderOf(id)).holds.length));
    expect(holds.toSorted()).toEqual([0, 1]);
  });

  it('goes on once its hold is released, however often it is assessed', async () => {
    await order();
    const { orderId } = await order({ at: 5 });
    const holdId = HoldId((await orderOf(orderId)).holds[0]?.holdId ?? '');
    await world.product.orders.assess(caller, orderId);
    expect((await world.product.orders.manage.releaseHold(caller, orderId, holdId, ['operator'])).ok).toBe(true);
    expect(await world.product.orders.assess(caller, orderId)).toBe('source');
    expect((await orderOf(orderId)).holds).toMatchObject([{ outcome: 'released' }]);
  });
});

describe('an order that is no duplicate', () => {
  it.each([
    ['with another quantity', { units: { 'SIM-1': 3 } }],
    ['of another person', { more: { customer: { email: 'tess.rowan@example.com' } } }],
    ['with another order number of the buyer', { more: { purchase: { order_number: 'PO-2' } } }],
  ])('is one %s', async (_, wish) => {
    await order({ more: { purchase: { order_number: 'PO-1' } } });
    expect((await order({ at: 1, more: { purchase: { order_number: 'PO-1' } }, ...wish })).holds).toEqual([]);
  });

  it('is one of whom nobody knows', async () => {
    const nobody = { customer: null, shipping_address: { country: 'US', line1: '12 Harbour Row', city: 'Albany', region: 'NY' } };
    await order({ more: nobody });
    expect((await order({ at: 1, more: nobody })).holds).not.toContain('duplicate-review');
  });

  it('is one that has been assessed before', async () => {
    const { orderId } = await order({ more: { payment_method: { kind: 'card', status: 'pending' } } });
    await world.product.orders.assess(caller, orderId);
    expect((await orderOf(orderId)).holds).toEqual([]);
  });

  it('is a test order, before or after a real one', async () => {
    expect((await order({ more: { test: true } })).holds).toEqual(['operator']);
    expect((await order({ at: 1 })).holds).toEqual([]);
    expect((await order({ at: 2, more: { test: true } })).holds).toEqual(['operator']);
  });
});

it('writes one row for an order, which tells nothing of the person and expires', async () => {
  await order();
  const [row, ...others] = await basketRows();
  expect(others).toEqual([]);
  expect(Object.keys(row ?? {}).toSorted()).toEqual(['PK', 'SK', 'order_id', 'placed_at', 'ttl']);
  expect(row?.PK).toMatch(/^main#BASKET#[0-9a-f]{32}$/);
  expect(Number(row?.['ttl'])).toBeGreaterThan(Date.parse(start) / 1_000);
});

describe('the window', () => {
  const look = async (setting: string): Promise<{ readonly holds: number; readonly warnings: number }> => {
    const ids = [await place(), await place({ at: 30 })];
    let warnings = 0;
    const platform = world.cloud.machine;
    const policies = policiesFrom({ 'duplicate-window-seconds': setting }, { warn: () => void (warnings += 1) });
    const holdDuplicate = createHoldDuplicate({ platform, store: world.product.store, decisions: decisionsOf(platform), policies });
    for (const id of ids) await holdDuplicate(caller, await orderOf(id));
    const holds = await Promise.all(ids.map(async (id) => (await orderOf(id)).holds.length));
    return { holds: holds.reduce((sum, count) => sum + count, 0), warnings };
  };

  it.each([
    ['29', 0],
    ['30', 1],
  ])('of %s seconds holds %d of two orders 30 seconds apart', async (setting, holds) => {
    expect(await look(setting)).toEqual({ holds, warnings: 0 });
  });

  it('of 0 looks for nothing and writes nothing', async () => {
    expect(await look('0')).toEqual({ holds: 0, warnings: 0 });
    expect(await basketRows()).toEqual([]);
  });

  it('is the default where the setting cannot be read, which is said', async () => {
    expect(await look('five minutes')).toEqual({ holds: 1, warnings: 2 });
  });

  it.each([
    ['0', 0],
    ['86400', 86_400],
    ['86401', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['', undefined],
  ])('of %j is read as %j', (text, seconds) => {
    expect(parseDuplicateWindow(text)).toBe(seconds);
  });
});
