import * as z from 'zod';
import { OrderId, orderIdPattern } from '../../kernel/ids.ts';
import { bulkActionNames, bulkOrdersMax } from '../../orders/domain/bulk-action.ts';
import { cancelReasons, holdBlocks, holdTypes } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { moment, notFoundResponse, pageCursor, pageLimit, refused, words } from './common.ts';
import { Actor } from './actor.ts';

const orders = {
  order_ids: z
    .array(z.string().regex(orderIdPattern, 'must be an order id: 26 characters a–z, 2–7').transform(OrderId))
    .min(1, 'must name at least one order')
    .max(bulkOrdersMax, `must name at most ${bulkOrdersMax} orders`)
    .meta({ description: 'An order that is named twice counts once' }),
  dry_run: z.boolean().default(false).meta({ description: 'Says what would become of each order as it stands, and writes nothing' }),
};

const holdReason = words(500).meta({ description: 'About the orders, never about a person' });
const blocks = z.array(z.enum(holdBlocks)).min(1, 'must name at least one kind of work');
const holdType = z.enum(holdTypes);

/** `POST /bulk-jobs`. Each action is what the route for one order does. */
export const BulkJobBody = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('cancel'), reason: z.enum(cancelReasons).default('customer'), ...orders }),
    z.strictObject({
      action: z.literal('place_hold'),
      type: holdType.default('operator'),
      reason: holdReason,
      blocks: blocks.default(['sourcing', 'release', 'shipping']),
      until: moment.optional(),
      ...orders,
    }),
    z.strictObject({
      action: z.literal('release_holds'),
      type: holdType.meta({ description: 'Every open hold of this type is released' }),
      ...orders,
    }),
    z.strictObject({
      action: z.literal('reject_holds'),
      type: holdType.meta({ description: 'Every open hold of this type is upheld' }),
      ...orders,
    }),
  ])
  .meta({ description: `One of ${bulkActionNames.join(', ')}, for up to ${bulkOrdersMax} orders` });
export type BulkJobBody = z.output<typeof BulkJobBody>;

const BulkAction = z
  .discriminatedUnion('action', [
    z.object({ action: z.literal('cancel'), reason: z.enum(cancelReasons) }),
    z.object({
      action: z.literal('place_hold'),
      type: holdType,
      reason: z.string(),
      blocks: z.array(z.enum(holdBlocks)),
      until: z.iso.datetime().nullable(),
    }),
    z.object({ action: z.literal('release_holds'), type: holdType }),
    z.object({ action: z.literal('reject_holds'), type: holdType }),
  ])
  .meta({ id: 'BulkAction', description: 'What a bulk job does to each of its orders' });

const count = z.int().min(0);
const jobStates = ['running', 'stopped', 'done'] as const;
const rowStates = ['waiting', 'done', 'unchanged', 'refused', 'failed'] as const;

const BulkJob = z
  .object({
    bulk_job_id: z.string(),
    request: BulkAction,
    state: z.enum(jobStates).meta({ description: '`done` when no order waits; some may have failed, and are tried again by resuming' }),
    counts: z.object({ orders: count, waiting: count, done: count, unchanged: count, refused: count, failed: count }),
    requested_by: Actor.meta({ description: 'On whose behalf each order is changed' }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime().meta({ description: 'When orders were last worked off, or the job was stopped or resumed' }),
    expires_at: z.iso.datetime().meta({ description: 'When the job is forgotten; what it did to orders stands in their events' }),
  })
  .meta({ id: 'BulkJob' });

const reason = {
  code: z.string().nullable().meta({ description: 'Why it was refused or failed' }),
  message: z.string().nullable(),
};

const BulkDryRun = z
  .object({
    counts: z.object({ orders: count, would_change: count, unchanged: count, refused: count }),
    rows: z.array(z.object({ order_id: z.string(), outcome: z.enum(['would_change', 'unchanged', 'refused']), ...reason })),
  })
  .meta({ id: 'BulkDryRun', description: 'What a job would do to each order as it stands' });

const BulkJobRow = z
  .object({
    order_id: z.string(),
    order_name: z.string().nullable().meta({ description: 'What people call the order; null where there is no such order' }),
    state: z.enum(rowStates).meta({ description: '`failed` is what could not be tried to an end; `unchanged` had nothing to change' }),
    ...reason,
    at: z.iso.datetime().nullable().meta({ description: 'When it came to this state; null while it waits' }),
  })
  .meta({ id: 'BulkJobRow' });

const BulkJobPath = z.object({ id: z.string().regex(/^[a-z0-9]{26}$/, 'must be the id of a bulk job: 26 characters a–z, 0–9') });

export const postBulkJobRoute = {
  method: 'POST',
  path: '/bulk-jobs',
  scope: 'orders:read',
  operationId: 'createBulkJob',
  summary: 'Cancels, holds or releases many orders; needs the scope of the action too: orders:manage to cancel, holds:write otherwise',
  takesIdempotencyKey: true,
  body: BulkJobBody,
  responses: {
    200: { description: 'Of a dry run: what would become of each order', schema: BulkDryRun },
    202: { description: 'The job, which is worked off from now on', schema: BulkJob },
    400: { description: 'Fields are missing or wrong; `problems` names each' },
    ...refused,
    422: { description: 'The Idempotency-Key was used for another request' },
  },
} as const satisfies Route;

export const listBulkJobsRoute = {
  method: 'GET',
  path: '/bulk-jobs',
  scope: 'orders:read',
  summary: 'Bulk jobs of the last 90 days, newest first',
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(BulkJob), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const getBulkJobRoute = {
  method: 'GET',
  path: '/bulk-jobs/{id}',
  scope: 'orders:read',
  summary: 'How far a bulk job has come',
  params: BulkJobPath,
  responses: { 200: { description: 'The job', schema: BulkJob }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const listBulkJobRowsRoute = {
  method: 'GET',
  path: '/bulk-jobs/{id}/rows',
  scope: 'orders:read',
  summary: 'What became of each order of a bulk job, in the order in which they were named',
  params: BulkJobPath,
  query: z.strictObject({ state: z.enum(rowStates).optional(), limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(BulkJobRow), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const stopBulkJobRoute = {
  method: 'POST',
  path: '/bulk-jobs/{id}/stop',
  scope: 'orders:read',
  summary: 'Leaves alone what the job has not tried yet; needs the scope of its action too',
  params: BulkJobPath,
  responses: { 200: { description: 'The job', schema: BulkJob }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const resumeBulkJobRoute = {
  method: 'POST',
  path: '/bulk-jobs/{id}/resume',
  scope: 'orders:read',
  summary: 'Goes on with orders that wait, and tries those again that failed; needs the scope of its action too',
  params: BulkJobPath,
  responses: { 200: { description: 'The job', schema: BulkJob }, ...refused, ...notFoundResponse },
} as const satisfies Route;
