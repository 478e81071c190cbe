// What people at a shelf look up: which article a code means, and how much of everything there is.
import * as z from 'zod';
import { LocationId, locationIdPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { Product } from './catalog-bodies.ts';
import { notFoundResponse, pageCursor, refused, text } from './common.ts';

/** How a search has found a product: by its whole SKU, by its barcode, or by how its SKU begins. */
export const productMatches = ['sku', 'barcode', 'beginning'] as const;
export type ProductMatch = (typeof productMatches)[number];

const foundMax = 50;

const FoundProduct = Product.extend({
  matched_by: z.enum(productMatches).meta({ description: 'What of the product the text is: its SKU, its barcode, or how its SKU begins' }),
}).meta({ id: 'FoundProduct' });

export const searchProductsRoute = {
  method: 'GET',
  path: '/product-search',
  scope: 'catalog:read',
  summary: 'Products by SKU, by barcode as scanned, or by how their SKU begins',
  query: z.strictObject({
    q: text(200),
    limit: z.coerce.number().int().min(1).max(foundMax).default(10),
  }),
  responses: {
    200: {
      description: 'Exact matches first, then by SKU; empty when there is none',
      schema: z.object({ q: z.string(), items: z.array(FoundProduct) }),
    },
    ...refused,
  },
} as const satisfies Route;

const count = z.int().min(0);

const StockItem = z
  .object({
    sku: z.string(),
    title: z.string(),
    barcode: z.string().nullable(),
    locations: count.meta({ description: 'Locations that have, or have had, any of it' }),
    on_hand: count,
    allocated: count,
    available: count.meta({ description: 'What one location has promised beyond its stock takes nothing away from the others' }),
    incoming: count,
    damaged: count,
    quality_control: count,
    updated_at: z.iso.datetime().nullable().meta({ description: 'Latest change of its stock; null when there has never been any' }),
  })
  .meta({ id: 'StockItem', description: 'Stock of an article at a location, or at all that the caller may see' });

/** Articles of one page: each of them is a few reads. */
const itemsMax = 50;

export const stockItemsRoute = {
  method: 'GET',
  path: '/inventory/items',
  scope: 'inventory:read',
  summary: 'Stock of the articles of the catalog, by SKU',
  query: z.strictObject({
    location_id: z.string().regex(locationIdPattern).transform(LocationId).optional().meta({ description: 'Of this location alone' }),
    limit: z.coerce.number().int().min(1).max(itemsMax).default(25),
    cursor: pageCursor,
  }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(StockItem), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
