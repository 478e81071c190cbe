import * as z from 'zod';
import { searchKinds } from '../../orders/domain/order.search.ts';
import { orderStatuses } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { refused, text } from './common.ts';
import { OrderSummary } from './order-resource.ts';

const count = z.int().min(0);
const seconds = z.int().min(0);

const PipelineStage = z
  .object({
    status: z.enum(orderStatuses),
    orders: count.meta({ description: 'Exactly so many, or at least so many where there are `more`' }),
    more: z.boolean().meta({
      description:
        'Whether there are more than were counted. Of open stages up to 200,000 orders are counted; of shipped, delivered, completed, cancelled and returned ones, which grow for ever, about the 1,000 placed last of each',
    }),
    stuck: count.meta({ description: 'Of them, how many have been in the stage for longer than they should' }),
    stuck_after_seconds: seconds.nullable().meta({ description: 'Null where no order ever counts as stuck' }),
    oldest_since: z.iso.datetime().nullable().meta({ description: 'When the one that has been in the stage for longest came into it' }),
    ageing: z
      .array(
        z.object({
          from_seconds: seconds,
          to_seconds: seconds.nullable().meta({ description: 'Exclusive; null for the last one, which has no end' }),
          orders: count,
        }),
      )
      .meta({ description: 'Orders by the time they have been in the stage, youngest first' }),
  })
  .meta({ id: 'PipelineStage' });

const PipelineView = z
  .object({
    as_of: z.iso.datetime().meta({ description: 'When this was counted' }),
    renewed_within_seconds: seconds.meta({ description: 'How old it is at most while the installation runs' }),
    stages: z.array(PipelineStage).meta({ description: 'Every stage, in the order in which orders go through them' }),
  })
  .meta({ id: 'Pipeline', description: 'Orders per lifecycle stage, and how long they have been there' });

export const pipelineRoute = {
  method: 'GET',
  path: '/pipeline',
  scope: 'orders:read',
  operationId: 'getPipeline',
  summary: 'Orders per lifecycle stage with ages, and how many are stuck',
  responses: { 200: { description: 'The stages', schema: PipelineView }, ...refused },
} as const satisfies Route;

/** Longer than any e-mail address. */
const queryMax = 320;

export const SearchQuery = z.strictObject({
  q: text(queryMax).meta({
    description:
      "Our id of an order or of a fulfillment order, the channel's id or name of an order such as `#1001`, a SKU, a tracking number, an e-mail address, a phone number, or a status",
  }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

const searchKind = z.enum(searchKinds);

const SearchView = z
  .object({
    items: z.array(z.object({ order: OrderSummary, matched_by: z.array(searchKind).min(1) })).meta({ description: 'Newest first' }),
    kinds: z.array(searchKind).meta({ description: 'What the text was taken for' }),
    withheld: z.array(searchKind).meta({
      description: 'What it may be beside that and was not looked for, because the caller does not hold `orders:personal`',
    }),
    more: z.boolean().meta({ description: 'Whether more orders match than are shown' }),
  })
  .meta({ id: 'SearchResult' });

export const searchRoute = {
  method: 'GET',
  path: '/search',
  scope: 'orders:read',
  operationId: 'search',
  summary: 'Orders by whatever they are known by; e-mail and phone number only with the scope orders:personal',
  query: SearchQuery,
  responses: {
    200: { description: 'The orders, found within 2 seconds of what happened to them', schema: SearchView },
    400: { description: '`q` is empty or too long' },
    ...refused,
  },
} as const satisfies Route;
