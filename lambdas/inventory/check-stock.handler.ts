import { StockCheckMessage } from '../../lib/contracts/events/stock-checks.ts';
import { createCheckEvent } from '../../lib/inventory/index.ts';
import { LocationId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockCheckParts } from './stock-check-parts.ts';

/** Looks at what an event of stock, or of a picker, shows. */
export const create = (platform: Platform) => {
  const check = createCheckEvent(stockCheckParts(platform));
  return queueHandler(platform, StockCheckMessage, async ({ body }) => {
    if (body.kind === 'stock') return check.stock(body.detail);
    const { detail, picked } = body;
    return check.shortPick({
      eventId: detail.event_id,
      tenantId: TenantId(detail.tenant_id),
      locationId: LocationId(picked.location_id),
      reason: picked.reason,
      lines: picked.lines.map((line) => ({ lineId: line.line_id, sku: Sku(line.sku), missing: line.missing_quantity })),
    });
  });
};
