// What a warehouse works with: printed lists and slips, the scanner, and how much work there is.
import * as z from 'zod';
import { FulfillmentOrderId, LocationId, locationIdPattern, orderIdPattern } from '../../kernel/ids.ts';
import { fulfillmentOrderStatuses } from '../../fulfilment/domain/fulfillment-order.values.ts';
import { papers } from '../../fulfilment/domain/printed.values.ts';
import { pickableStatuses } from '../../fulfilment/domain/pick-list.ts';
import { scannedBy, scannedKinds } from '../../fulfilment/domain/scanned.values.ts';
import { countedStatuses } from '../../fulfilment/domain/work-count.ts';
import type { Route } from '../../platform/http/route.ts';
import { FulfillmentOrderPath, notFoundResponse, refused, rejectedResponse, text } from './common.ts';

const locationId = z.string().regex(locationIdPattern).transform(LocationId);
const paper = z.enum(papers).default('a4').meta({ description: 'Size of the sheets' });

/** Fulfillment orders that one list may be about: a cart that one person pushes. */
const fulfillmentOrdersMax = 50;

const fulfillmentOrderIds = z
  .string()
  .transform((given, context) => {
    const ids = [...new Set(given.split(',').map((id) => id.trim()))];
    const wrong = ids.find((id) => !orderIdPattern.test(id));
    const message =
      wrong !== undefined
        ? 'must be fulfillment order ids with commas between them: each 26 characters a–z, 2–7'
        : ids.length > fulfillmentOrdersMax
          ? `must be at most ${fulfillmentOrdersMax} fulfillment orders`
          : undefined;
    if (message === undefined) return ids.map(FulfillmentOrderId);
    context.issues.push({ code: 'custom', input: given, message });
    return z.NEVER;
  })
  .meta({ description: 'These and no others, with commas between them', type: 'string' });

const pdf = (description: string) => ({ description, contentType: 'application/pdf' });

export const packingSlipRoute = {
  method: 'GET',
  path: '/fulfillment-orders/{id}/packing-slip',
  // It shows an address, which those who pack and ship may know and those who look on may not.
  scope: 'fulfilment:write',
  summary: 'Packing slip of a fulfillment order, as a PDF',
  params: FulfillmentOrderPath,
  query: z.strictObject({ paper }),
  responses: { 200: pdf('The slip, ready to print'), ...refused, ...notFoundResponse, ...rejectedResponse },
} as const satisfies Route;

export const pickListRoute = {
  method: 'GET',
  path: '/pick-lists',
  scope: 'fulfilment:read',
  summary: 'What to fetch from the shelves for several fulfillment orders together, as a PDF',
  query: z.strictObject({
    location_id: locationId,
    fulfillment_order_ids: fulfillmentOrderIds.optional(),
    status: z.enum(pickableStatuses).default('released').meta({ description: 'Without ids: the most urgent work in this status' }),
    limit: z.coerce.number().int().min(1).max(fulfillmentOrdersMax).default(20).meta({ description: 'Without ids: fulfillment orders' }),
    paper,
  }),
  responses: { 200: pdf('The list, ready to print'), ...refused, ...notFoundResponse, ...rejectedResponse },
} as const satisfies Route;

const ScanMatch = z
  .object({
    kind: z.enum(scannedKinds).meta({ description: 'What `id` is the id of' }),
    id: z.string(),
    by: z.enum(scannedBy).meta({ description: 'How the code names it' }),
    title: z.string().nullable().meta({ description: 'Title of a product, name of an order' }),
    location_id: z.string().nullable().meta({ description: 'Of a fulfillment order' }),
    status: z.enum(fulfillmentOrderStatuses).nullable().meta({ description: 'Of a fulfillment order' }),
  })
  .meta({ id: 'ScanMatch' });

export const scanRoute = {
  method: 'GET',
  path: '/scans',
  scope: 'fulfilment:read',
  summary: 'What a scanned or typed code stands for',
  query: z.strictObject({
    code: text(200),
    location_id: locationId.optional().meta({ description: 'Only fulfillment orders of this location' }),
  }),
  responses: {
    200: {
      description: 'Everything that the code stands for; empty when it is not known',
      schema: z.object({ code: z.string(), matches: z.array(ScanMatch) }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const WorkCount = z
  .object({
    status: z.enum(countedStatuses),
    fulfillment_orders: z.int().min(0),
    units: z.int().min(0),
    oldest_created_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'WorkCount' });

export const workSummaryRoute = {
  method: 'GET',
  path: '/locations/{id}/work-summary',
  scope: 'fulfilment:read',
  summary: 'How much work a location has, by status',
  params: z.object({ id: locationId }),
  responses: {
    200: {
      description: 'Counts of work to do',
      schema: z.object({
        location_id: z.string(),
        as_of: z.iso.datetime(),
        complete: z
          .boolean()
          .meta({ description: 'False when there is more work than was counted; then the counts are of the most urgent' }),
        statuses: z.array(WorkCount),
      }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

/** What of the catalog stands on each line of work; null where the catalog has no such article, or does not say. */
export const workGoods = {
  title: z.string().nullable(),
  barcode: z.string().nullable(),
  weight_grams: z.int().min(0).nullable().meta({ description: 'Of one unit' }),
};

/** The order behind a piece of work, as far as whoever does the work needs to know it. */
export const WorkOrder = z
  .object({
    name: z.string().meta({ description: 'What channel and customer call the order' }),
    channel: z.string(),
    placed_at: z.iso.datetime(),
    requested_delivery_date: z.iso.date().nullable(),
    holds: z
      .array(z.object({ type: z.string(), blocks: z.array(z.string()) }))
      .meta({ description: 'Open holds that keep the work from being released or shipped' }),
  })
  .meta({ id: 'WorkOrder' });
