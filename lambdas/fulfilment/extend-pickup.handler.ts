import { extendPickupRoute } from '../../lib/contracts/http/pickup.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createApplyWork } from './work-reply.ts';

export const create = (platform: Platform) => {
  const apply = createApplyWork(platform);
  return httpHandler(platform, extendPickupRoute, (call) =>
    apply(call, { type: 'ExtendPickup', expiresAt: call.body.expires_at, now: platform.clock.now() }),
  );
};
