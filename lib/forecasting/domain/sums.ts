import type { WeekTally } from './accuracy.ts';
import { addTallies } from './accuracy.ts';
import { toUnits } from './cells.ts';
import { seriesOf } from './levels.ts';
import type { SkuForecast } from './sku-forecast.ts';

export const sumLevels = ['total', 'location', 'channel', 'region', 'category'] as const;
/** What sums over all SKUs are told by. */
export type SumLevel = (typeof sumLevels)[number];

/** Demand of many SKUs in one place. */
export type SumSeries = {
  readonly level: SumLevel;
  readonly key: string;
  /** Ten-thousandths of a unit by day. */
  readonly grains: readonly number[];
  /** Units² over all the days: what the sum varies by when SKUs know nothing of each other. */
  readonly variance: number;
};

/** Parts that are told apart at a level; what comes after them is added to the last, so that sums stay whole. */
const partsMax: Readonly<Record<SumLevel, number>> = { total: 1, location: 60, channel: 20, region: 80, category: 60 };
export const otherParts = '(other)';

const nameOf = ({ level, key }: Pick<SumSeries, 'level' | 'key'>): string => `${level}#${key}`;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The series that one SKU adds to. */
const ownSeries = (forecast: SkuForecast): readonly SumSeries[] => {
  const levels = ['total', 'location', 'channel', 'region'] as const;
  const own = seriesOf(forecast, levels);
  const total = own.find(({ level }) => level === 'total');
  const all = [...own, ...(total ? [{ level: 'category' as const, key: forecast.category ?? '', grains: total.grains }] : [])];
  const whole = toUnits(sum(total?.grains ?? []));
  return all.map((one) => {
    const units = toUnits(sum(one.grains));
    const share = whole === 0 ? 0 : units / whole;
    return { ...one, variance: units * (1 + (Math.max(1, forecast.dispersion) - 1) * share) };
  });
};

/** Adds the forecast of a SKU to the sums. @param days of the sums, by which a forecast that begins elsewhere is left out */
export const addToSums = (sums: readonly SumSeries[], forecast: SkuForecast): readonly SumSeries[] => {
  const byName = new Map(sums.map((one) => [nameOf(one), one]));
  const parts = new Map(sumLevels.map((level) => [level, sums.filter((one) => one.level === level).length]));
  for (const one of ownSeries(forecast)) {
    const isNew = !byName.has(nameOf(one));
    const isFull = isNew && (parts.get(one.level) ?? 0) >= partsMax[one.level] - 1 && one.level !== 'total';
    const key = isFull ? otherParts : one.key;
    const name = nameOf({ level: one.level, key });
    const known = byName.get(name);
    if (!known) parts.set(one.level, (parts.get(one.level) ?? 0) + 1);
    byName.set(name, {
      level: one.level,
      key,
      grains: one.grains.map((grains, day) => grains + (known?.grains[day] ?? 0)),
      variance: Math.round(((known?.variance ?? 0) + one.variance) * 100) / 100,
    });
  }
  return [...byName.values()];
};

/** Variance over mean of a sum, at least 1. */
export const sumDispersion = ({ grains, variance }: SumSeries): number => {
  const mean = toUnits(sum(grains));
  return mean === 0 ? 1 : Math.max(1, variance / mean);
};

/** The tallies of a week: of everything, and by category. */
export type WeekTallies = {
  readonly total: WeekTally;
  readonly categories: readonly { readonly category: string; readonly tally: WeekTally }[];
  /** Of each version of the trained model, over the articles that all of them have forecast. */
  readonly versions?: readonly VersionTally[];
};

/** The tally of a version by its number in the registry. */
export type VersionTally = { readonly version: number; readonly tally: WeekTally };

/** Adds what the versions make of one article. */
export const addVersionTallies = (tallies: readonly VersionTally[], own: readonly VersionTally[]): readonly VersionTally[] => {
  const added = own.map(({ version, tally }) => {
    const before = tallies.find((one) => one.version === version)?.tally;
    return { version, tally: before ? addTallies(before, tally) : tally };
  });
  return [...tallies.filter(({ version }) => !own.some((one) => one.version === version)), ...added];
};

export const addToTallies = (tallies: WeekTallies, category: string, tally: WeekTally): WeekTallies => {
  const known = tallies.categories.find((one) => one.category === category);
  const isFull = !known && tallies.categories.length >= partsMax.category - 1;
  const name = isFull ? otherParts : category;
  const before = tallies.categories.find((one) => one.category === name)?.tally;
  return {
    ...tallies,
    total: addTallies(tallies.total, tally),
    categories: [
      ...tallies.categories.filter((one) => one.category !== name),
      { category: name, tally: before ? addTallies(before, tally) : tally },
    ],
  };
};
