import { getModelRoute } from '../../lib/contracts/http/models.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf } from '../composition.ts';
import { createModelView, noSuchModel } from './model-reply.ts';

export const create = (platform: Platform) => {
  const registry = modelRegistryOf(platform);
  const view = createModelView(platform);
  return httpHandler(platform, getModelRoute, async (call) => {
    const tenantId = call.principal.tenantId as TenantId;
    const found = await registry.state(tenantId, call.params.model);
    return found ? reply(200, await view(tenantId, found)) : noSuchModel(call);
  });
};
