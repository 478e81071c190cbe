// What is told beside the demand: promotions, marketing spend, weather, the economy, holidays.
import * as z from 'zod';
import { feedKinds } from '../../forecasting/domain/feeds/feeds.ts';
import { skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import type { Route } from '../../platform/http/route.ts';
import { JsonObject, notFoundResponse, pageCursor, pageLimit, refused, words } from './common.ts';

export const feedRowsMax = 500;

const sku = z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters');
const name = z
  .string()
  .trim()
  .regex(/^[^#\u0000-\u001f\u007f]{1,100}$/u, 'must be 1 to 100 characters without # and control characters');
const region = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a country or a region after ISO 3166, such as US or US-NY')
  .meta({ description: 'ISO 3166; a country stands for all its regions' });
const country = z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE');
const day = z.iso.date('must be a day that exists, such as 2026-12-24');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, such as 2026-11');

const promotion = {
  promotion_id: name,
  sku: sku.optional(),
  category: name.optional().meta({ description: 'Category of the catalog; all articles where neither it nor a SKU is given' }),
  channel: name.optional().meta({ description: 'All channels when left out' }),
  region: region.optional(),
  from: day,
  to: day.meta({ description: 'Included' }),
  depth_percent: z
    .number('must be a number')
    .min(0, 'must be 0 or more')
    .max(95, 'must be 95 or less')
    .meta({ description: 'Discount in percent of the price' }),
};

export const PromotionRow = z
  .strictObject(promotion)
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before from' })
  .meta({ id: 'PromotionRow' });

export const MarketingRow = z
  .strictObject({
    campaign: name,
    day,
    region: region.optional(),
    sku: sku.optional(),
    category: name.optional(),
    amount_minor: z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(1_000_000_000_000),
    currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR'),
    uplift_percent: z
      .number('must be a number')
      .min(-90, 'must be -90 or more')
      .max(900, 'must be 900 or less')
      .optional()
      .meta({ description: 'By how much whoever planned it expects demand to rise; when left out, the spend of the past speaks' }),
  })
  .meta({ id: 'MarketingRow' });

export const WeatherRow = z
  .strictObject({
    region,
    day,
    basis: z.enum(['forecast', 'actual'], 'must be forecast or actual').default('actual'),
    temperature_anomaly: z
      .number('must be a number')
      .min(-60, 'must be -60 or more')
      .max(60, 'must be 60 or less')
      .meta({ description: 'Degrees Celsius above what is usual for the time of the year' }),
    precipitation_mm: z.number('must be a number').min(0, 'must be 0 or more').max(2_000, 'must be 2000 or less').optional(),
  })
  .meta({ id: 'WeatherRow' });

export const EconomyRow = z
  .strictObject({
    index: name.meta({ description: 'Such as consumer-confidence' }),
    month,
    value: z.number('must be a number').positive('must be above 0').max(1_000_000_000),
  })
  .meta({ id: 'EconomyRow' });

export const HolidayRow = z
  .strictObject({ country, day, name: z.string().trim().min(1, 'must not be empty').max(100) })
  .meta({ id: 'HolidayRow' });

/** The rows of each kind in their wire form. */
export const feedRowSchemas = {
  promotions: PromotionRow,
  marketing: MarketingRow,
  weather: WeatherRow,
  economy: EconomyRow,
  holidays: HolidayRow,
} as const satisfies Readonly<Record<(typeof feedKinds)[number], z.ZodType>>;

const KindPath = z.object({ kind: z.enum(feedKinds) });
const rowId = z.string().regex(/^[A-Za-z0-9_-]{1,700}$/, 'must be the row_id of a row');

const Provenance = z.object({
  source: z.string().meta({ description: 'Where it comes from, in the words of whoever sent it' }),
  via: z.enum(['api', 'file']),
  by: z.object({ kind: z.enum(['user', 'api_key', 'system']), id: z.string() }),
  at: z.iso.datetime(),
});

const FeedRow = z
  .object({
    row_id: z.string(),
    row: z.union([z.object(promotion), MarketingRow, WeatherRow, EconomyRow, HolidayRow]),
    provenance: Provenance,
  })
  .meta({ id: 'FeedRow', description: 'What was told, and by whom' });

const wrongRow = { 400: { description: 'A row is not as it must be; `problems` names row and field, and nothing was written' } } as const;

export const putFeedRoute = {
  method: 'PUT',
  path: '/forecast-feeds/{kind}',
  scope: 'operations:write',
  summary: 'Tells rows of a feed; a row of the same name replaces the one before',
  operationId: 'putForecastFeed',
  params: KindPath,
  body: z.strictObject({
    source: words(200).meta({ description: 'Where the rows come from, such as the name of a system' }),
    rows: z
      // What does not fit its kind is refused by the field, which a union could not name; so whatever is an object comes through here.
      .array(z.union([PromotionRow, MarketingRow, WeatherRow, EconomyRow, HolidayRow, JsonObject]))
      .min(1, 'must have at least one row')
      .max(feedRowsMax, `must have at most ${feedRowsMax} rows`),
  }),
  maxBodyBytes: 512 * 1024,
  responses: {
    200: {
      description: 'How many were new, and how many replaced what was told before; forecasts follow with the next pass of the day',
      schema: z.object({ kind: z.enum(feedKinds), created: z.int().min(0), replaced: z.int().min(0) }),
    },
    ...wrongRow,
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const listFeedRoute = {
  method: 'GET',
  path: '/forecast-feeds/{kind}',
  scope: 'operations:read',
  summary: 'What has been told in a feed, by day',
  operationId: 'listForecastFeed',
  params: KindPath,
  query: z.strictObject({
    from: day.optional().meta({ description: 'Rows that say something of this day or a later one' }),
    to: day.optional().meta({ description: 'Rows that say something of this day or an earlier one' }),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: {
      description: 'A page of rows; it may be shorter than asked for and still have a cursor',
      schema: z.object({ kind: z.enum(feedKinds), items: z.array(FeedRow), cursor: z.string().optional() }),
    },
    ...refused,
  },
} as const satisfies Route;

export const deleteFeedRowRoute = {
  method: 'DELETE',
  path: '/forecast-feeds/{kind}/rows/{row_id}',
  scope: 'operations:write',
  summary: 'Takes a row of a feed back',
  operationId: 'deleteForecastFeedRow',
  params: KindPath.extend({ row_id: rowId }),
  responses: { 204: { description: 'It is gone' }, ...refused, ...notFoundResponse },
} as const satisfies Route;
