import { registerModelVersionRoute } from '../../lib/contracts/http/models.ts';
import { artefactFolder } from '../../lib/intelligence/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf } from '../composition.ts';
import { callerOf } from '../orders/order-reply.ts';
import { createModelReply } from './model-reply.ts';
import { provenanceOf } from './model-commands.ts';

export const create = (platform: Platform) => {
  const registry = modelRegistryOf(platform);
  const answer = createModelReply(platform);
  return httpHandler(platform, registerModelVersionRoute, async (call) => {
    const [caller, { model }, { artefact, artefact_folder: folder = '' }] = [callerOf(call), call.params, call.body];
    const registered = artefact
      ? await registry.register(caller, model, artefact, provenanceOf(call.body))
      : await registry.registerFolder(caller, model, artefactFolder(caller.tenantId, model, folder), provenanceOf(call.body));
    return answer(call, registered.ok ? { ok: true, value: registered.value.model } : registered);
  });
};
