import * as z from 'zod';

const instant = z.iso.datetime({ precision: 3 });
const quantity = z.int().min(1).max(1_000_000_000);
const bucket = z.int().min(0);
const slot = z.int().min(0);
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
const displaced = z.strictObject({ reservation_id: id, quantity, kind: z.enum(['cart', 'order', 'allocation']) });
const shortage = {
  shortage: quantity.optional(),
  displaced: z.array(displaced).optional(),
  leased: quantity.optional(),
};

const inventoryReserved = z.strictObject({
  ...ledgered,
  reservation_id: id,
  quantity,
  kind: z.enum(['cart', 'order']),
  expires_at: instant.optional(),
});
const inventoryReleased = z.strictObject({
  ...ledgered,
  reservation_id: id,
  quantity,
  reason: z.enum(['requested', 'expired']),
  remaining: quantity.optional().meta({ description: 'Units that the reservation goes on holding; absent where it ends' }),
});

/** Payload of every event of an `inventory-item` stream, as stored and as published. */
export const inventoryEventPayloads = {
  'inventory.received': z.strictObject({ ...ledgered, movement_id: id, quantity, reference }),
  'inventory.expected': z.strictObject({ ...ledgered, movement_id: id, delta: z.int(), reference, expected_at: instant.optional() }),
  'inventory.reserved': inventoryReserved,
  'inventory.allocated': z.strictObject({ ...ledgered, reservation_id: id, quantity }),
  'inventory.reservation_released': inventoryReleased,
  'inventory.reservation_voided': z.strictObject({ ...ledgered, reservation_id: id }),
  'inventory.shipped': z.strictObject({ ...ledgered, movement_id: id, reservation_id: id, quantity, slot: slot.optional() }),
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
  'inventory.leased': z.strictObject({ ...ledgered, epoch: z.int().min(1), slots: z.int().min(1), quantity: bucket }),
  'inventory.lease_returned': z.strictObject({ ...ledgered, slot, quantity: bucket, closes: z.boolean() }),
  'inventory.lease_ended': z.strictObject({ ...ledgered }),
} as const;

/**
 * Payload of every event of an `inventory-bucket` stream, as stored and as published. Balance and movement are those of the
 * bucket, whose units are counted as allocated in its item.
 */
export const inventoryBucketEventPayloads = {
  'inventory_bucket.opened': z.strictObject({ ...ledgered, epoch: z.int().min(1), quantity: bucket }),
  'inventory_bucket.filled': z.strictObject({ ...ledgered, quantity, from_slot: slot.optional() }),
  'inventory_bucket.drawn': z.strictObject({ ...ledgered, quantity, to_slot: slot }),
  'inventory_bucket.reserved': inventoryReserved,
  'inventory_bucket.allocated': z.strictObject({ ...ledgered, reservation_id: id, quantity }),
  'inventory_bucket.reservation_released': inventoryReleased,
  'inventory_bucket.reservation_voided': z.strictObject({ ...ledgered, reservation_id: id }),
  'inventory_bucket.shipped': z.strictObject({ ...ledgered, movement_id: id, reservation_id: id, quantity }),
  'inventory_bucket.displaced': z.strictObject({ ...ledgered, reservations: z.array(displaced).min(1) }),
  'inventory_bucket.returned': z.strictObject({ ...ledgered, quantity }),
  'inventory_bucket.closed': z.strictObject({ ...ledgered, quantity: bucket }),
} as const;

export type InventoryBucketEventType = keyof typeof inventoryBucketEventPayloads;

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
  'inventory.leased': 'InventoryUpdated',
  'inventory.lease_returned': 'InventoryUpdated',
  'inventory.lease_ended': 'InventoryUpdated',
};

/** EventBridge detail type of each event of a bucket: news of the stock of its item. */
export const inventoryBucketDetailTypes: Readonly<Record<InventoryBucketEventType, string>> = {
  'inventory_bucket.opened': 'InventoryUpdated',
  'inventory_bucket.filled': 'InventoryUpdated',
  'inventory_bucket.drawn': 'InventoryUpdated',
  'inventory_bucket.reserved': 'InventoryUpdated',
  'inventory_bucket.allocated': 'InventoryUpdated',
  'inventory_bucket.reservation_released': 'InventoryUpdated',
  'inventory_bucket.reservation_voided': 'InventoryUpdated',
  'inventory_bucket.shipped': 'InventoryUpdated',
  'inventory_bucket.displaced': 'InventoryUpdated',
  'inventory_bucket.returned': 'InventoryUpdated',
  'inventory_bucket.closed': 'InventoryUpdated',
};
