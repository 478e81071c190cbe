// A simulated retailer's own two years, as the articles and sales that the simulations need.
import { bundledForecastModel } from '../../lib/forecasting/adapters/bundled-forecast-model.ts';
import { horizonDays } from '../../lib/forecasting/app/forecast.make.ts';
import { dayNumber, dayOf } from '../../lib/forecasting/domain/daily-series.ts';
import type { DemandOfDay } from '../../lib/forecasting/domain/demand.ts';
import { driversOf } from '../../lib/forecasting/domain/feeds/drivers.ts';
import { type Feeds, noFeeds } from '../../lib/forecasting/domain/feeds/feeds.ts';
import { locationDispersion, locationMeans } from '../../lib/forecasting/domain/levels.ts';
import { servedDays } from '../../lib/forecasting/domain/model/served-rows.ts';
import { modelForecaster } from '../../lib/forecasting/domain/model-forecaster.ts';
import { forecastSku, type ModelForecaster } from '../../lib/forecasting/domain/sku-forecast.ts';
import { type FeedRow, generateHistory, type OrderRow, standardHistory } from '../../lib/intelligence/domain/history/index.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import type { Outlook, StockedArticle } from './articles.ts';

export type RetailerSize = { readonly days: number; readonly ordersPerDay: number; readonly skus: number };

/** One unit or more of an article that somebody wanted. */
export type Wish = { readonly atMs: number; readonly channel: string; readonly quantity: number };

export type Retailer = {
  readonly firstDay: number;
  readonly days: number;
  readonly articles: readonly StockedArticle[];
  /** By article, in the order of time. */
  readonly wishes: ReadonlyMap<string, readonly Wish[]>;
};

/** What daily series have in common for the forecast. */
export type DailyPanel = {
  readonly firstDay: number;
  /** Each day by its name, such as `2026-11-01`, the first at `firstDay`. */
  readonly names: readonly string[];
  /** Units of everything together. */
  readonly group: readonly number[];
  /** 1 on a holiday, with the days ahead. */
  readonly holiday?: readonly number[] | undefined;
  readonly feeds: Feeds;
};

const country = 'US';
const warehouse = 'warehouse';

/** The model that is delivered with the product, opened once. */
export const deliveredForecaster = (): ModelForecaster => modelForecaster(bundledForecastModel(), { explain: false });

/** The product's forecast of one article on a day, from the sixteen weeks that it reads and what was told ahead. */
export const dailyOutlook =
  (
    article: { readonly sku: string; readonly category?: string | undefined; readonly units: readonly number[] },
    panel: DailyPanel,
    model: ModelForecaster,
  ): ((period: number) => Outlook) =>
  (period) => {
    const window = Math.max(0, period - servedDays);
    const history = article.units
      .slice(window, period)
      .flatMap((units, at): readonly DemandOfDay[] =>
        units > 0 ? [{ day: panel.names[window + at] ?? '', channel: 'all', region: country, units }] : [],
      );
    const [first] = history;
    if (!first) return { means: Array.from({ length: horizonDays }, () => 0), dispersion: 1 };
    const lastDay = panel.firstDay + period - 1;
    const { sku, category } = article;
    const forecast = forecastSku({
      sku,
      category,
      history,
      firstDay: dayNumber(first.day),
      lastDay,
      horizonDays,
      usual: [{ region: country, share: 1 }],
      servedBy: () => warehouse,
      drivers: driversOf(panel.feeds, { sku, category }, lastDay),
      model,
      // Of yesterday everything together is added up only tonight.
      beside: { firstDay: panel.firstDay, group: panel.group.slice(0, period - 1), holiday: panel.holiday },
    });
    return { means: locationMeans(forecast, warehouse, horizonDays), dispersion: locationDispersion(forecast, warehouse) };
  };

export const dayNames = (firstDay: number, days: number): readonly string[] =>
  Array.from({ length: days }, (_, day) => dayOf(firstDay + day));

/** Promotions and holidays are plans that are known ahead; what was spent on a day is not, and is left out. */
const feedsOf = (rows: readonly FeedRow[]): Feeds => ({
  ...noFeeds,
  promotions: rows
    .filter(({ feed }) => feed === 'promotion')
    .map(({ source_id, category, day, to_day, value }) => ({
      promotionId: source_id,
      ...(category === null ? {} : { category }),
      from: day,
      to: to_day,
      depthPercent: value ?? 0,
    })),
  holidays: rows.filter(({ feed }) => feed === 'holiday').map(({ day, name }) => ({ country, day, name: name ?? 'holiday' })),
});

type Sold = { readonly category: string | null; readonly units: number[]; readonly wishes: Wish[] };

const soldOf = (orders: readonly OrderRow[], firstDay: number, days: number): ReadonlyMap<string, Sold> => {
  const bySku = new Map<string, Sold>();
  for (const { placed_at, channel, lines } of orders) {
    const day = dayNumber(placed_at.slice(0, 10)) - firstDay;
    if (day < 0 || day >= days) continue;
    for (const { sku, quantity, category, requires_shipping } of lines) {
      // What nobody sends needs no stock.
      if (!requires_shipping) continue;
      const sold = bySku.get(sku) ?? { category, units: Array.from({ length: days }, () => 0), wishes: [] };
      sold.units[day] = (sold.units[day] ?? 0) + quantity;
      sold.wishes.push({ atMs: Date.parse(placed_at), channel, quantity });
      bySku.set(sku, sold);
    }
  }
  return bySku;
};

/** Two years of a shop that the seed alone decides. */
export const createRetailer = (seed: number, { days, ordersPerDay, skus }: RetailerSize, model: ModelForecaster): Retailer => {
  const rows = [...generateHistory(createRandom(seed), { ...standardHistory, seed, days, ordersPerDay, skus })];
  const firstDay = dayNumber(standardHistory.firstDay);
  const sold = soldOf(
    rows.filter((row) => row.kind === 'order'),
    firstDay,
    days,
  );
  const feeds = feedsOf(rows.filter((row) => row.kind === 'feed'));
  const holidays = new Set(feeds.holidays.map(({ day }) => day));
  const panel: DailyPanel = {
    firstDay,
    names: dayNames(firstDay, days),
    feeds,
    group: Array.from({ length: days }, (_, day) => [...sold.values()].reduce((sum, { units }) => sum + (units[day] ?? 0), 0)),
    holiday: Array.from({ length: days + horizonDays }, (_, day) => (holidays.has(dayOf(firstDay + day)) ? 1 : 0)),
  };
  return {
    firstDay,
    days,
    articles: [...sold].map(([sku, { category, units }]) => ({
      id: sku,
      units,
      outlookAt: dailyOutlook({ sku, units, ...(category === null ? {} : { category }) }, panel, model),
    })),
    wishes: new Map([...sold].map(([sku, { wishes }]) => [sku, wishes.toSorted((left, right) => left.atMs - right.atMs)])),
  };
};

/** Keeps what was computed for a period, because every service level asks for the same. */
export const remembering = (article: StockedArticle): StockedArticle => {
  const known = new Map<number, Outlook>();
  return {
    ...article,
    outlookAt: (period) => {
      const found = known.get(period) ?? article.outlookAt(period);
      known.set(period, found);
      return found;
    },
  };
};
