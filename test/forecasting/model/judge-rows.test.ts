import { describe, expect, it } from 'vitest';
import { evaluateForecast } from '../../../lib/forecasting/app/training/forecast-gates.ts';
import { bundledForecastModel } from '../../../lib/forecasting/adapters/bundled-forecast-model.ts';
import type { ForecastModel } from '../../../lib/forecasting/domain/model/forecast-model.ts';
import { forecastSeries } from '../../../lib/forecasting/domain/model/forecast-series.ts';
import { readTrainingRows, toldBy } from '../../../lib/forecasting/domain/model/judge-rows.ts';
import { servedLines, servedSeries } from '../../../lib/forecasting/domain/model/served-rows.ts';
import { trainingColumns } from '../../../lib/forecasting/domain/model/training-rows.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const model = bundledForecastModel();
const random = createRandom(11);
const days = 230;
const articles = Array.from({ length: 12 }, (_, number) => {
  const level = 2 + 3 * number;
  return Array.from({ length: days }, (_day, day) => random.between(0, level) + (day % 7 === 5 ? level : 0));
});
const group = Array.from({ length: days }, (_, day) => articles.reduce((sum, units) => sum + (units[day] ?? 0), 0));
const articleOf = (number: number) => ({ firstDay: 20_000, units: articles[number] ?? [], group });
const csv = [
  trainingColumns.join(','),
  ...articles.flatMap((_units, number) => [...servedLines(`sku-${number}`, articleOf(number), { step: 4, everyHorizon: 7 })]),
].join('\n');

/** Says so many times what the model says. */
const times = (factor: number): ForecastModel => ({
  ...model,
  ratio: (vector) => factor * model.ratio(vector),
  counts: (vector) => model.counts(vector).toReversed(),
});

describe('a training set of demand', () => {
  it('asks the model what the nightly forecast of the day would have asked', () => {
    const row = readTrainingRows(csv).find(({ series, targetDay }) => series === 'sku-7' && targetDay > 20_150)!;
    const horizon = Math.round(row.vector[trainingColumns.indexOf('horizon_periods') - 5]!);
    const origin = row.targetDay - 20_000 - horizon;
    const series = servedSeries(articleOf(7), origin)!;
    const served = forecastSeries({ series, horizon: 28, model });
    expect(toldBy(model, row).mean).toBeCloseTo(served.mean[horizon - 1]!, 1);
  });
  it('holds nothing of what came later', () => {
    const later = { ...articleOf(3), units: articleOf(3).units.map((value, day) => (day > 150 ? 999 : value)) };
    expect(servedSeries(later, 150)).toEqual(servedSeries(articleOf(3), 150));
  });
  it('knows of everything beside it only what was known before the day was over', () => {
    expect(servedSeries(articleOf(0), 150)?.group?.at(-1)).toBeNaN();
    expect(servedSeries(articleOf(0), 150)?.group?.at(-2)).toBe(group[149]);
  });
});

describe('the gates of a demand model', () => {
  const evaluated = (challenger: ForecastModel) => {
    const { gates } = evaluateForecast(csv, { challenger, champion: model, artefactBytes: 1_000 });
    return new Map(gates.map((gate) => [gate.name, gate.wants === 'at_most' ? gate.value <= gate.bound : gate.value >= gate.bound]));
  };
  it('let a version pass that is as good as the champion', () => {
    const passed = evaluated(model);
    for (const name of ['wape_over_champion', 'wql_over_champion', 'wql_of_seasonal_naive', 'coverage_90', 'training_rows'])
      expect(passed.get(name), name).toBe(true);
  });
  it('refuse one that is worse than the champion and than last week', () => {
    const passed = evaluated(times(2.5));
    expect(passed.get('wape_over_champion')).toBe(false);
    expect(passed.get('wql_over_champion')).toBe(false);
    expect(passed.get('wape_of_seasonal_naive')).toBe(false);
  });
});
