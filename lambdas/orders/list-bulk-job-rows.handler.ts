import { listBulkJobRowsRoute } from '../../lib/contracts/http/bulk-jobs.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { bulkJobsOf } from '../composition.ts';

export const create = (platform: Platform) => {
  const jobs = bulkJobsOf(platform);
  return httpHandler(platform, listBulkJobRowsRoute, async (call) => {
    const page = await jobs.rows(call.principal.tenantId as TenantId, call.params.id, call.query);
    return page ? reply(200, { items: page.rows, cursor: page.cursor }) : problemReply(notFound('bulk-job'), call.requestId);
  });
};
