import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import type { DemandOfDay } from '../../../lib/forecasting/domain/demand.ts';
import { driverNames, driverPriors, fitDrivers, liftMost, liftOf } from '../../../lib/forecasting/domain/feeds/driver-fit.ts';
import { driversOf } from '../../../lib/forecasting/domain/feeds/drivers.ts';
import { type Feeds, noFeeds } from '../../../lib/forecasting/domain/feeds/feeds.ts';
import { seriesAt } from '../../../lib/forecasting/domain/levels.ts';
import { forecastSku } from '../../../lib/forecasting/domain/sku-forecast.ts';

const lastDay = dayNumber('2026-11-22');
const days = (from: number, to: number): readonly string[] => Array.from({ length: to - from + 1 }, (_, at) => dayOf(lastDay + from + at));
const servedBy = (region: string): string => (region === 'US-NV' ? 'west' : 'east');

const sold = (units: (ago: number, region: string) => number): readonly DemandOfDay[] =>
  Array.from({ length: 112 }, (_, ago) =>
    ['US-NV', 'US-NY'].map((region): DemandOfDay => ({ day: dayOf(lastDay - ago), channel: 'web', region, units: units(ago, region) })),
  ).flat();

const made = (history: readonly DemandOfDay[], feeds: Partial<Feeds>, category = 'light') =>
  forecastSku({
    sku: 'LAMP',
    category,
    history,
    firstDay: lastDay - 111,
    lastDay,
    horizonDays: 28,
    usual: [],
    servedBy,
    drivers: driversOf({ ...noFeeds, ...feeds }, { sku: 'LAMP', category }, lastDay),
  });

/** Units of a location in the week ahead that begins so many days from now. */
const weekAt = (forecast: ReturnType<typeof made>, locationId: string, first = 0): number =>
  (seriesAt(forecast, 'location').find(({ key }) => key === locationId)?.grains ?? [])
    .slice(first, first + 7)
    .reduce((sum, grains) => sum + grains / 10_000, 0);

const spendOn = (dates: readonly string[], more: object = {}) =>
  dates.map((day) => ({ campaign: 'instagram', day, region: 'US-NV', amountMinor: 100_000, currency: 'USD', ...more }));

describe('how demand answers to what was told', () => {
  it('is what was believed before, where the history has nothing to say', () => {
    expect(fitDrivers([])).toEqual(driverNames.map((name) => driverPriors[name].mean));
  });

  it('is what the history shows, where it shows it often enough', () => {
    const x = driverNames.map((name) => (name === 'campaign' ? 1 : 0));
    const rows = Array.from({ length: 30 }, () => ({ units: 200, usual: 100, x }));
    expect(liftOf(x, fitDrivers(rows))).toBeCloseTo(2, 1);
  });

  it('never multiplies by more than the bound, whatever is told', () => {
    const strengths = driverNames.map(() => 10);
    expect(
      liftOf(
        driverNames.map(() => 5),
        strengths,
      ),
    ).toBe(liftMost);
    expect(
      liftOf(
        driverNames.map(() => -5),
        strengths,
      ),
    ).toBe(1 / liftMost);
  });
});

describe('a forecast beside which something was told', () => {
  it('learns from earlier campaigns what the next one will do where it runs, and nowhere else', () => {
    // A campaign eight and four weeks ago, each with two fifths more demand in its region.
    const past = [...days(-55, -49), ...days(-27, -21)];
    const history = sold((ago, region) => (region === 'US-NV' && past.includes(dayOf(lastDay - ago)) ? 28 : 20));
    const plain = made(history, { marketing: spendOn(past) });
    const driven = made(history, { marketing: [...spendOn(past), ...spendOn(days(8, 14))] });
    expect(weekAt(driven, 'west', 7) / weekAt(plain, 'west', 7)).toBeCloseTo(1.4, 1);
    expect(weekAt(driven, 'east', 7)).toBeCloseTo(weekAt(plain, 'east', 7), 6);
    // The campaigns of the past have not been taken for usual demand.
    expect(weekAt(plain, 'west')).toBeCloseTo(140, -1);
    expect(driven.reasons?.find(({ kind }) => kind === 'campaign')?.text).toMatch(
      /^The campaign instagram raises demand of US-NV by (39|40|41) % from 2026-11-30 to 2026-12-06\.$/,
    );
  });

  it('takes the word of whoever planned a campaign, for the days ahead', () => {
    const driven = made(
      sold(() => 20),
      { marketing: spendOn(days(8, 14), { upliftPercent: 40 }) },
    );
    expect(weekAt(driven, 'west', 7)).toBeCloseTo(196, 0);
    expect(weekAt(driven, 'west', 14)).toBeCloseTo(140, 0);
  });

  it('expects more under a discount, by the elasticity that is usual, and of the promoted goods alone', () => {
    const promotion = { promotionId: 'black-friday', category: 'light', from: '2026-11-27', to: '2026-11-27', depthPercent: 20 };
    const driven = made(
      sold(() => 20),
      { promotions: [promotion] },
    );
    expect((driven.days[4]?.mean ?? 0) / 40).toBeCloseTo(0.8 ** -2.62, 2);
    expect(driven.days[5]?.mean).toBeCloseTo(40, 3);
    const others = made(
      sold(() => 20),
      { promotions: [promotion] },
      'garden',
    );
    expect(others.days[4]?.mean).toBeCloseTo(40, 3);
    expect(others.reasons?.some(({ kind }) => kind === 'promotion')).toBe(false);
  });

  it('says when there are too few days to go by', () => {
    const history = sold(() => 3).slice(0, 10);
    const forecast = forecastSku({ sku: 'NEW', history, firstDay: lastDay - 4, lastDay, horizonDays: 28, usual: [], servedBy });
    expect(forecast.reasons?.[0]).toMatchObject({ kind: 'cold-start', text: expect.stringContaining('5 days of history') });
  });

  it('prefers observed weather to what was foretold of the same day', () => {
    const weather = [
      { region: 'US-NV', day: '2026-11-22', basis: 'actual' as const, temperatureAnomaly: 10 },
      { region: 'US-NV', day: '2026-11-22', basis: 'forecast' as const, temperatureAnomaly: -10 },
    ];
    const drivers = driversOf({ ...noFeeds, weather }, { sku: 'LAMP' }, lastDay);
    expect(drivers.at(lastDay, 'web', 'US-NV').x[driverNames.indexOf('temperature')]).toBe(1);
  });
});
