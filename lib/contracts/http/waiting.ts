// Who waits for stock.
import * as z from 'zod';
import { Sku, skuPattern } from '../../kernel/ids.ts';
import { promiseBases } from '../../orders/domain/order.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { pageCursor, pageLimit, refused } from './common.ts';

const instant = z.iso.datetime();

const WaitingOrder = z
  .object({
    order_id: z.string(),
    priority: z.int().meta({ description: 'Lower goes first' }),
    placed_at: instant,
    units: z.int().min(1).meta({ description: 'Units of the SKU for which the order has no location' }),
    missing: z.int().min(1).meta({ description: 'Those of them that it found nowhere at its last look' }),
    kind: z.enum(['backorder', 'preorder']).meta({ description: '`preorder`: the article is not sold yet' }),
    since: instant.meta({ description: 'Since when it has waited for the SKU' }),
    promised_for: instant.nullable().meta({ description: 'When its last unit of the SKU is to be there; null when nobody knows' }),
    basis: z.enum(promiseBases),
    reference: z.string().nullable().meta({ description: 'The purchase order or transfer that brings its last unit' }),
  })
  .meta({
    id: 'WaitingOrder',
    description:
      'An order in the queue of a SKU. Units that come free, and supply that is on its way, go by priority (the lower number first), then by age (the order placed earlier first); an order that cannot use them, because it is held or another of its articles is missing, is passed over and keeps its place.',
  });

export const waitingRoute = {
  method: 'GET',
  path: '/inventory/waiting',
  scope: 'orders:read',
  summary: 'Orders that wait for a SKU, in the order in which they are served',
  query: z.strictObject({
    sku: z.string().regex(skuPattern, 'must be 1 to 128 characters without # and control characters').transform(Sku),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: {
      description: 'A page; it may hold fewer than were asked for and still have a cursor',
      schema: z.object({ items: z.array(WaitingOrder), cursor: z.string().optional() }),
    },
    ...refused,
  },
} as const satisfies Route;
