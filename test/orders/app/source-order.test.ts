import { beforeEach, describe, expect, it } from 'vitest';
import { decisionsOf } from '../../../lambdas/composition.ts';
import { PlaceOrderBody } from '../../../lib/contracts/http/orders.ts';
import { LocationId, type OrderId, ReservationId, Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { orderStream, storefrontOrder } from '../../../lib/orders/index.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { openPeople } from '../../../scripts/simulate/people.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';
import { orderBody } from '../../e2e/installation.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
const skus = ['SIM-1', 'SIM-2'].map((sku) => Sku(sku));
const [east, west] = [LocationId('east'), LocationId('west')];
const decisionId = 'route.001.001';

describe('a sourcing that ended while it gave back what it had reserved', () => {
  let world: World;
  let orderId: OrderId;
  let reservationId: ReservationId;

  const allocated = async (locationId: LocationId): Promise<readonly number[]> =>
    (
      await world.product.inventory.stockLevels(
        tenantId,
        skus.map((sku) => ({ sku, locationId })),
      )
    ).map(({ balance }) => balance.allocated);

  beforeEach(async () => {
    world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
    const people = openPeople(world);
    await world.drive(
      (async () => {
        for (const location of [east, west])
          await people.ask('main', 'POST', '/locations', { location_id: location, name: location, type: 'warehouse', country: 'US' });
        await people.receive(
          'main',
          'first',
          skus.map((sku) => ({ sku, location_id: east, quantity: 9 })),
        );
      })(),
    );
    const { orders, inventory } = world.product;
    const order = storefrontOrder(PlaceOrderBody.parse(orderBody({ 'SIM-1': 2, 'SIM-2': 3 }, { channel_order_id: 'one' })), {
      channelOrderId: 'one',
      placedAt: Instant('2026-11-20T10:00:00.000Z'),
    });
    const placed = await orders.place(caller, order, { payloadRef: null });
    if (!placed.ok) throw new Error(placed.error.code);
    ({ orderId } = placed.value);
    await orders.assess(caller, orderId);

    const lines = placed.value.order.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku: Sku(String(sku)), quantity }));
    const policy = { name: 'balanced', version: 1 };
    const receipt = {
      decisionId,
      complete: true,
      assignments: [{ locationId: east, lines }],
      unsourced: [],
      remainder: 'wait',
      receipt: { policy },
    };
    await decisionsOf(world.cloud.machine).record(orderStream(tenantId, orderId), { decisionId, kind: 'routing', receipt });
    reservationId = ReservationId(`${orderId}.${decisionId}`);
    const reserved = await inventory.reserveTogether(caller, {
      reservationId,
      kind: 'order',
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity, locationId: east })),
    });
    if (!reserved.ok) throw new Error(reserved.error.code);
  });

  it('gives back the rest of it before it reserves anew', async () => {
    await world.product.inventory.releaseReservations(caller, [{ sku: Sku('SIM-1'), locationId: east, reservationId }]);
    expect(await allocated(east)).toEqual([0, 3]);
    expect((await world.product.orders.source(caller, orderId)).next).toBe('ship');
    expect(await allocated(east)).toEqual([2, 3]);
    const [child, ...others] = (await world.product.orders.read.get(tenantId, orderId))?.order.fulfillments ?? [];
    expect(others).toEqual([]);
    expect(child?.reservationIds).toEqual([`${orderId}.route.001.002`]);
  });

  it('takes what it had reserved whole for its own', async () => {
    expect((await world.product.orders.source(caller, orderId)).next).toBe('ship');
    expect(await allocated(east)).toEqual([2, 3]);
    expect((await world.product.orders.read.get(tenantId, orderId))?.order.fulfillments[0]?.reservationIds).toEqual([reservationId]);
  });
});
