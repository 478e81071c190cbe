import { beforeEach, describe, expect, it } from 'vitest';
import { PlaceOrderBody } from '../../../lib/contracts/http/orders.ts';
import { FulfillmentOrderId, LocationId, ReservationId, TenantId, type OrderId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { orderAggregate, orderStream, storefrontOrder } from '../../../lib/orders/index.ts';
import type { OrderCommand } from '../../../lib/orders/domain/order.commands.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';
import { orderBody } from '../../e2e/installation.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });

describe('a lifecycle that starts anew', () => {
  let world: World;
  let orderId: OrderId;
  beforeEach(async () => {
    world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
    const placedAt = Instant('2026-11-20T10:00:00.000Z');
    const order = storefrontOrder(PlaceOrderBody.parse(orderBody({ 'SIM-1': 2 }, { channel_order_id: 'one' })), {
      channelOrderId: 'one',
      placedAt,
    });
    const placed = await world.product.orders.place(caller, order, { payloadRef: null });
    if (!placed.ok) throw new Error(placed.error.code);
    ({ orderId } = placed.value);
    await world.product.orders.assess(caller, orderId);
  });

  const fulfillmentOrderId = FulfillmentOrderId('a'.repeat(26));
  const execute = async (command: OrderCommand): Promise<void> => {
    const done = await world.product.store.execute(orderAggregate, orderStream(tenantId, orderId), command, caller.context);
    expect(done.ok).toBe(true);
  };
  /** Gives so many of the two units to a location. */
  const allocate = async (quantity: number): Promise<void> => {
    const order = (await world.product.orders.read.get(tenantId, orderId))?.order;
    const [line] = order?.lines ?? [];
    if (!line?.sku) throw new Error('the order has a line');
    await execute({
      type: 'AllocateOrder',
      attempt: 1,
      decisionId: 'route.001.001',
      policy: { name: 'balanced', version: 1 },
      assignments: [{ fulfillmentOrderId, locationId: LocationId('east'), lines: [{ lineId: line.lineId, sku: line.sku, quantity }] }],
      remainder: 'wait',
      reservationIds: [ReservationId(`${orderId}.route.001.001`)],
    });
  };
  const beginPicking = (): Promise<void> =>
    execute({
      type: 'RecordFulfillment',
      fulfillmentOrderId,
      fulfillmentVersion: 2,
      status: 'picking',
      shipmentIds: [],
      occurredAt: Instant('2026-11-20T10:00:02.000Z'),
    });

  it('goes back to sourcing while recorded fulfillment orders may not have been created', async () => {
    await allocate(2);
    expect(await world.product.orders.assess(caller, orderId)).toBe('source');
  });

  it('waits for the locations once every unit is at work', async () => {
    await allocate(2);
    await beginPicking();
    expect(await world.product.orders.assess(caller, orderId)).toBe('await-fulfilment');
  });

  it('goes back to sourcing for units that no location has, whose stock may have come while nobody listened', async () => {
    await allocate(1);
    await beginPicking();
    expect(await world.product.orders.assess(caller, orderId)).toBe('source');
  });
});
