import { setTimeout as sleep } from 'node:timers/promises';
import { compose } from '../../lambdas/composition.ts';
import type { FulfillmentOrderId } from '../../lib/kernel/ids.ts';
import { OrderId } from '../../lib/kernel/ids.ts';
import { recentIdsMax } from '../../lib/inventory/domain/recent-ids.ts';
import { liveFulfillments } from '../../lib/orders/domain/order.state.ts';
import { wirings } from '../../lib/wirings.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { type MeteredInstallation, tenant } from './installation.ts';

const locations = [
  { location_id: 'east', name: 'Newark', type: 'warehouse', country: 'US', region: 'NJ', latitude: 40.73, longitude: -74.17 },
  { location_id: 'west', name: 'Reno', type: 'warehouse', country: 'US', region: 'NV', latitude: 39.53, longitude: -119.81 },
] as const;
type LocationId = (typeof locations)[number]['location_id'];

const skusPerLocation = 20;
const linesPerOrder = 5;
const unitsPerReceipt = 100;
const orderReads = 3;
// Five lines of three units stay below the total from which orders go to review.
const unitPriceMax = 2_999;
const patienceMs = 20_000;

const skusOf = (locationId: LocationId): readonly string[] =>
  Array.from({ length: skusPerLocation }, (_, index) => `${locationId.toUpperCase()}-ARTICLE-${String(index + 1).padStart(3, '0')}`);

/** What is waited for is looked up beside the meter: nobody polls on AWS. */
const until = async <T>(look: () => Promise<T | undefined>): Promise<T> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error('The installation did not get there');
    await sleep(5);
  }
};

const draw = (random: Random, from: readonly string[], count: number): readonly string[] => {
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(random.between(0, left.length - 1), 1)[0] ?? '');
};

/** A retailer with two warehouses that stock different articles, so that the articles of an order decide its shipments. */
export const openRetail = (installation: MeteredInstallation, seed: number) => {
  const { runtime, ask } = installation;
  const random = createRandom(seed);
  const product = compose(runtime.platform);
  let serial = 0;

  /** Every event followed and no workflow busy, so that what was done has also been counted. */
  const settle = async (): Promise<void> => {
    const { ledger: feed } = runtime.embedded.feeds;
    const readers = wirings.flatMap((wiring) => wiring.streams ?? []);
    const queues = wirings.flatMap((wiring) => wiring.queues ?? []).map(({ name }) => runtime.platform.queue(name));
    let calm = 0;
    await until(async () => {
      await runtime.embedded.workflows.settled();
      const unread = await Promise.all(
        readers.map(({ name }) => {
          const after = feed.consumers.position(name);
          return feed.read({ ...(after === undefined ? {} : { after }), limit: 1 });
        }),
      );
      const depths = await Promise.all(queues.map((queue) => queue.depth()));
      const isCalm = unread.every((records) => records.length === 0) && depths.every(({ waiting, inFlight }) => waiting + inFlight === 0);
      calm = isCalm ? calm + 1 : 0;
      return calm >= 3 ? true : undefined;
    });
  };

  /** Stock whose memory of recent changes is full, as that of an article that has been sold for a while. */
  const stockUp = async (deliveries = recentIdsMax): Promise<void> => {
    for (const location of locations) await ask('POST', '/locations', location);
    for (let delivery = 1; delivery <= deliveries; delivery += 1) {
      for (const { location_id } of locations) {
        const lines = skusOf(location_id).map((sku) => ({ sku, location_id, quantity: unitsPerReceipt }));
        await ask('POST', '/inventory/receipts', { receipt_id: `delivery-${location_id}-${delivery}`, lines });
      }
    }
    await settle();
  };

  const linesFor = (shipments: 1 | 2) => {
    const fromWest = shipments === 2 ? 2 : 0;
    const skus = [...draw(random, skusOf('east'), linesPerOrder - fromWest), ...draw(random, skusOf('west'), fromWest)];
    return skus.map((sku) => ({
      sku,
      title: `Article ${sku}`,
      quantity: random.between(1, 3),
      unit_price: random.between(500, unitPriceMax),
    }));
  };

  const place = async (shipments: 1 | 2): Promise<OrderId> => {
    serial += 1;
    const customer = {
      email: `customer.${serial}@example.com`,
      name: `Customer Number ${serial}`,
      phone: `+1518555${String(1_000 + serial)}`,
    };
    const answer = await ask('POST', '/orders', {
      channel_order_id: `costs-${seed}-${serial}`,
      currency: 'USD',
      line_items: linesFor(shipments),
      customer,
      shipping_address: {
        name: customer.name,
        line1: `${serial} Harbour Row`,
        city: 'Albany',
        region: 'NY',
        postal_code: '12207',
        country: 'US',
      },
      payment_method: { kind: 'card', provider: 'visa', status: 'paid' },
    });
    return OrderId(String(answer.body['order_id']));
  };

  const workOf = (orderId: OrderId, shipments: number): Promise<readonly FulfillmentOrderId[]> =>
    until(async () => {
      const found = await product.orders.read.get(tenant, orderId);
      const ids = found ? liveFulfillments(found.order).map(({ fulfillmentOrderId }) => fulfillmentOrderId) : [];
      if (ids.length === 0) return undefined;
      if (ids.length !== shipments) throw new Error(`The order went out in ${ids.length} shipments instead of ${shipments}`);
      const work = await Promise.all(ids.map((id) => product.fulfillmentOrders.get(tenant, id)));
      return work.every((one) => one?.fulfillmentOrder.status === 'released') ? ids : undefined;
    });

  /** The warehouse looks at its list and at the work, and does it step by step. */
  const ship = async (id: FulfillmentOrderId): Promise<void> => {
    const found = await product.fulfillmentOrders.get(tenant, id);
    await ask('GET', `/fulfillment-orders?location_id=${found?.fulfillmentOrder.locationId}`);
    await ask('GET', `/fulfillment-orders/${id}`);
    await ask('POST', `/fulfillment-orders/${id}/pick`, {});
    await ask('POST', `/fulfillment-orders/${id}/pack`, { packages: [{ weight_grams: 900 }] });
    await settle();
    await ask('POST', `/fulfillment-orders/${id}/ship`, { carrier: 'ups', tracking_number: `1Z${id.slice(0, 16).toUpperCase()}` });
    await settle();
  };

  /** One order from the shop's request to its completion, with the shop asking for it three times. */
  const serve = async (shipments: 1 | 2): Promise<OrderId> => {
    const orderId = await place(shipments);
    const work = await workOf(orderId, shipments);
    await settle();
    for (const id of work) await ship(id);
    for (const id of work) await ask('POST', `/fulfillment-orders/${id}/deliver`, {});
    await until(async () => ((await product.orders.read.get(tenant, orderId))?.order.status === 'completed' ? true : undefined));
    await settle();
    for (let read = 0; read < orderReads; read += 1) await ask('GET', `/orders/${orderId}`);
    return orderId;
  };

  return { stockUp, serve, settle };
};
