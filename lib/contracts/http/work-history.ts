// What has happened to a piece of work, for the people who do it.
import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { FulfillmentOrderPath, notFoundResponse, refused } from './common.ts';

const WorkHistoryEntry = z
  .object({
    at: z.iso.datetime().meta({ description: 'When it happened' }),
    title: z.string(),
    sentence: z.string(),
    actor: z.object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() }),
  })
  .meta({ id: 'WorkHistoryEntry' });

export const workHistoryRoute = {
  method: 'GET',
  path: '/fulfillment-orders/{id}/history',
  operationId: 'getFulfillmentOrderHistory',
  scope: 'fulfilment:read',
  summary: 'What has happened to a fulfillment order, in sentences',
  params: FulfillmentOrderPath,
  responses: {
    200: { description: 'First to last', schema: z.object({ entries: z.array(WorkHistoryEntry) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
