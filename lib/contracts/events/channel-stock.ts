import * as z from 'zod';
import { skuPattern, tenantIdPattern } from '../../kernel/ids.ts';
import type { InventoryBucketEventType, InventoryEventType } from './inventory.ts';

// How a change of stock gets to the channels: as news on the bus, as one wait for all changes of a few seconds, and as a
// request to look and tell. None of them says how many units there are, because that has to be read when it is told.

const instant = z.iso.datetime({ precision: 3 });
const article = { tenant_id: z.string().regex(tenantIdPattern), sku: z.string().regex(skuPattern) };

/** Events that can change what may be sold. Those left out move units that were promised before, or are only announced. */
const sellableTypes = [
  'inventory.received',
  'inventory.reserved',
  'inventory.reservation_released',
  'inventory.adjusted',
  'inventory.transferred_out',
  'inventory.transferred_in',
  'inventory.returned',
  'inventory.damaged',
  'inventory.reclassified',
  'inventory_bucket.reserved',
  'inventory_bucket.reservation_released',
] as const satisfies readonly (InventoryEventType | InventoryBucketEventType)[];

/** The subscription filters by them. */
export const stockChangeTypes: readonly string[] = sellableTypes;

const delta = z.int().optional();

/** Such an event as the bus hands it over, with as much of it as telling takes. */
const StockEvent = z.object({
  detail: z.object({
    type: z.enum(sellableTypes),
    tenant_id: article.tenant_id,
    stream_id: z.string().min(1).max(1_000),
    recorded_at: instant,
    payload: z.object({ movement: z.object({ on_hand: delta, allocated: delta }) }),
  }),
});
export type StockEventDetail = z.infer<typeof StockEvent>['detail'];

/** All changes of an article at a location within a few seconds; it comes when these are over. */
export const StockWait = z.object({
  kind: z.literal('wait-over'),
  ...article,
  location_id: z.string().min(1).max(64),
  /** Number of the stretch of time. */
  stretch: z.int(),
  /** When the first of the changes that this process saw was made. */
  changed_at: instant,
});
export type StockWait = z.infer<typeof StockWait>;

/** What stands in the queue of changes of stock. */
export const StockChangeMessage = z.union([StockWait, StockEvent.transform(({ detail }) => ({ kind: 'event' as const, event: detail }))]);
export type StockChangeMessage = z.output<typeof StockChangeMessage>;

/** In a channel's own queue: tell this account how many there are of this article by then. */
export const StockRequest = z.object({
  ...article,
  channel_account: z.string().min(1).max(100),
  /** Since when the channel may be showing something else. */
  changed_at: instant,
  /** Asked for because a comparison found a difference: when it came about nobody knows, so its time measures nothing. */
  by_comparison: z.boolean().exactOptional(),
});
export type StockRequest = z.infer<typeof StockRequest>;

/** `done`: the channel took it; `waiting`: it could not be told yet, and is tried again. */
export const stockStates = ['done', 'waiting', 'refused'] as const;
export type StockState = (typeof stockStates)[number];

/** An order that got nothing of some articles, with as much of the event as counting oversells takes. */
export const BackorderMessage = z
  .object({
    detail: z.object({
      type: z.literal('order.backordered'),
      tenant_id: article.tenant_id,
      stream_id: z.string().min(1).max(100),
      payload: z.object({ lines: z.array(z.object({ sku: article.sku.nullable(), reason: z.string().exactOptional() })) }),
    }),
  })
  .transform(({ detail }) => detail);
export type BackorderMessage = z.output<typeof BackorderMessage>;
