import type * as z from 'zod';
import type { forecastAccuracyEventPayloads } from '../../../contracts/events/forecasting.ts';
import { listed, type Vocabulary } from './words.ts';

type Payloads = { readonly [Type in keyof typeof forecastAccuracyEventPayloads]: z.output<(typeof forecastAccuracyEventPayloads)[Type]> };

const measures = {
  mape: 'mean absolute percentage error',
  wape_ratio: 'weighted error against the naive forecast',
  wql_ratio: 'quantile loss against the naive forecast',
} as const;

const rounded = (value: number): string => String(Number(value.toFixed(3)));

/** What happened to the forecasts of a tenant. */
export const forecastWords: Vocabulary<Payloads> = {
  'forecast.accuracy_breached': ({ measure, week, values, limit }) => ({
    kind: 'decision',
    title: 'Forecasts too far off',
    sentence: `Forecasts are too far off: their ${measures[measure]} was above ${rounded(limit)} for ${values.length} weeks up to ${week}: ${listed(values.map(rounded))}.`,
    reference: week,
  }),
};
