import { beforeEach, describe, expect, it } from 'vitest';
import { OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { createStockInterest } from '../../../lib/orders/app/stock-interest.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { openPeople, type People } from '../../../scripts/simulate/people.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';
import { orderBody } from '../../e2e/installation.ts';

const tenant = 'main';
const tenantId = TenantId(tenant);
const operator = systemCaller(tenantId, 'operator', { correlationId: 'operator', causationId: 'operator' });
const hourMs = 3_600_000;

let world: World;
let people: People;

const order = async (orderId: OrderId): Promise<Order> => {
  const found = (await world.product.orders.read.get(tenantId, orderId))?.order;
  if (!found) throw new Error('the order is there');
  return found;
};
const wait = (ms: number): Promise<void> => world.cloud.scheduler.sleep(ms, 'everybody waits');
const settle = (): Promise<void> => wait(20_000);
const inHours = (hours: number) => plusMs(world.cloud.machine.clock.now(), hours * hourMs);
const soldFrom = async (sku: string, from: string): Promise<void> => {
  await world.product.catalog.putProduct(tenant, { sku, title: sku, requires_shipping: true, available_from: from });
};
const receive = async (sku: string, quantity: number): Promise<void> => {
  await people.receive(tenant, `truck-${world.cloud.scheduler.steps()}`, [{ sku, location_id: 'east', quantity }]);
  await settle();
};
const place = async (name: string, lines: Readonly<Record<string, number>>): Promise<OrderId> => {
  const { body } = await people.ask(tenant, 'POST', '/orders', orderBody(lines), name);
  await settle();
  return OrderId(String(body['order_id']));
};

const story = (told: () => Promise<void>): Promise<void> =>
  world.drive(
    (async () => {
      await people.ask(tenant, 'POST', '/locations', { location_id: 'east', name: 'east', type: 'warehouse', country: 'US' });
      await told();
    })(),
  );

beforeEach(async () => {
  world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
  people = openPeople(world);
});

describe('an article that is not sold yet', () => {
  it(
    'is not sent before its day, though it is there, and is on that day',
    () =>
      story(async () => {
        const day = inHours(30);
        await soldFrom('SIM-1', day);
        await receive('SIM-1', 5);
        const orderId = await place('early', { 'SIM-1': 2 });
        const waiting = await order(orderId);
        expect(waiting).toMatchObject({ status: 'backorder', fulfillments: [] });
        expect(waiting.promises).toMatchObject([{ quantity: 2, kind: 'preorder', promisedFor: day }]);
        // It is looked at once a day in case its day is moved; that decides nothing.
        await wait(25 * hourMs);
        expect((await order(orderId)).status).toBe('backorder');
        await wait(6 * hourMs);
        expect((await order(orderId)).status).toBe('allocated');
        expect((await order(orderId)).promises).toMatchObject([{ kind: 'allocated', promisedFor: day }]);
        // A day and a quarter with every schedule of the product.
      }),
    60_000,
  );

  it('keeps its order waiting as a whole, and the stock of the rest free for others', () =>
    story(async () => {
      await soldFrom('SIM-1', inHours(2));
      await receive('SIM-1', 5);
      await receive('SIM-2', 1);
      const early = await place('early', { 'SIM-1': 1, 'SIM-2': 1 });
      const late = await place('late', { 'SIM-2': 1 });
      expect((await order(early)).promises).toMatchObject([
        { lineId: '1', kind: 'preorder' },
        { lineId: '2', kind: 'backorder', basis: 'stock' },
      ]);
      expect((await order(late)).status).toBe('allocated');
      await receive('SIM-2', 1);
      await wait(3 * hourMs);
      expect((await order(early)).status).toBe('allocated');
    }));
});

it('stock that comes while an order is held is not forgotten when the hold ends before the order waits again', () =>
  story(async () => {
    const orderId = await place('held', { 'SIM-1': 2 });
    expect((await order(orderId)).status).toBe('backorder');
    await people.ask(tenant, 'POST', `/orders/${orderId}/holds`, { reason: 'asked to wait', blocks: ['sourcing'] });
    await settle();
    await receive('SIM-1', 2);
    const interest = createStockInterest(world.cloud.machine.ledger, world.cloud.machine.clock);
    expect((await order(orderId)).status).toBe('backorder');
    expect(await interest.wasCalled(tenantId, await order(orderId))).toBe(true);
    const [hold] = (await order(orderId)).holds;
    if (!hold) throw new Error('the order is held');
    await world.product.orders.manage.releaseHold(operator, orderId, hold.holdId, ['operator']);
    await settle();
    expect((await order(orderId)).status).toBe('allocated');
  }));
