export { createDemandHistory, type DemandHistory, type DemandReader, type DemandWindow } from './app/demand-history.ts';
export { createForecastRows, type StoredForecast } from './app/forecast.rows.ts';
export { type ArticleList, createForecasts, type DemandForecast, type ForecastParts, type Forecasts } from './app/forecasts.ts';
export { dayNumber, dayOf } from './domain/daily-series.ts';
export type { DemandOfDay } from './domain/demand.ts';
export { pointForecast, type PointForecast } from './domain/point-forecast.ts';
export { demandQuantile } from './domain/quantiles.ts';
export { forecastSku, type ForecastInput, type RegionShare, type SkuForecast } from './domain/sku-forecast.ts';
