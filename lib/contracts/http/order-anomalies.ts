// What is strange about orders.
import * as z from 'zod';
import {
  orderActionKinds,
  orderAnomalyKinds,
  orderAnomalySeverities,
  orderResolutionCodes,
} from '../../orders/domain/anomalies/order-anomaly.ts';
import { flagStatuses } from '../../platform/flags/flag-rows.ts';
import type { Route } from '../../platform/http/route.ts';
import { Actor } from './actor.ts';
import { notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';

const instant = z.iso.datetime();

const OrderAnomaly = z
  .object({
    anomaly_id: z.string(),
    kind: z.enum(orderAnomalyKinds),
    about: z.string().meta({
      description:
        'What it is about: `channel:<name>`, `region:<code>`, `sku:<sku>` or `all`; `device:<token>`, `network:<token>`, `person:<token>`; or the id of an order',
    }),
    severity: z.enum(orderAnomalySeverities),
    sentence: z.string(),
    figures: z.array(z.object({ name: z.string(), value: z.number() })).meta({ description: 'The figures that the sentence rests on' }),
    evidence: z.array(z.string()).meta({ description: 'Ids of orders that show it, twenty at most' }),
    recommended_action: z.object({
      kind: z.enum(orderActionKinds),
      text: z.string().meta({ description: 'The action in a sentence' }),
    }),
    status: z.enum(flagStatuses).meta({ description: '`resolved`: by a person; `closed`: the state that it told of is over' }),
    opened_at: instant,
    ended_at: instant.nullable(),
    resolution: z.object({ code: z.enum(orderResolutionCodes), note: z.string().nullable(), by: Actor, at: instant }).nullable(),
  })
  .meta({ id: 'OrderAnomaly', description: 'Something about orders that a person should look at' });

export const orderAnomaliesRoute = {
  method: 'GET',
  path: '/order-anomalies',
  scope: 'orders:read',
  summary: 'What is strange about orders: open anomalies, the oldest first, or those that have ended',
  query: z.strictObject({
    kind: z.enum(orderAnomalyKinds, `must be one of ${orderAnomalyKinds.join(', ')}`).optional(),
    list: z.enum(['open', 'ended'], 'must be open or ended').default('open'),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: {
      description: 'A page; it may hold fewer than were asked for and still have a cursor',
      schema: z.object({ items: z.array(OrderAnomaly), cursor: z.string().optional() }),
    },
    ...refused,
  },
} as const satisfies Route;

export const resolveOrderAnomalyRoute = {
  method: 'POST',
  path: '/order-anomalies/{id}/resolve',
  scope: 'holds:write',
  summary: 'Says that an anomaly has been dealt with. It is not told again while the same state lasts; a repetition changes nothing',
  params: z.object({ id: z.string().regex(/^[a-z2-7]{26}$/, 'must be an anomaly id: 26 characters a–z, 2–7') }),
  body: z.strictObject({
    code: z.enum(orderResolutionCodes, `must be one of ${orderResolutionCodes.join(', ')}`),
    note: words(500).optional().meta({ description: 'What was found, in your words; no personal data' }),
  }),
  responses: { 200: { description: 'The anomaly', schema: OrderAnomaly }, ...refused, ...notFoundResponse, ...rejectedResponse },
} as const satisfies Route;
