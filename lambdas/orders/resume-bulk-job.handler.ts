import { resumeBulkJobRoute } from '../../lib/contracts/http/bulk-jobs.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { actorOf } from '../../lib/platform/http/principal.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { bulkJobsOf } from '../composition.ts';
import { bulkJobView, mayAct } from './bulk-reply.ts';

export const create = (platform: Platform) => {
  const jobs = bulkJobsOf(platform);
  return httpHandler(platform, resumeBulkJobRoute, async (call) => {
    const tenantId = call.principal.tenantId as TenantId;
    const known = await jobs.get(tenantId, call.params.id);
    if (!known) return problemReply(notFound('bulk-job'), call.requestId);
    const forbidden = mayAct(call.principal, known.request);
    if (forbidden) return problemReply(forbidden, call.requestId);
    const authority = { requestedBy: actorOf(call.principal), roles: call.principal.roles };
    return reply(200, bulkJobView((await jobs.resume(tenantId, call.params.id, authority)) ?? known));
  });
};
