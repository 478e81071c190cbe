import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReadAccuracy } from '../../../lib/forecasting/app/accuracy.ts';
import { createForecastRows } from '../../../lib/forecasting/app/forecast.rows.ts';
import type { ForecastModels } from '../../../lib/forecasting/app/forecast.make.ts';
import { type ComparedVersions, createForecasts, type ForecastParts } from '../../../lib/forecasting/app/forecasts.ts';
import type { AccuracyBreach } from '../../../lib/forecasting/domain/accuracy.ts';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
import type { ModelForecaster } from '../../../lib/forecasting/domain/sku-forecast.ts';
import type { DemandOfDay } from '../../../lib/forecasting/domain/demand.ts';
import { Instant, plusMs } from '../../../lib/kernel/instant.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

const [main, other] = [TenantId('main'), TenantId('other')];
const hourMs = 3_600_000;

let parts: EmbeddedParts;
let views: Table;
let now: Instant;
let asked: string[];
let failed: string[];
beforeEach(() => {
  parts = openEmbeddedParts();
  views = openTable(parts.store, { name: 'views' }).table;
  now = Instant('2026-11-20T12:00:00.000Z');
  [asked, failed] = [[], []];
});
afterEach(() => parts.close());

const skuOf = (index: number): string => `SKU-${String(index).padStart(4, '0')}`;

/** A catalog of so many articles; three of each sell every day of the ten weeks before. */
const forecasts = (articles: number, more: Partial<ForecastParts> = {}) =>
  createForecasts({
    platform: {
      views,
      clock: { now: () => now, sleep: () => Promise.resolve() },
      observability: {
        logger: { error: (message: string) => failed.push(message), warn: () => undefined },
        metrics: { addMetric: () => undefined },
      } as unknown as ForecastParts['platform']['observability'],
    },
    history: {
      ofSku: (_tenant, sku, { from, to }) => {
        asked.push(sku);
        const [first, last] = [dayNumber('2026-09-11'), dayNumber('2026-11-21')];
        const days = Array.from({ length: last - first }, (_, index) => dayOf(first + index));
        const within = days.filter((day) => `${day}T00:00:00.000Z` >= from && `${day}T00:00:00.000Z` < to);
        return Promise.resolve(
          sku === 'UNSOLD' ? [] : within.map((day): DemandOfDay => ({ day, channel: 'web', region: 'US-NY', units: 3 })),
        );
      },
    },
    articles: (_tenant, { limit, cursor }) => {
      const start = cursor === undefined ? 0 : Number(cursor);
      const items = Array.from({ length: Math.max(0, Math.min(limit, articles - start)) }, (_, index) => ({ sku: skuOf(start + index) }));
      return Promise.resolve({ items, ...(start + limit < articles ? { cursor: String(start + limit) } : {}) });
    },
    tenants: () => Promise.resolve([main]),
    usualRegions: () => Promise.resolve([]),
    servedBy: () => Promise.resolve(() => 'east'),
    ...more,
  });

describe('forecasts', () => {
  it('are made from whole days up to yesterday', async () => {
    await forecasts(1).renewAll();
    const forecast = await forecasts(1).ofSku(main, Sku(skuOf(0)));
    expect(forecast).toMatchObject({
      version: 'forecast-2026-11-19',
      madeAt: now,
      model: 'seasonal-naive',
      historyFrom: '2026-09-11',
      historyTo: '2026-11-19',
      historyUnits: 210,
      regions: [{ region: 'US-NY', share: 1 }],
      locations: [{ locationId: 'east', share: 1 }],
    });
    expect(forecast?.days).toHaveLength(28);
    expect(forecast?.days[0]).toEqual({ day: '2026-11-20', mean: 3 });
  });

  it('are there for an article asked for before its turn has come, and not for one that nobody has ordered', async () => {
    expect(await forecasts(1).ofSku(main, Sku('NEW'))).toBeUndefined();
    expect(await forecasts(1).current(main, Sku('NEW'))).toMatchObject({ sku: 'NEW' });
    expect(await forecasts(1).current(main, Sku('UNSOLD'))).toBeUndefined();
  });

  it('look two years back once a month, for the season of the year, and at articles that nobody buys now, too', async () => {
    const rows = createForecastRows(views);
    const bought = (day: string): boolean => day < '2026-01-01' || day >= '2026-10-01';
    const history = {
      ofSku: async (_tenant: TenantId, sku: Sku, { from, to }: { readonly from: Instant; readonly to: Instant }) => {
        asked.push(`${sku} ${from.slice(0, 10)} ${to.slice(0, 10)}`);
        const [first, last] = [dayNumber(from.slice(0, 10)), dayNumber(to.slice(0, 10))];
        const days = Array.from({ length: last - first }, (_, index) => dayOf(first + index)).filter((day) => day >= '2025-06-01');
        const sold = days.filter((day) => (sku === skuOf(0) ? true : bought(day) && day < '2026-01-01'));
        return sold.map((day): DemandOfDay => ({ day, channel: 'web', region: 'US-NY', units: 2 }));
      },
    };
    const { renewAll } = forecasts(2, { history });
    await renewAll();
    expect(asked).toContain('SKU-0001 2024-09-23 2026-07-31');
    const season = await rows.readSeason(main);
    expect(season?.firstDay).toBe(dayNumber('2025-06-01'));
    const unitsOn = (day: string) => season?.units[dayNumber(day) - dayNumber('2025-06-01')];
    expect(['2025-12-24', '2026-03-01', '2026-11-19'].map(unitsOn)).toEqual([4, 2, 2]);
    asked = [];
    now = plusMs(now, 24 * hourMs);
    await renewAll();
    expect(asked).toHaveLength(2);
    now = plusMs(now, 30 * 24 * hourMs);
    await renewAll();
    expect(asked).toHaveLength(6);
  });

  it('are made once a day, however often the schedule looks', async () => {
    const { renewAll } = forecasts(3);
    const made: number[] = [];
    for (const hours of [0, 1, 19, 20, 21, 40]) {
      now = plusMs(Instant('2026-11-20T00:30:00.000Z'), hours * hourMs);
      made.push((await renewAll()).forecasts);
    }
    expect(made).toEqual([3, 0, 0, 3, 0, 3]);
  });

  it('of a large catalog are made a thousand at a time, going on where the last run stopped', async () => {
    const { renewAll } = forecasts(1_150);
    const made: number[] = [];
    for (let run = 0; run < 4; run += 1) {
      made.push((await renewAll()).forecasts);
      now = plusMs(now, hourMs);
    }
    expect(made).toEqual([1_000, 150, 0, 0]);
    expect(new Set(asked).size).toBe(1_150);
  });

  it('that broke off are gone on with from the last whole page', async () => {
    let isBroken = true;
    const history = {
      ofSku: (_tenant: TenantId, sku: Sku) =>
        isBroken && sku === skuOf(60) ? Promise.reject(new Error('no answer')) : Promise.resolve([]),
    };
    const { renewAll } = forecasts(120, {
      history: {
        ofSku: (tenantId, sku) => {
          asked.push(sku);
          return history.ofSku(tenantId, sku);
        },
      },
    });
    await expect(renewAll()).rejects.toThrow('1 of 1 tenants');
    expect(failed).toEqual(['forecasts could not be made']);
    isBroken = false;
    asked = [];
    await renewAll();
    expect([...new Set(asked)].toSorted()).toEqual(Array.from({ length: 70 }, (_, index) => skuOf(50 + index)));
  });

  it('of one tenant that fail hold back no other, and are told apart', async () => {
    const { renewAll, ofSku } = forecasts(1, {
      tenants: () => Promise.resolve([other, main]),
      usualRegions: (tenantId) => (tenantId === other ? Promise.reject(new Error('no answer')) : Promise.resolve([])),
    });
    await expect(renewAll()).rejects.toThrow('1 of 2 tenants');
    expect(await ofSku(main, Sku(skuOf(0)))).toBeDefined();
    expect(await ofSku(other, Sku(skuOf(0)))).toBeUndefined();
  });
});

describe('a pass', () => {
  const weekly = (perDay: (day: number) => number): ForecastParts['history'] => ({
    ofSku: (_tenant, _sku, { from, to }) => {
      const [first, last] = [dayNumber(from.slice(0, 10)), dayNumber(to.slice(0, 10))];
      const days = Array.from({ length: last - first }, (_, at) => first + at);
      return Promise.resolve(
        days.flatMap((day): readonly DemandOfDay[] => {
          const units = perDay(day);
          return units > 0 ? [{ day: dayOf(day), channel: 'web', region: 'US-NY', units }] : [];
        }),
      );
    },
  });
  const rows = () => createForecastRows(views);

  it('sums what its forecasts say, by every level, and knows how orders are made up', async () => {
    await forecasts(60, { orderShape: () => Promise.resolve({ unitsPerLine: 2, linesPerOrder: 1.5 }) }).renewAll();
    const totals = await rows().readTotals(main);
    expect(totals).toMatchObject({ version: 'forecast-2026-11-19', orderShape: { unitsPerLine: 2, linesPerOrder: 1.5 } });
    expect(totals?.days[0]).toBe('2026-11-20');
    const sums = (totals?.series ?? []).map(({ level, key, grains }) => [level, key, grains[0]]);
    expect(sums).toEqual(
      expect.arrayContaining([
        ['total', '', 1_800_000],
        ['location', 'east', 1_800_000],
        ['channel', 'web', 1_800_000],
        ['region', 'US-NY', 1_800_000],
        ['category', '', 1_800_000],
      ]),
    );
  });

  it('counts an article once, also when a page of it is done again', async () => {
    let isBroken = true;
    const flaky = (): ForecastParts['history'] => ({
      ofSku: (tenantId, sku, window) =>
        isBroken && sku === skuOf(70) ? Promise.reject(new Error('no answer')) : weekly(() => 3).ofSku(tenantId, sku, window),
    });
    await expect(forecasts(100, { history: flaky() }).renewAll()).rejects.toThrow('1 of 1');
    isBroken = false;
    await forecasts(100, { history: flaky() }).renewAll();
    const total = (await rows().readTotals(main))?.series.find(({ level }) => level === 'total');
    expect(total?.grains[0]).toBe(3_000_000);
  });

  it('goes by the same days to its end, though midnight passes meanwhile', async () => {
    const { renewAll, ofSku } = forecasts(1_100);
    now = Instant('2026-11-20T23:30:00.000Z');
    await renewAll();
    now = Instant('2026-11-21T00:30:00.000Z');
    await renewAll();
    expect((await ofSku(main, Sku(skuOf(1_099))))?.version).toBe('forecast-2026-11-19');
    expect((await rows().readTotals(main))?.version).toBe('forecast-2026-11-19');
  });

  it('keeps what was expected of a week before it began, and judges it when it is over', async () => {
    // 140 a week until November 22, 210 in the week from the 23rd on.
    const parted = { history: weekly((day) => (day >= dayNumber('2026-11-23') ? 30 : 20)) };
    for (let day = 18; day <= 30; day += 1) {
      now = Instant(`2026-11-${day}T02:00:00.000Z`);
      await forecasts(2, parted).renewAll();
    }
    const past = (await forecasts(1).ofSku(main, Sku(skuOf(0))))?.past ?? [];
    expect(past.map(({ week }) => week)).toEqual(['2026-11-23', '2026-11-30']);
    expect(past[0]).toMatchObject({ mean: 140, naive: 140, actual: 210 });
    const [week] = await rows().readAccuracy(main, 5);
    expect(week).toMatchObject({
      week: '2026-11-23',
      measures: { skus: 2, actual: 420, forecast: 280, wape: 0.3333, mape: 0.3333, bias: -0.3333, wapeRatio: 1 },
      categories: [{ category: '', measures: { skus: 2 } }],
    });
    expect(await createReadAccuracy({ views })(main, { weeks: 4 })).toMatchObject({ weeks: [{ week: '2026-11-23' }], breach: null });
    expect(await createReadAccuracy({ views })(main, { weeks: 4, sku: Sku(skuOf(0)) })).toMatchObject({
      weeks: [{ week: '2026-11-23', measures: { skus: 1 } }],
    });
  });

  it('tells of forecasts that were bad for three weeks running, once for each week, and rings', async () => {
    // Demand doubles every week, so that every forecast is too low by half and more.
    const doubling = { history: weekly((day) => Math.round(20 * 2 ** Math.floor((day - dayNumber('2026-10-05')) / 7))) };
    const told: AccuracyBreach[] = [];
    const counts: number[] = [];
    const watched = (): Partial<ForecastParts> => ({
      ...doubling,
      reportBreach: (_tenant, breach) => {
        told.push(breach);
        return Promise.resolve();
      },
      platform: {
        views,
        clock: { now: () => now, sleep: () => Promise.resolve() },
        observability: {
          logger: { error: () => undefined, warn: () => undefined },
          metrics: { addMetric: (name: string, _unit: string, value: number) => name === 'ForecastAccuracyBreached' && counts.push(value) },
        } as unknown as ForecastParts['platform']['observability'],
      },
    });
    for (let week = 0; week < 5; week += 1) {
      now = Instant(`${dayOf(dayNumber('2026-11-02') + 7 * week)}T02:00:00.000Z`);
      await forecasts(1, watched()).renewAll();
    }
    expect(told).toMatchObject([
      { measure: 'mape', week: '2026-11-16', limit: 0.25 },
      { measure: 'mape', week: '2026-11-23', limit: 0.25 },
    ]);
    expect(told[0]?.values).toHaveLength(3);
    expect(counts).toEqual([0, 0, 0, 1, 1]);
  });
});

describe('versions of the model', () => {
  type Asked = Parameters<ModelForecaster>[0];
  const told: Asked[] = [];
  const saying =
    (units: number): ModelForecaster =>
    (series) => {
      told.push(series);
      return { mean: Array.from({ length: series.horizonDays }, () => units), dispersion: 1.5, version: `says-${units}`, reasons: [] };
    };
  const models = (): Promise<ForecastModels> =>
    Promise.resolve({
      of: (sku) => saying(sku === skuOf(1) ? 5 : 3),
      compared: [
        { version: 0, forecaster: saying(3) },
        { version: 1, forecaster: saying(5) },
      ],
    });

  it('answer for the articles that they are given, and are judged on the same ones by what came', async () => {
    const compared: ComparedVersions[] = [];
    const run = forecasts(2, { models, onCompared: (_tenant, one) => Promise.resolve(void compared.push(one)) });
    // A Friday; the week ahead begins on Monday and is over ten days later.
    now = Instant('2026-10-30T06:00:00.000Z');
    await run.renewAll();
    expect(await run.ofSku(main, Sku(skuOf(0)))).toMatchObject({ model: 'model', modelVersion: 'says-3' });
    expect(await run.ofSku(main, Sku(skuOf(1)))).toMatchObject({ model: 'model', modelVersion: 'says-5' });
    now = Instant('2026-11-09T06:00:00.000Z');
    await run.renewAll();
    expect(compared).toHaveLength(1);
    const [week] = compared;
    expect(week?.week).toBe('2026-11-02');
    const wape = new Map(week?.versions.map(({ version, measures }) => [version, measures.wape]));
    // Three a day are wanted of each article.
    expect(wape.get(0)).toBe(0);
    expect(wape.get(1)).toBeCloseTo(2 / 3, 3);
    expect(week?.versions.every(({ measures }) => measures.skus === 2)).toBe(true);
    expect((await createForecastRows(views).readAccuracy(main, 1))[0]?.versions).toEqual(week?.versions);
  });

  it('are told what everything sold, as far as the pass before has added it up', async () => {
    const run = forecasts(2, { models });
    now = Instant('2026-10-30T06:00:00.000Z');
    await run.renewAll();
    expect(told[0]?.group).toBeUndefined();
    told.length = 0;
    now = Instant('2026-10-31T06:00:00.000Z');
    await run.renewAll();
    const { group = [], units = [] } = told[0] ?? {};
    expect(group).toHaveLength(units.length);
    expect(group.at(-2)).toBe(6);
    expect(group.at(-1)).toBeNaN();
  });
});
