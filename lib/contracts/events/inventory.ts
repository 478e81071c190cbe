import * as z from 'zod';

const instant = z.iso.datetime({ precision: 3 });
const quantity = z.int().min(1).max(1_000_000_000);
const bucket = z.int().min(0);
const id = z.string().min(1).max(200);
const reasonCode = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);
const reference = z.string().min(1).max(200).optional();

const balance = z.strictObject({
  on_hand: bucket,
  allocated: bucket,
  available: bucket,
  incoming: bucket,
  damaged: bucket,
  quality_control: bucket,
});

const movementTypes = [
  'sale',
  'return',
  'receiving',
  'transfer',
  'adjustment',
  'damage',
  'reserve',
  'release',
  'allocate',
  'expect',
] as const;

const movement = z.strictObject({
  type: z.enum(movementTypes),
  on_hand: z.int().optional(),
  allocated: z.int().optional(),
  incoming: z.int().optional(),
  damaged: z.int().optional(),
  quality_control: z.int().optional(),
});

const ledgered = { movement, balance };
const shortage = {
  shortage: quantity.optional(),
  displaced: z.array(z.strictObject({ reservation_id: id, quantity, kind: z.enum(['cart', 'order', 'allocation']) })).optional(),
};

/** Payload of every event of an `inventory-item` stream, as stored and as published. */
export const inventoryEventPayloads = {
  'inventory.received': z.strictObject({ ...ledgered, movement_id: id, quantity, reference }),
  'inventory.expected': z.strictObject({ ...ledgered, movement_id: id, delta: z.int(), reference, expected_at: instant.optional() }),
  'inventory.reserved': z.strictObject({
    ...ledgered,
    reservation_id: id,
    quantity,
    kind: z.enum(['cart', 'order']),
    expires_at: instant.optional(),
  }),
  'inventory.allocated': z.strictObject({ ...ledgered, reservation_id: id, quantity }),
  'inventory.reservation_released': z.strictObject({ ...ledgered, reservation_id: id, quantity, reason: z.enum(['requested', 'expired']) }),
  'inventory.reservation_voided': z.strictObject({ ...ledgered, reservation_id: id }),
  'inventory.shipped': z.strictObject({ ...ledgered, movement_id: id, reservation_id: id, quantity }),
  'inventory.adjusted': z.strictObject({
    ...ledgered,
    ...shortage,
    movement_id: id,
    delta: z.int(),
    reason_code: reasonCode,
    counted_on_hand: bucket.optional(),
  }),
  'inventory.transferred_out': z.strictObject({ ...ledgered, movement_id: id, transfer_id: id, quantity }),
  'inventory.transferred_in': z.strictObject({ ...ledgered, movement_id: id, transfer_id: id, quantity }),
  'inventory.returned': z.strictObject({
    ...ledgered,
    movement_id: id,
    quantity,
    disposition: z.enum(['restock', 'damaged', 'quality_control', 'dispose']),
    reference,
  }),
  'inventory.damaged': z.strictObject({ ...ledgered, ...shortage, movement_id: id, quantity, reason_code: reasonCode }),
  'inventory.reclassified': z.strictObject({
    ...ledgered,
    movement_id: id,
    quantity,
    from: z.enum(['damaged', 'quality_control']),
    to: z.enum(['on_hand', 'damaged', 'disposed']),
    reason_code: reasonCode,
  }),
} as const;

export type InventoryEventType = keyof typeof inventoryEventPayloads;

/**
 * EventBridge detail type of each event. All are one kind of news to a subscriber, a new balance, so they share one name
 * and the event's own type stands in the detail.
 */
export const inventoryDetailTypes: Readonly<Record<InventoryEventType, string>> = {
  'inventory.received': 'InventoryUpdated',
  'inventory.expected': 'InventoryUpdated',
  'inventory.reserved': 'InventoryUpdated',
  'inventory.allocated': 'InventoryUpdated',
  'inventory.reservation_released': 'InventoryUpdated',
  'inventory.reservation_voided': 'InventoryUpdated',
  'inventory.shipped': 'InventoryUpdated',
  'inventory.adjusted': 'InventoryUpdated',
  'inventory.transferred_out': 'InventoryUpdated',
  'inventory.transferred_in': 'InventoryUpdated',
  'inventory.returned': 'InventoryUpdated',
  'inventory.damaged': 'InventoryUpdated',
  'inventory.reclassified': 'InventoryUpdated',
};
