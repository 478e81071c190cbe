import { describe, expect, it } from 'vitest';
import { stockGroup } from '../../../lib/inventory/index.ts';
import { LocationId, OrderId, type Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createFollowLocation, type LocationLook } from '../../../lib/orders/app/location-standing.ts';
import { createOrderWaits, type StockOffer } from '../../../lib/orders/app/order-waits.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { confirm, create, given, mug } from '../domain/order.fixtures.ts';

const tenantId = TenantId('main');
const template = given(create(), confirm).order();
const lines = template.lines.filter(({ lineId }) => lineId === mug);
const sku = lines[0]?.sku as Sku;
const unitsEach = lines[0]?.quantity ?? 0;
const letters = 'abcdefghijklmnopqrstuvwxyz';
const orderIdOf = (index: number): OrderId =>
  OrderId(
    [Math.floor(index / 676), Math.floor(index / 26) % 26, index % 26]
      .map((at) => letters[at % 26])
      .join('')
      .padEnd(26, 'a'),
  );

/** So many orders wait for a SKU, each of them in stock. */
const worldOf = (count: number, canGo: (index: number) => boolean = () => true) => {
  const ids = Array.from({ length: count }, (_, index) => orderIdOf(index));
  const called: number[] = [];
  const sent: { readonly group: string; readonly offer: StockOffer }[] = [];
  let looked = 0;
  const orderOf = (id: string): Order => ({ ...template, lines, orderId: OrderId(id) });
  const orderWaits = createOrderWaits({
    store: { load: async (_: unknown, { id }: { readonly id: string }) => ({ state: orderOf(id) }) } as never,
    waits: { list: async () => [] } as never,
    interest: {
      list: async (_tenant: unknown, _sku: unknown, limit: number, after?: { readonly orderId: OrderId }) => {
        const from = after ? ids.indexOf(after.orderId) + 1 : 0;
        return ids.slice(from, from + limit).map((orderId) => ({ orderId, rank: orderId }));
      },
      call: async (_tenant: unknown, _sku: unknown, { orderId }: { readonly orderId: OrderId }) => called.push(ids.indexOf(orderId)),
      withdraw: async () => undefined,
    } as never,
    chooseRoute: (async (_tenant: unknown, { orderId }: Order) => {
      looked += 1;
      return { complete: canGo(ids.indexOf(orderId)), assignments: [], unsourced: [], remainder: 'wait' };
    }) as never,
    reportRefused: async () => undefined,
    platform: {
      queue: () => ({
        send: async ([message]: readonly { readonly body: string; readonly group: string }[]) => {
          if (message) sent.push({ group: message.group, offer: JSON.parse(message.body) as StockOffer });
        },
      }),
    } as unknown as Pick<Platform, 'queue'>,
  });
  return { orderWaits, called, sent, looked: () => looked };
};

const all = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('orders that wait for a SKU', () => {
  it('are called some at a time, and the rest by messages of the same group, in their order', async () => {
    const { orderWaits, called, sent, looked } = worldOf(130);
    await orderWaits.wakeForStock(tenantId, sku, 10_000);
    expect(called).toEqual(all(20));
    for (let next = sent.shift(); next; next = sent.shift()) {
      expect(next.group).toBe(stockGroup(tenantId, sku));
      const before = looked();
      await orderWaits.goOnOffering(next.offer);
      expect(looked() - before).toBeLessThanOrEqual(20);
    }
    expect(called).toEqual(all(130));
  });

  it('are called as far as the units reach', async () => {
    const { orderWaits, called, sent } = worldOf(130);
    await orderWaits.wakeForStock(tenantId, sku, 25 * unitsEach);
    expect(sent.map(({ offer }) => offer.units)).toEqual([5 * unitsEach]);
    for (let next = sent.shift(); next; next = sent.shift()) await orderWaits.goOnOffering(next.offer);
    expect(called).toEqual(all(25));
  });

  it('are reached behind many that cannot use the units', async () => {
    const { orderWaits, called, sent } = worldOf(65, (index) => index >= 60);
    await orderWaits.wakeForStock(tenantId, sku, 10_000);
    for (let next = sent.shift(); next; next = sent.shift()) await orderWaits.goOnOffering(next.offer);
    expect(called).toEqual([60, 61, 62, 63, 64]);
  });
});

describe('a location that can work again', () => {
  it('offers an article once, on however many pages orders wait for it', async () => {
    const offered: string[] = [];
    const queue: LocationLook[] = [{ tenant_id: tenantId, location_id: LocationId('east'), quiet_looks: 0 }];
    const waiting: Order = { ...template, lines, backordered: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) };
    const follow = createFollowLocation({
      workList: async () => ({ items: [] }),
      fulfillmentOrders: {} as never,
      locations: { standingOf: async () => 'open' },
      store: { loadMany: async (_: unknown, streams: readonly unknown[]) => streams.map(() => ({ state: waiting })) } as never,
      inventory: { stockLevels: async (_, items) => items.map((item) => ({ ...item, balance: { available: 5 } })) as never },
      offerUnits: async (_tenant, one) => {
        offered.push(one);
      },
      platform: {
        views: {
          query: async ({ cursor }: { readonly cursor?: string }) => {
            const page = Number(cursor ?? 0);
            return { items: [{ order_id: orderIdOf(page) }], ...(page < 4 ? { cursor: String(page + 1) } : {}) };
          },
        },
        queue: () => ({
          send: async ([message]: readonly { readonly body: string }[]) => queue.push(JSON.parse(message?.body ?? '') as LocationLook),
        }),
        clock: { now: () => Instant('2026-11-20T10:00:00.000Z') },
      } as unknown as Platform,
    });
    for (let next = queue.shift(); next; next = queue.shift()) await follow(next);
    expect(offered).toEqual([sku]);
  });
});
