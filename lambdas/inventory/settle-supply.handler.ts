import { EventDetail } from '../../lib/contracts/events/envelope.ts';
import { purchaseOrderKind, transferOrderKind } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { settleSupplyOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const settleSupply = settleSupplyOf(platform);
  return queueHandler(
    platform,
    EventDetail,
    ({ body }) =>
      settleSupply(body.tenant_id as TenantId, body.type.startsWith('transfer.') ? transferOrderKind : purchaseOrderKind, body.stream_id),
    { fifo: true },
  );
};
