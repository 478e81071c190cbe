import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import { forecastSku } from '../../../lib/forecasting/domain/sku-forecast.ts';
import { modelForecaster } from '../../../lib/forecasting/domain/model-forecaster.ts';
import { driversOf } from '../../../lib/forecasting/domain/feeds/drivers.ts';
import { noFeeds } from '../../../lib/forecasting/domain/feeds/feeds.ts';
import { demandFeatures, rowsOfOrigin } from '../../../lib/forecasting/domain/model/features.ts';
import { type ForecastModel, quantileLevels } from '../../../lib/forecasting/domain/model/forecast-model.ts';

/** Says one and a half times the baseline for every day, and as much as that above and below it. */
const trained: ForecastModel = {
  version: '0123456789abcdef',
  shape: {
    countedUpper: 8,
    fast: {
      meanFactor: 1,
      ruleShare: 0,
      edges: { noise: [], ratio: [], horizon: [] },
      offsets: [[[quantileLevels.map((level) => 0.5 + level)]]],
    },
    slow: { ruleShare: 0, tailMean: 12 },
  },
  ratio: () => 1.5,
  contributions: () => demandFeatures.map((feature) => (feature === 'day_of_week' ? 0.2 : 0)),
  counts: () => [0.5, 0.3, 0.2],
};
const model = modelForecaster(trained);
const lastDay = dayNumber('2026-11-22');
const units = Array.from({ length: 112 }, (_, at) => 18 + ((at * 7) % 5) + (at % 7 === 5 ? 12 : 0));

describe('the trained model behind a forecast', () => {
  it('says the level of the days, how much it varies, and which version said so', () => {
    const said = model({ units, firstDay: lastDay - 111, horizonDays: 28 });
    expect(said?.mean).toHaveLength(28);
    const [baseline = 0] = rowsOfOrigin({ cadence: 'daily', firstDay: lastDay - 111, units }, 111, [1]).baselines;
    expect(said?.mean[0]).toBeCloseTo(1.5 * baseline, 6);
    // Demand spread evenly from half the mean to one and a half times it has a twelfth of its square as variance.
    expect(said?.dispersion).toBeCloseTo((1.5 * baseline) / 12, 0);
    // The trees say 22 %; the days that are looked at, none of them the strongest, stand a little below the level besides.
    expect(said).toMatchObject({ version: '0123456789abcdef', reasons: ['By the trained model the season raises demand by 17 %.'] });
  });

  it('leaves to rules what has too little history', () => {
    expect(model({ units: [0, 1, 0, 0, 2], firstDay: lastDay - 4, horizonDays: 28 })).toBeUndefined();
  });

  it('is what the levels of the forecast add up to, with what was told multiplied on', () => {
    const history = units.map((wanted, at) => ({ day: dayOf(lastDay - 111 + at), channel: 'web', region: 'US-NY', units: wanted }));
    const promotions = [{ promotionId: 'p', from: dayOf(lastDay + 3), to: dayOf(lastDay + 3), depthPercent: 50 }];
    const drivers = driversOf({ ...noFeeds, promotions }, { sku: 'LAMP' }, lastDay);
    const shared = { sku: 'LAMP', history, firstDay: lastDay - 111, lastDay, horizonDays: 28, usual: [], servedBy: () => 'east', model };
    const [plain, driven] = [forecastSku(shared), forecastSku({ ...shared, drivers })];
    const said = model({ units, firstDay: lastDay - 111, horizonDays: 28 });
    expect(plain.model).toBe('model');
    expect(plain.modelVersion).toBe(said?.version);
    for (const [at, day] of plain.days.entries()) expect(day.mean).toBeCloseTo(said?.mean[at] ?? 0, 3);
    expect((driven.days[2]?.mean ?? 0) / (plain.days[2]?.mean ?? 1)).toBeCloseTo(5, 1);
    expect(driven.days[3]?.mean).toBe(plain.days[3]?.mean);
  });
});
