import type { Decider } from '../../kernel/decider.ts';
import { ok } from '../../kernel/result.ts';
import type { AccuracyBreach } from './accuracy.ts';

/** Stream kind of what is known of a tenant's forecasts; there is one of them. */
export const forecastAccuracyKind = 'FORECASTACCURACY';

/** Forecasts have been bad for too long: the model is to be trained anew. */
export type ForecastAccuracyBreached = { readonly type: 'forecast.accuracy_breached' } & AccuracyBreach;
export type ForecastAccuracyEvent = ForecastAccuracyBreached;
export const forecastAccuracyEventSchemaVersions: Readonly<Record<ForecastAccuracyEvent['type'], number>> = {
  'forecast.accuracy_breached': 1,
};

export type ReportBreach = { readonly type: 'ReportBreach'; readonly breach: AccuracyBreach };

/** The last week that was told as bad; null while none was. */
export type ForecastAccuracyState = { readonly lastWeek: string | null };
export const forecastAccuracyStateVersion = 1;

/** Every bad week is told once: whoever trains waits between trainings by a rule of his own. */
export const forecastAccuracyDecider: Decider<ForecastAccuracyState, ReportBreach, ForecastAccuracyEvent, never> = {
  initial: { lastWeek: null },
  decide: ({ lastWeek }, { breach }) =>
    ok(lastWeek !== null && breach.week <= lastWeek ? [] : [{ type: 'forecast.accuracy_breached' as const, ...breach }]),
  evolve: (_state, { week }) => ({ lastWeek: week }),
};
