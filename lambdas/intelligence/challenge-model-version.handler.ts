import { challengeModelVersionRoute } from '../../lib/contracts/http/models.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { createModelReply } from './model-reply.ts';

export const create = (platform: Platform) => {
  const registry = modelRegistryOf(platform);
  const answer = createModelReply(platform);
  return httpHandler(platform, challengeModelVersionRoute, async (call) => {
    const { model, version } = call.params;
    const { reason, end, share_per_mille: sharePerMille = 0, watch_seconds: watchSeconds = null } = call.body;
    if (end === true) return answer(call, await registry.endChallenger(callerOf(call), model, version, { reason }));
    return answer(call, await registry.startChallenger(callerOf(call), model, version, { sharePerMille, watchSeconds, reason }));
  });
};
