import { type BulkJob, bulkJobState, scopeOfBulkAction } from '../../lib/orders/index.ts';
import { type Principal, requireScope } from '../../lib/platform/http/principal.ts';
import type { Refusal } from '../../lib/platform/http/refusal.ts';

/** A job as the API shows it, in camelCase. */
export const bulkJobView = (job: BulkJob) => ({
  bulkJobId: job.bulkJobId,
  request: job.request,
  state: bulkJobState(job),
  counts: { orders: Object.values(job.counts).reduce((sum, count) => sum + count, 0), ...job.counts },
  requestedBy: job.requestedBy,
  createdAt: job.createdAt,
  updatedAt: job.updatedAt,
  expiresAt: job.expiresAt,
});

/** Refuses whoever may not do to one order what the job does to many. */
export const mayAct = (principal: Principal, { action }: Pick<BulkJob['request'], 'action'>): Refusal | undefined =>
  requireScope(principal, scopeOfBulkAction[action]);
