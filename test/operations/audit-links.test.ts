import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fulfillmentOrderAggregate } from '../../lib/fulfilment/index.ts';
import { inventoryItemAggregate, type InventoryItemState } from '../../lib/inventory/index.ts';
import { LocationId, type OrderId, Sku } from '../../lib/kernel/ids.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import { createAudit } from '../../lib/operations/index.ts';
import { completionTimerName, orderAggregate } from '../../lib/orders/index.ts';
import { type CommitItem, commitKey, partitionKey } from '../../lib/platform/event-store/commit.codec.ts';
import type { StreamId } from '../../lib/platform/event-store/aggregate.ts';
import { wirings } from '../../lib/wirings.ts';
import { projections } from '../../lambdas/projections.ts';
import { type AtRest, caller, type Day, forge, openAtRest, playDay, streams, tenantId } from './day-of-work.ts';

let day: Day;
let rest: AtRest;
beforeAll(async () => {
  day = await playDay();
});
afterAll(() => day.remove());
beforeEach(() => {
  rest = openAtRest(day);
});
afterEach(() => rest.close());

const auditNow = (stalledMs = 600_000) => {
  const { platform, store, waits } = rest.product;
  return createAudit({ platform, store, waits, projections, wirings, pause: () => Promise.resolve() })({ settlingMs: -1, stalledMs });
};

/** `check/code kind` of every finding, each once. */
const found = async (stalledMs?: number): Promise<readonly string[]> => {
  const { checks } = await auditNow(stalledMs);
  return [
    ...new Set(
      checks.flatMap(({ findings }) => findings.map((finding) => `${finding.check}/${finding.code} ${finding.subject.split(' ')[0]}`)),
    ),
  ];
};

const commitAt = async (id: StreamId, version: number): Promise<CommitItem> =>
  (await rest.product.platform.ledger.get({ PK: partitionKey(id), SK: commitKey(version) })) as CommitItem;

const newestStock = async (sku: string): Promise<{ readonly state: InventoryItemState; readonly version: number }> =>
  rest.product.store.load(inventoryItemAggregate, streams.stock(sku));

const stopWorkflow = async (machine: string, name: string): Promise<void> => {
  const { workflows } = rest.product.platform;
  const { executions } = await workflows.list({ machine, status: 'running', limit: 100 });
  await workflows.stop(executions.find((execution) => execution.name.startsWith(name))!.executionId, 'Test', 'planted');
};

const lifecycleOf = (order: OrderId) => stopWorkflow('order-lifecycle', order);

describe('reservations', () => {
  const reserve = (reservationId: string) =>
    rest.product.inventory.reserveTogether(caller, {
      reservationId,
      lines: [{ sku: Sku('BOOK'), locationId: LocationId('east'), quantity: 1 }],
    });
  it('show units held for an order that does not exist', async () => {
    await reserve(`${'a'.repeat(26)}.route.001.001`);
    expect(await found()).toEqual(['reservations/reservation-without-order STOCK']);
  });

  it('show units held for an order that knows nothing of them', async () => {
    await reserve(`${day.delivered.order}.route.009.001`);
    expect(await found()).toEqual(['reservations/reservation-not-recorded STOCK']);
  });

  it('leave units alone that the order is about to record', async () => {
    await reserve(`${day.backordered}.route.009.001`);
    expect(await found()).toEqual([]);
  });

  it('leave carts alone', async () => {
    const lines = [{ sku: Sku('BOOK'), locationId: LocationId('east'), quantity: 1 }];
    await rest.product.inventory.reserveTogether(caller, { reservationId: 'cart-1', kind: 'cart', lines });
    expect(await found()).toEqual([]);
  });

  it('show units still held for goods that have left', async () => {
    const { state } = await newestStock('BOOK');
    const { balance } = state;
    const after = { ...balance, allocated: balance.allocated + 2, available: balance.available - 2 };
    const reserved = { type: 'inventory.reserved', reservationId: `${day.delivered.order}.route.001.001`, quantity: 2, kind: 'order' };
    await forge(rest.product, streams.stock('BOOK'), inventoryItemAggregate, [
      { ...reserved, movement: { type: 'reserve', allocated: 2 }, balance: after },
    ]);
    expect(await found()).toEqual(['reservations/reservation-not-settled STOCK']);
  });

  it('show units held under the name of work that has no such line', async () => {
    await reserve(`${day.allocated.order}.route.001.001`);
    expect(await found()).toEqual(['reservations/reservation-of-other-article STOCK']);
  });

  it('show work whose stock has been given away', async () => {
    const reservationId = `${day.allocated.order}.route.001.001`;
    await rest.product.inventory.releaseReservations(caller, [{ sku: Sku('LAMP'), locationId: LocationId('east'), reservationId }]);
    expect(await found()).toEqual(['reservations/work-without-stock FULFILLMENT']);
  });
});

describe('owners', () => {
  it('show an order whose workflow has gone', async () => {
    await lifecycleOf(day.allocated.order);
    expect(await found()).toEqual(['owners/order-without-owner ORDER']);
  });

  it('count a hold as an owner', async () => {
    await lifecycleOf(day.held);
    expect(await found()).toEqual([]);
  });

  it('show work that no workflow follows', async () => {
    await stopWorkflow('shipment-lifecycle', day.allocated.work);
    expect(await found()).toEqual(['owners/work-without-workflow FULFILLMENT']);
  });

  it('show a delivered order that no timer will complete', async () => {
    await rest.product.platform.timers.cancel(completionTimerName(day.delivered.order));
    expect(await found()).toEqual(['owners/completion-timer-missing ORDER']);
  });

  it('show a workflow that waits for what has happened', async () => {
    await rest.product.orders.manage.cancel(caller, day.backordered, 'customer');
    expect(await found()).toEqual(expect.arrayContaining(['owners/wake-lost ORDER']));
  });

  it('show a workflow that runs and waits for nothing', async () => {
    const stream = streams.order(day.backordered);
    await rest.product.platform.ledger.delete({ PK: partitionKey(stream), SK: 'T#stock' });
    expect(await found(-1)).toEqual(['owners/workflow-stalled ORDER']);
    expect(await found(600_000)).toEqual([]);
  });

  it('show a workflow that has not settled the stock of work that ended', async () => {
    const rejected = await rest.product.fulfillmentOrders.apply(caller, day.allocated.work, {
      type: 'RejectFulfillmentOrder',
      reason: 'capacity',
    });
    expect(rejected.ok).toBe(true);
    expect(await found(-1)).toEqual(expect.arrayContaining(['owners/settlement-stalled FULFILLMENT']));
    expect(await found()).not.toContain('owners/settlement-stalled FULFILLMENT');
  });

  it('wait for what is still in a queue', async () => {
    await lifecycleOf(day.allocated.order);
    await rest.product.platform
      .queue('orders-reactions')
      .send([{ body: JSON.stringify({ detail: { tenant_id: tenantId, stream_id: day.allocated.order } }) }]);
    expect(await found()).toEqual([]);
  });
});

describe('links between orders and fulfillment orders', () => {
  it('show work for an order that does not list it', async () => {
    const created = await commitAt(streams.work(day.allocated.work), 1);
    const { order_id: _other, ...payload } = created.events[0]!.payload;
    await forge(rest.product, streams.work('b'.repeat(26) as never), fulfillmentOrderAggregate, [
      { type: 'fulfillment_order.created', ...fromWire<object>(payload), orderId: day.delivered.order, fulfillmentOrderId: 'b'.repeat(26) },
    ]);
    expect(await found()).toEqual(expect.arrayContaining(['fulfillment-links/fulfillment-order-unknown FULFILLMENT']));
  });

  it('show a fulfillment order that is gone', async () => {
    const { ledger } = rest.product.platform;
    const { items } = await ledger.query({ PK: partitionKey(streams.work(day.delivered.work)) });
    for (const { PK, SK } of items) await ledger.delete({ PK, SK });
    expect(await found()).toEqual(
      expect.arrayContaining(['fulfillment-links/fulfillment-order-missing ORDER', 'shipments/sale-without-work STOCK']),
    );
  });

  it('show work that says it belongs to another order', async () => {
    const created = await commitAt(streams.work(day.delivered.work), 1);
    const again = { type: 'fulfillment_order.created', ...fromWire<object>(created.events[0]!.payload), orderId: day.held };
    await forge(rest.product, streams.work(day.delivered.work), fulfillmentOrderAggregate, [again]);
    expect(await found()).toEqual(
      expect.arrayContaining([
        'fulfillment-links/fulfillment-order-of-other-order ORDER',
        'fulfillment-links/fulfillment-order-unknown FULFILLMENT',
      ]),
    );
  });

  it('show work that goes on although its order has given it up', async () => {
    await rest.product.orders.manage.cancel(caller, day.allocated.order, 'customer');
    expect(await found()).toEqual(expect.arrayContaining(['fulfillment-links/recall-not-carried-out ORDER']));
  });

  it('show work that went on without the order hearing of it', async () => {
    const started = await rest.product.fulfillmentOrders.apply(caller, day.allocated.work, { type: 'StartPicking' });
    expect(started.ok).toBe(true);
    expect(await found()).toEqual(['fulfillment-links/order-behind ORDER']);
  });
});

describe('shipments', () => {
  const shippedOf = async () => {
    const { fulfillmentOrder } = (await rest.product.fulfillmentOrders.get(tenantId, day.delivered.work))!;
    const { orderId, locationId, lines } = fulfillmentOrder;
    return { type: 'fulfillment_order.shipped', orderId, locationId, shipmentIds: [], lines, shippedAt: '2026-11-20T10:00:00.000Z' };
  };

  it('show a fulfillment order handed over twice', async () => {
    await forge(rest.product, streams.work(day.delivered.work), fulfillmentOrderAggregate, [await shippedOf()]);
    expect(await found()).toEqual(expect.arrayContaining(['shipments/shipped-twice FULFILLMENT']));
  });

  it('show more shipped than was ever wanted', async () => {
    const { order } = (await rest.product.orders.read.get(tenantId, day.delivered.order))!;
    const [line] = order.lines;
    await forge(rest.product, streams.order(day.delivered.order), orderAggregate, [
      {
        type: 'order.fulfillment_recorded',
        fulfillmentOrderId: day.delivered.work,
        fulfillmentVersion: 99,
        fulfillmentStatus: 'delivered',
        lines: [{ lineId: line!.lineId, shippedQuantity: 7, shortQuantity: 0 }],
        shipmentIds: [],
        fulfillmentOccurredAt: '2026-11-20T10:00:00.000Z',
      },
    ]);
    expect(await found()).toEqual(expect.arrayContaining(['shipments/shipped-more-than-wanted ORDER']));
  });

  const sold = async (sku: string, work: string, reservationId: string) => {
    const { state } = await newestStock(sku);
    const balance = { ...state.balance, onHand: state.balance.onHand - 2, available: state.balance.available - 2 };
    await forge(rest.product, streams.stock(sku), inventoryItemAggregate, [
      {
        type: 'inventory.shipped',
        movementId: `ship-${work}`,
        reservationId,
        quantity: 2,
        movement: { type: 'sale', onHand: -2 },
        balance,
      },
    ]);
  };

  it('show a sale that was posted twice', async () => {
    await sold('BOOK', day.delivered.work, `${day.delivered.order}.route.001.001`);
    expect(await found()).toEqual(
      expect.arrayContaining([
        'shipments/sale-posted-twice STOCK',
        'shipments/sold-more-than-shipped STOCK',
        'stock-ledger/shipped-beyond-reservation STOCK',
      ]),
    );
  });

  it('show a sale of goods that have not left', async () => {
    await sold('BOOK', day.allocated.work, 'any');
    expect(await found()).toEqual(expect.arrayContaining(['shipments/sale-without-shipment STOCK']));
  });
});
