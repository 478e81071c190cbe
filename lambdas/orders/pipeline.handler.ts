import { pipelineRoute } from '../../lib/contracts/http/order-views.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { pipelineOf } from '../order-views.ts';
import { pipelineView } from './pipeline.view.ts';

export const create = (platform: Platform) => {
  const pipeline = pipelineOf(platform);
  return httpHandler(platform, pipelineRoute, async (call) =>
    reply(200, pipelineView(await pipeline.read(call.principal.tenantId as TenantId))),
  );
};
