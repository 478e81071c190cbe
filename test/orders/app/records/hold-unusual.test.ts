import { beforeEach, describe, expect, it } from 'vitest';
import { decisionsOf } from '../../../../lambdas/composition.ts';
import { recordChecksOf } from '../../../../lambdas/composed/orders.ts';
import { recordStandingsOf } from '../../../../lambdas/orders/record-check-parts.ts';
import { PlaceOrderBody } from '../../../../lib/contracts/http/orders.ts';
import { recordsMin } from '../../../../lib/intelligence/index.ts';
import { type OrderId, TenantId } from '../../../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../../../lib/kernel/instant.ts';
import { type Order, orderStream, storefrontOrder, storefrontPurchase } from '../../../../lib/orders/index.ts';
import { createHoldUnusual } from '../../../../lib/orders/app/records/hold-unusual.ts';
import { orderRecord } from '../../../../lib/orders/app/records/order-record.ts';
import { systemCaller } from '../../../../lib/platform/event-store/caller.ts';
import { openWatch } from '../../../../scripts/simulate/watch.ts';
import { openWorld, type World } from '../../../../scripts/simulate/world.ts';
import { orderBody } from '../../../e2e/installation.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'c', causationId: 'c' });
const start = Instant('2026-11-20T10:00:00.000Z');
const hourMs = 3_600_000;

let world: World;
let serial = 0;
beforeEach(async () => {
  world = await openWorld({ seed: 1, faults: new Set(), watch: openWatch(), tamper: {} });
});

const machine = () => world.cloud.machine;

const place = async (units: Record<string, number>, more: Record<string, unknown> = {}): Promise<OrderId> => {
  serial += 1;
  const body = PlaceOrderBody.parse(orderBody(units, { channel_order_id: `r-${serial}`, placed_at: start, ...more }));
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

const assessed = async (units: Record<string, number>): Promise<Order> => {
  const orderId = await place(units);
  await world.product.orders.assess(caller, orderId);
  return orderOf(orderId);
};

/** So many orders of the past like the ones that are placed here: one to three units of one article. */
const know = async (count: number): Promise<void> => {
  const orders = await Promise.all([1, 2, 3].map(async (units) => orderRecord(await orderOf(await place({ 'SIM-1': units })), start)));
  const kept = Array.from({ length: count }, (_, index) => {
    const like = orders[index % orders.length];
    if (!like) throw new Error('there are three');
    return { ...like, id: `past-${index}`, placedAt: plusMs(start, (index - count - 5) * hourMs) };
  });
  await recordChecksOf(machine()).learn(tenantId, 'storefront', { kept, rejected: [], undecided: [] });
};

/** Other checks have their own say; here the tenant's limit of fraud is low. */
const dataHoldOf = ({ holds }: Order) => holds.find(({ type }) => type === 'data-review');
const standing = async () => (await recordStandingsOf(machine())(tenantId)).find(({ source }) => source === 'storefront');

describe('an order whose data is unlike that of its channel', () => {
  it('waits for a person, with the field and what is usual', async () => {
    await know(recordsMin);
    expect(dataHoldOf(await assessed({ 'SIM-1': 2 }))).toBeUndefined();
    const strange = await assessed({ 'SIM-1': 60 });
    expect(strange.status).toBe('pending');
    expect(dataHoldOf(strange)).toMatchObject({
      holdId: 'data-review',
      type: 'data-review',
      blocks: ['sourcing', 'release'],
      reason: expect.stringContaining('lines.0.quantity: 60 units in one line, usual are 1 to 3.'),
    });
    const [receipt] = await decisionsOf(machine()).list(orderStream(tenantId, strange.orderId), 'unusual');
    expect(receipt).toMatchObject({
      kind: 'unusual',
      receipt: { band: 'review', inputs: { channel: 'storefront', heldOut: 999 }, policy: { name: 'record-check', version: 1 } },
    });
  });

  it('goes on while too few orders of the channel are known, and the check says that it is silent', async () => {
    await know(recordsMin - 1);
    expect(dataHoldOf(await assessed({ 'SIM-1': 60 }))).toBeUndefined();
    expect(await standing()).toMatchObject({
      state: 'silent',
      records: recordsMin - 1,
      threshold: null,
      sentence: `The check of storefront is silent: ${recordsMin - 1} records are kept, and it speaks from ${recordsMin} on.`,
    });
  });

  it('goes on when what the check has learnt cannot be read', async () => {
    const { decisions, store } = { decisions: decisionsOf(machine()), store: world.product.store };
    const failing = createHoldUnusual({
      platform: machine(),
      store,
      decisions,
      records: { judge: () => Promise.reject(new Error('no blob')) },
    });
    const orderId = await place({ 'SIM-1': 60 });
    await failing(caller, await orderOf(orderId));
    expect(dataHoldOf(await orderOf(orderId))).toBeUndefined();
  });
});
