// What is strange about stock, what runs short, and what is to be counted next.
import * as z from 'zod';
import { LocationId, locationIdPattern } from '../../kernel/ids.ts';
import {
  anomalyKinds,
  flagStatuses,
  recommendedActionKinds,
  resolutionCodes,
  severities,
} from '../../inventory/domain/anomalies/anomaly.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';

const days = z.int().min(1).max(1_000);
const units = z.int().min(1).max(1_000_000);
const percent = z.number().min(1).max(100);
/** Forecasts reach no further. */
const leadDaysMax = 28;

export const StockChecksPolicyValue = z
  .strictObject({
    stale_after_days: days.describe('An item that has, or has moved, units is due for a count after so many days without one'),
    deviation: z
      .strictObject({ percent: percent.describe('Of what the book has'), units })
      .describe('A count is told when it is off the book by both, and is serious at five times both'),
    to_and_fro: z
      .strictObject({ adjustments: z.int().min(4).max(20), within_days: days })
      .describe('So many corrections of one item, up and down, within so many days'),
    phantom: z
      .strictObject({ after_days: days, expected_units: units })
      .describe('Nothing sold for so many days, in which at least so many units were expected to be'),
    forecast_cover: z
      .strictObject({ lead_time_days: z.int().min(1).max(leadDaysMax), percent: z.number().min(50).max(99.9) })
      .nullable()
      .describe('Articles that safety_stock does not name are held to what covers the forecast of the lead time this often; null for none'),
  })
  .meta({ id: 'StockChecksPolicyValue' });

const instant = z.iso.datetime();
const locationText = z.string().trim().regex(locationIdPattern, 'must be 1 to 64 characters without # and control characters');
const locationId = locationText.transform(LocationId);
const place = z.string().meta({ description: 'The location' });

const RecommendedStockAction = z
  .object({
    kind: z.enum(recommendedActionKinds),
    text: z.string().meta({ description: 'The action in a sentence' }),
    from_location_id: z.string().nullable().meta({ description: 'Where a transfer comes from' }),
    quantity: z.int().min(1).nullable(),
    reference: z.string().nullable().meta({ description: 'Document, order or reservation to look at' }),
    expected_at: instant.nullable(),
  })
  .meta({ id: 'RecommendedStockAction' });

const figures = z.array(z.object({ name: z.string(), value: z.number() })).meta({ description: 'The figures that the sentence rests on' });

const told = {
  location_id: place,
  severity: z.enum(severities),
  sentence: z.string(),
  figures,
  recommended_action: RecommendedStockAction,
  opened_at: instant,
};

const Resolution = z.object({
  code: z.enum(resolutionCodes),
  note: z.string().nullable(),
  by: z.object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() }),
  at: instant,
});

const InventoryAnomaly = z
  .object({
    anomaly_id: z.string(),
    kind: z.enum(anomalyKinds),
    sku: z.string().nullable().meta({ description: 'Null for what is about a location as a whole' }),
    ...told,
    status: z.enum(flagStatuses).meta({ description: '`resolved`: by a person; `closed`: the state that it told of is over' }),
    evidence: z.array(z.string()).meta({ description: 'Ids of the events that show it' }),
    ended_at: instant.nullable(),
    resolution: Resolution.nullable(),
  })
  .meta({ id: 'InventoryAnomaly', description: 'Something about stock that a person should look at' });

const page = { limit: pageLimit, cursor: pageCursor };

export const anomaliesRoute = {
  method: 'GET',
  path: '/inventory/anomalies',
  scope: 'inventory:read',
  summary: 'What is strange about stock: open anomalies, the oldest first, or those that have ended',
  query: z.strictObject({
    kind: z.enum(anomalyKinds, `must be one of ${anomalyKinds.join(', ')}`).optional(),
    location_id: locationId.optional().meta({ description: 'Of this location alone' }),
    list: z.enum(['open', 'ended'], 'must be open or ended').default('open'),
    ...page,
  }),
  responses: {
    200: {
      description: 'A page; it may hold fewer than were asked for and still have a cursor',
      schema: z.object({ items: z.array(InventoryAnomaly), cursor: z.string().optional() }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const AnomalyResolutionBody = z.strictObject({
  code: z.enum(resolutionCodes, `must be one of ${resolutionCodes.join(', ')}`),
  note: words(500).optional().meta({ description: 'What was found, in your words; no personal data' }),
});

export const resolveAnomalyRoute = {
  method: 'POST',
  path: '/inventory/anomalies/{id}/resolve',
  scope: 'inventory:write',
  summary: 'Says that an anomaly has been dealt with. It is not told again while the same state lasts; a repetition changes nothing',
  params: z.object({ id: z.string().regex(/^[a-z2-7]{26}$/, 'must be an anomaly id: 26 characters a–z, 2–7') }),
  body: AnomalyResolutionBody,
  responses: { 200: { description: 'The anomaly', schema: InventoryAnomaly }, ...refused, ...notFoundResponse, ...rejectedResponse },
} as const satisfies Route;

const SafetyStockAlert = z
  .object({
    sku: z.string(),
    ...told,
    source: z.enum(['policy', 'forecast']).meta({ description: 'Where the safety stock comes from' }),
    safety_stock: z.int().min(1).meta({ description: 'Units that should be there' }),
    counted: z.int().meta({
      description: 'Units compared with it: what may be promised now, and for a forecast also what arrives within the lead time',
    }),
    shortfall: z.int().min(1),
  })
  .meta({ id: 'SafetyStockAlert', description: 'A location has less of an article than it should; ends by itself when it has enough' });

export const safetyStockAlertsRoute = {
  method: 'GET',
  path: '/inventory/safety-stock-alerts',
  scope: 'inventory:read',
  summary: 'Articles that run short of their safety stock, with what to do about it, the oldest first',
  query: z.strictObject({ location_id: locationId.optional().meta({ description: 'Of this location alone' }), ...page }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(SafetyStockAlert), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const count = z.int().min(0);

const CountDue = z
  .object({
    sku: z.string(),
    location_id: place,
    reason: z.enum(['stale', 'suspicious']).meta({ description: '`suspicious`: something makes the book doubtful' }),
    days: count.meta({ description: 'Days since the last count, or since the first movement' }),
    last_counted_at: instant.nullable().meta({ description: 'Null for what was never counted' }),
    on_hand: count,
    unverified_units: count.meta({ description: 'Units on hand, and those that came or went since the last count' }),
    value_minor: count.nullable().meta({ description: 'Their value in minor units; null without a price' }),
    currency: z.string().nullable(),
    evidence: z.array(z.string()).meta({ description: 'Ids of events: the last count, or what makes the book doubtful' }),
    sentence: z.string(),
    checked_at: instant.meta({ description: 'Looked at about once a day, and after each correction' }),
  })
  .meta({ id: 'CountDue' });

export const countsDueRoute = {
  method: 'GET',
  path: '/inventory/counts-due',
  scope: 'inventory:read',
  summary: 'What to count next at a location: doubtful items first, then by the value that nobody has verified',
  query: z.strictObject({ location_id: locationId, ...page }),
  responses: {
    200: { description: 'A page', schema: z.object({ items: z.array(CountDue), cursor: z.string().optional() }) },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
