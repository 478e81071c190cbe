import { beforeEach, describe, expect, it } from 'vitest';
import { OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { openPeople, type People } from '../../../scripts/simulate/people.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';
import { orderBody } from '../../e2e/installation.ts';

const tenant = 'main';
const hourMs = 3_600_000;
const east = { location_id: 'east', name: 'east', type: 'warehouse', country: 'US' } as const;

let world: World;
let people: People;

const wait = (ms: number): Promise<void> => world.cloud.scheduler.sleep(ms, 'everybody waits');
const statusOf = async (orderId: OrderId): Promise<string | undefined> =>
  (await world.product.orders.read.get(TenantId(tenant), orderId))?.order.status;
const place = async (name: string, units: number): Promise<OrderId> => {
  const { body } = await people.ask(tenant, 'POST', '/orders', orderBody({ 'SIM-1': units }), name);
  await wait(20_000);
  return OrderId(String(body['order_id']));
};

const story = (told: () => Promise<void>): Promise<void> => world.drive(told());

beforeEach(async () => {
  world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
  people = openPeople(world);
});

describe('an order whose only location is full', () => {
  it('waits, and goes there once there is room, though no stock has come', () =>
    story(async () => {
      await people.ask(tenant, 'POST', '/locations', { ...east, capacity_per_day: 1 });
      await people.receive(tenant, 'truck', [{ sku: 'SIM-1', location_id: 'east', quantity: 5 }]);
      await wait(20_000);
      const first = await place('first', 1);
      expect(await statusOf(first)).toBe('allocated');
      const second = await place('second', 2);
      expect(await statusOf(second)).toBe('backorder');
      // Whoever counts oversells sees that the article is there.
      const { body } = await people.ask(tenant, 'GET', `/orders/${second}/events`);
      const events = body['events'] as readonly { readonly type: string; readonly payload: Readonly<Record<string, unknown>> }[];
      const waiting = events.filter(({ type }) => type === 'order.backordered').map(({ payload }) => payload['lines']);
      expect(waiting).toMatchObject([[{ sku: 'SIM-1', quantity: 2, reason: 'capacity' }]]);
      await wait(2 * hourMs);
      // The first parcel still lies there.
      expect(await statusOf(second)).toBe('backorder');
      await people.ask(tenant, 'POST', '/locations', { ...east, capacity_per_day: 3 });
      await wait(1.5 * hourMs);
      expect(await statusOf(second)).toBe('allocated');
    }));

  it('waits for room there, too, where another location has as many and has refused it', () =>
    story(async () => {
      await people.ask(tenant, 'POST', '/locations', { ...east, capacity_per_day: 1 });
      await people.ask(tenant, 'POST', '/locations', { ...east, location_id: 'west', name: 'west' });
      await people.receive(tenant, 'truck', [{ sku: 'SIM-1', location_id: 'east', quantity: 3 }]);
      await wait(20_000);
      expect(await statusOf(await place('first', 1))).toBe('allocated');
      await people.receive(tenant, 'other-truck', [{ sku: 'SIM-1', location_id: 'west', quantity: 2 }]);
      await wait(20_000);
      const second = await place('second', 2);
      const { body } = await people.ask(tenant, 'GET', '/fulfillment-orders?location_id=west');
      const [parcel] = body['items'] as readonly { readonly fulfillment_order_id: string }[];
      await people.ask(tenant, 'POST', `/fulfillment-orders/${parcel?.fulfillment_order_id}/reject`, { reason: 'capacity' });
      await wait(20_000);
      expect(await statusOf(second)).toBe('backorder');
      // East has not refused it, so nobody has to be asked.
      expect((await world.product.orders.read.get(TenantId(tenant), second))?.order.holds).toEqual([]);
      await people.ask(tenant, 'POST', '/locations', { ...east, capacity_per_day: 3 });
      await wait(1.5 * hourMs);
      expect(await statusOf(second)).toBe('allocated');
    }));
});
