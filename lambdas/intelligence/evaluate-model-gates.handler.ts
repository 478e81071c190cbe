import { evaluateModelGatesRoute } from '../../lib/contracts/http/models.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { createModelReply } from './model-reply.ts';

export const create = (platform: Platform) => {
  const registry = modelRegistryOf(platform);
  const answer = createModelReply(platform);
  return httpHandler(platform, evaluateModelGatesRoute, async (call) => {
    const { model, version } = call.params;
    return answer(call, await registry.evaluate(callerOf(call), model, version, call.body.gates));
  });
};
