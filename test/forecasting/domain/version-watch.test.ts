import { expect, it } from 'vitest';
import { emptyTally, measuresOf } from '../../../lib/forecasting/domain/accuracy.ts';
import { versionBreach } from '../../../lib/forecasting/domain/version-watch.ts';

const measures = (wql: number | null, skus = 40, wape: number | null = wql) => ({ ...measuresOf(emptyTally), skus, wql, wape });

it('a version that loses a tenth more than the other on the same articles is worse', () => {
  expect(versionBreach(measures(0.43), measures(0.4))).toBeUndefined();
  expect(versionBreach(measures(0.45), measures(0.4))).toEqual({ figure: 'wql_over_other', value: 1.125, bound: 1.1 });
});

it('goes by the absolute error where quantiles cannot be told', () => {
  expect(versionBreach(measures(null, 40, 0.6), measures(null, 40, 0.4))).toMatchObject({ figure: 'wape_over_other', value: 1.5 });
});

it('says nothing of a few articles, or where nothing was wanted', () => {
  expect(versionBreach(measures(0.9, 12), measures(0.1, 12))).toBeUndefined();
  expect(versionBreach(measures(null), measures(null))).toBeUndefined();
});
