import * as z from 'zod';
import { exceptionKinds } from '../../orders/domain/order.attention.ts';
import { holdBlocks, holdTypes } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { pageCursor, pageLimit, refused } from './common.ts';
import { OrderSummary } from './order-resource.ts';

const RecommendedAction = z
  .object({
    code: z
      .string()
      .regex(/^[a-z-]+$/)
      .meta({ description: 'For programs, such as `check-buyer`; new ones may come' }),
    sentence: z.string().meta({ description: 'For people' }),
  })
  .meta({ id: 'RecommendedAction', description: 'What whoever looks at it is best advised to do' });

const cursor = z.string().optional().meta({ description: 'For the next page; absent on the last one' });

const ReviewItem = z
  .object({
    order: OrderSummary,
    hold: z.object({
      hold_id: z.string(),
      type: z.enum(holdTypes),
      reason: z.string(),
      blocks: z.array(z.enum(holdBlocks)),
      placed_at: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      releasable_by: z.array(z.string()).meta({ description: 'Roles that may decide on it; empty for any that may handle holds' }),
      rejected: z.boolean().meta({ description: 'Whether somebody has upheld it: then the order is to be cancelled' }),
    }),
    recommended_action: RecommendedAction,
  })
  .meta({ id: 'ReviewItem' });

export const reviewQueueRoute = {
  method: 'GET',
  path: '/review-queue',
  scope: 'orders:read',
  operationId: 'getReviewQueue',
  summary: 'Holds that wait for a decision, those first that were placed first',
  query: z.strictObject({ type: z.enum(holdTypes).optional(), limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: {
      description: 'A page; it may hold fewer than were asked for and still have a cursor',
      schema: z.object({ items: z.array(ReviewItem), cursor }),
    },
    ...refused,
  },
} as const satisfies Route;

const OrderException = z
  .object({
    kind: z.enum(exceptionKinds),
    since: z.iso.datetime().meta({ description: 'When the trouble began' }),
    sentence: z.string(),
    reference: z.string().nullable().meta({ description: 'Id of the hold or notice that says so; null where none does' }),
    order: OrderSummary,
    recommended_action: RecommendedAction,
  })
  .meta({ id: 'OrderException', description: 'An order that needs a person or is late, and why' });

export const exceptionsRoute = {
  method: 'GET',
  path: '/exceptions',
  scope: 'orders:read',
  operationId: 'listExceptions',
  summary:
    'Orders that need a person or are late: stuck, backordered, in contradiction, not told of; those first whose trouble began first',
  query: z.strictObject({
    kind: z.enum(exceptionKinds).optional().meta({ description: 'Of `stuck` ones, the 500 that have been so for longest are listed' }),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: {
      description: 'A page; it may hold fewer than were asked for and still have a cursor',
      schema: z.object({ items: z.array(OrderException), cursor }),
    },
    ...refused,
  },
} as const satisfies Route;
