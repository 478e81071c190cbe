// A public table of first purchases of a shop, of which some were fraudulent. What an order is told apart by is counted over
// the purchases before it, and never over what became of them: a chargeback arrives too late to be known.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mix } from '../../../lib/platform/simulation/random.ts';
import { type Row, rowsOf } from './csv.ts';
import type { FeatureRow } from './tables.ts';

export type Purchase = {
  /** Milliseconds since 1970, to the minute. */
  readonly at: number;
  readonly signedUpAt: number;
  readonly device: string;
  readonly ip: string;
  /** Null where the table of addresses does not reach. */
  readonly country: string | null;
  readonly valueMinor: number;
  readonly source: string;
  readonly browser: string;
  readonly male: boolean;
  readonly age: number;
  readonly fraudulent: boolean;
};

const hourMs = 3_600_000;

/** Milliseconds of `2/24/2015 22:55`, month first. */
const timeOf = (text: string): number => {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0] = text.split(/[/ :]/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
};

type IpRange = { readonly from: number; readonly to: number; readonly country: string };

/** `none` is an address that belongs to no country; null one beyond the end of the table, of which nothing is known. */
const countryOf = (ranges: readonly IpRange[], ip: number): string | null => {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.from ?? 0) <= ip) low = middle + 1;
    else high = middle;
  }
  if (ip > (ranges.at(-1)?.to ?? 0)) return null;
  const range = ranges[low - 1];
  return range !== undefined && ip <= range.to ? range.country : 'none';
};

const purchaseOf = (row: Row, ranges: readonly IpRange[]): Purchase => ({
  at: timeOf(row['purchase_time'] ?? ''),
  signedUpAt: timeOf(row['signup_time'] ?? ''),
  device: row['device_id'] ?? '',
  ip: row['ip_address'] ?? '',
  country: countryOf(ranges, Number(row['ip_address'])),
  valueMinor: Math.round(Number(row['purchase_value']) * 100),
  source: row['source'] ?? '',
  browser: row['browser'] ?? '',
  male: row['sex'] === 'M',
  age: Number(row['age']),
  fraudulent: row['class'] === '1',
});

/** Purchases in the order of time; undefined where the folder has none. */
export const readPurchases = (folder: string): readonly Purchase[] | undefined => {
  const at = (file: string): string => join(folder, 'fraud_ecommerce', file);
  if (!existsSync(at('fraud_with_ip.csv.gz')) || !existsSync(at('ip_to_country.csv.gz'))) return undefined;
  const ranges = rowsOf(at('ip_to_country.csv.gz')).map((row) => ({
    from: Number(row['lower_bound_ip_address']),
    to: Number(row['upper_bound_ip_address']),
    country: row['country'] ?? '',
  }));
  ranges.sort((one, other) => one.from - other.from);
  return rowsOf(at('fraud_with_ip.csv.gz'))
    .map((row) => purchaseOf(row, ranges))
    .sort((one, other) => one.at - other.at);
};

/** Counts what came before, key by key, in the order of time. */
const createVelocity = () => {
  const byKey = new Map<string, number[]>();
  return {
    before: (key: string, at: number) => {
      const times = byKey.get(key) ?? [];
      const since = (hours: number): number => times.filter((time) => at - time <= hours * hourMs).length;
      const last = times.at(-1);
      return { all: times.length, day: since(24), week: since(168), hoursAgo: last === undefined ? null : (at - last) / hourMs };
    },
    add: (key: string, at: number): void => {
      const times = byKey.get(key);
      if (times) times.push(at);
      else byKey.set(key, [at]);
    },
  };
};

const is = (condition: boolean): number => (condition ? 1 : 0);

/** What was known of each purchase when it was made. @param purchases in the order of time */
export const fraudRows = (purchases: readonly Purchase[]): readonly FeatureRow[] => {
  const [devices, addresses, countries] = [createVelocity(), createVelocity(), new Map<string, number>()];
  return purchases.map(({ at, signedUpAt, device, ip, country, ...purchase }, index): FeatureRow => {
    const [ofDevice, ofIp] = [devices.before(device, at), addresses.before(ip, at)];
    const fromCountry = country === null ? null : (countries.get(country) ?? 0);
    devices.add(device, at);
    addresses.add(ip, at);
    if (country !== null) countries.set(country, (fromCountry ?? 0) + 1);
    const time = new Date(at);
    return {
      value: purchase.valueMinor / 100,
      age: purchase.age,
      male: is(purchase.male),
      source_ads: is(purchase.source === 'Ads'),
      source_search: is(purchase.source === 'SEO'),
      source_direct: is(purchase.source === 'Direct'),
      browser_chrome: is(purchase.browser === 'Chrome'),
      browser_ie: is(purchase.browser === 'IE'),
      browser_safari: is(purchase.browser === 'Safari'),
      browser_firefox: is(purchase.browser === 'FireFox'),
      browser_opera: is(purchase.browser === 'Opera'),
      hour: time.getUTCHours(),
      weekday: time.getUTCDay(),
      hours_since_signup: (at - signedUpAt) / hourMs,
      device_before: ofDevice.all,
      device_24h: ofDevice.day,
      device_7d: ofDevice.week,
      device_hours_ago: ofDevice.hoursAgo,
      ip_before: ofIp.all,
      ip_24h: ofIp.day,
      ip_7d: ofIp.week,
      ip_hours_ago: ofIp.hoursAgo,
      ip_without_country: country === null ? null : is(country === 'none'),
      // How usual the country is in this shop by then; learning each of 180 countries by itself would take more fraud.
      country_share: fromCountry === null ? null : fromCountry / Math.max(1, index),
    };
  });
};

/** Order of rows, and where the parts begin. */
export type Split = {
  readonly name: string;
  readonly order: readonly number[];
  readonly fitted: number;
  readonly calibrated: number;
};

const attackDays = 59;
const dayMs = 86_400_000;

/**
 * Three ways to hold purchases out. `time`: the last 30 %. `attack`: of the first two months, what came after the first 40 %,
 * so that a wave of fraud is met while it goes on. `devices`: three devices of ten, whenever they bought.
 * @param purchases in the order of time
 */
export const fraudSplits = (purchases: readonly Purchase[]): readonly Split[] => {
  const all = [...purchases.keys()];
  const start = purchases[0]?.at ?? 0;
  const early = all.filter((index) => (purchases[index]?.at ?? 0) < start + attackDays * dayMs);
  const bucket = (index: number): number => mix(0x811c9dc5, purchases[index]?.device ?? '') % 100;
  const [some, more, rest] = [
    all.filter((index) => bucket(index) < 56),
    all.filter((index) => bucket(index) >= 56 && bucket(index) < 70),
    all.filter((index) => bucket(index) >= 70),
  ];
  const cut = (order: readonly number[], share: number): number => Math.floor(order.length * share);
  return [
    { name: 'time', order: all, fitted: cut(all, 0.56), calibrated: cut(all, 0.7) },
    { name: 'attack', order: early, fitted: cut(early, 0.32), calibrated: cut(early, 0.4) },
    { name: 'devices', order: [...some, ...more, ...rest], fitted: some.length, calibrated: some.length + more.length },
  ];
};
