import { shadowModelVersionRoute } from '../../lib/contracts/http/models.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { createModelReply } from './model-reply.ts';

export const create = (platform: Platform) => {
  const registry = modelRegistryOf(platform);
  const answer = createModelReply(platform);
  return httpHandler(platform, shadowModelVersionRoute, async (call) => {
    const { model, version } = call.params;
    const { reason, end } = call.body;
    return answer(call, await registry[end === true ? 'endShadow' : 'startShadow'](callerOf(call), model, version, reason));
  });
};
