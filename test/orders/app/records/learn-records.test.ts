import { expect, it } from 'vitest';
import { learnRecordsOf } from '../../../../lambdas/orders/record-check-parts.ts';
import { recordChecksOf } from '../../../../lambdas/composed/orders.ts';
import { PlaceOrderBody } from '../../../../lib/contracts/http/orders.ts';
import { TenantId } from '../../../../lib/kernel/ids.ts';
import { plusMs } from '../../../../lib/kernel/instant.ts';
import { storefrontOrder, storefrontPurchase } from '../../../../lib/orders/index.ts';
import { systemCaller } from '../../../../lib/platform/event-store/caller.ts';
import { openWatch } from '../../../../scripts/simulate/watch.ts';
import { openWorld } from '../../../../scripts/simulate/world.ts';
import { orderBody } from '../../../e2e/installation.ts';

const tenantId = TenantId('main');
const minuteMs = 60_000;

it('an order that comes late is learnt of once it must have been assessed, though it waits for its payment', async () => {
  const world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
  const { scheduler, machine } = world.cloud;
  const placedAt = plusMs(scheduler.clock.now(), -3 * 60 * minuteMs);
  const unpaid = { channel_order_id: 'late', placed_at: placedAt, payment_method: { kind: 'bank_transfer', status: 'pending' } };
  const body = PlaceOrderBody.parse(orderBody({ 'SIM-1': 1 }, unpaid));
  const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
  const content = storefrontOrder(body, { channelOrderId: '', placedAt });
  const placed = await world.product.orders.place(caller, content, { payloadRef: null, purchase: storefrontPurchase(body) });
  if (!placed.ok) throw new Error(placed.error.code);

  const learntAfter = async (ms: number): Promise<readonly string[]> => {
    await scheduler.run({ untilMs: scheduler.nowMs() + ms });
    await learnRecordsOf(machine).runNow(tenantId);
    return (await recordChecksOf(machine).store.sample(tenantId, 'storefront')).records.map(({ id }) => id);
  };
  expect(await learntAfter(minuteMs)).toEqual([]);
  expect(await learntAfter(10 * minuteMs)).toEqual([placed.value.orderId]);
});
