import { type BulkJobBody, postBulkJobRoute } from '../../lib/contracts/http/bulk-jobs.ts';
import { canonicalJson } from '../../lib/kernel/canonical-json.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import type { BulkAction } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { createIdempotency, idempotencyKeyProblem } from '../../lib/platform/http/idempotency.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { bulkJobsOf } from '../composition.ts';
import { bulkJobView, mayAct } from './bulk-reply.ts';
import { callerOf } from './order-reply.ts';

const requestOf = ({ order_ids: _orders, dry_run: _dry, ...action }: BulkJobBody): BulkAction =>
  action.action === 'place_hold' ? { ...action, until: action.until ?? null } : action;

export const create = (platform: Platform) => {
  const jobs = bulkJobsOf(platform);
  const idempotency = createIdempotency(platform);
  return httpHandler(platform, postBulkJobRoute, async (call) => {
    const { principal, body, requestId } = call;
    const forbidden = mayAct(principal, body);
    if (forbidden) return problemReply(forbidden, requestId);
    const key = call.headers['idempotency-key'];
    const problem = idempotencyKeyProblem(key);
    if (problem) return problemReply(invalidInput([problem]), requestId);
    const asked = { request: requestOf(body), orderIds: body.order_ids, roles: principal.roles };
    if (body.dry_run) {
      const rows = await jobs.tryOut(callerOf(call), asked);
      const count = (outcome: (typeof rows)[number]['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
      const counts = { orders: rows.length, would_change: count('would_change'), unchanged: count('unchanged'), refused: count('refused') };
      return reply(200, { counts, rows });
    }
    if (key !== undefined) {
      const requestHash = await platform.keys.mac(
        'idempotency',
        canonicalJson({ of: 'bulk-job', ...asked.request, orderIds: asked.orderIds }),
      );
      const refusal = await idempotency.claim(principal.tenantId as TenantId, principal.id, key, requestHash);
      if (refusal) return problemReply(refusal, requestId);
    }
    const job = await jobs.begin(callerOf(call), asked, key);
    return reply(202, bulkJobView(job), { location: `/bulk-jobs/${job.bulkJobId}` });
  });
};
