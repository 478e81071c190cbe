import { listModelsRoute } from '../../lib/contracts/http/models.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { modelRegistryOf } from '../composition.ts';
import { modelListView } from './model-reply.ts';

export const create = (platform: Platform) => {
  const registry = modelRegistryOf(platform);
  return httpHandler(platform, listModelsRoute, async ({ principal }) => {
    return reply(200, await modelListView(registry, principal.tenantId as TenantId));
  });
};
