import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import type { DemandOfDay } from '../../../lib/forecasting/domain/demand.ts';
import { forecastSku } from '../../../lib/forecasting/domain/sku-forecast.ts';

const firstDay = dayNumber('2026-09-01');
const lastDay = firstDay + 55;
const sold = (day: number, region: string, units: number): DemandOfDay => ({ day: dayOf(day), channel: 'web', region, units });
const daily = (region: string, units: number): readonly DemandOfDay[] =>
  Array.from({ length: 56 }, (_, index) => sold(firstDay + index, region, units));

const forecast = (history: readonly DemandOfDay[], usual: Parameters<typeof forecastSku>[0]['usual'] = []) =>
  forecastSku({
    sku: 'LAMP',
    history,
    firstDay,
    lastDay,
    horizonDays: 7,
    usual,
    servedBy: (region) => ({ 'US-NY': 'east', 'US-NJ': 'east', 'US-CA': 'west' })[region],
  });

describe('the forecast of an article', () => {
  it('begins on the day after the history', () => {
    const { days, historyTo, historyUnits } = forecast(daily('US-NY', 3));
    expect(historyTo).toBe('2026-10-26');
    expect(historyUnits).toBe(168);
    expect(days.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 7].map((ahead) => dayOf(lastDay + ahead)));
    expect(days.map(({ mean }) => mean)).toEqual([3, 3, 3, 3, 3, 3, 3]);
  });

  it('adds up channels and regions of a day', () => {
    expect(forecast([...daily('US-NY', 3), ...daily('US-CA', 1)]).days[0]?.mean).toBe(4);
  });

  it('shares demand out to regions, and to the locations that would serve them', () => {
    const { regions, locations } = forecast([...daily('US-NY', 2), ...daily('US-NJ', 1), ...daily('US-CA', 1)]);
    expect(regions).toEqual([
      { region: 'US-NY', share: 0.5, locationId: 'east' },
      { region: 'US-CA', share: 0.25, locationId: 'west' },
      { region: 'US-NJ', share: 0.25, locationId: 'east' },
    ]);
    expect(locations).toEqual([
      { locationId: 'east', share: 0.75 },
      { locationId: 'west', share: 0.25 },
    ]);
  });

  it('leans towards the usual regions where little was sold', () => {
    const usual = [
      { region: 'US-NY', share: 0.5, locationId: 'east' },
      { region: 'US-CA', share: 0.5 },
    ];
    const little = forecast([sold(lastDay, 'US-CA', 1)], usual).regions;
    const much = forecast(daily('US-CA', 30), usual).regions;
    expect(little).toEqual([
      { region: 'US-CA', share: 0.5238, locationId: 'west' },
      { region: 'US-NY', share: 0.4762, locationId: 'east' },
    ]);
    expect(much[0]?.share).toBeGreaterThan(0.99);
  });

  it('names no location for what nobody can serve', () => {
    expect(forecast(daily('CA-ON', 1)).locations).toEqual([]);
  });
});
