// What came back of orders.
import * as z from 'zod';
import { LineId, lineIdPattern, LocationId, locationIdPattern } from '../../kernel/ids.ts';
import { returnConditions, returnReasons } from '../../orders/domain/returns/return.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { Actor } from './actor.ts';
import { moment, notFoundResponse, OrderPath, refused, rejectedResponse } from './common.ts';

const returnId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/, 'must be 1 to 100 characters: letters, digits, . _ : -')
  .meta({ description: 'What the sender calls the return; sent again it changes nothing' });
const reason = z.enum(returnReasons, `must be one of ${returnReasons.join(', ')}`);
const condition = z.enum(returnConditions, `must be one of ${returnConditions.join(', ')}`);

/** A return as it is told. */
export const ReturnBody = z.strictObject({
  return_id: returnId,
  lines: z
    .array(
      z.strictObject({
        line_id: z.string().regex(lineIdPattern, 'must be the id of a line').transform(LineId),
        quantity: z.int('must be a whole number').min(1).max(1_000_000),
        reason,
        condition,
      }),
    )
    .min(1)
    .max(500),
  location_id: z.string().regex(locationIdPattern, 'must be the id of a location').transform(LocationId).optional().meta({
    description: 'Where the goods were received',
  }),
  received_at: moment.optional(),
});

const OrderReturn = z
  .object({
    return_id: z.string(),
    recorded_at: z.iso.datetime(),
    actor: Actor,
    lines: z.array(
      z.object({
        line_id: z.string(),
        quantity: z.int(),
        reason: z.enum(returnReasons).optional(),
        condition: z.enum(returnConditions).optional(),
      }),
    ),
    location_id: z.string().optional(),
    received_at: z.iso.datetime().optional(),
  })
  .meta({ id: 'OrderReturn', description: 'Units of an order that came back' });

export const recordReturnRoute = {
  method: 'POST',
  path: '/orders/{id}/returns',
  scope: 'orders:manage',
  operationId: 'recordReturn',
  summary: 'Records what came back of an order, never more than left; the same return again changes nothing',
  params: OrderPath,
  body: ReturnBody,
  responses: {
    200: { description: 'It was recorded before', schema: OrderReturn },
    201: { description: 'Recorded', schema: OrderReturn },
    ...refused,
    ...notFoundResponse,
    ...rejectedResponse,
  },
} as const satisfies Route;

export const listReturnsRoute = {
  method: 'GET',
  path: '/orders/{id}/returns',
  scope: 'orders:read',
  operationId: 'listReturns',
  summary: 'What came back of an order, the oldest first',
  params: OrderPath,
  responses: {
    200: { description: 'All of it', schema: z.object({ items: z.array(OrderReturn) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
