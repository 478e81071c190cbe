import { beforeEach, expect, it } from 'vitest';
import { PlaceOrderBody } from '../../../lib/contracts/http/orders.ts';
import { type OrderId, TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createReportPayment } from '../../../lib/orders/app/report-payment.ts';
import type { Order } from '../../../lib/orders/domain/order.state.ts';
import { storefrontOrder } from '../../../lib/orders/index.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { openWatch } from '../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../scripts/simulate/world.ts';
import { orderBody } from '../../e2e/installation.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
const unitPrice = 1_000;

let world: World;
let orderId: OrderId;
let reportPayment: ReturnType<typeof createReportPayment>;

/** The order as a channel has it at one of its revisions. */
const revise = async (revision: number, quantity: number, status: 'paid' | 'refunded'): Promise<Order> => {
  const body = orderBody({ 'SIM-1': quantity }, { channel_order_id: 'one', payment_method: { kind: 'card', provider: 'visa', status } });
  const order = storefrontOrder(PlaceOrderBody.parse(body), { channelOrderId: 'one', placedAt: Instant('2026-11-20T10:00:00.000Z') });
  const placed = await world.product.orders.place(
    caller,
    { ...order, channelRevision: `2026-11-20T10:0${revision}:00Z` },
    { payloadRef: null },
  );
  if (!placed.ok) throw new Error(placed.error.code);
  ({ orderId } = placed.value);
  return placed.value.order;
};

beforeEach(async () => {
  world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
  reportPayment = createReportPayment(world.product);
  await revise(0, 2, 'paid');
  await world.product.orders.assess(caller, orderId);
});

it('a refund of the whole order covers what a revision had added after the payment was secured', async () => {
  await reportPayment(caller, await revise(1, 3, 'paid'));
  await reportPayment(caller, await revise(2, 3, 'refunded'));
  const { capturedMinor, refundedMinor } = await world.product.payments.get(tenantId, orderId);
  expect([capturedMinor, refundedMinor]).toEqual([3 * unitPrice, 3 * unitPrice]);
});

it('what is reported of an order that was cancelled in the meantime is asked back as well', async () => {
  const read = await revise(1, 3, 'paid');
  await world.product.orders.manage.cancel(caller, orderId, 'customer');
  await world.product.orders.compensate(caller, orderId);
  expect(await world.product.payments.get(tenantId, orderId)).toMatchObject({
    capturedMinor: 2 * unitPrice,
    refundRequestedMinor: 2 * unitPrice,
  });
  await reportPayment(caller, read);
  await reportPayment(caller, read);
  expect(await world.product.payments.get(tenantId, orderId)).toMatchObject({
    capturedMinor: 3 * unitPrice,
    refundRequestedMinor: 3 * unitPrice,
  });
});
