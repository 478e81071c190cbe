const at = '2026-12-01T00:00:00.000Z';
const units = { sku: 'MUG', quantity: 2 };

/** Events of transfers and purchase orders, and what is said of them. */
export const supplyCases: readonly (readonly [type: string, payload: object, sentence: string, stream: string])[] = [
  [
    'transfer.created',
    { from_location_id: 'W1', to_location_id: 'W2', lines: [units] },
    'Transfer T-1 is to bring 2 × MUG from W1 to W2.',
    'T-1',
  ],
  ['transfer.approved', {}, 'Transfer T-1 may go.', 'T-1'],
  [
    'transfer.shipment_begun',
    { attempt: 1, lines: [units], expected_at: at },
    `Transfer T-1 takes 2 × MUG off the shelf, expected by ${at}.`,
    'T-1',
  ],
  ['transfer.shipped', { attempt: 1 }, 'Transfer T-1 has left.', 'T-1'],
  [
    'transfer.shipment_refused',
    { attempt: 1, lines: [{ sku: 'MUG', code: 'insufficient-stock' }] },
    'Transfer T-1 could not leave: MUG (insufficient stock).',
    'T-1',
  ],
  [
    'transfer.received',
    { receipt_id: 'r', lines: [{ sku: 'MUG', quantity: 1, damaged: 1 }], reason: 'box wet.' },
    'Of transfer T-1 1 unit arrived for sale, and 1 damaged (reason: box wet).',
    'T-1',
  ],
  [
    'transfer.closed',
    { missing: 'write_off', lines: [units], reason: 'lost' },
    'What of transfer T-1 is missing, 2 units, is written off (reason: lost).',
    'T-1',
  ],
  ['transfer.cancelled', { reason: 'not needed' }, 'Transfer T-1 was called off (reason: not needed).', 'T-1'],
  [
    'purchase_order.created',
    { supplier: 'Kilnworks', location_id: 'W1', lines: [{ line_id: '1', ...units, expected_at: at }] },
    'Kilnworks is to bring 2 × MUG to W1.',
    'PO-1',
  ],
  [
    'purchase_order.rescheduled',
    {
      lines: [
        { line_id: '1', expected_at: at },
        { line_id: '2', expected_at: null },
      ],
    },
    `Expected anew: line 1 for ${at} and line 2 without a date.`,
    'PO-1',
  ],
  ['purchase_order.received', { receipt_id: 'r', lines: [{ line_id: '1', quantity: 2, damaged: 0 }] }, '2 units arrived for sale.', 'PO-1'],
  [
    'purchase_order.closed',
    { lines: [{ line_id: '1', quantity: 1 }], reason: 'sold out' },
    'Nothing more comes; 1 unit did not (reason: sold out).',
    'PO-1',
  ],
  [
    'purchase_order.cancelled',
    { lines: [{ line_id: '1', quantity: 1 }], reason: 'too dear' },
    '1 unit will not come (reason: too dear).',
    'PO-1',
  ],
];
