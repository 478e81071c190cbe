import { readyForPickupRoute } from '../../lib/contracts/http/pickup.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { pickupClockOf } from '../composition.ts';
import { createApplyWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const pickups = pickupClockOf(platform);
  const apply = createApplyWork(platform);
  return httpHandler(platform, readyForPickupRoute, async (call) => {
    const readyAt = platform.clock.now();
    const expiresAt = await pickups.expiryOf(call.principal.tenantId as TenantId, readyAt);
    return apply(call, { type: 'MarkReadyForPickup', readyAt, expiresAt });
  });
};
