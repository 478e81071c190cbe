// Forecasts of everything together, and how good forecasts have been.
import * as z from 'zod';
import { breachMeasures } from '../../forecasting/domain/accuracy.ts';
import { forecastPeriods } from '../../forecasting/domain/levels.ts';
import { sumLevels } from '../../forecasting/domain/sums.ts';
import { skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';
import { ForecastPeriod } from './forecasts.ts';

const ratio = z.number().nullable();

export const forecastTotalsRoute = {
  method: 'GET',
  path: '/forecasts/totals',
  // What a retailer sells in all is no business of a storefront.
  scope: 'fulfilment:read',
  summary: 'What is expected to be wanted of all articles together, by location, channel, region or category',
  operationId: 'getForecastTotals',
  query: z.strictObject({
    level: z.enum(sumLevels).default('total'),
    period: z.enum(forecastPeriods).default('weekly'),
  }),
  responses: {
    200: {
      description: 'Sums of the last whole pass over the catalog; null while there has been none',
      schema: z.object({
        totals: z
          .object({
            version: z.string(),
            made_at: z.iso.datetime(),
            level: z.enum(sumLevels),
            period: z.enum(forecastPeriods),
            series: z.array(
              z.object({
                key: z.string().meta({ description: 'Location, channel, region or category; empty for the total and for what has none' }),
                dispersion: z.number().min(1).meta({ description: 'Variance over mean, articles taken to be independent of each other' }),
                periods: z.array(ForecastPeriod),
              }),
            ),
          })
          .meta({ id: 'ForecastTotals' })
          .nullable(),
      }),
    },
    ...refused,
  },
} as const satisfies Route;

const Measures = z
  .object({
    skus: z.int().min(0).meta({ description: 'Articles that were forecast' }),
    actual: z.number().meta({ description: 'Units wanted' }),
    forecast: z.number().meta({ description: 'Units expected' }),
    wape: ratio.meta({ description: 'Sum of the absolute errors over what was wanted' }),
    wql: ratio.meta({ description: 'Twice the mean pinball loss of p10, p50 and p90 over what was wanted' }),
    bias: ratio.meta({ description: 'Expected less wanted, over wanted: above 0 too much was expected' }),
    mape: ratio.meta({
      description: 'Mean percent error of articles that sold 20 or more in the week; of fewer, chance alone makes a quarter',
    }),
    mape_skus: z.int().min(0),
    coverage: ratio.meta({ description: 'Share of articles whose demand lay between p10 and p90; 0.8 or more is as it should be' }),
    naive_wape: ratio.meta({ description: 'The same of the seasonal naive forecast: the week before' }),
    naive_wql: ratio,
    wape_ratio: ratio.meta({ description: 'Below 1 better than the seasonal naive forecast' }),
    wql_ratio: ratio,
  })
  .meta({ id: 'ForecastMeasures', description: 'Null where there was nothing to measure against' });

export const forecastAccuracyRoute = {
  method: 'GET',
  path: '/forecasts/accuracy',
  scope: 'operations:read',
  summary: 'Forecasts of past weeks against what was wanted, beside the seasonal naive forecast',
  operationId: 'getForecastAccuracy',
  query: z.strictObject({
    sku: z
      .string()
      .regex(skuPattern, 'must be 1 to 128 characters without # and control characters')
      .optional()
      .meta({ description: 'Of this article; of everything when left out' }),
    weeks: z.coerce.number().int().min(1).max(104).default(13),
  }),
  responses: {
    200: {
      description: 'Weeks that are over, oldest first',
      schema: z.object({
        sku: z.string().nullable(),
        weeks: z.array(
          z.object({
            week: z.iso.date().meta({ description: 'The Monday on which it began' }),
            measures: Measures,
            versions: z
              .array(z.object({ version: z.int().min(0).meta({ description: 'Of the registry; 0 is the starter' }), measures: Measures }))
              .meta({ description: 'Versions of the trained model on the same articles, in weeks in which several were compared' }),
          }),
        ),
        categories: z
          .array(z.object({ category: z.string(), measures: Measures }))
          .meta({ description: 'Of the newest week, most wanted first; of an article there are none' }),
        breach: z
          .object({ measure: z.enum(breachMeasures), week: z.iso.date(), values: z.array(z.number()), limit: z.number(), text: z.string() })
          .nullable()
          .meta({ description: 'Why forecasts count as bad for three weeks running; null when they do not' }),
      }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;
