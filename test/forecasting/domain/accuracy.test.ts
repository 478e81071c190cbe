import { describe, expect, it } from 'vitest';
import { type AccuracyMeasures, addTallies, breachOf, emptyTally, measuresOf, tallyOf } from '../../../lib/forecasting/domain/accuracy.ts';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';

const week = '2026-11-16';
const forecastOf = (mean: number, naive: number, dispersion = 1) => ({ week, mean, dispersion, naive });

const measured = (more: Partial<AccuracyMeasures>): AccuracyMeasures => ({
  ...measuresOf(tallyOf(forecastOf(100, 90), 100)),
  mape: 0.1,
  wapeRatio: 0.7,
  wqlRatio: 0.7,
  ...more,
});

/** So many weeks running up to the newest, each with these figures. */
const weeksOf = (all: readonly Partial<AccuracyMeasures>[], gapAt?: number) =>
  all.map((more, at) => ({
    week: dayOf(dayNumber(week) - 7 * (all.length - 1 - at) - (gapAt !== undefined && at < gapAt ? 7 : 0)),
    measures: measured(more),
  }));

describe('accuracy', () => {
  it('is told in the figures of the trade', () => {
    const tally = addTallies(tallyOf(forecastOf(90, 60), 100), tallyOf(forecastOf(30, 10), 20));
    expect(measuresOf(tally)).toMatchObject({
      skus: 2,
      actual: 120,
      wape: 0.1667,
      bias: 0,
      mape: 0.3,
      mapeSkus: 2,
      naiveWape: 0.4167,
      wapeRatio: 0.4,
    });
  });

  it('takes no percent error of what sells a few a week: of those chance alone makes a quarter', () => {
    expect(measuresOf(tallyOf(forecastOf(4, 4), 2))).toMatchObject({ mape: null, mapeSkus: 0, wape: 1 });
  });

  it('has no ratios of nothing', () => {
    expect(measuresOf(emptyTally)).toMatchObject({ wape: null, wql: null, bias: null, mape: null, wapeRatio: null, coverage: null });
  });

  it('rewards a wide forecast of what varies and punishes a narrow one', () => {
    const [narrow, wide] = [measuresOf(tallyOf(forecastOf(100, 100, 1), 160)), measuresOf(tallyOf(forecastOf(100, 100, 20), 160))];
    expect(wide.wql ?? 1).toBeLessThan(narrow.wql ?? 0);
    expect([narrow.coverage, wide.coverage]).toEqual([0, 1]);
  });
});

describe('a breach', () => {
  it('is a mean percent error above a quarter in three weeks running', () => {
    expect(breachOf(weeksOf([{ mape: 0.3 }, { mape: 0.26 }, { mape: 0.5 }]))).toEqual({
      measure: 'mape',
      week,
      values: [0.3, 0.26, 0.5],
      limit: 0.25,
    });
    expect(breachOf(weeksOf([{ mape: 0.3 }, { mape: 0.25 }, { mape: 0.5 }]))).toBeUndefined();
    expect(breachOf(weeksOf([{ mape: 0.3 }, { mape: 0.3 }]))).toBeUndefined();
    expect(breachOf(weeksOf([{ mape: 0.3 }, { mape: null }, { mape: 0.5 }]))).toBeUndefined();
  });

  it('is none when a week between has not been judged', () => {
    expect(breachOf(weeksOf([{ mape: 0.3 }, { mape: 0.3 }, { mape: 0.3 }], 1))).toBeUndefined();
  });

  it('is a loss beside seasonal naive beyond its own control limit, and beyond seasonal naive itself while there is none', () => {
    const bad = [{ wqlRatio: 0.9 }, { wqlRatio: 0.92 }, { wqlRatio: 0.95 }];
    const steady = Array.from({ length: 12 }, (_, at) => ({ wqlRatio: 0.6 + (at % 3) / 100 }));
    expect(breachOf(weeksOf([...steady, ...bad]))).toMatchObject({ measure: 'wql_ratio', week });
    expect(breachOf(weeksOf(bad))).toBeUndefined();
    expect(breachOf(weeksOf([{ wapeRatio: 1.1 }, { wapeRatio: 1.2 }, { wapeRatio: 1.05 }]))).toMatchObject({
      measure: 'wape_ratio',
      limit: 1,
    });
  });
});
