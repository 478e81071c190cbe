import * as z from 'zod';
import { CanonicalOrder } from '../canonical-order.ts';
import type { Route } from '../../platform/http/route.ts';
import { JsonValue, moment, notFoundResponse, OrderPath, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';
import { Actor } from './actor.ts';

const at = z.iso.datetime();

/** Characters of a note at most. */
export const noteTextMax = 2_000;

const OrderNote = z
  .object({
    note_id: z.string(),
    at,
    actor: Actor,
    text: z.string().nullable(),
    text_state: z
      .enum(['shown', 'hidden', 'erased'])
      .meta({ description: '`hidden` without the scope orders:personal; `erased` with the personal data of the order' }),
  })
  .meta({ id: 'OrderNote' });

export const addOrderNoteRoute = {
  method: 'POST',
  path: '/orders/{id}/notes',
  scope: 'orders:manage',
  summary: 'Writes a note on the order; the same Idempotency-Key writes it once',
  takesIdempotencyKey: true,
  params: OrderPath,
  body: z.strictObject({
    text: words(noteTextMax),
  }),
  responses: {
    200: { description: 'It was written before', schema: OrderNote },
    201: { description: 'Written', schema: OrderNote },
    400: { description: 'Fields are missing or wrong; `problems` names each' },
    ...refused,
    ...notFoundResponse,
    ...rejectedResponse,
  },
} as const satisfies Route;

export const listOrderNotesRoute = {
  method: 'GET',
  path: '/orders/{id}/notes',
  scope: 'orders:read',
  operationId: 'listOrderNotes',
  summary: 'Notes on the order, newest first; their text with the scope orders:personal',
  params: OrderPath,
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(OrderNote), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const payload = {
  payload_id: z.string(),
  kind: z.enum(['raw', 'canonical']).meta({ description: 'The body as the channel sent it, or the order that was read from it' }),
  size: z.int().min(0).nullable().meta({ description: 'Bytes; null where it is no longer kept' }),
  stored_at: at.nullable(),
};

const OrderPayload = z
  .object({ ...payload, state: z.enum(['kept', 'retired']).meta({ description: '`retired`: deleted by the rules of its channel' }) })
  .meta({ id: 'OrderPayload' });

const OpenedOrderPayload = z
  .object({
    ...payload,
    content_type: z.enum(['application/json', 'text/plain']),
    text: z.string().meta({ description: 'JSON is laid out for reading, unless it is very long' }),
    canonical: CanonicalOrder.nullable().meta({ description: 'The order as it was read from this payload' }),
  })
  .meta({ id: 'OpenedOrderPayload' });

export const listOrderPayloadsRoute = {
  method: 'GET',
  path: '/orders/{id}/payloads',
  scope: 'orders:personal',
  operationId: 'listOrderPayloads',
  summary: 'What the channel sent of the order, as archived, oldest first',
  params: OrderPath,
  responses: {
    200: { description: 'The payloads', schema: z.object({ items: z.array(OrderPayload) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const getOrderPayloadRoute = {
  method: 'GET',
  path: '/orders/{id}/payloads/{payload_id}',
  scope: 'orders:personal',
  operationId: 'getOrderPayload',
  summary: 'One payload, opened, and the order that was read from it',
  params: OrderPath.extend({ payload_id: z.string().max(100) }),
  responses: {
    200: { description: 'The payload', schema: OpenedOrderPayload },
    ...refused,
    404: { description: 'No such thing in this tenant; `payload-erased` and `payload-retired` say what became of it' },
  },
} as const satisfies Route;

const OrderExecution = z
  .object({
    name: z.string(),
    machine: z.string(),
    status: z.enum(['running', 'succeeded', 'failed', 'timed_out', 'aborted']),
    started_at: at,
    stopped_at: at.nullable(),
    error: z.string().nullable().meta({ description: 'Name of the error with which it ended' }),
    fulfillment_order_id: z.string().nullable().meta({ description: "Null for the order's own workflow" }),
    console_url: z.url().nullable().meta({ description: 'Its page in the console of AWS; null on the embedded engine' }),
  })
  .meta({ id: 'OrderExecution' });

const OrderWaitingFor = z
  .object({
    kind: z.enum(['event', 'timer']),
    name: z.string(),
    fulfillment_order_id: z.string().nullable(),
    since: at.nullable(),
    due: at.nullable().meta({ description: 'Of a timer' }),
    sentence: z.string(),
  })
  .meta({ id: 'OrderWaitingFor', description: 'Something that has to happen before the order goes on' });

export const orderExecutionsRoute = {
  method: 'GET',
  path: '/orders/{id}/executions',
  scope: 'orders:read',
  operationId: 'getOrderExecutions',
  summary: 'Workflows of the order and of its fulfillment orders, and what the order waits for',
  params: OrderPath,
  responses: {
    200: {
      description: 'The executions, first to last; those that ended 90 days ago are forgotten in AWS',
      schema: z.object({ executions: z.array(OrderExecution), waiting_for: z.array(OrderWaitingFor) }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const version = z.coerce.number().int('must be a whole number').min(0, 'must be 0 or more').max(1_000_000).optional();

export const OrderDifferenceQuery = z
  .strictObject({
    from: moment.optional().meta({ description: 'As the order stood at this instant' }),
    to: moment.optional().meta({ description: 'Default: now' }),
    basis: z
      .enum(['recorded', 'occurred'])
      .default('recorded')
      .meta({ description: 'Whether instants mean when we learned it or when it happened' }),
    from_version: version.meta({ description: 'Instead of `from`; 0 is before the order was there' }),
    to_version: version.meta({ description: 'Instead of `to`' }),
  })
  .superRefine(({ from, to, from_version: fromVersion, to_version: toVersion }, context) => {
    const wrong = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message });
    if ((from === undefined) === (fromVersion === undefined)) wrong('from', 'give either from or from_version');
    if (to !== undefined && toVersion !== undefined) wrong('to', 'give either to or to_version');
    if (from !== undefined && to !== undefined && from > to) wrong('to', 'must not be before from');
    if (fromVersion !== undefined && toVersion !== undefined && fromVersion > toVersion)
      wrong('to_version', 'must not be below from_version');
  });

export const orderDifferenceRoute = {
  method: 'GET',
  path: '/orders/{id}/difference',
  scope: 'orders:read',
  operationId: 'getOrderDifference',
  summary: 'What changed between two states of the order, and by which events; personal data only with the scope orders:personal',
  params: OrderPath,
  query: OrderDifferenceQuery,
  responses: {
    200: {
      description: 'The difference',
      schema: z
        .object({
          from_version: z.int().min(0),
          to_version: z.int().min(0),
          changes: z.array(
            z.object({
              path: z.string().meta({ description: 'Such as `totals.total`, or `holds[abc].outcome` in a list whose entries have ids' }),
              before: JsonValue.meta({ description: 'Null where there was nothing' }),
              after: JsonValue.meta({ description: 'Null where there is nothing' }),
            }),
          ),
          events: z.array(z.object({ event_id: z.string(), version: z.int().min(1), type: z.string(), actor: Actor, at })),
        })
        .meta({ id: 'OrderDifference' }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const kinds = ['order', 'hold', 'work', 'parcel', 'payment', 'stock', 'decision', 'notice', 'note', 'execution'] as const;

const TimelineEntry = z
  .object({
    at,
    kind: z.enum(kinds),
    title: z.string(),
    sentence: z.string().meta({ description: 'Plain English; of a note its text, with the scope orders:personal' }),
    actor: Actor.nullable().meta({ description: 'Null for what nobody did, such as a workflow that ended' }),
    reference: z.string().nullable().meta({ description: 'Such as a hold, a fulfillment order or a tracking number' }),
  })
  .meta({ id: 'TimelineEntry' });

export const orderTimelineRoute = {
  method: 'GET',
  path: '/orders/{id}/timeline',
  scope: 'orders:read',
  operationId: 'getOrderTimeline',
  summary: 'Everything that happened to the order and around it, first to last, in plain sentences',
  params: OrderPath,
  responses: {
    200: { description: 'The entries', schema: z.object({ items: z.array(TimelineEntry) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
