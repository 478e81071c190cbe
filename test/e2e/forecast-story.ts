import { createForecastRows } from '../../lib/forecasting/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import type { Installation } from './installation.ts';

const main = TenantId('main');
const dayMs = 86_400_000;

type Week = {
  readonly week: string;
  readonly mean: number;
  readonly dispersion: number;
  readonly naive: number;
  readonly actual: number;
};

export type ForecastStory = {
  /** An article of which thirty are wanted a day, a third of them in the west. */
  readonly many: string;
  /** One of which two are wanted a day, in the east. */
  readonly few: string;
  readonly category: string;
  /** Whether one day of each week wants more than twice as much as the others. */
  readonly rush: boolean;
  /** Weeks of the first article that are over. */
  readonly past: readonly Week[];
};

/** Forecasts as a night would have left them. */
export const keepForecasts = async ({ runtime }: Installation, { many, few, category, rush, past }: ForecastStory): Promise<void> => {
  const { views, clock } = runtime.platform;
  const dayFrom = (days: number): string => plusMs(clock.now(), days * dayMs).slice(0, 10);
  const rows = createForecastRows(views);
  /** The sixth of seven days wants more than twice as much as the others. */
  const wanted = (at: number): number => (at % 7 === 5 ? 60 : 25);
  const days = Array.from({ length: 28 }, (_, ahead) => dayFrom(ahead));
  const version = `forecast-${dayFrom(-1)}`;
  const shared = {
    category,
    model: 'seasonal-naive' as const,
    historyFrom: dayFrom(-112),
    historyTo: dayFrom(-1),
    historyUnits: 3_360,
    dispersion: 1.4,
    channels: [
      { channel: 'storefront', share: 0.75 },
      { channel: 'shopify', share: 0.25 },
    ],
    version,
    madeAt: clock.now(),
  };
  const east = { region: 'US-NY', locationId: 'east' };
  await rows.save(main, {
    ...shared,
    sku: many,
    days: days.map((day, at) => ({ day, mean: rush ? wanted(at) : 30 })),
    regions: [
      { ...east, share: 0.6667 },
      { region: 'US-NV', locationId: 'west', share: 0.3333 },
    ],
    locations: [
      { locationId: 'east', share: 0.6667 },
      { locationId: 'west', share: 0.3333 },
    ],
    reasons: [
      { kind: 'level', text: 'The same weekdays of the last eight weeks wanted 30 units a day.', factor: null },
      { kind: 'campaign', text: 'The campaign instagram raises demand of US-NV by 40 %.', factor: 1.4 },
    ],
    past,
  });
  await rows.save(main, {
    ...shared,
    sku: few,
    days: days.map((day) => ({ day, mean: 2 })),
    regions: [{ ...east, share: 1 }],
    locations: [{ locationId: 'east', share: 1 }],
  });
  // So that no schedule takes this for a night in which nothing was made.
  await rows.savePass(main, { startedAt: clock.now() });
  await views.put({ PK: `${main}#FORECASTING`, SK: 'PLANNING', snapshot: true, version });
  const series = (level: 'total' | 'location' | 'region' | 'category', key: string, units: number) => ({
    level,
    key,
    grains: days.map((_, at) => (rush ? Math.round((units * wanted(at) * 10_000) / 30) : units * 10_000)),
    variance: units * 28,
  });
  await rows.saveTotals(main, {
    version,
    madeAt: clock.now(),
    days,
    series: [
      series('total', '', 32),
      series('location', 'east', 22),
      series('location', 'west', 10),
      series('region', 'US-NY', 22),
      series('region', 'US-NV', 10),
      series('category', category, 32),
    ],
    orderShape: { unitsPerLine: 2, linesPerOrder: 1 },
  });
};

/** How forecasts have stood beside what was wanted, four weeks long. */
export const keepAccuracy = async ({ runtime }: Installation, category: string): Promise<void> => {
  const { views, clock } = runtime.platform;
  const rows = createForecastRows(views);
  for (const [at, week] of ['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'].entries()) {
    const measures = {
      skus: 2,
      actual: 220 + at * 12,
      forecast: 215 + at * 9,
      wape: 0.12 + at * 0.01,
      wql: 0.1,
      bias: -0.03,
      mape: 0.11,
      mapeSkus: 1,
      coverage: 0.84,
      naiveWape: 0.2 + at * 0.02,
      naiveWql: 0.16,
      wapeRatio: 0.6,
      wqlRatio: 0.63,
    };
    await rows.saveAccuracy(main, { week, madeAt: clock.now(), measures, categories: [{ category, measures }] });
  }
};
