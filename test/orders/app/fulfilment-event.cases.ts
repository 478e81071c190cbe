import type { EventCase } from './event-case.ts';

const id = (letter: string): string => letter.repeat(26);
const [order, work] = [id('o'), id('w')];
const at = '2026-11-20T14:00:00.000Z';
const line = { line_id: '1', sku: 'MUG', quantity: 2 };

/** Events of work at locations and of parcels, and what is said of them. */
export const fulfilmentCases: readonly EventCase[] = [
  [
    'fulfillment_order.reduced',
    { order_id: order, location_id: 'W1', lines: [{ line_id: '1', sku: 'MUG', quantity: 2 }] },
    'W1 is no longer to send 2 units (2 × MUG).',
    work,
  ],
  [
    'fulfillment_order.created',
    {
      order_id: order,
      fulfillment_order_id: work,
      location_id: 'W1',
      attempt: 1,
      lines: [line],
      reservation_ids: [],
      priority: 100,
      shipping_method: null,
      destination: null,
    },
    'W1 is to send 2 units (2 × MUG).',
    work,
  ],
  ['fulfillment_order.released', { order_id: order }, 'The location can see the work.', work],
  ['fulfillment_order.accepted', { order_id: order, reference: 'W-77' }, 'The location accepted the work under its number W-77.', work],
  ['fulfillment_order.accepted', { order_id: order, reference: null }, 'The location accepted the work.', work],
  ['fulfillment_order.picking_started', { order_id: order }, 'The location has begun to pick.', work],
  [
    'fulfillment_order.short_picked',
    { order_id: order, location_id: 'W1', lines: [{ ...line, picked_quantity: 1, missing_quantity: 1 }], reason: 'not-found' },
    'W1 found only 1 of 2 × MUG (reason: not found).',
    work,
  ],
  [
    'fulfillment_order.packed',
    {
      order_id: order,
      packages: [
        { weight_grams: 500, dimensions_mm: null },
        { weight_grams: 250, dimensions_mm: null },
      ],
    },
    'Packed in 2 packages of 750 g.',
    work,
  ],
  [
    'shipment.created',
    {
      order_id: order,
      shipment_id: 's-1',
      carrier: 'ups',
      service: 'ground',
      tracking_number: '1Z9',
      label_ref: null,
      cost: null,
      lines: null,
    },
    'A parcel goes with ups ground under tracking number 1Z9.',
    '1Z9',
  ],
  [
    'fulfillment_order.shipped',
    { order_id: order, location_id: 'W1', shipment_ids: ['s-1'], lines: [line], shipped_at: at },
    '2 units left W1.',
    work,
  ],
  ['shipment.delivered', { order_id: order, shipment_id: 's-1', delivered_at: at }, `Parcel s-1 arrived at ${at}.`, 's-1'],
  ['shipment.damaged', { order_id: order, shipment_id: 's-1', mishap: 'damaged', reported_at: at }, 'Parcel s-1 arrived damaged.', 's-1'],
  [
    'fulfillment_order.delivered',
    { order_id: order, delivered_at: at },
    `Everything that the location sent has arrived, the last of it at ${at}.`,
    work,
  ],
  [
    'fulfillment_order.sent_to_supplier',
    {
      order_id: order,
      location_id: 'W1',
      purchase_id: work,
      lines: [{ ...line, unit_cost_minor: 700 }],
      currency: 'USD',
      lead_time_days: 3,
    },
    'W1 was asked to send 2 units (2 × MUG) within 3 days.',
    work,
  ],
  [
    'fulfillment_order.sent_to_supplier',
    {
      order_id: order,
      location_id: 'W1',
      purchase_id: work,
      lines: [{ ...line, unit_cost_minor: null }],
      currency: null,
      lead_time_days: null,
    },
    'W1 was asked to send 2 units (2 × MUG).',
    work,
  ],
  [
    'fulfillment_order.ready_for_pickup',
    { order_id: order, location_id: 'W1', lines: [line], ready_at: at, expires_at: at },
    `2 units (2 × MUG) can be collected at W1 until ${at}.`,
    work,
  ],
  ['fulfillment_order.pickup_extended', { order_id: order, expires_at: at }, `The goods are kept for the customer until ${at}.`, work],
  [
    'fulfillment_order.pickup_overdue',
    { order_id: order, location_id: 'W1', expires_at: at },
    `Nobody had come to W1 for the goods by ${at}; a person decides.`,
    work,
  ],
  [
    'fulfillment_order.collected',
    { order_id: order, location_id: 'W1', lines: [line], collected_by: 'customer', proof: 'order-confirmation', collected_at: at },
    '2 units collected at W1 by the customer (shown: order confirmation).',
    work,
  ],
  [
    'fulfillment_order.pickup_expired',
    { order_id: order, location_id: 'W1', lines: [line], reservation_ids: [], expired_at: at },
    'Nobody came to W1 in time, so the goods go back to the shelf.',
    work,
  ],
  [
    'fulfillment_order.rejected',
    { order_id: order, location_id: 'W1', reason: 'out-of-stock', lines: [line], reservation_ids: [] },
    'W1 rejected the work (reason: out of stock).',
    work,
  ],
  [
    'fulfillment_order.cancelled',
    { order_id: order, location_id: 'W1', reason: 'order-revised', lines: [line], reservation_ids: [], shipment_ids: [] },
    'The work at W1 was called off (reason: order revised).',
    work,
  ],
];
