import { describe, expect, it } from 'vitest';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import type { DemandOfDay } from '../../../lib/forecasting/domain/demand.ts';
import { driversOf } from '../../../lib/forecasting/domain/feeds/drivers.ts';
import { noFeeds } from '../../../lib/forecasting/domain/feeds/feeds.ts';
import { locationDispersion, locationMeans } from '../../../lib/forecasting/domain/levels.ts';
import { bestOffer, planPurchases, roundedOrder, unknownOffer } from '../../../lib/forecasting/domain/planning/plan-purchases.ts';
import { planTransfers } from '../../../lib/forecasting/domain/planning/plan-transfers.ts';
import { type PlannedLocation, riseOf } from '../../../lib/forecasting/domain/planning/planned-location.ts';
import { defaultLabour, defaultPlanning } from '../../../lib/forecasting/domain/planning/planning.defaults.ts';
import { expectedShortage } from '../../../lib/forecasting/domain/planning/shortage.ts';
import { carrierLanes, monthsFrom } from '../../../lib/forecasting/domain/planning/carrier-lanes.ts';
import { isProven, proofOf, seasonOf } from '../../../lib/forecasting/domain/planning/season.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { staffingOf } from '../../../lib/forecasting/domain/planning/staffing.ts';
import { transferContent } from '../../../lib/forecasting/domain/planning/proposal.ts';
import { demandQuantile } from '../../../lib/forecasting/domain/quantiles.ts';
import { forecastSku } from '../../../lib/forecasting/domain/sku-forecast.ts';

const today = '2026-11-22';
const lossMinor = 1_000;

const place = (locationId: string, available: number, perDay: number, more: Partial<PlannedLocation> = {}): PlannedLocation => ({
  locationId,
  type: 'warehouse',
  available,
  incoming: [],
  safetyStock: 0,
  means: Array.from({ length: 40 }, () => perDay),
  usual: Array.from({ length: 40 }, () => perDay),
  dispersion: 1,
  ...more,
});

describe('units expected to be missing', () => {
  it('are the demand beyond the stock, as a simulation of it finds them', () => {
    // Poisson with mean 4: the expectation of what exceeds 5 units, summed from the mass function.
    const mass = (count: number): number =>
      (Math.exp(-4) * 4 ** count) / Array.from({ length: count }, (_, at) => at + 1).reduce((product, one) => product * one, 1);
    const summed = Array.from({ length: 40 }, (_, at) => Math.max(0, at - 5) * mass(at)).reduce((sum, one) => sum + one, 0);
    expect(expectedShortage({ mean: 4, dispersion: 1 }, 5)).toBeCloseTo(summed, 6);
  });

  it('are all of the demand where nothing is there, and hardly any where plenty is', () => {
    expect(expectedShortage({ mean: 7.5, dispersion: 3 }, 0)).toBeCloseTo(7.5, 6);
    expect(expectedShortage({ mean: 7.5, dispersion: 3 }, 100)).toBeLessThan(1e-6);
    expect(expectedShortage({ mean: 5_000, dispersion: 2 }, 5_000)).toBeCloseTo(100 / Math.sqrt(2 * Math.PI), 3);
    expect(expectedShortage({ mean: 0, dispersion: 2 }, 0)).toBe(0);
  });
});

describe('a campaign that will empty the warehouse in the west', () => {
  // Forty a day: half of it is wanted in Nevada, which the west serves. A campaign in the marketing feed runs there next week.
  const lastDay = dayNumber(today) - 1;
  const history = Array.from({ length: 112 }, (_, ago) =>
    ['US-NV', 'US-NY'].map((region): DemandOfDay => ({ day: dayOf(lastDay - ago), channel: 'web', region, units: 20 })),
  ).flat();
  const nextWeek = Array.from({ length: 7 }, (_, at) => dayOf(dayNumber('2026-11-30') + at));
  const marketing = nextWeek.map((day) => ({
    campaign: 'instagram',
    day,
    region: 'US-NV',
    amountMinor: 500_000,
    currency: 'USD',
    upliftPercent: 40,
  }));
  const servedBy = (region: string): string => (region === 'US-NV' ? 'west' : 'east');
  const forecastWith = (feed: typeof marketing) => {
    const drivers = driversOf({ ...noFeeds, marketing: feed }, { sku: 'LAMP' }, lastDay);
    return forecastSku({ sku: 'LAMP', history, firstDay: lastDay - 111, lastDay, horizonDays: 28, usual: [], servedBy, drivers });
  };
  const locationsBy = (feed: typeof marketing, stock: { readonly west: number; readonly east: number }): readonly PlannedLocation[] => {
    const [forecast, plain] = [forecastWith(feed), forecastWith([])];
    return (['west', 'east'] as const).map((locationId) => ({
      ...place(locationId, stock[locationId], 0, { safetyStock: 15 }),
      means: locationMeans(forecast, locationId, 28),
      usual: locationMeans(plain, locationId, 28),
      dispersion: locationDispersion(forecast, locationId),
    }));
  };
  // Enough for seventeen usual days, three until a transfer is there and fourteen after that, and not for the campaign.
  const stock = { west: 395, east: 700 };

  it('is seen coming: two fifths more than usual in the west, and nothing in the east', () => {
    const [west, east] = locationsBy(marketing, stock);
    const rise = riseOf(west as PlannedLocation, 17);
    expect(rise?.factor).toBeCloseTo(1.4, 3);
    expect(dayOf(lastDay + 1 + (rise?.firstDay ?? 0))).toBe('2026-11-30');
    expect(riseOf(east as PlannedLocation, 17)).toBeUndefined();
  });

  it('moves goods from the east before it, and leaves the east what it needs for itself and its safety stock', () => {
    const locations = locationsBy(marketing, stock);
    const [move, ...others] = planTransfers(locations, defaultPlanning, lossMinor);
    expect(others).toEqual([]);
    expect(move).toMatchObject({ from: { locationId: 'east' }, to: { locationId: 'west' } });
    if (!move) return;
    expect(move.quantity).toBeGreaterThanOrEqual(40);
    expect(700 - move.quantity).toBeGreaterThanOrEqual(move.from.needed);
    expect(move.from.needed - 15).toBe(demandQuantile(340, locations[1]?.dispersion ?? 1, 0.95));
    expect(move.benefitMinor).toBeGreaterThan(move.costMinor);
    expect(move.to.shortAfter).toBeLessThan(move.to.shortBefore / 10);
    // It stands in the west before the campaign begins.
    const content = transferContent(move, {
      sku: 'LAMP',
      today,
      rise: riseOf(locations[0] as PlannedLocation, 17),
      drivers:
        forecastWith(marketing)
          .reasons?.filter(({ kind }) => kind === 'campaign')
          .map(({ text }) => text) ?? [],
      currency: 'USD',
      forecastVersion: 'forecast-2026-11-21',
      servicePercent: 95,
      policyVersion: 0,
    });
    expect(content).toMatchObject({ actBy: '2026-11-27', expectedOn: '2026-11-30' });
    expect(content.reasons.join(' ')).toContain('40 % more than usual');
    expect(content.reasons.join(' ')).toContain('The campaign instagram raises demand of US-NV by 40 % from 2026-11-30 to 2026-12-06.');
  });

  it('moves nothing without the campaign, nor what the east cannot spare, nor what costs more than it saves', () => {
    expect(planTransfers(locationsBy([], stock), defaultPlanning, lossMinor)).toEqual([]);
    expect(planTransfers(locationsBy(marketing, { west: 395, east: 386 }), defaultPlanning, lossMinor)).toEqual([]);
    const { transfers } = defaultPlanning;
    const dear = { ...defaultPlanning, transfers: { ...transfers, costPerUnitMinor: lossMinor } };
    expect(planTransfers(locationsBy(marketing, stock), dear, lossMinor)).toEqual([]);
    const fixed = { ...defaultPlanning, transfers: { ...transfers, costPerTransferMinor: 10_000_000 } };
    expect(planTransfers(locationsBy(marketing, stock), fixed, lossMinor)).toEqual([]);
    const off = { ...defaultPlanning, transfers: { ...transfers, enabled: false } };
    expect(planTransfers(locationsBy(marketing, stock), off, lossMinor)).toEqual([]);
  });
});

describe('transfers', () => {
  it('give one unit to one location only, the one that is shortest first', () => {
    const locations = [place('a', 0, 4), place('b', 10, 4), place('c', 150, 2)];
    const moves = planTransfers(locations, defaultPlanning, lossMinor);
    const given = moves.reduce((sum, { quantity }) => sum + quantity, 0);
    expect(moves[0]?.to.locationId).toBe('a');
    expect(given).toBeLessThanOrEqual(150 - (moves[0]?.from.needed ?? 0));
    expect(new Set(moves.map(({ from }) => from.locationId))).toEqual(new Set(['c']));
  });

  it('count what is on its way to the taking location', () => {
    const coming = [{ inDays: 2, units: 100 }];
    expect(planTransfers([place('a', 5, 4, { incoming: coming }), place('c', 500, 2)], defaultPlanning, lossMinor)).toEqual([]);
    const late = [{ inDays: 30, units: 100 }];
    expect(planTransfers([place('a', 5, 4, { incoming: late }), place('c', 500, 2)], defaultPlanning, lossMinor)).toHaveLength(1);
  });
});

describe('purchases', () => {
  const offer = {
    ...unknownOffer,
    supplier: 'maker',
    leadTimeDays: 5,
    unitCostMinor: 400,
    currency: 'USD',
    minimumUnits: 50,
    packUnits: 12,
  };

  it('come before the stock no longer covers the lead time, up to what covers it and the time to the next', () => {
    const [plan] = planPurchases([place('east', 20, 5)], defaultPlanning, offer, new Map());
    expect(plan).toMatchObject({
      position: 20,
      reorderPoint: demandQuantile(30, 1, 0.95),
      orderUpTo: demandQuantile(60, 1, 0.95),
      leadTimeDays: 5,
      days: 12,
    });
    expect(plan?.quantity).toBe(60);
    expect((plan?.quantity ?? 1) % 12).toBe(0);
  });

  it('are not made while enough is there or on its way, whether or not anybody has said when', () => {
    expect(planPurchases([place('east', 60, 5)], defaultPlanning, offer, new Map())).toEqual([]);
    const undated = [{ inDays: null, units: 60 }];
    expect(planPurchases([place('east', 0, 5, { incoming: undated })], defaultPlanning, offer, new Map())).toEqual([]);
    expect(planPurchases([place('east', 20, 5)], defaultPlanning, offer, new Map([['east', 40]]))).toEqual([]);
  });

  it('are for warehouses alone, and for nothing that is not wanted', () => {
    expect(planPurchases([place('shop', 0, 5, { type: 'store' }), place('idle', 0, 0)], defaultPlanning, offer, new Map())).toEqual([]);
  });

  it('assume a lead time where no supplier has said, and take the cheapest of those who have', () => {
    const [plan] = planPurchases([place('east', 0, 1)], defaultPlanning, unknownOffer, new Map());
    expect(plan).toMatchObject({ leadTimeDays: 14, offer: { supplier: null } });
    expect(bestOffer([{ ...offer, supplier: 'dear', unitCostMinor: 900 }, offer, { ...unknownOffer, supplier: 'silent' }]).supplier).toBe(
      'maker',
    );
    expect(bestOffer([])).toEqual(unknownOffer);
    expect(roundedOrder(13, { minimumUnits: 1, packUnits: 12 })).toBe(24);
  });
});

describe('people', () => {
  const days = Array.from({ length: 28 }, (_, at) => dayOf(dayNumber('2026-11-23') + at));
  const series = { level: 'location' as const, key: 'east', grains: days.map(() => 9_000_000), variance: 25_200 };
  const mix = { unitsPerLine: 1.5, linesPerOrder: 2 };

  it('are expected lines over what one gets done in a shift, in whole people, more for the busier of two cases', () => {
    const plan = staffingOf({ locationId: 'east', type: 'warehouse', capacityPerDay: 250 }, series, days, mix, defaultLabour);
    // 900 units are 600 lines and 300 parcels; one person does 225 lines a day.
    expect(plan.days[0]).toMatchObject({
      day: '2026-11-23',
      units: 900,
      lines: 600,
      parcels: 300,
      peopleP50: 3,
      peopleP90: 3,
      isOverCapacity: true,
    });
    const store = staffingOf({ locationId: 'east', type: 'store' }, series, days, mix, defaultLabour);
    expect(store.days[0]).toMatchObject({ peopleP50: 6, isOverCapacity: null });
    const lumpy = staffingOf({ locationId: 'east', type: 'store' }, { ...series, variance: 25_200_000 }, days, mix, defaultLabour);
    expect(lumpy.days[0]?.peopleP90).toBeGreaterThan(lumpy.days[0]?.peopleP50 ?? 99);
  });

  it('and carriers are told of whole months: what the forecast reaches, and what is like its mean day', () => {
    const region = { ...series, level: 'region' as const, key: 'US-NY' };
    const [lane] = carrierLanes([region], () => 'east', days, mix, 2);
    expect(lane).toMatchObject({ fromLocationId: 'east', toRegion: 'US-NY' });
    expect(lane?.months).toEqual([
      { month: '2026-11', units: 7_200, parcels: 2_400, forecastDays: 8, seasonDays: 0, days: 8 },
      { month: '2026-12', units: 27_900, parcels: 9_300, forecastDays: 20, seasonDays: 0, days: 31 },
    ]);
    expect(monthsFrom('2026-11-23', 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });
});

describe('the season of the year', () => {
  const start = dayNumber('2024-10-01');
  /** Twice as much in December as otherwise, and a third more from year to year. */
  const unitsOn = (day: number): number => {
    const growth = day - start < 364 ? 90 : 120;
    return dayOf(day).slice(5, 7) === '12' ? 2 * growth : growth;
  };
  const pastUntil = (day: string, from = start) => ({
    firstDay: from,
    units: Array.from({ length: dayNumber(day) - from }, (_, at) => unitsOn(from + at)),
  });
  const month = (name: string, of: (day: number) => number | undefined): number => {
    const first = dayNumber(`${name}-01`);
    const ratios = Array.from({ length: 28 }, (_, at) => of(first + at) ?? 1);
    return ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  };

  it('is told by the same days of earlier years over those of the forecast, so that growth is not in it', () => {
    const season = seasonOf(pastUntil('2026-10-01'), dayNumber('2026-10-01'), 28);
    expect(season.years).toBe(2);
    expect(month('2026-12', season.of)).toBeGreaterThan(1.6);
    expect(month('2026-12', season.of)).toBeLessThan(2);
    expect(month('2027-03', season.of)).toBeCloseTo(1, 2);
  });

  it('is not told where less than a year is known, nor of days that no year reaches', () => {
    const short = seasonOf(pastUntil('2026-10-01', dayNumber('2026-01-01')), dayNumber('2026-10-01'), 28);
    expect(short.years).toBe(0);
    expect(short.of(dayNumber('2026-12-15'))).toBeUndefined();
    const season = seasonOf(pastUntil('2026-10-01'), dayNumber('2026-10-01'), 28);
    expect(season.of(dayNumber('2029-01-15'))).toBeUndefined();
  });

  it('is drawn towards none where few units are known', () => {
    const { firstDay, units } = pastUntil('2026-10-01');
    const few = seasonOf({ firstDay, units: units.map((one) => one / 100) }, dayNumber('2026-10-01'), 28);
    expect(month('2026-12', few.of)).toBeLessThan(1.2);
  });

  it('shapes the months of a lane beyond the forecast, and says of how many days', () => {
    const days = Array.from({ length: 28 }, (_, at) => dayOf(dayNumber('2026-10-01') + at));
    const region = { level: 'region' as const, key: 'US-NY', grains: days.map(() => 100_000), variance: 0 };
    const season = seasonOf(pastUntil('2026-10-01'), dayNumber('2026-10-01'), 28);
    const [lane] = carrierLanes([region], () => 'east', days, { unitsPerLine: 1, linesPerOrder: 1 }, 4, season);
    const [october, , december, january] = lane?.months ?? [];
    expect(october).toMatchObject({ forecastDays: 28, seasonDays: 3, days: 31 });
    expect(december?.seasonDays).toBe(31);
    expect(december?.parcels).toBeGreaterThan(1.5 * (january?.parcels ?? 0) * 0.9);
  });
});

describe('whether a season counts', () => {
  const start = dayNumber('2024-06-01');
  const past = (days: number, unitsOn: (day: number) => number) => ({
    firstDay: start,
    units: Array.from({ length: days }, (_, at) => unitsOn(start + at)),
  });
  const yearly = (day: number): number => Math.round(200 + 120 * Math.cos((2 * Math.PI * (day - dayNumber('2024-12-15'))) / 365));

  it('is told by what it would have told of the past', () => {
    const proof = proofOf(past(788, yearly));
    expect(proof?.withPercent).toBeLessThan((proof?.withoutPercent ?? 0) / 2);
    expect(isProven(proof)).toBe(true);
  });

  it('does not where every year was another', () => {
    const random = createRandom(5);
    const levels = Array.from({ length: 60 }, () => random.between(100, 400));
    const proof = proofOf(past(788, (day) => levels[Math.floor((day - start) / 14)] ?? 0));
    expect(proof?.spans).toBeGreaterThan(50);
    expect(isProven(proof)).toBe(false);
  });

  it('is not known of less than a year and a half, or of nothing', () => {
    expect(proofOf(past(460, yearly))).toBeUndefined();
    expect(isProven(undefined)).toBe(false);
    expect(proofOf(past(788, () => 0))).toBeUndefined();
  });
});
