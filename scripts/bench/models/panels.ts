// Public panels of demand, read from a folder that is named on the command line. Nothing of them is kept in the repository:
// their licences let a benchmark read them, not every product carry them.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DemandSeries } from '../../../lib/forecasting/domain/model/series.ts';
import { type Row, rowsOf } from './csv.ts';

export type PanelSeries = DemandSeries & { readonly id: string };

/** Series that are forecast from the same origins. */
export type Panel = {
  readonly name: string;
  /** What is in it and how it was made, in one sentence. */
  readonly what: string;
  /** Whether it is one of the daily retail panels. */
  readonly daily: boolean;
  readonly series: readonly PanelSeries[];
  /** Series that are older than every test and only learnt from. */
  readonly learntToo: readonly PanelSeries[];
  readonly horizon: number;
  /** Number of the last known period of each test, ascending; nothing after the first of them is trained on. */
  readonly origins: readonly number[];
};

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000);

const totalOf = (series: readonly { readonly units: readonly number[] }[]): readonly number[] => {
  const length = Math.max(...series.map(({ units }) => units.length));
  return Array.from({ length }, (_, at) => {
    const known = series.map(({ units }) => units[at] ?? Number.NaN).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0);
  });
};

const group = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => Map.groupBy(items, keyOf);

// Bank holidays of England and Wales, 2010-12 to 2012-01.
const bankHolidays = new Set(
  [
    '2010-12-27',
    '2010-12-28',
    '2011-01-03',
    '2011-04-22',
    '2011-04-25',
    '2011-04-29',
    '2011-05-02',
    '2011-05-30',
    '2011-08-29',
    '2011-12-26',
    '2011-12-27',
    '2012-01-02',
  ].map(dayNumber),
);
const articlesOfRetail = 200;

/** Lines of a wholesaler, less those that a cancellation takes back whole. */
const retailLines = (path: string) => {
  const lines = rowsOf(path)
    .filter(({ StockCode }) => /^\d{5}/.test(StockCode ?? ''))
    .map((row) => ({
      sku: (row['StockCode'] ?? '').toUpperCase(),
      quantity: Number(row['Quantity']),
      day: dayNumber(row['InvoiceDate'] ?? ''),
      customer: row['CustomerID'] ?? '',
    }));
  const cancelled = new Map<string, number>();
  const keyOf = (sku: string, customer: string, quantity: number): string => `${sku}|${customer}|${quantity}`;
  for (const { sku, customer, quantity } of lines) {
    if (quantity >= 0 || customer === '') continue;
    const key = keyOf(sku, customer, -quantity);
    cancelled.set(key, (cancelled.get(key) ?? 0) + 1);
  }
  return lines.filter(({ sku, customer, quantity }) => {
    if (!(quantity > 0)) return false;
    const left = cancelled.get(keyOf(sku, customer, quantity)) ?? 0;
    if (left > 0) cancelled.set(keyOf(sku, customer, quantity), left - 1);
    return left === 0;
  });
};

const onlineRetail = (folder: string): Panel | undefined => {
  const path = join(folder, 'uci_online_retail', 'online_retail.csv.gz');
  if (!existsSync(path)) return undefined;
  const lines = retailLines(path);
  const firstDay = lines.reduce((first, { day }) => Math.min(first, day), Number.POSITIVE_INFINITY);
  const days = lines.reduce((last, { day }) => Math.max(last, day), 0) - firstDay + 1;
  const [horizon, origins] = [28, [days - 57, days - 29]];
  const unitsOf = (some: readonly { readonly day: number; readonly quantity: number }[]): readonly number[] => {
    const units = Array.from({ length: days }, () => 0);
    for (const { day, quantity } of some) units[day - firstDay] = (units[day - firstDay] ?? 0) + quantity;
    return units;
  };
  const bySku = [...group(lines, ({ sku }) => sku)].map(([id, some]) => ({ id, units: unitsOf(some) }));
  // By what was known at the first origin: whoever chooses by the whole year has looked ahead.
  const volume = ({ units }: { readonly units: readonly number[] }): number =>
    units.slice(0, (origins[0] ?? 0) + 1).reduce((sum, value) => sum + value, 0);
  const whole = totalOf(bySku);
  const holiday = Array.from({ length: days + horizon + 14 }, (_, at) => (bankHolidays.has(firstDay + at) ? 1 : 0));
  return {
    name: 'uci_online_retail',
    what: `units a day of the ${articlesOfRetail} articles that sold most of a British wholesaler, ${days} days, two origins`,
    daily: true,
    series: bySku
      .toSorted((one, other) => volume(other) - volume(one))
      .slice(0, articlesOfRetail)
      .map(({ id, units }) => ({ id, cadence: 'daily', firstDay, units, group: whole, feeds: { holiday } })),
    learntToo: [],
    horizon,
    origins,
  };
};

/** Weeks of a shop and brand; a week that the shop did not report is not known. */
const dominicks = (folder: string): Panel | undefined => {
  const path = join(folder, 'dominicks_oj', 'weekly.csv.gz');
  if (!existsSync(path)) return undefined;
  const rows = rowsOf(path).map((row) => ({ ...row, week: Number(row['week']) }) as Row & { readonly week: number });
  const first = rows.reduce((least, { week }) => Math.min(least, week), Number.POSITIVE_INFINITY);
  // Weeks are counted from 1989-09-14; what the day is matters for the season alone.
  const firstDay = dayNumber('1989-09-14') + 7 * (first - 1);
  // Weeks that no shop reported are left out of the count, as if they had not been.
  const weeks = [...new Set(rows.map(({ week }) => week))].toSorted((one, other) => one - other);
  const numberOf = new Map(weeks.map((week, index) => [week, index]));
  const made = [...group(rows, (row) => `${row['store']}/${row['brand']}`)].map(([id, some]) => {
    const blank = (): (number | null)[] => weeks.map(() => null);
    const [units, price, otherPrices, promotion, marketing] = [weeks.map(() => Number.NaN), blank(), blank(), blank(), blank()];
    for (const row of some) {
      const at = numberOf.get(row.week) ?? 0;
      const all = Array.from({ length: 11 }, (_, brand) => Number(row[`price${brand + 1}`]));
      units[at] = Number(row['units']) / 64;
      price[at] = Number(row['price_own']);
      otherPrices[at] = all.reduce((sum, value) => sum + value, 0) / all.length;
      promotion[at] = Number(row['deal']);
      marketing[at] = Number(row['feat']);
    }
    return { id, units, feeds: { price, otherPrices, promotion, marketing } };
  });
  const byShop = new Map([...group(made, ({ id }) => id.split('/')[0] ?? '')].map(([shop, some]) => [shop, totalOf(some)]));
  const last = weeks.length - 1;
  return {
    name: 'dominicks',
    what: `cartons of orange juice a week by shop and brand with price, deal and feature, ${weeks.length} weeks, three origins`,
    daily: false,
    series: made.map(({ id, units, feeds }) => {
      const whole = byShop.get(id.split('/')[0] ?? '');
      return { id, cadence: 'weekly', firstDay, units, feeds, ...(whole ? { group: whole } : {}) };
    }),
    learntToo: [],
    horizon: 8,
    origins: [last - 24, last - 16, last - 8],
  };
};

type M5Calendar = readonly { readonly day: number; readonly week: string; readonly event: boolean }[];

const m5Series = (path: string, calendar: M5Calendar, prices: ReadonlyMap<string, number>): readonly PanelSeries[] => {
  const rows = rowsOf(path);
  const numbers = Object.keys(rows[0] ?? {})
    .filter((name) => /^d_\d+$/.test(name))
    .map((name) => Number(name.slice(2)));
  const first = Math.min(...numbers) - 1;
  const span = calendar.slice(first, first + numbers.length + 42);
  const made = rows.map((row) => {
    const units = numbers.map((number) => Number(row[`d_${number}`]));
    // Before its first sale nobody could buy it.
    const started = units.findIndex((value) => value > 0);
    const price = span.map(({ week }) => prices.get(`${row['store_id']}|${row['item_id']}|${week}`) ?? null);
    const feeds = { holiday: span.map(({ event }) => (event ? 1 : 0)), ...(price.some((value) => value !== null) ? { price } : {}) };
    return { id: row['id'] ?? '', units: units.map((value, at) => (at < started ? Number.NaN : value)), feeds };
  });
  const whole = totalOf(made);
  return made.map((one) => ({ ...one, cadence: 'daily', firstDay: span[0]?.day ?? 0, group: whole }));
};

const m5 = (folder: string): readonly Panel[] => {
  const at = (file: string): string => join(folder, 'm5_sample', file);
  if (!existsSync(at('calendar.csv'))) return [];
  const calendar = rowsOf(at('calendar.csv')).map((row) => ({
    day: dayNumber(row['date'] ?? ''),
    week: row['wm_yr_wk'] ?? '',
    event: (row['event_name_1'] ?? '') !== '',
  }));
  const prices = new Map(
    rowsOf(at('sell_prices_70_series.csv')).map((row) => [
      `${row['store_id']}|${row['item_id']}|${row['wm_yr_wk']}`,
      Number(row['sell_price']),
    ]),
  );
  const long = m5Series(at('sales_10_series_d1_d1548.csv'), calendar, prices);
  const short = m5Series(at('sales_70_series_d1802_d1913.csv'), calendar, prices);
  const [days, fewDays] = [long[0]?.units.length ?? 0, short[0]?.units.length ?? 0];
  return [
    {
      name: 'm5_long',
      what: `units a day of ${long.length} articles of one shop, ${days} days, three origins`,
      daily: true,
      series: long,
      learntToo: [],
      horizon: 28,
      origins: [days - 85, days - 57, days - 29],
    },
    {
      name: 'm5_short',
      what: `units a day of ${short.length} articles of ten shops with prices, ${fewDays} days, one origin`,
      daily: true,
      series: short,
      // Their last day is eight months before the first of these.
      learntToo: long,
      horizon: 28,
      origins: [fewDays - 29],
    },
  ];
};

const uciWeekly = (folder: string): Panel | undefined => {
  const path = join(folder, 'uci_weekly_sales', 'Sales_Transactions_Dataset_Weekly.csv');
  if (!existsSync(path)) return undefined;
  const made = rowsOf(path).map((row) => ({
    id: row['Product_Code'] ?? '',
    units: Array.from({ length: 52 }, (_, week) => Number(row[`W${week}`])),
  }));
  const whole = totalOf(made);
  return {
    name: 'uci_weekly',
    what: `units a week of ${made.length} articles, 52 weeks, one origin`,
    daily: false,
    // The data name no dates; the weeks are numbered from the first of a year.
    series: made.map((one) => ({ ...one, cadence: 'weekly', firstDay: dayNumber('2015-01-01'), group: whole })),
    learntToo: [],
    horizon: 8,
    origins: [52 - 9],
  };
};

/** The panels that the folder has, in a fixed order. */
export const readPanels = (folder: string): readonly Panel[] =>
  [onlineRetail(folder), ...m5(folder), dominicks(folder), uciWeekly(folder)].filter((panel) => panel !== undefined);
