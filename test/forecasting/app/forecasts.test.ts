import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createForecasts, type ForecastParts } from '../../../lib/forecasting/app/forecasts.ts';
import { dayNumber, dayOf } from '../../../lib/forecasting/domain/daily-series.ts';
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
        logger: { error: (message: string) => failed.push(message) },
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
    expect(asked.toSorted()).toEqual(Array.from({ length: 70 }, (_, index) => skuOf(50 + index)));
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
