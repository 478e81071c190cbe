import { describe, expect, it } from 'vitest';
import { LocationId, OrderId, type Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createPlanPromises } from '../../../lib/orders/app/promises/plan-promises.ts';
import { createRenewPromises } from '../../../lib/orders/app/promises/renew-promises.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import type { Supply } from '../../../lib/orders/domain/order.supply.ts';
import type { EventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { confirm, create, given, mug } from '../domain/order.fixtures.ts';

const tenantId = TenantId('main');
const clock = { now: () => Instant('2026-11-20T10:00:00.000Z') };
const soon = Instant('2026-11-25T00:00:00.000Z');
const later = Instant('2026-12-05T00:00:00.000Z');
// East gets its goods first.
const supply: readonly Supply[] = [
  { locationId: LocationId('east'), quantity: 10, expectedAt: soon, reference: 'PO-EAST' },
  { locationId: LocationId('west'), quantity: 2, expectedAt: later, reference: 'PO-WEST' },
];

/** An order of two mugs that waits; with a place, its customer comes for them there. */
const waits = (name: string, place?: string): Order => ({
  ...given(create(), confirm, { type: 'RecordBackorder', decisionId: 'd-1', lines: [{ lineId: mug, quantity: 2 }] }).order(),
  orderId: OrderId(name.padEnd(26, '2')),
  lines: given(create())
    .order()
    .lines.filter(({ lineId }) => lineId === mug),
  promises: [{ lineId: mug, quantity: 2, promisedFor: null, basis: 'unknown', kind: 'backorder', reference: null }],
  ...(place === undefined ? {} : { delivery: { method: 'pickup', locationId: LocationId(place) } }),
});

const worldOf = (orders: readonly Order[]) => {
  const renewed = new Map<string, string | null>();
  const messages: string[] = [];
  const store = {
    loadMany: async (_aggregate: unknown, streams: readonly { readonly id: string }[]) =>
      streams.map(({ id }) => ({ state: orders.find(({ orderId }) => orderId === id) })),
    execute: async (_aggregate: unknown, stream: { readonly id: string }, command: OrderCommand) => {
      if (command.type === 'RenewPromises') renewed.set(stream.id, command.promising.waiting[0]?.reference ?? null);
      return { ok: true, value: { events: [] } };
    },
  } as unknown as EventStore;
  const parts = {
    store,
    interest: {
      list: async (_tenant: unknown, _sku: unknown, limit: number, after?: { readonly orderId: string }) => {
        const from = orders.findIndex(({ orderId }) => orderId === after?.orderId) + 1;
        return orders.slice(from, from + limit).map(({ orderId }) => ({ orderId, rank: orderId, missing: 2 }));
      },
    } as never,
    incoming: { ofSku: async () => supply },
    releases: { notReleased: async () => new Map() },
    clock,
  };
  const platform = {
    clock,
    queue: () => ({ send: async (sent: readonly { readonly body: string }[]) => messages.push(...sent.map(({ body }) => body)) }),
    observability: { metrics: { addMetric: () => undefined }, logger: { warn: () => undefined } },
  } as unknown as Platform;
  return {
    plan: async (order: Order) => {
      const [line] = order.lines;
      const units = { lineId: mug, sku: line?.sku as Sku, quantity: 2 };
      const [promised] = await createPlanPromises(parts)(tenantId, order, [units], [{ ...units, reason: 'no-stock' }]);
      return promised?.reference ?? null;
    },
    renewAll: async () => {
      const { renew } = createRenewPromises({ ...parts, platform });
      await renew({ kind: 'renew', tenant_id: tenantId, sku: orders[0]?.lines[0]?.sku as Sku, reason: 'supply-changed', taken: 0 });
      for (let body = messages.shift(); body !== undefined; body = messages.shift()) await renew(JSON.parse(body));
      return orders.map(({ orderId }) => renewed.get(orderId) ?? null);
    },
  };
};

describe('a customer who comes for goods', () => {
  it('is promised those that go there, and none that go elsewhere', async () => {
    const own = waits('a', 'west');
    expect(await worldOf([own]).plan(own)).toBe('PO-WEST');
    expect(await worldOf([waits('b')]).plan(waits('b'))).toBe('PO-EAST');
  });

  it('is promised nothing where others who come there get all of it', async () => {
    const orders = [waits('a', 'west'), waits('b', 'west'), waits('c', 'east')];
    const world = worldOf(orders);
    expect(await Promise.all(orders.map(world.plan))).toEqual(['PO-WEST', null, 'PO-EAST']);
  });

  it('is promised the same when the supply changes, on whichever page of the queue the order stands', async () => {
    const others = Array.from({ length: 55 }, (_, index) => waits('s'.repeat(Math.floor(index / 9) + 1) + 'tuvwxyzab'[index % 9], 'south'));
    const orders = [waits('a', 'west'), ...others, waits('b', 'west'), waits('c', 'east'), waits('d')];
    const promised = await worldOf(orders).renewAll();
    expect([promised[0], ...promised.slice(-3)]).toEqual(['PO-WEST', null, 'PO-EAST', 'PO-EAST']);
  });
});
