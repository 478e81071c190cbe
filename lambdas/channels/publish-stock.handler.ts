import { StockChangeMessage } from '../../lib/contracts/events/channel-stock.ts';
import { parseStockStreamId } from '../../lib/inventory/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockAnnouncingOf } from '../composition.ts';
import { availabilityPurgeOf } from '../storefront.ts';

/** Tells accounts of channels that an article can be had more or less, and the caches of websites when it sells out or comes back. */
export const create = (platform: Platform) => {
  const announceStock = stockAnnouncingOf(platform);
  const purgeAvailability = availabilityPurgeOf(platform);
  return queueHandler(platform, StockChangeMessage, async ({ body }) => {
    const item = body.kind === 'event' ? parseStockStreamId(body.event.stream_id) : undefined;
    if (body.kind === 'event' && item) await purgeAvailability(TenantId(body.event.tenant_id), item.sku);
    await announceStock(body);
  });
};
