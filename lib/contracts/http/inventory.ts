import * as z from 'zod';
import { LocationId, locationIdPattern, Sku, skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { CountBody, Location, LocationBody, Product, ProductBody, PutLocation, PutProduct, ReceiptBody } from './catalog-bodies.ts';
import { moment, notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse } from './common.ts';

const sku = z.string().regex(skuPattern).transform(Sku);
const locationId = z.string().regex(locationIdPattern).transform(LocationId);

const count = z.int().min(0);
const item = { sku: z.string(), location_id: z.string() };
const balance = {
  on_hand: count,
  allocated: count.meta({ description: 'Units of open reservations, carts included' }),
  available: count,
  incoming: count.meta({ description: 'Announced and not here yet' }),
  damaged: count,
  quality_control: count,
};

const StockLevel = z.object({ ...item, ...balance, updated_at: z.iso.datetime() }).meta({ id: 'StockLevel' });
const StockChange = z
  .object({
    ...item,
    ...balance,
    version: count,
    changed: z.boolean().meta({ description: 'False when it repeated what was done before' }),
  })
  .meta({ id: 'StockChange', description: 'Stock of a SKU at a location after a change' });

export const putProductRoute = {
  method: 'POST',
  path: '/products',
  scope: 'catalog:write',
  summary: 'Creates or replaces a product',
  body: ProductBody,
  responses: { 200: { description: 'Replaced', schema: PutProduct }, 201: { description: 'Created', schema: PutProduct }, ...refused },
} as const satisfies Route;

export const listProductsRoute = {
  method: 'GET',
  path: '/products',
  scope: 'catalog:read',
  summary: 'Products, by SKU within shards',
  query: z.strictObject({ limit: pageLimit, cursor: pageCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(Product), cursor: z.string().optional() }) },
    ...refused,
  },
} as const satisfies Route;

export const getProductRoute = {
  method: 'GET',
  path: '/products/{sku}',
  scope: 'catalog:read',
  summary: 'One product',
  params: z.object({ sku }),
  responses: { 200: { description: 'The product', schema: Product }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const putLocationRoute = {
  method: 'POST',
  path: '/locations',
  scope: 'catalog:write',
  summary: 'Creates or replaces a location',
  body: LocationBody,
  responses: { 200: { description: 'Replaced', schema: PutLocation }, 201: { description: 'Created', schema: PutLocation }, ...refused },
} as const satisfies Route;

export const listLocationsRoute = {
  method: 'GET',
  path: '/locations',
  scope: 'catalog:read',
  summary: 'Locations of the tenant',
  responses: { 200: { description: 'All of them', schema: z.object({ items: z.array(Location) }) }, ...refused },
} as const satisfies Route;

export const receiveStockRoute = {
  method: 'POST',
  path: '/inventory/receipts',
  scope: 'inventory:write',
  summary: 'Goods have arrived; wakes orders that wait for them',
  body: ReceiptBody,
  responses: {
    200: { description: 'Levels after the receipt', schema: z.object({ receipt_id: z.string(), levels: z.array(StockChange) }) },
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
  body: CountBody,
  responses: {
    200: { description: 'Levels after the count', schema: z.object({ count_id: z.string(), levels: z.array(StockChange) }) },
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
  query: z.strictObject({
    sku,
    as_of: moment.optional().meta({ description: 'As the ledger had it at a moment, RFC 3339 with a zone; now when left out' }),
  }),
  responses: {
    200: { description: 'Levels by location', schema: z.object({ sku: z.string(), levels: z.array(StockLevel) }) },
    ...refused,
  },
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
  responses: {
    200: {
      description: 'Reserved',
      schema: z.object({ reservation_id: z.string(), expires_at: z.iso.datetime(), items: z.array(StockChange) }),
    },
    ...refused,
    ...rejectedResponse,
  },
} as const satisfies Route;
