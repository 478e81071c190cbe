import { listBulkJobsRoute } from '../../lib/contracts/http/bulk-jobs.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { bulkJobsOf } from '../composition.ts';
import { bulkJobView } from './bulk-reply.ts';

export const create = (platform: Platform) => {
  const jobs = bulkJobsOf(platform);
  return httpHandler(platform, listBulkJobsRoute, async (call) => {
    const { jobs: items, cursor } = await jobs.list(call.principal.tenantId as TenantId, call.query);
    return reply(200, { items: items.map(bulkJobView), cursor });
  });
};
