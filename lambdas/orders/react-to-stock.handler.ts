import * as z from 'zod';
import { EventDetail } from '../../lib/contracts/events/envelope.ts';
import { StockOffer } from '../../lib/contracts/events/own-messages.ts';
import { parseStockStreamId } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderWaitingOf } from '../composition.ts';

/** What changed of the stock of a SKU, or the next of those who wait for it. */
const Message = z.union([StockOffer, EventDetail]);

type StockPayload = {
  readonly movement: { readonly on_hand?: number; readonly allocated?: number };
  readonly balance: { readonly available: number };
  /** Reservations that lost their goods to a count or damage. */
  readonly displaced?: readonly { readonly reservation_id: string }[];
};

export const create = (platform: Platform) => {
  const { wakeForStock, goOnOffering, withdrawDisplaced } = orderWaitingOf(platform);
  return queueHandler(
    platform,
    Message,
    async ({ body }) => {
      if ('kind' in body) return goOnOffering(body);
      const item = parseStockStreamId(body.stream_id);
      if (!item) return;
      const tenantId = body.tenant_id as TenantId;
      const { movement, balance, displaced = [] } = body.payload as StockPayload;
      if (displaced.length > 0) {
        const cause = { correlationId: body.correlation_id, causationId: body.event_id };
        await withdrawDisplaced(
          tenantId,
          item.locationId,
          displaced.map((one) => one.reservation_id),
          cause,
        );
      }
      // Only movements that freed units matter to those who wait for them, not those between an item and its buckets.
      const isMove = body.type.startsWith('inventory_bucket.') && body.type !== 'inventory_bucket.reservation_released';
      if (!isMove && (movement.on_hand ?? 0) > (movement.allocated ?? 0)) await wakeForStock(tenantId, item.sku, balance.available);
    },
    { fifo: true },
  );
};
