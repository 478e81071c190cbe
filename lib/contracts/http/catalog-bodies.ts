// Bodies of the master-data and stock routes. The CSV imports check their rows with the same schemas.
import * as z from 'zod';
import { locationIdPattern, skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import { text } from './common.ts';

/** Largest number of units of one movement or count, and of grams. */
const maxCount = 1_000_000_000;

const count = (minimum: number) =>
  z.int('must be a whole number').min(minimum, `must be ${minimum} or more`).max(maxCount, `must be ${maxCount} or less`);

const sku = z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters');
const locationId = z.string().trim().regex(locationIdPattern, 'must be 1 to 64 characters without # and control characters');
const country = z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE');
const countries = z.array(country).min(1, 'must name at least one country').max(250, 'must name at most 250 countries');
/** What goods may ask of the place that handles them. */
export const handlingRequirements = ['cold_chain', 'hazmat'] as const;
export const locationTypes = ['warehouse', 'store', '3pl', 'supplier'] as const;
const locationType = z.enum(locationTypes, `must be one of ${locationTypes.join(', ')}`);
/** Largest cost of handling one parcel or one line, in minor units. */
const handlingCostMax = 10_000_000;
const handlingCost = z
  .int('must be a whole number of minor units')
  .min(0, 'must be 0 or more')
  .max(handlingCostMax, `must be ${handlingCostMax} or less`);
const reason = text(200).optional().meta({ description: 'Why, in the words of the business' });

const product = {
  sku,
  title: text(500),
  category: z
    .string()
    .trim()
    .regex(/^[^#\u0000-\u001f\u007f]{1,100}$/u, 'must be 1 to 100 characters without # and control characters')
    .optional()
    .meta({ description: 'Goods that are planned together, such as `lamps`: forecasts and promotions go by it' }),
  article: z
    .string()
    .trim()
    .regex(/^[^#\u0000-\u001f\u007f]{1,128}$/u, 'must be 1 to 128 characters without # and control characters')
    .optional()
    .meta({
      description: 'What the SKU is a size of: sizes of one article share it. Where it is left out, `SHIRT-M` of size `M` is of `SHIRT`',
    }),
  size: text(40).optional().meta({ description: 'Size of what has to fit, such as `M` or `42`' }),
  price: z
    .int('must be a whole number of minor units')
    .min(0, 'must be 0 or more')
    .optional()
    .meta({ description: 'Minor units of `currency`' }),
  currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR').optional(),
  weight_grams: count(0).optional(),
  requires_shipping: z.boolean().default(true),
  barcode: text(64).optional().meta({ description: 'GTIN, EAN, UPC or the like' }),
  cold_chain: z.boolean().optional().meta({ description: 'Sent only by locations that can keep it cold' }),
  hazmat: z.boolean().optional().meta({ description: 'Sent only by locations that may handle hazardous goods' }),
  fragile: z.boolean().optional().meta({ description: 'Breaks easily: how carriers treat such goods is learned apart' }),
  bulky: z.boolean().optional().meta({ description: 'Unwieldy for its carrier: how carriers treat such goods is learned apart' }),
  available_from: z.iso
    .datetime('must be an instant in UTC, such as 2026-12-24T08:00:00Z')
    .optional()
    .meta({ description: 'Sold from this moment on; orders before it are preorders and wait' }),
  ships_from: countries.optional().meta({ description: 'The only countries it may be sent from; any when left out' }),
  location_types: z
    .array(locationType)
    .min(1, 'must name at least one type')
    .max(locationTypes.length)
    .optional()
    .meta({ description: 'The only types of location it may be sent from; any when left out' }),
};

/** `POST /products` */
export const ProductBody = z
  .strictObject(product)
  .refine(({ price, currency }) => price === undefined || currency !== undefined, {
    path: ['currency'],
    error: 'must stand beside a price',
  })
  .meta({ id: 'ProductBody' });

const updatedAt = { updated_at: z.iso.datetime() };

/** A product that was just put, and one as it is kept. */
export const PutProduct = z.object(product).meta({ id: 'PutProduct' });
export const Product = z.object({ ...product, ...updatedAt }).meta({ id: 'Product' });

const location = {
  location_id: locationId,
  name: text(200),
  type: locationType,
  country,
  region: text(100).optional(),
  postal_code: text(40).optional(),
  latitude: z
    .number('must be a number')
    .min(-90, 'must be -90 or more')
    .max(90, 'must be 90 or less')
    .optional()
    .meta({ description: 'Degrees north' }),
  longitude: z
    .number('must be a number')
    .min(-180, 'must be -180 or more')
    .max(180, 'must be 180 or less')
    .optional()
    .meta({ description: 'Degrees east' }),
  active: z.boolean().default(true),
  handling_cost_per_parcel: handlingCost
    .optional()
    .meta({ description: 'Packing a parcel, in minor units of the orders; 150 when left out' }),
  handling_cost_per_line: handlingCost
    .optional()
    .meta({ description: 'Picking an article, in minor units of the orders; 25 when left out' }),
  capacity_per_day: count(0).optional().meta({
    description:
      'Parcels sent on a day with all staff; no limit when left out. It is given more work as long as less than that waits here; what left today does not count',
  }),
  staffing_percent: z
    .int('must be a whole number')
    .min(0, 'must be 0 or more')
    .max(100, 'must be 100 or less')
    .optional()
    .meta({ description: 'Share of the staff that is there; 100 when left out' }),
  processing_hours: z
    .number('must be a number')
    .min(0, 'must be 0 or more')
    .max(720, 'must be 720 or less')
    .optional()
    .meta({ description: 'Hours from an order until its parcel leaves; 0 when left out' }),
  capabilities: z
    .array(z.enum(handlingRequirements, `must be one of ${handlingRequirements.join(', ')}`))
    .max(handlingRequirements.length)
    .optional()
    .meta({ description: 'What it can handle beyond ordinary goods' }),
  ships_to: countries.optional().meta({ description: 'Countries it sends to; all when left out' }),
  pickup: z.boolean().optional().meta({ description: 'Whether customers can collect here; where left out a store says yes, others no' }),
};

/** `POST /locations` */
export const LocationBody = z
  .strictObject(location)
  .refine(({ latitude, longitude }) => (latitude === undefined) === (longitude === undefined), {
    path: ['longitude'],
    error: 'must be given together with latitude, or both left out',
  })
  .meta({ id: 'LocationBody' });

/** A location that was just put, and one as it is kept. */
export const PutLocation = z.object(location).meta({ id: 'PutLocation' });
export const Location = z.object({ ...location, ...updatedAt }).meta({ id: 'Location' });

/** Units that have arrived at a location. */
export const ReceiptLine = z.strictObject({ sku, location_id: locationId, quantity: count(1), reason });

const documentId = z
  .string()
  .trim()
  .regex(/^[^#\u0000-\u001f\u007f]{1,128}$/u, 'must be 1 to 128 characters without # and control characters');
const documentLines = <Line extends z.ZodType<{ readonly sku: string; readonly location_id: string }>>(line: Line) =>
  z
    .array(line)
    .min(1, 'must have at least one line')
    .max(100, 'must have at most 100 lines')
    .refine(
      (lines) => new Set(lines.map((one) => `${one.sku}#${one.location_id}`)).size === lines.length,
      'must name each SKU and location once',
    );

/** `POST /inventory/receipts`. Sending a `receipt_id` again changes nothing. */
export const ReceiptBody = z.strictObject({ receipt_id: documentId, lines: documentLines(ReceiptLine) });

/** What a count has found at a location; it replaces what the book says. */
export const StockCount = z.strictObject({ sku, location_id: locationId, on_hand: count(0), reason });

/** `POST /inventory/counts`. Sending a `count_id` again changes nothing. */
export const CountBody = z.strictObject({ count_id: documentId, lines: documentLines(StockCount) });

export type ProductBody = z.infer<typeof ProductBody>;
export type LocationBody = z.infer<typeof LocationBody>;
export type ReceiptLine = z.infer<typeof ReceiptLine>;
export type ReceiptBody = z.infer<typeof ReceiptBody>;
export type StockCount = z.infer<typeof StockCount>;
