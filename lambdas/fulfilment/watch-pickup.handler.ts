import { BusEnvelope } from '../../lib/contracts/events/envelope.ts';
import { FulfillmentOrderId, type TenantId } from '../../lib/kernel/ids.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { pickupClockOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const pickups = pickupClockOf(platform);
  return queueHandler(platform, BusEnvelope, ({ body }) =>
    pickups.watch(body.detail.tenant_id as TenantId, FulfillmentOrderId(body.detail.stream_id)),
  );
};
