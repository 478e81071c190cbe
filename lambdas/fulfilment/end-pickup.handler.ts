import { PickupTimer } from '../../lib/contracts/events/own-messages.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { pickupClockOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const pickups = pickupClockOf(platform);
  return queueHandler(platform, PickupTimer, ({ body }) => {
    const { tenant_id: tenantId, fulfillment_order_id: id } = body;
    return pickups.end(systemCaller(tenantId, 'pickup-clock', { correlationId: id, causationId: id }), id);
  });
};
