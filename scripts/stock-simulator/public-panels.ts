// Public panels of demand as articles of the simulation: forecast by the model that is delivered, which has seen none of them.
import { bundledForecastModel } from '../../lib/forecasting/adapters/bundled-forecast-model.ts';
import { noFeeds } from '../../lib/forecasting/domain/feeds/feeds.ts';
import { dispersionTold } from '../../lib/forecasting/domain/model-forecaster.ts';
import { forecastSeries } from '../../lib/forecasting/domain/model/forecast-series.ts';
import type { Panel, PanelSeries } from '../bench/models/panels.ts';
import {
  dailySupply,
  knownUnits,
  type PanelName,
  panelsTried,
  type StockedArticle,
  type SupplySetting,
  sumOf,
  weeklySupply,
} from './articles.ts';
import type { Span } from './replenish.ts';
import { type DailyPanel, dailyOutlook, dayNames, deliveredForecaster } from './retailer.ts';

export type PanelProblem = { readonly articles: readonly StockedArticle[]; readonly setting: SupplySetting; readonly span: Span };

/** Weeks ahead that a forecast by weeks is asked for: those that an order has to last, and those it may be old. */
const weeksAhead = weeklySupply.leadPeriods + weeklySupply.reviewPeriods + weeklySupply.renewEvery;

const weekly = (series: readonly PanelSeries[]): readonly StockedArticle[] => {
  const model = bundledForecastModel();
  return series.map(({ id, units, group, ...rest }) => ({
    id,
    units,
    outlookAt: (period) => {
      const known = { ...rest, units: units.slice(0, period), ...(group ? { group: group.slice(0, period) } : {}) };
      const { mean, quantiles } = forecastSeries({ series: known, horizon: weeksAhead, model, explain: false });
      const means = mean.map((value) => Math.max(0, value));
      return { means, dispersion: dispersionTold(means, quantiles) };
    },
  }));
};

const daily = (series: readonly PanelSeries[]): readonly StockedArticle[] => {
  const model = deliveredForecaster();
  const [first] = series;
  if (!first) return [];
  const { firstDay, group = [], feeds, units: days } = first;
  const panel: DailyPanel = {
    firstDay,
    group,
    names: dayNames(firstDay, days.length),
    holiday: feeds?.holiday?.map((value) => value ?? 0),
    feeds: noFeeds,
  };
  return series.map(({ id, units }) => ({ id, units, outlookAt: dailyOutlook({ sku: id, units }, panel, model) }));
};

/** The end of a panel to be supplied, what lies before it to be learned from. Articles that had sold nothing by then are left out. */
export const problemOf = (panel: Panel, most?: number): PanelProblem => {
  const setting = panel.daily ? dailySupply : weeklySupply;
  const length = panel.series[0]?.units.length ?? 0;
  const from = length - setting.warmUpPeriods - panelsTried[panel.name as PanelName];
  const series = panel.series.filter(({ units }) => sumOf(knownUnits(units, 0, from)) > 0).slice(0, most);
  return { articles: panel.daily ? daily(series) : weekly(series), setting, span: { from, to: length } };
};
