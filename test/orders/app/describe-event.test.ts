import type * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { fulfilmentEventPayloads } from '../../../lib/contracts/events/fulfilment.ts';
import { inventoryBucketEventPayloads, inventoryEventPayloads } from '../../../lib/contracts/events/inventory.ts';
import { orderEventPayloads } from '../../../lib/contracts/events/orders.ts';
import { paymentEventPayloads } from '../../../lib/contracts/events/payments.ts';
import { purchaseOrderEventPayloads, transferEventPayloads } from '../../../lib/contracts/events/supply.ts';
import { publications } from '../../../lib/contracts/events/publications.ts';
import { supplyCases } from './supply-event.cases.ts';
import { describedTypes, describeEvent } from '../../../lib/orders/app/words/describe-event.ts';

const id = (letter: string): string => letter.repeat(26);
const [order, work] = [id('o'), id('w')];
const at = '2026-11-20T14:00:00.000Z';
const line = { line_id: '1', sku: 'MUG', quantity: 2 };
const other = { line_id: '2', sku: null, quantity: 1 };
const balance = { on_hand: 5, allocated: 1, available: 4, incoming: 0, damaged: 0, quality_control: 0 };
const posted = { movement: { type: 'receiving' }, balance };
const amount = { amount_minor: 1_250, currency: 'EUR' };
const hold = {
  hold_id: 'h-1',
  type: 'fraud-review',
  reason: 'The total is above the limit.',
  blocks: ['sourcing', 'release'],
  placed_by: 'system:x',
  placed_at: at,
  until: null,
  releasable_by: [],
};
const orderLine = {
  ...line,
  unit_price: 1_000,
  discount: 0,
  tax: 0,
  total: 2_000,
  requires_shipping: true,
  fulfilled_by: 'merchant',
};
const revision = { channel_revision: 'r-2', content_hash: 'hash', payload_ref: null };
const terms = {
  currency: 'EUR',
  totals: { subtotal: 2_000, discount: 0, shipping: 500, tax: 0, fees: 0, total: 2_500 },
  taxes_included: false,
  destination: null,
  shipping_method: null,
  payment_method: { kind: 'card', provider: null, status: 'paid' },
  priority: 100,
  discrepancies: [],
  person_id: id('p'),
  channel_order_name: '#1001',
  test: false,
  cancelled_by_channel: false,
};
const created = {
  order_id: order,
  channel: 'shopify',
  channel_account: 'main',
  channel_order_id: '1',
  placed_at: at,
  lines: [orderLine],
  ...revision,
  ...terms,
};
const withdrawn = { fulfillment_order_id: work, location_id: 'W1', reservation_ids: ['r'], lines: [line] };
const cancelled = { reason: 'out-of-stock', requested_by: 'user:1', fulfillments: [withdrawn], reservation_ids: ['r'] };
const recorded = { fulfillment_order_id: work, fulfillment_version: 3, shipment_ids: [], fulfillment_occurred_at: at };
const lines = [{ line_id: '1', shipped_quantity: 0, short_quantity: 1 }];

type Case = readonly [type: string, payload: object, sentence: string, reference?: string];

/** What is said of every event, and of those that can mean several things, of each. */
const cases: readonly Case[] = [
  ['order.created', created, 'shopify main brought the order: 2 units for 25.00 EUR.'],
  ['order.created', { ...created, test: true }, 'shopify main brought a test order: 2 units for 25.00 EUR.'],
  [
    'order.revised',
    {
      ...revision,
      changes: { totals: terms.totals, person_id: null },
      lines: { added: [orderLine], changed: [orderLine], removed: ['3'] },
    },
    'The channel added 1 line, changed 1 line, removed 1 line, changed its totals and changed whose it is.',
    'r-2',
  ],
  [
    'order.revised',
    { ...revision, changes: {}, lines: { added: [], changed: [], removed: [] } },
    'The channel sent a newer revision that changes nothing here.',
    'r-2',
  ],
  [
    'order.confirmed',
    { payment: { basis: 'captured', reference: 'pay-1' }, secured_total: 2_500 },
    'Payment is secured: the money has been taken.',
    'pay-1',
  ],
  ['order.confirmed', { payment: { basis: 'terms', reference: null }, secured_total: 2_500 }, 'Payment is secured: terms were agreed on.'],
  ['order.hold_placed', { hold }, 'A hold (fraud review) stops sourcing and release: The total is above the limit.', 'h-1'],
  [
    'order.hold_placed',
    { hold: { ...hold, blocks: [], until: at, reason: 'wait' } },
    `A hold (fraud review) marks the order: wait. From ${at} on anybody who may handle holds can release it.`,
    'h-1',
  ],
  ['order.hold_released', { hold_id: 'h-1', released_by: 'user:1', released_at: at }, 'The hold h-1 was released.', 'h-1'],
  [
    'order.hold_rejected',
    { hold_id: 'h-1', rejected_by: 'user:1', rejected_at: at },
    'The hold h-1 was upheld: what it stops does not go on.',
    'h-1',
  ],
  [
    'order.backordered',
    { decision_id: 'd-1', lines: [line, other], status: 'backorder' },
    'No location can send 3 units (2 × MUG, 1 × line 2) now; the order waits for stock.',
    'd-1',
  ],
  [
    'order.routed',
    {
      attempt: 1,
      decision_id: 'd-1',
      policy: { name: 'balanced', version: 1 },
      assignments: [{ fulfillment_order_id: work, location_id: 'W1', lines: [line] }],
      waiting: [],
      status: 'processing',
    },
    'Sourcing gave 2 units to W1.',
    'd-1',
  ],
  [
    'order.routed',
    {
      attempt: 1,
      decision_id: 'd-1',
      policy: { name: 'balanced', version: 1 },
      assignments: [
        { fulfillment_order_id: work, location_id: 'W1', lines: [line] },
        { fulfillment_order_id: id('v'), location_id: 'W2', lines: [{ ...line, quantity: 1 }] },
      ],
      waiting: [other],
      status: 'processing',
    },
    'Sourcing gave 2 units to W1 and 1 unit to W2. Waiting for stock: 1 unit (1 × line 2).',
    'd-1',
  ],
  [
    'item.allocated',
    { attempt: 1, fulfillment_order_ids: [work], reservation_ids: [], status: 'allocated' },
    'Stock is reserved for 1 fulfillment order.',
  ],
  ...(
    [
      ['open', 'has been created'],
      ['released', 'is on the list of its location'],
      ['picking', 'is being picked'],
      ['packed', 'is packed'],
      ['shipped', 'has left'],
      ['delivered', 'has arrived'],
      ['rejected', 'was rejected by its location'],
      ['cancelled', 'was called off'],
    ] as const
  ).map(
    ([status, words]): Case => [
      'order.fulfillment_recorded',
      { ...recorded, fulfillment_status: status, lines: [] },
      `The order knows that fulfillment order ${work} ${words}.`,
      work,
    ],
  ),
  [
    'order.fulfillment_recorded',
    { ...recorded, fulfillment_status: 'picking', lines },
    `The order knows that fulfillment order ${work} is being picked, 1 unit short.`,
    work,
  ],
  [
    'order.fulfillment_recall_requested',
    { fulfillment_order_id: work, partly: true, lines: [{ line_id: '1', sku: 'MUG', quantity: 2 }] },
    `Fulfillment order ${work} is to go on without 2 units (2 × MUG): the order no longer wants them.`,
    work,
  ],
  [
    'fulfillment_order.reduced',
    { order_id: order, location_id: 'W1', lines: [{ line_id: '1', sku: 'MUG', quantity: 2 }] },
    'W1 is no longer to send 2 units (2 × MUG).',
    work,
  ],
  [
    'order.promise_changed',
    {
      lines: [
        { line_id: '1', quantity: 2, promised_for: at, basis: 'incoming', kind: 'backorder', reference: 'PO-1' },
        { line_id: '2', quantity: 1, promised_for: null, basis: 'unknown', kind: 'backorder', reference: null },
        { line_id: '3', quantity: 1, promised_for: at, basis: 'stock', kind: 'allocated', reference: null },
      ],
      reason: 'supply-changed',
      kept: false,
    },
    `2 units of line 1: for ${at} (PO-1), 1 unit of line 2: nobody knows when and 1 unit of line 3: a location has it. What was promised before cannot be kept.`,
  ],
  [
    'order.promise_changed',
    { lines: [], reason: 'receipt', kept: true },
    'Nothing is promised any more. What was promised before is kept.',
  ],
  [
    'order.fulfillment_recall_requested',
    { fulfillment_order_id: work, reason: 'address-changed', lines: [line] },
    `Fulfillment order ${work} is to be called off: the address changed, so 2 units (2 × MUG) are sourced anew.`,
    work,
  ],
  [
    'order.sourcing_reopened',
    { fulfillment_order_id: work, excluded_location_id: 'W1', lines: [line], status: 'confirmed' },
    'A location is needed again for 2 units (2 × MUG). W1 could not supply them and is not asked again for them.',
    work,
  ],
  [
    'order.sourcing_reopened',
    { fulfillment_order_id: null, excluded_location_id: null, lines: [], status: 'confirmed' },
    'A location is needed again for no units.',
  ],
  [
    'order.fulfillment_recall_requested',
    { fulfillment_order_id: work, lines: [line] },
    `Fulfillment order ${work} is to be called off: the order no longer wants 2 units (2 × MUG) of it.`,
    work,
  ],
  ['order.picking_started', {}, 'A location has begun to pick the order.'],
  ['order.packed', {}, 'Everything that is still to leave is packed.'],
  [
    'order.partially_shipped',
    { shipment_ids: ['s-1'], remaining: [other] },
    'A part of the order has left, in 1 parcel; still to come: 1 unit (1 × line 2).',
  ],
  ['order.shipped', { shipment_ids: ['s-1', 's-2'] }, 'Everything that was to be sent has left, in 2 parcels.'],
  ['order.delivered', { delivered_at: at }, `Everything has arrived, the last of it at ${at}.`],
  ['order.completed', { basis: 'delivered' }, 'The order is complete: the time to complain after delivery is over.'],
  ['order.completed', { basis: 'nothing-to-ship' }, 'The order is complete: there was nothing for us to send.'],
  ['order.return_recorded', { return_id: 'R-1', lines: [{ line_id: '1', quantity: 1 }] }, '1 unit came back under return R-1.', 'R-1'],
  ['order.returned', {}, 'Everything that had gone out has come back.'],
  ['order.cancelled', cancelled, 'The order was cancelled (reason: out of stock). 1 fulfillment order called off.'],
  ['order.cancelled', { ...cancelled, fulfillments: [] }, 'The order was cancelled (reason: out of stock).'],
  [
    'order.remainder_cancelled',
    { ...cancelled, fulfillments: [], lines: [line] },
    'What had not left was cancelled (reason: out of stock): 2 units (2 × MUG).',
  ],
  ['order.note_added', { note_id: id('n'), person_id: id('p') }, 'A note was written.', id('n')],
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
  ['payment.authorized', { ...amount, source: 'channel', reference: 'auth-1' }, '12.50 EUR is reserved, says the channel.', 'auth-1'],
  [
    'payment.captured',
    { amount_minor: 1_500, currency: 'JPY', source: 'operator', reference: null },
    '1500 JPY was taken, says an operator.',
  ],
  ['payment.voided', { ...amount, source: 'provider' }, 'The reservation of 12.50 EUR was given up, says the payment provider.'],
  ['payment.refunded', { ...amount, source: 'channel' }, '12.50 EUR was given back, says the channel.'],
  [
    'payment.refund_requested',
    { ...amount, reason: 'order-cancelled' },
    'Whoever holds the money was asked to give 12.50 EUR back (reason: order cancelled).',
  ],
  [
    'payment.void_requested',
    { ...amount, reason: 'order-cancelled' },
    'Whoever holds the reservation was asked to give 12.50 EUR up (reason: order cancelled).',
  ],
  ['inventory.received', { ...posted, movement_id: 'm', quantity: 2 }, '2 units of MUG at W1 came in.', 'MUG@W1'],
  ['inventory.expected', { ...posted, movement_id: 'm', delta: -2 }, 'What is expected of MUG at W1 went down by 2.', 'MUG@W1'],
  [
    'inventory.expected',
    { ...posted, movement_id: 'm', delta: 2, expected_at: at },
    `What is expected of MUG at W1 went up by 2, for ${at}.`,
    'MUG@W1',
  ],
  [
    'inventory.reserved',
    { ...posted, reservation_id: 'r', quantity: 1, kind: 'cart' },
    '1 unit of MUG at W1 reserved for a cart.',
    'MUG@W1',
  ],
  ['inventory.allocated', { ...posted, reservation_id: 'r', quantity: 1 }, '1 unit of MUG at W1 promised to an order.', 'MUG@W1'],
  [
    'inventory.reservation_released',
    { ...posted, reservation_id: 'r', quantity: 1, reason: 'expired' },
    '1 unit of MUG at W1 free again (reason: expired).',
    'MUG@W1',
  ],
  [
    'inventory.reservation_voided',
    { ...posted, reservation_id: 'r' },
    'A reservation of MUG at W1 was given up before it was made.',
    'MUG@W1',
  ],
  [
    'inventory.shipped',
    { ...posted, movement_id: 'm', reservation_id: 'r', quantity: 2 },
    '2 units of MUG at W1 left the shelf for an order.',
    'MUG@W1',
  ],
  [
    'inventory.adjusted',
    { ...posted, movement_id: 'm', delta: -1, reason_code: 'lost' },
    'The stock of MUG at W1 went down by 1 (reason: lost).',
    'MUG@W1',
  ],
  [
    'inventory.adjusted',
    { ...posted, movement_id: 'm', delta: 0, reason_code: 'count', counted_on_hand: 5 },
    'The stock of MUG at W1 was counted: 5 on hand (reason: count).',
    'MUG@W1',
  ],
  [
    'inventory.transferred_out',
    { ...posted, movement_id: 'm', transfer_id: 't', quantity: 2 },
    '2 units of MUG at W1 left for another location under transfer t.',
    'MUG@W1',
  ],
  [
    'inventory.transferred_in',
    { ...posted, movement_id: 'm', transfer_id: 't', quantity: 2 },
    '2 units of MUG at W1 came from another location under transfer t.',
    'MUG@W1',
  ],
  [
    'inventory.returned',
    { ...posted, movement_id: 'm', quantity: 2, disposition: 'quality_control' },
    '2 units of MUG at W1 came back and were kept for inspection.',
    'MUG@W1',
  ],
  [
    'inventory.damaged',
    { ...posted, movement_id: 'm', quantity: 2, reason_code: 'dropped' },
    '2 units of MUG at W1 can no longer be sold (reason: dropped).',
    'MUG@W1',
  ],
  [
    'inventory.reclassified',
    { ...posted, movement_id: 'm', quantity: 2, from: 'quality_control', to: 'on_hand', reason_code: 'inspected' },
    '2 units of MUG at W1 moved from inspection to for sale (reason: inspected).',
    'MUG@W1',
  ],
];

const bucketCases: readonly Case[] = [
  [
    'inventory.leased',
    { ...posted, epoch: 4, slots: 8, quantity: 2 },
    '2 units of MUG at W1 handed to 8 buckets, because many buy it at once.',
    'MUG@W1',
  ],
  [
    'inventory.lease_returned',
    { ...posted, slot: 3, quantity: 2, closes: true },
    '2 units of MUG at W1 came back from bucket 3.',
    'MUG@W1',
  ],
  ['inventory.lease_ended', { ...posted }, 'No bucket holds anything of MUG at W1 any more.', 'MUG@W1'],
  ...(
    [
      ['opened', { ...posted, epoch: 4, quantity: 2 }, '2 units of MUG at W1, bucket 3 are sold from here.'],
      ['filled', { ...posted, quantity: 2, from_slot: 1 }, '2 units of MUG at W1, bucket 3 came in.'],
      ['drawn', { ...posted, quantity: 2, to_slot: 1 }, '2 units of MUG at W1, bucket 3 went to bucket 1.'],
      ['reserved', { ...posted, reservation_id: 'r', quantity: 1, kind: 'order' }, '1 unit of MUG at W1, bucket 3 reserved for an order.'],
      ['allocated', { ...posted, reservation_id: 'r', quantity: 1 }, '1 unit of MUG at W1, bucket 3 promised to an order.'],
      [
        'reservation_released',
        { ...posted, reservation_id: 'r', quantity: 1, reason: 'requested' },
        '1 unit of MUG at W1, bucket 3 free again (reason: requested).',
      ],
      ['reservation_voided', { ...posted, reservation_id: 'r' }, 'A reservation of MUG at W1, bucket 3 was given up before it was made.'],
      [
        'shipped',
        { ...posted, movement_id: 'm', reservation_id: 'r', quantity: 2 },
        '2 units of MUG at W1, bucket 3 left the shelf for an order.',
      ],
      [
        'displaced',
        { ...posted, reservations: [{ reservation_id: 'r', quantity: 1, kind: 'cart' }] },
        '1 reservation of MUG at W1, bucket 3 lost the goods.',
      ],
      ['returned', { ...posted, quantity: 2 }, '2 units of MUG at W1, bucket 3 went back.'],
      ['closed', { ...posted, quantity: 2 }, '2 units of MUG at W1, bucket 3 went back; nothing is sold from here any more.'],
    ] as const
  ).map(([name, payload, sentence]): Case => [`inventory_bucket.${name}`, payload, sentence, 'MUG@W1@3']),
];

const allCases = [...cases, ...bucketCases, ...supplyCases];

const payloads: Readonly<Record<string, z.ZodType>> = {
  ...orderEventPayloads,
  ...transferEventPayloads,
  ...purchaseOrderEventPayloads,
  ...fulfilmentEventPayloads,
  ...paymentEventPayloads,
  ...inventoryEventPayloads,
  ...inventoryBucketEventPayloads,
};
const published = Object.values(publications).flatMap(({ detailTypes }) => Object.keys(detailTypes));

const streams: Readonly<Record<string, string>> = {
  inventory_bucket: 'MUG@W1@3',
  inventory: 'MUG@W1',
  fulfillment_order: work,
  shipment: work,
  transfer: 'T-1',
  purchase_order: 'PO-1',
};
const streamOf = (type: string): string => streams[type.split('.')[0] ?? ''] ?? order;

describe('words for events', () => {
  it('are there for every type that is published, and for no other', () => {
    expect([...describedTypes].sort()).toEqual([...published].sort());
    expect([...new Set(allCases.map(([type]) => type))].sort()).toEqual([...published].sort());
  });

  it.each(allCases.map(([type, payload, sentence, reference]) => ({ type, payload, sentence, reference })))('$type: $sentence', (one) => {
    const { type, payload, sentence, reference = null } = one;
    expect(payloads[type]?.safeParse(payload).error?.issues ?? []).toEqual([]);
    const words = describeEvent({ type, payload: payload as never, stream_id: streamOf(type) });
    expect(words).toMatchObject({ sentence, reference });
    expect(words.title).toMatch(/^[A-Z][a-z]+( [a-z]+){0,3}$/);
    expect(sentence).not.toMatch(/undefined|null|\[object|\.\.|_/);
  });

  it('are missing for what nobody knows', () => {
    expect(() => describeEvent({ type: 'order.teleported', payload: {}, stream_id: order })).toThrow('order.teleported');
  });
});
