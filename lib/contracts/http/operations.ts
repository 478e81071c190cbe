import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { orderStatuses } from '../../orders/domain/order.values.ts';
import { JsonValue, moment, notFoundResponse, refused } from './common.ts';
import { OrderSummary } from './order-resource.ts';

export const firstPageRoute = {
  method: 'GET',
  path: '/',
  scope: 'public',
  summary: 'Leads browsers to the console',
  responses: { 302: { description: 'To `/console/`' } },
} as const satisfies Route;

export const healthRoute = {
  method: 'GET',
  path: '/health',
  scope: 'public',
  summary: 'Whether the process answers and can read its store',
  responses: {
    200: { description: 'Healthy', schema: z.object({ status: z.literal('ok'), at: z.iso.datetime() }) },
    503: { description: 'The store does not answer' },
  },
} as const satisfies Route;

const depth = z.int().min(0);

const AlarmState = z
  .object({
    name: z.string(),
    description: z.string(),
    state: z.enum(['ok', 'ringing', 'unknown']).meta({ description: '`unknown` where the figures are kept elsewhere' }),
    value: z.number(),
    threshold: z.number(),
    runbook: z.string().meta({ description: 'What to do, in this repository' }),
  })
  .meta({ id: 'AlarmState' });

const StatusView = z
  .object({
    at: z.iso.datetime(),
    pipeline: z.array(
      z.object({
        status: z.enum(orderStatuses),
        orders: depth,
        more: z.boolean().meta({ description: 'Whether there are more than were counted' }),
      }),
    ),
    recent_orders: z.array(OrderSummary),
    queues: z.array(z.object({ queue: z.string(), waiting: depth, in_flight: depth })),
    dead_letters: z.array(z.object({ queue: z.string(), waiting: depth })),
    alarms: z.array(AlarmState),
  })
  .meta({ id: 'InstallationStatus' });

export const statusRoute = {
  method: 'GET',
  path: '/status',
  scope: 'operations:read',
  summary: 'Orders per stage, newest orders, queues and dead letters',
  responses: { 200: { description: 'The state of the installation', schema: StatusView }, ...refused },
} as const satisfies Route;

const count = z.int().min(0);
const milliseconds = z.int().min(0).nullable();
const latency = z.object({
  orders: count.meta({ description: 'Orders that got there' }),
  waiting: count.meta({ description: 'Orders that have not, and still may; they are not in the percentiles' }),
  p95_ms: milliseconds,
  p99_ms: milliseconds,
});
const outage = z.object({
  channel: z.string(),
  account: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable(),
  problem: z.string(),
});

/** What `GET /kpis` answers; docs/kpis.md has the formulas. */
export const KpiView = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    orders: z.object({
      in_range: count.meta({ description: 'Placed in the range' }),
      is_estimate: z.boolean().meta({ description: 'Whether `in_range` was estimated, because there were too many to be listed' }),
      read: count,
      is_sample: z.boolean().meta({ description: 'Whether deliveries and latencies are of a sample of these orders' }),
    }),
    event_delivery: z.object({
      events: count,
      deliveries: count,
      given_up: count,
      success_percent: z.number().min(0).max(100).nullable(),
    }),
    latency: z.object({
      received_to_recorded: latency,
      received_to_allocated: latency,
      received_to_shipped: latency,
      undisturbed_received_to_allocated: latency,
    }),
    messages: z.object({
      failed: count,
      has_more_failed: z.boolean(),
      replayed: count,
      queues: z.array(z.object({ queue: z.string(), failed: count, replayed: count })),
    }),
    recovery: z.object({
      outages: count,
      mean_seconds: z.number().min(0).nullable(),
      longest_seconds: z.number().min(0).nullable(),
      open: z.array(outage),
    }),
  })
  .meta({ id: 'Kpis', description: 'How well the parts work together' });

export const kpisRoute = {
  method: 'GET',
  path: '/kpis',
  scope: 'operations:read',
  summary: 'Event delivery, latency percentiles, failed and replayed messages, time to recovery',
  query: z.strictObject({
    from: moment.optional().meta({ description: 'Default: 24 hours before `to`' }),
    to: moment.optional().meta({ description: 'Default: now. At most 31 days after `from`' }),
  }),
  responses: { 200: { description: 'The figures', schema: KpiView }, 400: { description: 'The range is empty or too long' }, ...refused },
} as const satisfies Route;

const queue = z.string().regex(/^[a-z0-9-]{1,80}$/);

/** A message that could not be handled. */
export const DeadLetterView = z
  .object({
    message_id: z.string(),
    sent_at: z.iso.datetime(),
    receive_count: count,
    body: JsonValue.meta({ description: 'As it was sent, without anything personal; text where it is not JSON' }),
  })
  .meta({ id: 'DeadLetter' });

export const listDeadLettersRoute = {
  method: 'GET',
  path: '/dead-letters/{queue}',
  scope: 'operations:read',
  summary: 'Messages that a queue or stream reader could not handle',
  params: z.object({ queue }),
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  responses: {
    200: { description: 'The messages, oldest first', schema: z.object({ queue: z.string(), messages: z.array(DeadLetterView) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const redriveRoute = {
  method: 'POST',
  path: '/dead-letters/{queue}/redrive',
  scope: 'operations:write',
  operationId: 'redriveDeadLetters',
  summary: 'Sends dead letters back to be handled again',
  params: z.object({ queue }),
  body: z.strictObject({
    message_ids: z.array(z.string().min(1).max(100)).min(1).max(100).optional(),
    limit: z.int().min(1).max(10_000).default(100),
  }),
  responses: {
    200: {
      description: 'How many were sent back',
      schema: z.object({
        queue: z.string(),
        redriven: count.meta({ description: 'Sent back to the queue, or handled by the stream reader' }),
        failed: count.meta({ description: 'Letters of a stream reader that failed again, and stay' }),
      }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
