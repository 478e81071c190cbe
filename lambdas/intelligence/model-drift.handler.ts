import { modelDriftRoute } from '../../lib/contracts/http/drift.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { driftWatchOf } from './drift-parts.ts';

export const create = (platform: Platform) => {
  const drift = driftWatchOf(platform);
  return httpHandler(platform, modelDriftRoute, async ({ principal, params: { model }, requestId }) => {
    if (!drift.models.includes(model)) return problemReply(notFound('model'), requestId);
    const report = await drift.read(principal.tenantId as TenantId, model);
    const nothing = { model, verdict: 'unknown', version: null, observations: 0, from: null, to: null, madeAt: null, figures: [] } as const;
    return reply(200, report ?? nothing);
  });
};
