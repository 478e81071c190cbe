import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fulfillmentOrderAggregate } from '../../lib/fulfilment/index.ts';
import { inventoryItemAggregate, type InventoryItemState } from '../../lib/inventory/index.ts';
import { LocationId, type OrderId, Sku } from '../../lib/kernel/ids.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import { createAudit } from '../../lib/operations/index.ts';
import { completionTimerName, orderAggregate } from '../../lib/orders/index.ts';
import { paymentAggregate, paymentKind } from '../../lib/payments/index.ts';
import { type CommitItem, commitKey, expand, partitionKey, lastVersionOf } from '../../lib/platform/event-store/commit.codec.ts';
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

const rowOf = async (PK: string) => (await rest.product.platform.views.query({ PK, limit: 1 })).items[0]!;

const stopWorkflow = async (machine: string, name: string): Promise<void> => {
  const { workflows } = rest.product.platform;
  const { executions } = await workflows.list({ machine, status: 'running', limit: 100 });
  await workflows.stop(executions.find((execution) => execution.name.startsWith(name))!.executionId, 'Test', 'planted');
};

const lifecycleOf = (order: OrderId) => stopWorkflow('order-lifecycle', order);

describe('an audit of an installation in order', () => {
  it('finds nothing, and has looked at every stream, commit and row', async () => {
    const report = await auditNow();
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(report.ok).toBe(true);
    for (const { check, examined } of report.checks) expect(examined, check).toBeGreaterThan(0);
  });
});

describe('the hash chain', () => {
  it('shows an event that was altered', async () => {
    const commit = await commitAt(streams.order(day.allocated.order), 2);
    await rest.product.platform.ledger.put({ ...commit, correlation_id: 'another story' });
    expect(await found()).toEqual(['hash-chain/hash-differs ORDER']);
  });

  it('shows an altered event whose own hash was made to fit', async () => {
    const { platform } = rest.product;
    const commit = await commitAt(streams.order(day.allocated.order), 2);
    const altered = { ...commit, correlation_id: 'another story' };
    await platform.ledger.put({ ...altered, hash: expand(altered, platform.sha256).hash });
    expect(await found()).toEqual(['hash-chain/chain-broken ORDER']);
  });

  it('shows a version that is missing in the middle', async () => {
    const commit = await commitAt(streams.work(day.delivered.work), 2);
    await rest.product.platform.ledger.delete({ PK: commit.PK, SK: commit.SK });
    expect(await found()).toEqual(expect.arrayContaining(['hash-chain/version-gap FULFILLMENT', 'hash-chain/chain-broken FULFILLMENT']));
  });

  it('shows a stream that has lost its beginning', async () => {
    const commit = await commitAt(streams.stock('BOOK'), 1);
    await rest.product.platform.ledger.delete({ PK: commit.PK, SK: commit.SK });
    expect(await found()).toEqual(expect.arrayContaining(['hash-chain/version-gap STOCK']));
  });
});

describe('stored states', () => {
  it('shows a state that its events do not fold to', async () => {
    const { version } = await newestStock('LAMP');
    const commit = await commitAt(streams.stock('LAMP'), version);
    await rest.product.platform.ledger.put({
      ...commit,
      state: { ...(commit.state as Pick<InventoryItemState, 'open' | 'recent'>), recent: '' },
    });
    expect(await found()).toEqual(['stored-states/stored-state-differs STOCK']);
  });

  it('shows a snapshot that its events do not fold to', async () => {
    const commit = await commitAt(streams.order(day.allocated.order), 2);
    const { PK, hash, recorded_at } = commit;
    const version = lastVersionOf(commit);
    await rest.product.platform.ledger.put({
      PK,
      SK: 'S#latest',
      version,
      hash,
      recorded_at,
      state: { status: 'absent' },
      state_version: orderAggregate.stateVersion,
    });
    expect(await found()).toEqual(['stored-states/snapshot-differs ORDER']);
  });

  it('shows an event of a kind that this version does not know', async () => {
    await forge(rest.product, streams.order(day.held), orderAggregate, [{ type: 'unheard.of' }]);
    expect(await found()).toEqual(expect.arrayContaining(['stored-states/event-unknown ORDER']));
  });

  it('looks at the money of orders too', async () => {
    const stream = { tenantId, kind: paymentKind, id: day.allocated.order };
    await forge(rest.product, stream, paymentAggregate, [{ type: 'unheard.of' }]);
    expect(await found()).toEqual(['stored-states/event-unknown PAYMENT']);
  });
});

describe('the stock ledger', () => {
  const posted = async (sku: string, movement: Record<string, number>, balance: Record<string, number> = {}) => {
    const { state } = await newestStock(sku);
    const onHand = state.balance.onHand + (movement['onHand'] ?? 0);
    const allocated = state.balance.allocated + (movement['allocated'] ?? 0);
    const event = { type: 'inventory.received', movementId: 'forged', quantity: 1, movement: { type: 'receiving', ...movement } };
    await forge(rest.product, streams.stock(sku), inventoryItemAggregate, [
      { ...event, balance: { ...state.balance, onHand, allocated, available: onHand - allocated, ...balance } },
    ]);
  };

  it('shows a balance that the movement does not lead to', async () => {
    await posted('BOOK', { onHand: 1 }, { damaged: 4 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/movement-does-not-add-up STOCK']));
  });

  it('shows units called available that are not', async () => {
    await posted('BOOK', { onHand: 1 }, { available: 99 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/available-differs STOCK']));
  });

  it('shows units called allocated that no reservation holds', async () => {
    await posted('BOOK', { allocated: 1 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/allocated-differs STOCK']));
  });

  it('shows more promised than there is', async () => {
    await posted('LAMP', { onHand: -8 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/oversold STOCK']));
  });

  it('shows a negative balance', async () => {
    await posted('BOOK', { onHand: -20 });
    expect(await found()).toEqual(expect.arrayContaining(['stock-ledger/balance-negative STOCK']));
  });
});

describe('the views', () => {
  it('show a row that differs', async () => {
    const row = await rowOf('main#SKUORDERS#LAMP');
    await rest.product.platform.views.put({ ...row, order_id: day.held });
    expect(await found()).toEqual(['views/view-differs ORDER']);
  });

  it('show a search row that is missing', async () => {
    const { items } = await rest.product.platform.views.query({ PK: 'main#SKUORDERS#LAMP' });
    await rest.product.platform.views.delete({ PK: items[0]!.PK, SK: items[0]!.SK });
    expect(await found()).toEqual(['views/view-missing ORDER']);
  });

  it.each([
    ['that its stream no longer has', () => ({ source: partitionKey(streams.order(day.allocated.order)) }), 'ORDER'],
    ['of a stream that does not exist', () => ({ source: 'main#ORDER#nobody' }), 'ORDER'],
    ['without a stream', () => ({}), 'STATUS'],
  ])('show a row %s', async (_name, more, kind) => {
    await rest.product.platform.views.put({ PK: 'main#STATUS#open.0', SK: 'left over', ...more() });
    expect(await found()).toEqual([`views/view-surplus ${kind}`]);
  });

  it('show a row of a stream that is gone', async () => {
    const row = await rowOf('main#SKUORDERS#LAMP');
    await rest.product.platform.views.put({ ...row, PK: 'main#SKUORDERS#GONE', source: 'main#ORDER#gone' });
    expect(await found()).toEqual(['views/view-surplus ORDER']);
  });

  it('show a row of a version that its stream has not come to', async () => {
    const row = await rowOf('main#SKUORDERS#LAMP');
    await rest.product.platform.views.put({ ...row, since: Number(row['since']) + 90 });
    expect(await found()).toEqual(['views/view-differs ORDER']);
  });

  it('show that they are behind a stream', async () => {
    await rest.product.inventory.receiveStock(caller, {
      sku: Sku('NOVELTY'),
      locationId: LocationId('east'),
      movementId: 'late',
      quantity: 1,
    });
    expect(await found()).toEqual(['views/view-missing STOCK']);
  });
});

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
