import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { FulfillmentOrderId, type TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fulfillmentOrdersOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const fulfillmentOrders = fulfillmentOrdersOf(platform);
  return queueHandler(platform, BusEnvelope, ({ body }) =>
    fulfillmentOrders.wake(body.detail.tenant_id as TenantId, FulfillmentOrderId(body.detail.stream_id)),
  );
};
