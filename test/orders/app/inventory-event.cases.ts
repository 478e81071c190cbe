import type { EventCase } from './event-case.ts';

const id = (letter: string): string => letter.repeat(26);
const work = id('w');
const at = '2026-11-20T14:00:00.000Z';
const balance = { on_hand: 5, allocated: 1, available: 4, incoming: 0, damaged: 0, quality_control: 0 };
const posted = { movement: { type: 'receiving' }, balance };

/** Events of stock, and what is said of them. */
export const inventoryCases: readonly EventCase[] = [
  [
    'item.allocated',
    { attempt: 1, fulfillment_order_ids: [work], reservation_ids: [], status: 'allocated' },
    'Stock is reserved for 1 fulfillment order.',
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
  ).map(([name, payload, sentence]): EventCase => [`inventory_bucket.${name}`, payload, sentence, 'MUG@W1@3']),
];
