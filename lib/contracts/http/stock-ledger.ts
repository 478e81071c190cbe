// The stock ledger as people read it and correct it: movements, what may be promised and for when, adjustments.
import * as z from 'zod';
import { LocationId, locationIdPattern, Sku, skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, pageLimit, refused, rejectedResponse } from './common.ts';

const skuText = z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters');
const locationText = z.string().trim().regex(locationIdPattern, 'must be 1 to 64 characters without # and control characters');
const sku = skuText.transform(Sku);
const locationId = locationText.transform(LocationId);
const count = z.int().min(0);
const instant = z.iso.datetime();

const buckets = { on_hand: z.int(), allocated: z.int(), incoming: z.int(), damaged: z.int(), quality_control: z.int() };

const StockMovement = z
  .object({
    version: z.int().min(1).meta({ description: 'Place in the history of the SKU at the location, from 1' }),
    event: z.string().meta({ description: 'Such as `inventory.received`' }),
    type: z.string().meta({ description: 'Such as sale, receiving, transfer, adjustment, reserve, release' }),
    change: z.object(buckets).meta({ description: 'Signed change of each bucket' }),
    balance: z.object({ ...buckets, available: z.int() }).meta({ description: 'What stood there afterwards' }),
    reason_code: z.string().nullable(),
    reference: z.string().nullable().meta({ description: 'Document, shipment or reservation' }),
    actor: z.enum(['user', 'system', 'api_key']),
    at: instant,
  })
  .meta({ id: 'StockMovement' });

const versionCursor = z
  .string()
  .regex(/^[1-9]\d{0,11}$/, 'must be the cursor of the page before')
  .transform(Number)
  .optional();

export const movementsRoute = {
  method: 'GET',
  path: '/inventory/movements',
  scope: 'inventory:read',
  summary: 'Every movement of a SKU at a location, newest first',
  query: z.strictObject({ sku, location_id: locationId, limit: pageLimit, cursor: versionCursor }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(StockMovement), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const PromiseStep = z
  .object({
    from: instant,
    available_to_promise: count.meta({ description: 'May be promised for then without taking what is needed later' }),
    projected: z.int().meta({ description: 'Free then if nobody else came; below 0 when more is wanted than will be there' }),
    causes: z
      .array(
        z.object({
          kind: z.enum(['purchase_order', 'transfer', 'waiting']),
          reference: z.string().meta({ description: 'Number of the document, or the id of the order that waits' }),
          quantity: z.int().meta({ description: 'Units that come, or that are taken when negative' }),
        }),
      )
      .meta({ description: 'What changes at this moment' }),
  })
  .meta({ id: 'PromiseStep' });

const AvailableToPromise = z
  .object({
    sku: z.string(),
    as_of: instant,
    until: instant,
    locations: z.array(
      z.object({
        location_id: z.string(),
        on_hand: count,
        allocated: count,
        safety_stock: count.meta({ description: 'Kept back at the location' }),
        steps: z.array(PromiseStep),
      }),
    ),
    network: z.array(PromiseStep).meta({ description: 'The sum over the locations shown' }),
    unscheduled: z
      .array(
        z.object({
          location_id: z.string(),
          kind: z.enum(['purchase_order', 'transfer']),
          reference: z.string(),
          quantity: count,
          expected_at: instant.nullable(),
        }),
      )
      .meta({ description: 'Announced without a date, or for one that has passed: counts for nothing until a date is named' }),
    waiting_units: count.meta({ description: 'Units that orders wait for and that nothing is reserved for' }),
    waiting_more: z.boolean().meta({ description: 'More orders wait than were counted' }),
  })
  .meta({ id: 'AvailableToPromise', description: 'What may be promised of a SKU, and for when' });

export const availableToPromiseRoute = {
  method: 'GET',
  path: '/inventory/atp',
  scope: 'inventory:read',
  summary: 'What may be promised of a SKU over time, at each location and over all of them',
  query: z.strictObject({
    sku,
    location_id: locationId.optional().meta({ description: 'Of this location alone' }),
    horizon_days: z.coerce.number().int().min(1).max(365).default(90),
  }),
  responses: { 200: { description: 'The curves', schema: AvailableToPromise }, ...refused, ...notFoundResponse },
} as const satisfies Route;

/** Why a book is put right, and which way such a reason goes. `damage` moves the units to the damaged ones. */
export const adjustmentReasons = {
  shrinkage: 'down',
  theft: 'down',
  damage: 'down',
  expired: 'down',
  sample: 'down',
  donation: 'down',
  disposal: 'down',
  found: 'up',
  correction: 'both',
} as const;
export type AdjustmentReason = keyof typeof adjustmentReasons;
const reasonCodes = Object.keys(adjustmentReasons) as [AdjustmentReason, ...AdjustmentReason[]];

const unitsMax = 1_000_000_000;
const delta = z
  .int('must be a whole number')
  .min(-unitsMax, `must be ${-unitsMax} or more`)
  .max(unitsMax, `must be ${unitsMax} or less`)
  .refine((units) => units !== 0, 'must not be 0')
  .meta({ description: 'Units that the book goes up by, or down when negative' });

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

const signs = { down: 'must be below 0 for this reason', up: 'must be above 0 for this reason' } as const;

const AdjustmentLine = z
  .strictObject({
    sku: skuText,
    location_id: locationText,
    delta,
    reason_code: z.enum(reasonCodes, `must be one of ${reasonCodes.join(', ')}`),
  })
  .superRefine(({ delta: units, reason_code: reason }, context) => {
    const way = adjustmentReasons[reason];
    if (way !== 'both' && units > 0 !== (way === 'up')) context.addIssue({ code: 'custom', path: ['delta'], message: signs[way] });
  });

/** `POST /inventory/adjustments`. Sending an `adjustment_id` again changes nothing. */
export const AdjustmentBody = z.strictObject({ adjustment_id: documentId, lines: documentLines(AdjustmentLine) });

const ReclassificationLine = z
  .strictObject({
    sku: skuText,
    location_id: locationText,
    quantity: z.int('must be a whole number').min(1, 'must be 1 or more').max(unitsMax, `must be ${unitsMax} or less`),
    from: z.enum(['damaged', 'quality_control'], 'must be damaged or quality_control'),
    to: z.enum(['on_hand', 'damaged', 'disposed'], 'must be on_hand, damaged or disposed'),
    reason_code: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be lower-case letters, digits and hyphens')
      .default('inspection'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must be another place' });

/** `POST /inventory/reclassifications`. Sending a `reclassification_id` again changes nothing. */
export const ReclassificationBody = z.strictObject({ reclassification_id: documentId, lines: documentLines(ReclassificationLine) });

const CorrectedStock = z
  .object({
    sku: z.string(),
    location_id: z.string(),
    on_hand: count,
    allocated: count,
    available: count,
    incoming: count,
    damaged: count,
    quality_control: count,
    version: count,
    changed: z.boolean().meta({ description: 'False when it repeated what was done before' }),
  })
  .meta({ id: 'CorrectedStock' });

const corrected = (name: string) =>
  ({
    200: { description: 'Levels afterwards', schema: z.object({ [name]: z.string(), levels: z.array(CorrectedStock) }) },
    409: { description: 'Something else has been posted under this number' },
    ...refused,
    ...rejectedResponse,
  }) as const;

export const adjustStockRoute = {
  method: 'POST',
  path: '/inventory/adjustments',
  scope: 'inventory:write',
  summary: 'Puts the book right, with a reason for each line; wakes orders that wait',
  body: AdjustmentBody,
  responses: corrected('adjustment_id'),
} as const satisfies Route;

export const reclassifyStockRoute = {
  method: 'POST',
  path: '/inventory/reclassifications',
  scope: 'inventory:write',
  summary: 'Gives units that were set aside their final place: for sale, damaged, or disposed of',
  body: ReclassificationBody,
  responses: corrected('reclassification_id'),
} as const satisfies Route;
