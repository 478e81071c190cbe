import { describe, expect, it } from 'vitest';
import type { FulfillmentOrder } from '../../../lib/fulfilment/index.ts';
import { packingSlipOf, type SlipOrder } from '../../../lib/fulfilment/domain/packing-slip.ts';
import { isPickable, pickListOf } from '../../../lib/fulfilment/domain/pick-list.ts';
import { countWork } from '../../../lib/fulfilment/domain/work-count.ts';
import { FulfillmentOrderId, LineId, LocationId, OrderId, Sku } from '../../../lib/kernel/ids.ts';

type Line = readonly [sku: string, quantity: number, short?: number];

const work = (letter: string, ...lines: readonly Line[]): FulfillmentOrder => ({
  status: 'released',
  fulfillmentOrderId: FulfillmentOrderId(letter.repeat(26)),
  orderId: OrderId('o'.repeat(26)),
  locationId: LocationId('east'),
  attempt: 1,
  lines: lines.map(([sku, quantity, shortQuantity = 0], index) => ({
    lineId: LineId(String(index + 1)),
    sku: Sku(sku),
    quantity,
    shortQuantity,
  })),
  reservationIds: [],
  priority: 100,
  shippingMethod: null,
  destination: null,
  deliveryMethod: 'ship',
  supplier: null,
  accepted: false,
  warehouseReference: null,
  packages: [],
  shipments: [],
  shippedAt: null,
  deliveredAt: null,
  pickup: null,
  endReason: null,
});

const products = new Map([['MUG', { title: 'Mug', barcode: '4006381333931' }]]);

describe('a pick list', () => {
  it('adds up what several orders want, by SKU as shelves are numbered', () => {
    const list = pickListOf(
      [
        { fulfillmentOrder: work('a', ['BOLT-10', 1], ['MUG', 2]), orderName: '#1' },
        { fulfillmentOrder: work('b', ['MUG', 3], ['BOLT-9', 4], ['MUG', 1]), orderName: '#2' },
      ],
      products,
    );
    expect(list.rows).toEqual([
      { sku: 'BOLT-9', title: null, barcode: null, quantity: 4, split: [{ slot: 2, quantity: 4 }] },
      { sku: 'BOLT-10', title: null, barcode: null, quantity: 1, split: [{ slot: 1, quantity: 1 }] },
      {
        sku: 'MUG',
        title: 'Mug',
        barcode: '4006381333931',
        quantity: 6,
        split: [
          { slot: 1, quantity: 2 },
          { slot: 2, quantity: 4 },
        ],
      },
    ]);
    expect(list.orders.map(({ slot, orderName, units }) => [slot, orderName, units])).toEqual([
      [1, '#1', 3],
      [2, '#2', 8],
    ]);
    expect(list.units).toBe(11);
  });

  it('leaves out what was not found at the shelf', () => {
    const list = pickListOf([{ fulfillmentOrder: work('a', ['MUG', 3, 1], ['CAP', 2, 2]), orderName: '#1' }], products);
    expect(list.rows.map(({ sku, quantity }) => [sku, quantity])).toEqual([['MUG', 2]]);
  });

  it('is for work whose goods are to be fetched', () => {
    const statuses = ['open', 'released', 'picking', 'packed', 'shipped', 'cancelled'] as const;
    expect(statuses.filter((status) => isPickable({ status }))).toEqual(['released', 'picking']);
  });
});

describe('a packing slip', () => {
  const order: SlipOrder = {
    name: '#1001',
    channel: 'shopify',
    placedAt: '2026-11-19T08:00:00.000Z',
    shipTo: ['Ada Quill'],
    lines: [
      { lineId: '1', sku: 'MUG', title: 'Mug, engraved', sentElsewhere: 1, toFollow: 0, backordered: 2 },
      { lineId: '2', sku: 'CAP', title: null, sentElsewhere: 0, toFollow: 3, backordered: 0 },
    ],
  };

  it('shows what is inside, under the title that the customer bought it by', () => {
    const slip = packingSlipOf(work('a', ['MUG', 2, 1]), order, products);
    expect(slip.rows).toEqual([{ sku: 'MUG', title: 'Mug, engraved', barcode: '4006381333931', quantity: 1 }]);
    expect(packingSlipOf(work('a', ['MUG', 2]), { ...order, lines: [] }, products).rows[0]?.title).toBe('Mug');
  });

  it('says where the rest of the order is', () => {
    expect(packingSlipOf(work('a', ['MUG', 2]), order, products).missing).toEqual([
      { sku: 'MUG', title: 'Mug, engraved', quantity: 1, reason: 'sent-elsewhere' },
      { sku: 'MUG', title: 'Mug, engraved', quantity: 2, reason: 'backordered' },
      { sku: 'CAP', title: null, quantity: 3, reason: 'to-follow' },
    ]);
  });
});

it('work is counted by status, with the oldest of each', () => {
  const counted = countWork([
    { status: 'released', units: 2, createdAt: '2026-11-20T10:00:00.000Z' },
    { status: 'released', units: 3, createdAt: '2026-11-20T09:00:00.000Z' },
    { status: 'packed', units: 1, createdAt: '2026-11-20T08:00:00.000Z' },
    { status: 'shipped', units: 9, createdAt: '2026-11-01T08:00:00.000Z' },
  ]);
  expect(counted).toEqual([
    { status: 'open', fulfillmentOrders: 0, units: 0, oldestCreatedAt: null },
    { status: 'released', fulfillmentOrders: 2, units: 5, oldestCreatedAt: '2026-11-20T09:00:00.000Z' },
    { status: 'picking', fulfillmentOrders: 0, units: 0, oldestCreatedAt: null },
    { status: 'packed', fulfillmentOrders: 1, units: 1, oldestCreatedAt: '2026-11-20T08:00:00.000Z' },
    { status: 'ready_for_pickup', fulfillmentOrders: 0, units: 0, oldestCreatedAt: null },
  ]);
});
