// What has happened to a piece of work or a document of supply, in sentences, for the people who have to do with it.
import * as z from 'zod';
import type { Route } from '../../platform/http/route.ts';
import { FulfillmentOrderPath, notFoundResponse, refused } from './common.ts';
import { SupplyDocumentPath } from './supply.ts';

const HistoryEntry = z
  .object({
    at: z.iso.datetime().meta({ description: 'When it happened' }),
    title: z.string(),
    sentence: z.string(),
    actor: z.object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() }),
  })
  .meta({ id: 'HistoryEntry' });

const responses = {
  200: { description: 'First to last', schema: z.object({ entries: z.array(HistoryEntry) }) },
  ...refused,
  ...notFoundResponse,
} as const;

export const workHistoryRoute = {
  method: 'GET',
  path: '/fulfillment-orders/{id}/history',
  operationId: 'getFulfillmentOrderHistory',
  scope: 'fulfilment:read',
  summary: 'What has happened to a fulfillment order, in sentences',
  params: FulfillmentOrderPath,
  responses,
} as const satisfies Route;

export const transferHistoryRoute = {
  method: 'GET',
  path: '/transfers/{id}/history',
  operationId: 'getTransferHistory',
  scope: 'inventory:read',
  summary: 'What has happened to a transfer, in sentences',
  params: SupplyDocumentPath,
  responses,
} as const satisfies Route;

export const purchaseOrderHistoryRoute = {
  method: 'GET',
  path: '/purchase-orders/{id}/history',
  operationId: 'getPurchaseOrderHistory',
  scope: 'inventory:read',
  summary: 'What has happened to a purchase order, in sentences',
  params: SupplyDocumentPath,
  responses,
} as const satisfies Route;
