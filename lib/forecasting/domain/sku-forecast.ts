import { cellsOf, type Lift, liftsOf, sumOfCells, toUnits } from './cells.ts';
import { dailyUnits, dayOf } from './daily-series.ts';
import type { DemandOfDay } from './demand.ts';
import { cleanedHistory, factorsAhead, toldAhead } from './driven-forecast.ts';
import { type Drivers, silentDrivers } from './feeds/drivers.ts';
import { type ForecastReason, reasonsOf } from './forecast-reasons.ts';
import { pointForecast } from './point-forecast.ts';

/** Expected demand of one day, in units. */
export type DayForecast = { readonly day: string; readonly mean: number };

/** A part of the demand; all parts of a forecast sum to 1, unless there is none. */
export type RegionShare = { readonly region: string; readonly share: number };
export type LocationShare = { readonly locationId: string; readonly share: number };
export type ChannelShare = { readonly channel: string; readonly share: number };

export type SkuForecast = {
  readonly sku: string;
  readonly category?: string;
  /** How the level of the days was found: by rules, or by the trained model. */
  readonly model: 'seasonal-naive' | 'tsb' | 'model';
  /** Name and version of the trained model; absent where rules did it. */
  readonly modelVersion?: string;
  /** First and last day of the history, in UTC. */
  readonly historyFrom: string;
  readonly historyTo: string;
  readonly historyUnits: number;
  /** Variance over mean, at least 1: what quantiles are made of, beside the mean. */
  readonly dispersion: number;
  readonly days: readonly DayForecast[];
  /** Shares before what was told; with the location that would serve the region if it had everything. */
  readonly regions: readonly (RegionShare & { readonly locationId?: string })[];
  /** Shares over all the days, with what was told. */
  readonly locations: readonly LocationShare[];
  readonly channels?: readonly ChannelShare[];
  /** Units a day before what was told; absent where nothing was. */
  readonly usual?: readonly number[];
  readonly lifts?: readonly Lift[];
  readonly reasons?: readonly ForecastReason[];
};

/** A version of the trained model by its number in the registry; 0 is the starter. */
export type ForecastVersion = { readonly version: number; readonly forecaster: ModelForecaster };

/** What one of several versions says of the same days, with what was told; nobody acts on it. */
export type VersionForecast = { readonly version: number; readonly days: readonly number[]; readonly dispersion: number };

/** What a trained model says of a series of days. */
export type ModelForecast = {
  readonly mean: readonly number[];
  /** Variance over mean, at least 1. */
  readonly dispersion: number;
  readonly version: string;
  readonly reasons: readonly string[];
};

/** Undefined where the model does not suit the series: then rules forecast it. */
export type ModelForecaster = (series: {
  readonly units: readonly number[];
  readonly firstDay: number;
  readonly horizonDays: number;
  /** Units of everything together, by the same days; NaN where they are not known yet. */
  readonly group?: readonly number[];
  /** 1 on a holiday, 0 on other days, by the same days and those ahead. */
  readonly holiday?: readonly number[];
}) => ModelForecast | undefined;

/** What a model is told of days beside the demand of the article: series that begin on one day. */
export type Beside = {
  readonly firstDay: number;
  /** Up to the day before the last one of the history: of that day everything is added up only now. */
  readonly group?: readonly number[] | undefined;
  readonly holiday?: readonly number[] | undefined;
};

export type ForecastInput = {
  readonly sku: string;
  readonly category?: string | undefined;
  readonly history: readonly DemandOfDay[];
  /** Day numbers, both included. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly horizonDays: number;
  /** Where orders of every SKU go, as shares: what a SKU of few orders leans towards. */
  readonly usual: readonly RegionShare[];
  /** The location that would serve a region if it had everything; undefined where none can. */
  readonly servedBy: (region: string) => string | undefined;
  /** What was told beside the demand; nothing when left out. */
  readonly drivers?: Drivers;
  readonly model?: ModelForecaster | undefined;
  readonly beside?: Beside | undefined;
  /** Versions of the model that are held against each other on what comes. */
  readonly compared?: readonly ForecastVersion[] | undefined;
};

/** Units for which the usual regions count beside a SKU's own. */
const usualUnits = 20;

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Units by region, those that are usual counted as if so many more had been sold there. */
const regionShares = (history: readonly DemandOfDay[], usual: readonly RegionShare[]): readonly RegionShare[] => {
  const units = new Map<string, number>(usual.map(({ region, share }) => [region, share * usualUnits]));
  for (const one of history) units.set(one.region, (units.get(one.region) ?? 0) + one.units);
  const total = [...units.values()].reduce((sum, value) => sum + value, 0);
  if (total === 0) return [];
  return [...units]
    .map(([region, value]) => ({ region, share: rounded(value / total) }))
    .filter(({ share }) => share > 0)
    .sort((left, right) => right.share - left.share || (left.region < right.region ? -1 : 1));
};

const channelShares = (history: readonly DemandOfDay[]): readonly ChannelShare[] => {
  const units = new Map<string, number>();
  for (const one of history) units.set(one.channel, (units.get(one.channel) ?? 0) + one.units);
  const total = [...units.values()].reduce((sum, value) => sum + value, 0);
  return [...units]
    .map(([channel, value]) => ({ channel, share: rounded(value / Math.max(1, total)) }))
    .sort((left, right) => right.share - left.share || (left.channel < right.channel ? -1 : 1));
};

/** What each location would send if it had everything: past assignments tell where stock happened to be, not where it is wanted. */
const locationShares = (
  parts: readonly { readonly locationId: string | undefined; readonly share: number }[],
): readonly LocationShare[] => {
  const shares = new Map<string, number>();
  for (const { locationId, share } of parts) if (locationId !== undefined) shares.set(locationId, (shares.get(locationId) ?? 0) + share);
  return [...shares]
    .map(([locationId, share]) => ({ locationId, share: rounded(share) }))
    .sort((left, right) => right.share - left.share || (left.locationId < right.locationId ? -1 : 1));
};

/** What is told beside the demand, by the days of the history; a day that it does not reach is not known. */
const besideOf = ({ beside, firstDay, horizonDays }: ForecastInput, days: number) => {
  const within = (series: readonly number[], length: number): readonly number[] =>
    Array.from({ length }, (_, at) => series[firstDay + at - (beside?.firstDay ?? 0)] ?? Number.NaN);
  return {
    ...(beside?.group ? { group: within(beside.group, days) } : {}),
    ...(beside?.holiday ? { holiday: within(beside.holiday, days + horizonDays) } : {}),
  };
};

/** What a trained model says of the article; undefined without one, or where the series does not suit it. */
export const modelSays = (model: ModelForecaster | undefined, input: ForecastInput, units: readonly number[]): ModelForecast | undefined =>
  model?.({ units, firstDay: input.firstDay, horizonDays: input.horizonDays, ...besideOf(input, units.length) });

const levelOf = (input: ForecastInput, units: readonly number[]) => {
  const { firstDay, horizonDays } = input;
  const said = modelSays(input.model, input, units);
  const point = pointForecast(units, firstDay, horizonDays);
  if (!said) return { ...point, model: point.model, rules: point.model, modelVersion: undefined, said: [] as readonly string[] };
  return {
    model: 'model' as const,
    rules: point.model,
    means: said.mean,
    dispersion: said.dispersion,
    modelVersion: said.version,
    said: said.reasons,
  };
};

/** What each of several versions says, as far as the series suits it: what was told lifts the days of all of them alike. */
const versionsOf = (
  input: ForecastInput,
  units: readonly number[],
  usual: readonly number[],
  total: readonly number[],
): readonly VersionForecast[] =>
  (input.compared ?? []).flatMap(({ version, forecaster }): readonly VersionForecast[] => {
    const said = modelSays(forecaster, input, units);
    if (!said) return [];
    const days = said.mean.map((mean, at) => rounded(mean * ((usual[at] ?? 0) > 0 ? toUnits(total[at] ?? 0) / (usual[at] ?? 1) : 1)));
    return [{ version, days, dispersion: rounded(said.dispersion) }];
  });

/** What is expected to be wanted of a SKU on each of the days after its history, and where. */
export const forecastSku = (input: ForecastInput): SkuForecast => compareVersions(input).forecast;

/** The same, with what every version of the model that is compared says of it. */
export const compareVersions = (
  input: ForecastInput,
): { readonly forecast: SkuForecast; readonly versions: readonly VersionForecast[] } => {
  const { sku, history, firstDay, lastDay, horizonDays, drivers = silentDrivers } = input;
  const units = dailyUnits(history, firstDay, lastDay);
  const served = regionShares(history, input.usual).map((one) => {
    const locationId = input.servedBy(one.region);
    return { ...one, ...(locationId === undefined ? {} : { locationId }) };
  });
  const cleaned = cleanedHistory(units, { history, firstDay, spread: { regions: served, channels: channelShares(history) }, drivers });
  const { spread } = cleaned;
  const { regions } = spread;
  const level = levelOf(input, cleaned.units);
  const ahead = { firstDay: lastDay + 1, days: horizonDays };
  const usual = level.means.map(rounded);
  const lifts = drivers.isSilent
    ? []
    : liftsOf(
        spread.channels.map(({ channel }) => channel),
        regions.map(({ region }) => region),
        factorsAhead(drivers, cleaned.strengths, ahead),
      );
  const cells = cellsOf({ usual, ...spread, lifts });
  const total = sumOfCells(cells, horizonDays);
  const all = total.reduce((sum, value) => sum + value, 0);
  const servedBy = new Map(regions.map(({ region, locationId }) => [region, locationId]));
  const locations =
    lifts.length === 0 || all === 0
      ? locationShares(regions.map(({ locationId, share }) => ({ locationId, share })))
      : locationShares(
          cells.map(({ region, grains }) => ({
            locationId: servedBy.get(region),
            share: grains.reduce((sum, value) => sum + value, 0) / all,
          })),
        );
  const told = toldAhead(drivers, cleaned.strengths, { ...ahead, spread });
  const reasons = reasonsOf({ model: level.rules, units: cleaned.units, firstDayAhead: lastDay + 1, usual, told });
  const forecast: SkuForecast = {
    sku,
    ...(input.category === undefined ? {} : { category: input.category }),
    model: level.model,
    ...(level.modelVersion === undefined ? {} : { modelVersion: level.modelVersion }),
    historyFrom: dayOf(firstDay),
    historyTo: dayOf(lastDay),
    historyUnits: units.reduce((sum, value) => sum + value, 0),
    dispersion: rounded(level.dispersion),
    days: total.map((grains, at) => ({ day: dayOf(lastDay + 1 + at), mean: toUnits(grains) })),
    regions,
    locations,
    channels: spread.channels,
    ...(lifts.length === 0 ? {} : { usual, lifts }),
    reasons: [...reasons, ...level.said.map((text): ForecastReason => ({ kind: 'model', text, factor: null }))],
  };
  return { forecast, versions: versionsOf(input, cleaned.units, usual, total) };
};
