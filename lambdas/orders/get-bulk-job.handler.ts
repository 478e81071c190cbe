import { getBulkJobRoute } from '../../lib/contracts/http/bulk-jobs.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { bulkJobsOf } from '../composition.ts';
import { bulkJobView } from './bulk-reply.ts';

export const create = (platform: Platform) => {
  const jobs = bulkJobsOf(platform);
  return httpHandler(platform, getBulkJobRoute, async (call) => {
    const job = await jobs.get(call.principal.tenantId as TenantId, call.params.id);
    return job ? reply(200, bulkJobView(job)) : problemReply(notFound('bulk-job'), call.requestId);
  });
};
