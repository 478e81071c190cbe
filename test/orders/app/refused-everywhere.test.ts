import { beforeEach, describe, expect, it } from 'vitest';
import { compose } from '../../../lambdas/composition.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { HoldId, OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import { activeHolds } from '../../../lib/orders/index.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { openPeople, type People } from '../../../scripts/simulate/people.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';

const tenant = 'main';
const operator = systemCaller(TenantId(tenant), 'operator', { correlationId: 'operator', causationId: 'operator' });
const body = {
  currency: 'USD',
  line_items: [{ sku: 'SIM-1', quantity: 2, unit_price: 1_000 }],
  customer: { email: 'kim@example.com', name: 'Kim Ode' },
  shipping_address: { name: 'Kim Ode', line1: '4 Elm Court', city: 'Troy', region: 'NY', postal_code: '12180', country: 'US' },
  payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
};

let world: World;
let people: People;
let orderId: OrderId;

const order = async (): Promise<Order> => {
  const found = (await world.product.orders.read.get(TenantId(tenant), orderId))?.order;
  if (!found) throw new Error('the order is there');
  return found;
};
/** Everything that was begun comes to where it waits for somebody. */
const settle = (): Promise<void> => world.cloud.scheduler.sleep(20_000, 'everybody waits');
const receive = async (location: string, quantity: number): Promise<void> => {
  await people.receive(tenant, `${location}-${quantity}-${world.cloud.scheduler.steps()}`, [
    { sku: 'SIM-1', location_id: location, quantity },
  ]);
  await settle();
};
/** The work that lies before a location. */
const work = async (location: string): Promise<readonly string[]> => {
  const { body: page } = await people.ask(tenant, 'GET', `/fulfillment-orders?location_id=${location}`);
  return (page['items'] as readonly { readonly fulfillment_order_id: string }[]).map((one) => one.fulfillment_order_id);
};
const reject = async (location: string): Promise<void> => {
  const [parcel] = await work(location);
  await people.ask(tenant, 'POST', `/fulfillment-orders/${parcel}/reject`, { reason: 'capacity' });
  await settle();
};

/** Runs a story in virtual time, in a world with warehouses east and west and an order that only east has stock for. */
const story = (told: () => Promise<void>): Promise<void> =>
  world.drive(
    (async () => {
      for (const location of ['east', 'west'])
        await people.ask(tenant, 'POST', '/locations', { location_id: location, name: location, type: 'warehouse', country: 'US' });
      await receive('east', 5);
      const placed = await people.ask(tenant, 'POST', '/orders', body, 'one');
      orderId = OrderId(String(placed.body['order_id']));
      await settle();
      await told();
    })(),
  );

beforeEach(async () => {
  world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
  people = openPeople(world);
});

describe('an order that every location with stock has refused', () => {
  it('is put before the operator, once', () =>
    story(async () => {
      await reject('east');
      const { status, holds } = await order();
      expect(status).toBe('backorder');
      expect(holds).toMatchObject([
        { holdId: 'refused-everywhere-1', type: 'operator', blocks: [], placedBy: 'order-sourcing', outcome: 'open' },
      ]);
      await receive('east', 4);
      expect((await order()).holds).toHaveLength(1);
    }));

  it('is offered to all of them again when the operator releases the hold', () =>
    story(async () => {
      await reject('east');
      const [hold] = activeHolds(await order());
      if (!hold) throw new Error('the order is held');
      await world.product.orders.manage.releaseHold(operator, orderId, hold.holdId, ['operator']);
      await settle();
      expect((await order()).status).toBe('allocated');
      expect(await work('east')).toHaveLength(1);
      await reject('east');
      expect((await order()).holds.map(({ holdId, outcome }) => [holdId, outcome])).toEqual([
        ['refused-everywhere-1', 'released'],
        ['refused-everywhere-2', 'open'],
      ]);
    }));

  it('is not left waiting when they may be asked again while it is being sourced without them', () =>
    story(async () => {
      await reject('east');
      const { machine } = world.cloud;
      let released = false;
      // The hold is released after the order has been read, and before what was decided on that reading is recorded.
      const ledger: Table = {
        ...machine.ledger,
        query: async (wanted) => {
          if (wanted.PK.includes('#STOCK#') && !released) {
            released = true;
            await world.product.orders.manage.releaseHold(operator, orderId, HoldId('refused-everywhere-1'), ['operator']);
          }
          return machine.ledger.query(wanted);
        },
      };
      const hasty = compose({ ...machine, ledger }).orders;
      await expect(hasty.source(operator, orderId)).rejects.toThrow('changed while it was being sourced');
      expect((await order()).backordered).toEqual([]);
      expect((await hasty.source(operator, orderId)).next).toBe('ship');
    }));

  it('still uses stock that comes to a location that has not refused it', () =>
    story(async () => {
      await reject('east');
      await receive('west', 2);
      expect((await order()).status).toBe('allocated');
      expect(await work('west')).toHaveLength(1);
    }));
});

it('an order for which there is no stock at all waits for stock, until it comes where it was refused', () =>
  story(async () => {
    const count = { sku: 'SIM-1', location_id: 'east' };
    const [parcel] = await work('east');
    await people.ask(tenant, 'POST', '/inventory/counts', { count_id: 'nothing-there', lines: [{ ...count, on_hand: 0 }] });
    await settle();
    expect((await people.ask(tenant, 'GET', `/fulfillment-orders/${parcel}`)).body['status']).toBe('rejected');
    expect(await order()).toMatchObject({ status: 'backorder', holds: [] });
    await receive('east', 5);
    expect((await order()).holds).toMatchObject([{ holdId: 'refused-everywhere-1', outcome: 'open' }]);
  }));
