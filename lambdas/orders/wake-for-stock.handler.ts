import { EventDetail } from '../../lib/contracts/events/envelope.ts';
import { parseInventoryItemId } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { compose } from '../composition.ts';

type Movement = { readonly on_hand?: number; readonly allocated?: number };

/** Only movements that freed units matter to those who wait. */
const freed = (payload: EventDetail['payload']): boolean => {
  const { on_hand = 0, allocated = 0 } = payload['movement'] as Movement;
  return on_hand - allocated > 0;
};

export const create = (platform: Platform) => {
  const { wakeForStock } = compose(platform).orders;
  return queueHandler(
    platform,
    EventDetail,
    async ({ body }) => {
      const item = parseInventoryItemId(body.stream_id);
      if (!item || !freed(body.payload)) return;
      const { available } = body.payload['balance'] as { readonly available: number };
      await wakeForStock(body.tenant_id as TenantId, item.sku, available);
    },
    { fifo: true },
  );
};
