// What is expected to be wanted, and what a unit is worth for it.
import * as z from 'zod';
import { reasonKinds } from '../../forecasting/domain/forecast-reasons.ts';
import { forecastLevels, forecastPeriods } from '../../forecasting/domain/levels.ts';
import { skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';

const sku = z.string().regex(skuPattern, 'must be 1 to 128 characters without # and control characters');

const units = z.number().min(0);
const share = z.number().min(0).max(1);

const DayForecast = z
  .object({
    day: z.iso.date(),
    mean: units.meta({ description: 'Units to be expected' }),
    p10: z.int().min(0).meta({ description: 'Demand stays within so many units with a probability of 10 percent' }),
    p50: z.int().min(0),
    p90: z.int().min(0),
  })
  .meta({ id: 'DayForecast' });

const Reason = z
  .object({
    kind: z.enum(reasonKinds),
    text: z.string(),
    factor: z.number().nullable().meta({ description: 'What it multiplies demand by; null where it is not of that kind' }),
  })
  .meta({ id: 'ForecastReason', description: 'What drove a forecast, in words' });

/** A day, or the days of a week from Monday on, with what is expected of it. */
export const ForecastPeriod = z
  .object({
    from: z.iso.date(),
    to: z.iso.date().meta({ description: 'Included; the first and the last week may be cut off' }),
    mean: units,
    p10: z.int().min(0),
    p50: z.int().min(0),
    p90: z.int().min(0),
  })
  .meta({ id: 'ForecastPeriod' });

const ForecastSeries = z
  .object({
    key: z.string().meta({ description: 'Location, channel or region; empty for the total, and for what no location can serve' }),
    periods: z.array(ForecastPeriod),
  })
  .meta({ id: 'ForecastSeries' });

const Forecast = z
  .object({
    version: z.string(),
    made_at: z.iso.datetime(),
    model: z.enum(['seasonal-naive', 'tsb', 'model']).meta({
      description:
        'By weekdays for what sells nearly every day; after Teunter, Syntetos and Babai for what sells now and then; or the trained model',
    }),
    model_version: z.string().nullable().meta({ description: 'Of the trained model; null where rules made the forecast' }),
    cold_start: z.boolean().meta({ description: 'Whether the history is shorter than four weeks' }),
    history_from: z.iso.date(),
    history_to: z.iso.date(),
    history_units: z.int().min(0),
    dispersion: z.number().min(1).meta({ description: 'Variance of the demand over its mean' }),
    days: z.array(DayForecast),
    regions: z.array(z.object({ region: z.string(), share })).meta({ description: 'Where the demand comes from, as shares of it' }),
    locations: z
      .array(z.object({ location_id: z.string(), share }))
      .meta({ description: 'The location that would serve it, if each had everything' }),
    channels: z.array(z.object({ channel: z.string(), share })),
    reasons: z.array(Reason),
    level: z.enum(forecastLevels),
    period: z.enum(forecastPeriods),
    series: z.array(ForecastSeries).meta({ description: 'The parts of the demand at the level; their means add up to the total exactly' }),
  })
  .meta({ id: 'Forecast' });

export const forecastRoute = {
  method: 'GET',
  path: '/forecasts',
  scope: 'inventory:read',
  summary: 'What is expected to be wanted of an article in the next four weeks, and where',
  query: z.strictObject({
    sku: sku.meta({ description: 'The article' }),
    level: z.enum(forecastLevels).default('total').meta({ description: 'What `series` is told by' }),
    period: z.enum(forecastPeriods).default('daily').meta({ description: 'How long the periods of `series` are' }),
  }),
  responses: {
    200: {
      description: 'The forecast; null for an article that nobody has ordered',
      schema: z.object({ sku: z.string(), forecast: Forecast.nullable() }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

const FutureValueItem = z
  .object({
    sku: z.string(),
    locations: z.array(
      z.object({
        location_id: z.string(),
        value: z.int().min(0).meta({ description: 'Minor units that a unit kept there is expected to save later orders' }),
      }),
    ),
  })
  .meta({ id: 'FutureValueItem' });

export const futureValuesRoute = {
  method: 'GET',
  path: '/routing/future-values',
  scope: 'inventory:read',
  summary: 'What a unit is expected to be worth later, by article and location (λ), as decisions count it',
  query: z.strictObject({ sku: sku.optional().meta({ description: 'Of this article alone' }) }),
  responses: {
    200: {
      description: 'The last estimate; what is not listed is worth nothing later',
      schema: z.object({
        version: z.string().nullable().meta({ description: 'Null while nothing has been estimated' }),
        made_at: z.iso.datetime().nullable(),
        in_use: z.boolean().meta({ description: 'False when decisions count 0, because there is no estimate or it is too old' }),
        cause: z.enum(['first', 'due', 'stock-shock']).nullable().meta({ description: 'Why it was estimated when it was' }),
        horizon_days: z.int().min(0).nullable(),
        orders: z.int().min(0).nullable().meta({ description: 'Orders that futures were drawn from' }),
        items: z.array(FutureValueItem),
      }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
