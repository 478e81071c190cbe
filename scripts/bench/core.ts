import { createHash } from 'node:crypto';
import { orderIdOf } from '../../lib/channels/index.ts';
import { stableId } from '../../lib/kernel/hash-chain.ts';
import { FulfillmentOrderId, LocationId, PersonId, ReservationId, Sku } from '../../lib/kernel/ids.ts';
import { createInventory } from '../../lib/inventory/index.ts';
import { orderContent } from '../../lib/orders/app/order-content.ts';
import { orderAggregate, orderStream, unassignedLines } from '../../lib/orders/index.ts';
import type { Order } from '../../lib/orders/index.ts';
import { createEventStore } from '../../lib/platform/event-store/event-store.ts';
import { systemClock } from '../../lib/platform/system/clock.system.ts';
import { createIds } from '../../lib/platform/system/ids.system.ts';
import { defaultPolicies } from '../../lib/policies/index.ts';
import { createPresetPolicies, createSourcing, type SourcingLocation } from '../../lib/sourcing/index.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { type Benchmark, bySize, eachRun, type Readings } from './benchmark.ts';
import { benchCaller, canonicalOrder, linesPerOrder, orderRequest, skuOf, tenantId, warehouses } from './goods.ts';
import { createMemoryTable } from './memory-table.ts';
import { profiled } from './profile.ts';
import { perSecond, timeEach } from './stopwatch.ts';

const skus = 1_000;
const unitsPerSku = 1_000_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const places: readonly SourcingLocation[] = warehouses.map(({ location_id, type, country, region, latitude, longitude }) => ({
  locationId: LocationId(location_id),
  type,
  active: true,
  country,
  region,
  coordinates: { latitude, longitude },
  handlingCostMinor: { perParcel: 150, perLine: 25 },
}));

/** The part of the product that decides and records, over a table in memory. */
const openCore = async () => {
  const clock = systemClock;
  const store = createEventStore({ ledger: createMemoryTable(), clock, ids: createIds(clock), sha256 });
  const inventory = createInventory({ store, clock });
  const sourcing = createSourcing({
    availability: inventory,
    locations: { locations: async () => places },
    policies: createPresetPolicies(async () => ({
      value: defaultPolicies.sourcing,
      decidedBy: { policy: 'sourcing', version: 0, source: 'default' },
    })),
    sha256,
  });
  for (let index = 0; index < skus; index += 1) {
    for (const { locationId } of places) {
      const received = await inventory.receiveStock(benchCaller, {
        sku: Sku(skuOf(index)),
        locationId,
        quantity: unitsPerSku,
        movementId: 'first',
      });
      if (!received.ok) throw new Error(received.error.code);
    }
  }
  return { clock, store, inventory, sourcing };
};

type Core = Awaited<ReturnType<typeof openCore>>;
type Prepared = Parameters<typeof orderContent>[0];

const personId = PersonId('a'.repeat(26));

const accept = async ({ store, clock }: Core, canonical: Prepared): Promise<Order> => {
  const orderId = orderIdOf(sha256, tenantId, canonical);
  const content = orderContent(canonical, { personId, payloadRef: null, promotions: [], contentHash: sha256(canonical.channelOrderId) });
  const command = { type: 'CreateOrder', orderId, content, discrepancyHoldId: 'discrepancy' as never, receivedAt: clock.now() } as const;
  const created = await store.execute(orderAggregate, orderStream(tenantId, orderId), command, benchCaller.context, { expectNew: true });
  if (!created.ok) throw new Error(created.error.code);
  return created.value.state as Order;
};

/** What the workflow does until an order is allocated, without the workflow: payment, route, stock, record. */
const allocate = async ({ store, sourcing, inventory }: Core, order: Order): Promise<void> => {
  const stream = orderStream(tenantId, order.orderId);
  const payment = { basis: 'captured', reference: null } as const;
  const confirmed = await store.execute(orderAggregate, stream, { type: 'ConfirmOrder', payment }, benchCaller.context);
  if (!confirmed.ok) throw new Error(confirmed.error.code);
  const decided = await sourcing.source({
    tenantId,
    decisionId: 'route.001.001',
    currency: order.currency,
    lines: unassignedLines(order).map((line) => ({ ...line, unitValueMinor: 1_000 })),
    destination: { country: 'US', region: 'NY' },
  });
  if (!decided.ok || !decided.value.complete) throw new Error('The order could not be routed');
  const { assignments, decisionId, receipt } = decided.value;
  const reservationId = ReservationId(order.orderId);
  const lines = assignments.flatMap(({ locationId, lines: sent }) => sent.map(({ sku, quantity }) => ({ sku, locationId, quantity })));
  const reserved = await inventory.reserveTogether(benchCaller, { reservationId, lines });
  if (!reserved.ok) throw new Error(reserved.error.code);
  const command = {
    type: 'AllocateOrder',
    attempt: 1,
    decisionId,
    policy: receipt.policy,
    assignments: assignments.map(({ locationId, lines: sent }) => ({
      fulfillmentOrderId: FulfillmentOrderId(stableId(sha256, order.orderId, '1', locationId)),
      locationId,
      lines: sent,
    })),
    remainder: 'refuse',
    reservationIds: [reservationId],
  } as const;
  const allocated = await store.execute(orderAggregate, stream, command, benchCaller.context);
  if (!allocated.ok) throw new Error(allocated.error.code);
};

/** How fast the product's own code is, with nothing but memory under it. */
export const benchCore: Benchmark = async (context) => {
  const orders = bySize(context.size, { quick: 20, normal: 10_000 });
  const warmUp = bySize(context.size, { quick: 5, normal: 3_000 });
  const runs = await eachRun(context, async (run): Promise<Readings> => {
    const core = await openCore();
    const random = createRandom(run);
    const prepare = (stem: string, count: number): readonly Prepared[] =>
      Array.from({ length: count }, (_, index) => canonicalOrder(orderRequest(random, `${stem}-${index}`, skus), core.clock.now()));
    const [early, alone, whole] = [prepare('warm-up', warmUp), prepare('alone', orders), prepare('whole', orders)];
    for (const order of early) await allocate(core, await accept(core, order));
    const accepted = await timeEach(orders, 1, async (index) => void (await accept(core, alone[index] as Prepared)));
    const served = await profiled(context, `core-${run}`, () =>
      timeEach(orders, 1, async (index) => allocate(core, await accept(core, whole[index] as Prepared))),
    );
    return { 'core.orders_per_s': perSecond(orders, served.totalMs), 'core.accepted_per_s': perSecond(orders, accepted.totalMs) };
  });
  return {
    runs,
    setting: `${orders} orders of ${linesPerOrder} lines one after the other after ${warmUp} to warm up: placed, secured, routed with a receipt over 2 locations, ${linesPerOrder} lines reserved in one transaction, allocated; 8 commits of the event store on a table in memory; parsing, vault and HTTP left out`,
  };
};
