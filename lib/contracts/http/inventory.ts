import * as z from 'zod';
import { LocationId, locationIdPattern, Sku, skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { LocationBody, ProductBody, ReceiptBody, StockCount } from './catalog-bodies.ts';
import { notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse } from './common.ts';

const page = {
  200: { description: 'A page', schema: z.object({ items: z.array(z.unknown()), cursor: z.string().optional() }) },
  ...refused,
};
const sku = z.string().regex(skuPattern).transform(Sku);
const locationId = z.string().regex(locationIdPattern).transform(LocationId);

export const putProductRoute = {
  method: 'POST',
  path: '/products',
  scope: 'catalog:write',
  summary: 'Creates or replaces a product',
  body: ProductBody,
  responses: { 200: { description: 'Replaced' }, 201: { description: 'Created' }, ...refused },
} as const satisfies Route;

export const listProductsRoute = {
  method: 'GET',
  path: '/products',
  scope: 'catalog:read',
  summary: 'Products, by SKU within shards',
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: page,
} as const satisfies Route;

export const getProductRoute = {
  method: 'GET',
  path: '/products/{sku}',
  scope: 'catalog:read',
  summary: 'One product',
  params: z.object({ sku }),
  responses: { 200: { description: 'The product' }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const putLocationRoute = {
  method: 'POST',
  path: '/locations',
  scope: 'catalog:write',
  summary: 'Creates or replaces a location',
  body: LocationBody,
  responses: { 200: { description: 'Replaced' }, 201: { description: 'Created' }, ...refused },
} as const satisfies Route;

export const listLocationsRoute = {
  method: 'GET',
  path: '/locations',
  scope: 'catalog:read',
  summary: 'Locations of the tenant',
  responses: page,
} as const satisfies Route;

export const receiveStockRoute = {
  method: 'POST',
  path: '/inventory/receipts',
  scope: 'inventory:write',
  summary: 'Goods have arrived; wakes orders that wait for them',
  body: ReceiptBody,
  responses: {
    200: { description: 'Levels after the receipt' },
    409: { description: 'The receipt has been posted with other lines' },
    ...refused,
    ...notFoundResponse,
    ...rejectedResponse,
  },
} as const satisfies Route;

export const countStockRoute = {
  method: 'POST',
  path: '/inventory/counts',
  scope: 'inventory:write',
  summary: 'What was counted on the shelf replaces what the book says',
  body: z.strictObject({ count_id: z.string().regex(/^[^#\u0000-\u001f\u007f]{1,128}$/u), lines: z.array(StockCount).min(1).max(100) }),
  responses: {
    200: { description: 'Levels after the count' },
    409: { description: 'The count has been posted with other lines' },
    ...refused,
    ...notFoundResponse,
    ...rejectedResponse,
  },
} as const satisfies Route;

export const stockLevelsRoute = {
  method: 'GET',
  path: '/inventory/levels',
  scope: 'inventory:read',
  summary: 'On hand, allocated and available of a SKU at every location',
  query: z.strictObject({ sku }),
  responses: { 200: { description: 'Levels by location' }, ...refused },
} as const satisfies Route;

export const reserveStockRoute = {
  method: 'POST',
  path: '/reservations',
  scope: 'orders:write',
  summary: 'Reserves lines together for a cart, until they expire',
  body: z.strictObject({
    reservation_id: z.string().regex(/^[^#\u0000-\u001f\u007f]{1,100}$/u),
    expires_in_seconds: z.int().min(1).max(86_400).default(900),
    lines: z
      .array(z.strictObject({ sku, location_id: locationId, quantity: z.int().min(1).max(1_000_000) }))
      .min(1)
      .max(100),
  }),
  responses: { 200: { description: 'Reserved' }, ...refused, ...rejectedResponse },
} as const satisfies Route;
