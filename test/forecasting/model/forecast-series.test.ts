import { describe, expect, it } from 'vitest';
import { bundledForecastModel } from '../../../lib/forecasting/adapters/bundled-forecast-model.ts';
import { quantileLevels } from '../../../lib/forecasting/domain/model/forecast-model.ts';
import { forecastSeries, patternOf, quantileAt } from '../../../lib/forecasting/domain/model/forecast-series.ts';
import type { DemandSeries } from '../../../lib/forecasting/domain/model/series.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';

const model = bundledForecastModel();
const daily = (units: readonly number[], more: Partial<DemandSeries> = {}): DemandSeries => ({
  cadence: 'daily',
  firstDay: 20_000,
  units,
  ...more,
});
const random = createRandom(11);
const busy = Array.from({ length: 200 }, (_, day) => 60 + (day % 7 === 5 ? 40 : 0) + random.between(-8, 8));
const slow = Array.from({ length: 200 }, () => (random.chance(0.2) ? 1 : 0));
const sum = (values: readonly number[]): number => values.reduce((whole, value) => whole + value, 0);

describe('a forecast of a series', () => {
  it('comes from the trees for the mean where demand is regular', () => {
    const { method, version, mean, quantiles, reasons } = forecastSeries({ series: daily(busy), horizon: 28, model });
    expect(method).toBe('mean');
    expect(version).toBe(model.version);
    expect(mean).toHaveLength(28);
    expect(quantiles).toHaveLength(28);
    expect(Math.abs(sum(mean) / 28 - sum(busy) / 200)).toBeLessThan(12);
    expect(reasons.length).toBeGreaterThan(0);
  });
  it('sees the day of the week', () => {
    const { mean } = forecastSeries({ series: daily(busy), horizon: 28, model });
    const saturdays = mean.filter((_value, ahead) => (200 + ahead) % 7 === 5);
    expect(sum(saturdays) / saturdays.length).toBeGreaterThan((1.2 * sum(mean)) / mean.length);
  });
  it('comes from the distribution of counts where little is sold', () => {
    const { method, mean, quantiles } = forecastSeries({ series: daily(slow), horizon: 28, model });
    expect(method).toBe('counts');
    expect(sum(mean) / 28).toBeGreaterThan(0.1);
    expect(sum(mean) / 28).toBeLessThan(0.35);
    expect(quantileAt(quantiles[0]!, 0.5)).toBe(0);
    expect(quantileAt(quantiles[0]!, 0.95)).toBeGreaterThanOrEqual(1);
    expect(quantiles.flat().every((value) => Number.isInteger(value))).toBe(true);
  });
  it.each([
    ['regular', daily(busy)],
    ['slow', daily(slow)],
    ['weekly', { ...daily(busy.slice(0, 60)), cadence: 'weekly' as const }],
    ['new', daily(busy.slice(0, 9))],
    ['without any demand', daily(slow.map(() => 0))],
    ['without history', daily([])],
  ])('has quantiles that do not fall and are never below 0: %s', (_what, series) => {
    const { mean, quantiles } = forecastSeries({ series, horizon: 28, model });
    for (const period of quantiles) {
      expect(period).toHaveLength(quantileLevels.length);
      expect(period.every((value, at) => value >= (at === 0 ? 0 : period[at - 1]!))).toBe(true);
    }
    expect(mean.every((value) => value >= 0 && Number.isFinite(value))).toBe(true);
  });
  it('comes from smoothing where the history is short, and says so', () => {
    expect(forecastSeries({ series: daily(busy.slice(0, 20)), horizon: 7, model })).toMatchObject({
      method: 'ets',
      version: 'rules-1',
      reasons: [],
    });
    expect(forecastSeries({ series: daily(slow.slice(0, 20)), horizon: 7, model }).method).toBe('tsb');
  });
  it('comes from smoothing where no model can be had', () => {
    expect(forecastSeries({ series: daily(busy), horizon: 7 })).toMatchObject({ method: 'ets', version: 'rules-1' });
    expect(forecastSeries({ series: daily(slow), horizon: 7 })).toMatchObject({ method: 'tsb', pattern: 'intermittent' });
  });
  it('rises with a promotion that is planned, and names it', () => {
    const flat = (length: number, value: number) => Array.from({ length }, () => value);
    const feeds = (cut: number) => ({
      price: [...flat(200, 20), ...flat(28, 20 * (1 - cut / 100))],
      promotion: [...flat(200, 0), ...flat(28, cut > 0 ? 1 : 0)],
      promotionDepth: [...flat(200, 0), ...flat(28, cut)],
    });
    const plain = forecastSeries({ series: daily(busy, { feeds: feeds(0) }), horizon: 14, model });
    const promoted = forecastSeries({ series: daily(busy, { feeds: feeds(30) }), horizon: 14, model });
    expect(sum(promoted.mean)).toBeGreaterThan(1.25 * sum(plain.mean));
    const factorOf = ({ reasons }: typeof plain) => reasons.find(({ driver }) => driver === 'promotion')?.factor ?? 1;
    expect(factorOf(promoted)).toBeGreaterThan(1.2);
    expect(factorOf(plain)).toBeLessThan(factorOf(promoted));
  });
  it('says the last period it knows for those beyond its reach', () => {
    const { mean } = forecastSeries({ series: daily(busy), horizon: 40, model, explain: false });
    expect(mean).toHaveLength(40);
    expect(mean[39]).toBe(mean[27]);
  });
});

describe('patterns of demand', () => {
  it.each([
    [1, 0.2, 'smooth'],
    [1.1, 0.9, 'erratic'],
    [3, 0.1, 'intermittent'],
    [3, 2, 'lumpy'],
  ] as const)('interval %f and variation %f are %s', (interval, cv2, pattern) => expect(patternOf(interval, cv2)).toBe(pattern));
});

describe('a quantile', () => {
  const quantiles = quantileLevels.map((level) => level * 100);
  it('lies on a straight line between those told', () => expect(quantileAt(quantiles, 0.55)).toBeCloseTo(55, 9));
  it('is the outermost beyond them', () => {
    expect(quantileAt(quantiles, 0.001)).toBe(1);
    expect(quantileAt(quantiles, 0.999)).toBe(99);
  });
});
