// Demand: the model of the product is trained on what was known at a panel's first origin, through the same files and code as
// in the product, and forecasts the same periods as the rules and libraries that it is set beside.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forecastModelOf } from '../../../lib/forecasting/adapters/forecast-artefact.ts';
import type { ForecastModel } from '../../../lib/forecasting/domain/model/forecast-model.ts';
import { forecastSeries } from '../../../lib/forecasting/domain/model/forecast-series.ts';
import type { DemandSeries } from '../../../lib/forecasting/domain/model/series.ts';
import { trainingColumns, trainingLines } from '../../../lib/forecasting/domain/model/training-rows.ts';
import { withTemporaryFolder } from '../temporary-folder.ts';
import { etsMethod, type Method, naiveErrorOf, ruleMethod, seasonalNaiveMethod, tsbMethod } from './baselines.ts';
import { libraryForecasts } from './libraries.ts';
import { type Panel, readPanels } from './panels.ts';
import type { ModelPart, PartContext } from './part.ts';
import { trainedFolder } from './python.ts';
import { createTally, type Scores } from './yardstick.ts';

export type PanelReport = {
  readonly panel: string;
  readonly what: string;
  readonly daily: boolean;
  readonly methods: Readonly<Record<string, Scores>>;
  readonly waybill: Scores;
  readonly against: {
    readonly wqlOverSeasonalNaive: number;
    readonly wapeOverSeasonalNaive: number;
    /** The rule or library with the least WQL, and ours over it. */
    readonly bestOther: string;
    readonly wqlOverBestOther: number;
  };
  readonly trainingSeconds: number;
};

/** Rows of training a panel may have; what is beyond is thinned out evenly. */
const rowsAimedAt = 60_000;

const historyOf = (panel: Panel): string => {
  const first = panel.origins[0] ?? 0;
  const learnt: readonly (readonly [DemandSeries, string, number])[] = [
    ...panel.series.map((series) => [series, series.id, first] as const),
    ...panel.learntToo.map((series) => [series, `older-${series.id}`, series.units.length - 1] as const),
  ];
  const origins = learnt.reduce((sum, [, , last]) => sum + last, 0);
  const everyHorizon = Math.max(1, Math.min(panel.horizon, Math.round((origins * panel.horizon) / 2 / rowsAimedAt)));
  const step = Math.max(1, Math.round((origins * panel.horizon) / everyHorizon / 2 / rowsAimedAt));
  const lines = learnt.flatMap(([series, name, lastKnown]) => [
    ...trainingLines(name.replaceAll(',', ' '), series, { step, everyHorizon, lastKnown }),
  ]);
  return `${[trainingColumns.join(','), ...lines].join('\n')}\n`;
};

/** Trains as the product does; whoever forecasts a panel has seen nothing after its first origin. */
const trainOn = (panel: Panel, { tell }: PartContext): Promise<{ readonly model: ForecastModel; readonly seconds: number }> =>
  withTemporaryFolder(async (folder) => {
    const history = join(folder, 'history.csv');
    writeFileSync(history, historyOf(panel));
    const startedAt = performance.now();
    const out = await trainedFolder('forecast', join(folder, 'artefact'), ['--history', history, '--held-out-share', '0'], tell);
    const json = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(out, ...path), 'utf8'));
    const model = forecastModelOf({ mean: json('model.json'), counts: json('meta', 'counts.json'), shape: json('meta', 'shape.json') });
    return { model, seconds: (performance.now() - startedAt) / 1_000 };
  });

const known = ({ units, group, ...rest }: DemandSeries, origin: number): DemandSeries => ({
  ...rest,
  units: units.slice(0, origin + 1),
  ...(group ? { group: group.slice(0, origin + 1) } : {}),
});

const waybillMethod =
  (model: ForecastModel): Method =>
  (series, origin, horizon) => {
    const { mean, quantiles } = forecastSeries({ series: known(series, origin), horizon, model });
    return mean.map((value, ahead) => ({ mean: value, quantiles: quantiles[ahead] ?? [] }));
  };

const scoresOf = (panel: Panel, method: Method): Scores => {
  const tally = createTally();
  for (const series of panel.series) {
    for (const origin of panel.origins) {
      const naiveError = naiveErrorOf(series, origin);
      for (const [ahead, forecast] of method(series, origin, panel.horizon).entries()) {
        const units = series.units[origin + 1 + ahead] ?? Number.NaN;
        if (!Number.isNaN(units)) tally.add(series.id, naiveError, forecast, units);
      }
    }
  }
  return tally.scores();
};

const rules: Readonly<Record<string, Method>> = {
  seasonal_naive: seasonalNaiveMethod,
  ets: etsMethod,
  tsb: tsbMethod,
  rules: ruleMethod,
};

const reportOf = async (panel: Panel, context: PartContext): Promise<PanelReport> => {
  context.tell(`${panel.name}: training`);
  const { model, seconds } = await trainOn(panel, context);
  const waybill = scoresOf(panel, waybillMethod(model));
  const libraries = await libraryForecasts(panel, context);
  const methods = Object.fromEntries([
    ...Object.entries(rules).map(([name, method]) => [name, scoresOf(panel, method)] as const),
    ...Object.entries(libraries).map(([name, method]) => [name, scoresOf(panel, method)] as const),
  ]);
  const naive = methods['seasonal_naive'] as Scores;
  const others = Object.entries(methods).filter(([name]) => name !== 'seasonal_naive');
  const [bestOther, best] = others.reduce((least, one) => (one[1].wql < least[1].wql ? one : least));
  return {
    panel: panel.name,
    what: panel.what,
    daily: panel.daily,
    methods,
    waybill,
    against: {
      wqlOverSeasonalNaive: waybill.wql / naive.wql,
      wapeOverSeasonalNaive: waybill.wape / naive.wape,
      bestOther,
      wqlOverBestOther: waybill.wql / best.wql,
    },
    trainingSeconds: seconds,
  };
};

const digits = (value: number, decimals: number): string => value.toFixed(decimals);

const tableOf = (reports: readonly PanelReport[]): readonly string[] => [
  '| panel | method | WQL | WAPE | 90 % covers | MASE | bias |',
  '|---|---|--:|--:|--:|--:|--:|',
  ...reports.flatMap(({ panel, methods, waybill }) =>
    Object.entries({ waybill, ...methods }).map(
      ([name, { wql, wape, coverage90Pct, mase, biasPct }]) =>
        `| ${panel} | ${name} | ${digits(wql, 3)} | ${digits(wape, 3)} | ${digits(coverage90Pct, 1)} % | ${digits(mase, 2)} | ${digits(biasPct, 1)} % |`,
    ),
  ),
  '',
  '| panel | WQL ÷ seasonal naive | WAPE ÷ seasonal naive | best of the others | WQL ÷ best of the others | trained in |',
  '|---|--:|--:|---|--:|--:|',
  ...reports.map(
    ({ panel, against, trainingSeconds }) =>
      `| ${panel} | ${digits(against.wqlOverSeasonalNaive, 2)} | ${digits(against.wapeOverSeasonalNaive, 2)} | ${against.bestOther} | ${digits(against.wqlOverBestOther, 3)} | ${digits(trainingSeconds, 0)} s |`,
  ),
];

/** Forecasts on public panels of demand. */
export const forecastPart: ModelPart = async (context) => {
  const panels = readPanels(context.data);
  if (panels.length === 0) return { kind: 'skipped', why: `${context.data} has no panel of demand` };
  const reports: PanelReport[] = [];
  for (const panel of panels) reports.push(await reportOf(panel, context));
  return { kind: 'measured', report: { panels: reports }, lines: tableOf(reports) };
};
