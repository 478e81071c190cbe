import type { EventCase } from './event-case.ts';

const id = (letter: string): string => letter.repeat(26);
const [order, work] = [id('o'), id('w')];
const at = '2026-11-20T14:00:00.000Z';
const line = { line_id: '1', sku: 'MUG', quantity: 2 };
const other = { line_id: '2', sku: null, quantity: 1 };
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

/** Events of orders, and what is said of them; of those that can mean several things, of each. */
export const orderCases: readonly EventCase[] = [
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
    'order.revised',
    {
      ...revision,
      changes: { address_check: null, address_correction: { token: '2222222222222222', of: '1111111111111111' } },
      lines: { added: [], changed: [], removed: [] },
    },
    'The address was corrected with us.',
  ],
  [
    'order.revised',
    {
      ...revision,
      changes: {
        address_check: { token: '1111111111111111', findings: [{ code: 'placeholder', field: 'line1' }], confirmed: true },
      },
      lines: { added: [], changed: [], removed: [] },
    },
    'The address was looked at. It is right, somebody said, although the check finds something.',
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
    ([status, words]): EventCase => [
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
  [
    'order.return_recorded',
    { return_id: 'R-2', lines: [{ line_id: '1', quantity: 2, reason: 'too-small', condition: 'opened' }], location_id: 'east' },
    '2 units came back to east under return R-2 (too small).',
    'R-2',
  ],
  ['order.returned', {}, 'Everything that had gone out has come back.'],
  ['order.cancelled', cancelled, 'The order was cancelled (reason: out of stock). 1 fulfillment order called off.'],
  ['order.cancelled', { ...cancelled, fulfillments: [] }, 'The order was cancelled (reason: out of stock).'],
  [
    'order.remainder_cancelled',
    { ...cancelled, fulfillments: [], lines: [line] },
    'What had not left was cancelled (reason: out of stock): 2 units (2 × MUG).',
  ],
  [
    'order.rerouted',
    {
      fulfillment_order_id: work,
      from_location_id: 'W1',
      to_location_id: 'W2',
      decision_id: 'route.001.001',
      reason_code: 'keep-stock',
      requested_by: 'user:1',
      lines: [line],
    },
    '2 units (2 × MUG) are to come from W2 instead of W1 (keep stock).',
    work,
  ],
  [
    'order.fulfillment_recall_requested',
    { fulfillment_order_id: work, reason: 'rerouted', lines: [line] },
    `Fulfillment order ${work} is to be called off: somebody wants 2 units (2 × MUG) from another location.`,
    work,
  ],
  ['order.note_added', { note_id: id('n'), person_id: id('p') }, 'A note was written.', id('n')],
];
