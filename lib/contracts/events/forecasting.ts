import * as z from 'zod';
import { breachMeasures, breachWeeks } from '../../forecasting/domain/accuracy.ts';

/** Payload of every event about a tenant's forecasts. The stream's id is `all`. */
export const forecastAccuracyEventPayloads = {
  'forecast.accuracy_breached': z.strictObject({
    measure: z.enum(breachMeasures),
    week: z.iso.date(),
    values: z.array(z.number().min(0)).length(breachWeeks),
    limit: z.number().min(0),
  }),
} as const;

export type ForecastAccuracyEventType = keyof typeof forecastAccuracyEventPayloads;

/** EventBridge `detail-type` of each event; the source is `oms.forecasting`. */
export const forecastAccuracyDetailTypes: Readonly<Record<ForecastAccuracyEventType, string>> = {
  'forecast.accuracy_breached': 'ForecastAccuracyBreached',
};
