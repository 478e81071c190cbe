// What happened to an order, and why: its events, its decisions, and what its channel was told.
import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { noticeKinds, noticeStates } from '../events/channels.ts';
import { orderDetailTypes, orderEventPayloads, type OrderEventType } from '../events/orders.ts';
import { notFoundResponse, OrderPath, refused } from './common.ts';
import { Actor } from './actor.ts';
import { Decision } from './order-receipts.ts';

const record = {
  event_id: z.string(),
  tenant_id: z.string(),
  stream_id: z.string(),
  version: z.int().min(1).meta({ description: '1 for the first event of the order' }),
  actor: Actor,
  occurred_at: z.iso.datetime().meta({ description: 'When it happened in the world' }),
  recorded_at: z.iso.datetime().meta({ description: 'When we learned it' }),
  correlation_id: z.string(),
  causation_id: z.string(),
  schema_version: z.int().min(1),
  prev_hash: z.string().meta({ description: 'Hash of the event before: the chain shows that none was changed' }),
};

const eventTypes = Object.keys(orderEventPayloads) as OrderEventType[];
const eventOf = (type: OrderEventType) =>
  z.object({ ...record, type: z.literal(type), payload: orderEventPayloads[type] }).meta({ id: `${orderDetailTypes[type]}Event` });

const [firstType = 'order.created', ...otherTypes] = eventTypes;
const OrderEvent = z
  .discriminatedUnion('type', [eventOf(firstType), ...otherTypes.map(eventOf)])
  .meta({ id: 'OrderEvent', description: 'An event of an order as it is stored' });

export const orderEventsRoute = {
  method: 'GET',
  path: '/orders/{id}/events',
  scope: 'orders:read',
  summary: 'Every event of the order with actor, times and hash chain',
  operationId: 'listOrderEvents',
  params: OrderPath,
  responses: {
    200: { description: 'The events, first to last', schema: z.object({ events: z.array(OrderEvent) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const orderDecisionsRoute = {
  method: 'GET',
  path: '/orders/{id}/decisions',
  scope: 'orders:read',
  summary: 'Receipts of every decision made for the order',
  operationId: 'listOrderDecisions',
  params: OrderPath,
  responses: {
    200: { description: 'The receipts', schema: z.object({ decisions: z.array(Decision) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const OrderNotice = z
  .object({
    notice_id: z.string(),
    channel: z.string(),
    kind: z.enum(noticeKinds),
    what: z.string().meta({ description: 'Such as `UPS 1Z999` or `12.50 EUR`' }),
    state: z.enum(noticeStates).meta({ description: '`known` when the channel knew without us; `waiting` while it is tried again' }),
    code: z.string().nullable().meta({ description: 'Why it waits or was refused' }),
    message: z.string().nullable(),
    reference: z.string().nullable().meta({ description: "The channel's own name for what it did" }),
    attempts: z.int(),
    since: z.iso.datetime().meta({ description: 'When it was first tried' }),
    at: z.iso.datetime().meta({ description: 'When it came to this state' }),
    sentence: z.string(),
  })
  .meta({ id: 'OrderNotice', description: 'What the channel of an order was told, and what it made of it' });

export const orderNoticesRoute = {
  method: 'GET',
  path: '/orders/{id}/notices',
  scope: 'orders:read',
  operationId: 'listOrderNotices',
  summary: 'What the channel was told of the order: parcels, cancellations, refunds',
  params: OrderPath,
  responses: {
    200: { description: 'The notices, first to last', schema: z.object({ notices: z.array(OrderNotice) }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
