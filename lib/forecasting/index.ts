export { createDemandHistory, type DemandHistory, type DemandReader, type DemandWindow } from './app/demand-history.ts';
export {
  type AccuracyReport,
  createReadAccuracy,
  createReportBreach,
  forecastAccuracyAggregate,
} from './app/accuracy.ts';
export { createFeedBook, type FeedBook, type FeedPage, type Provenance, type ToldRow } from './app/feeds/feed-book.ts';
export { createForecastRows, type ForecastTotals, type OrderShape, type StoredForecast } from './app/forecast.rows.ts';
export type { ForecastModels } from './app/forecast.make.ts';
export {
  type ArticleList,
  type ComparedVersions,
  createForecasts,
  type DemandForecast,
  type ForecastParts,
  type Forecasts,
} from './app/forecasts.ts';
export { evaluateForecast, type ForecastEvaluation } from './app/training/forecast-gates.ts';
export { createForecastTrainingSet, type ForecastTrainingSet, type ReadForecastTrainingSet } from './app/training/forecast-training-set.ts';
export { versionBreach } from './domain/version-watch.ts';
export { createPlanning, type Planning, type PlanningParts } from './app/planning/planning.pass.ts';
export { createProposals, type PlanDocuments, type Proposals } from './app/planning/proposals.ts';
export { dayNumber, dayOf } from './domain/daily-series.ts';
export type { DemandOfDay } from './domain/demand.ts';
export { pointForecast, type PointForecast } from './domain/point-forecast.ts';
export type { AccuracyBreach, AccuracyMeasures } from './domain/accuracy.ts';
export { type FeedKind, feedKinds, type FeedRows, type Feeds } from './domain/feeds/feeds.ts';
export {
  demandWithin,
  forecastAt,
  type ForecastLevel,
  forecastLevels,
  type ForecastPeriod,
  forecastPeriods,
  locationDispersion,
  locationMeans,
  type PeriodForecast,
  periodsOf,
} from './domain/levels.ts';
export { defaultLabour, defaultPlanning } from './domain/planning/planning.defaults.ts';
export type { Offer } from './domain/planning/plan-purchases.ts';
export { describeProposalRejection, type Proposal, type ProposalKind, proposalKinds } from './domain/planning/proposal.ts';
export { type CarrierLane, carrierLanes } from './domain/planning/carrier-lanes.ts';
export { isProven, proofOf, seasonOf, type SeasonProof } from './domain/planning/season.ts';
export { staffingOf, type StaffingPlan } from './domain/planning/staffing.ts';
export { sumDispersion, type SumLevel, sumLevels, type SumSeries } from './domain/sums.ts';
export { modelForecaster } from './domain/model-forecaster.ts';
export { demandQuantile } from './domain/quantiles.ts';
export { forecastSku, type ForecastInput, type ModelForecaster, type RegionShare, type SkuForecast } from './domain/sku-forecast.ts';
export { bundledForecastModel } from './adapters/bundled-forecast-model.ts';
export { type ForecastArtefact, forecastModelOf } from './adapters/forecast-artefact.ts';
export { type Driver, type Reason } from './domain/model/drivers.ts';
export { demandFeatures } from './domain/model/features.ts';
export { readTrainingRows } from './domain/model/judge-rows.ts';
export { type ForecastModel, quantileLevels } from './domain/model/forecast-model.ts';
export { forecastSeries, quantileAt, type SeriesForecast, type SeriesForecastInput } from './domain/model/forecast-series.ts';
export { type Cadence, type DemandSeries, type SeriesFeeds } from './domain/model/series.ts';
export { trainingColumns, trainingLines, type TrainingOptions } from './domain/model/training-rows.ts';
