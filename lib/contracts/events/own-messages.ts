import * as z from 'zod';
import { OrderId, orderIdPattern, TenantId, tenantIdPattern } from '../../kernel/ids.ts';

// Messages that stand in queues of ours and are no events of a stream.

/** The timer with which a delivered order is completed once its time for complaints is over. */
export const OrderTimer = z.object({
  kind: z.literal('complete'),
  tenant_id: z.string().regex(tenantIdPattern).transform(TenantId),
  order_id: z.string().regex(orderIdPattern).transform(OrderId),
});

/** What S3 reports of a new object. */
export const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string().min(1) }) }) });

const ofBulkJob = { tenant_id: z.string().regex(tenantIdPattern).transform(TenantId), job_id: z.string().min(1) };

/** A part of a bulk job that is to be done, and the look whether it goes on. */
export const BulkJobWork = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chunk'), ...ofBulkJob, chunk: z.int().min(0) }),
  z.object({ kind: z.literal('watch'), ...ofBulkJob }),
]);
