// Writes the history that the starter model of demand learns from: an invented retailer's series, seeded, as `history.csv`.
// It stands beside `train.py`, which calls it where no history is given:
//   node models/forecast/history.ts --seed 20261101 --out history.csv
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Cadence, DemandSeries } from '../../lib/forecasting/domain/model/series.ts';
import { trainingColumns, trainingLines } from '../../lib/forecasting/domain/model/training-rows.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';

const { values } = parseArgs({ options: { seed: { type: 'string', default: '20261101' }, out: { type: 'string' } } });
if (values.out === undefined) throw new Error('--out names the file to write');

const [seriesCount, days] = [120, 910];
/** 2024-01-01, a Monday. */
const firstDay = 19_723;
const weekdays = [0.95, 0.9, 0.92, 1, 1.15, 1.25, 0.83];
/** The strongest day and month differ from article to article: a model must read them from the article's own past. */
const months = [0.82, 0.84, 0.92, 0.97, 1, 1, 0.96, 0.95, 1, 1.06, 1.3, 1.45];

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** Poisson by counting exponential steps (Knuth); a large mean is drawn as the sum of smaller ones. */
const poisson = (random: Random, mean: number): number => {
  if (mean > 20) return poisson(random, 20) + poisson(random, mean - 20);
  const limit = Math.exp(-mean);
  let [count, product] = [0, random.next()];
  while (product > limit) {
    count += 1;
    product *= random.next();
  }
  return count;
};

/** Gamma of mean 1 by Marsaglia and Tsang (2000), so that demand comes in lumps. */
const lump = (random: Random, shape: number): number => {
  const d = shape - 1 / 3;
  for (;;) {
    const z = normal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
};

type Invented = { readonly units: readonly number[]; readonly feeds: NonNullable<DemandSeries['feeds']> };

/** One article: a level that drifts, a week, a season of its own strength, promotions with a price and a campaign, weather, stock-outs. */
const invent = (random: Random): Invented => {
  const level = Math.exp(normal(random) * 1.6 + 0.2);
  const [season, elasticity, heat] = [random.next() * 1.4, 1 + random.next() * 2, normal(random) * 0.02];
  const shape = 0.8 + random.next() * 6;
  // Some articles have no week to speak of, others live of one day.
  const [week, weekShift, monthShift] = [random.next() * 3, random.between(0, 6), random.chance(0.5) ? 0 : random.between(1, 11)];
  const price = Array.from({ length: days }, () => 20);
  const [promotion, depth] = [price.map(() => 0), price.map(() => 0)];
  const marketing = price.map(() => 100);
  for (let day = 0; day < days; day += 1) {
    if (!random.chance(0.012)) continue;
    const [length, cut] = [random.between(3, 10), random.between(10, 35)];
    const campaign = random.chance(0.4);
    for (let at = day; at < Math.min(days, day + length); at += 1) {
      price[at] = 20 * (1 - cut / 100);
      promotion[at] = 1;
      depth[at] = cut;
      if (campaign) marketing[at] = 300;
    }
  }
  const [temperature, units]: [number[], number[]] = [[], []];
  let [drift, anomaly, outUntil] = [0, 0, -1];
  const born = random.chance(0.2) ? random.between(0, days - 200) : 0;
  for (let day = 0; day < days; day += 1) {
    drift = 0.997 * drift + 0.02 * normal(random);
    anomaly = 0.8 * anomaly + 2 * normal(random);
    temperature.push(Number(anomaly.toFixed(2)));
    if (random.chance(0.0015)) outUntil = day + random.between(2, 8);
    const month = months[(Math.floor((day % 365) / 30.5) + monthShift) % 12] ?? 1;
    const expected =
      level *
      Math.exp(drift + heat * anomaly) *
      (weekdays[(day + weekShift) % 7] ?? 1) ** week *
      month ** season *
      ((price[day] ?? 20) / 20) ** -elasticity *
      ((marketing[day] ?? 100) / 100) ** 0.2;
    const wanted = poisson(random, Math.min(400, expected * lump(random, shape)));
    units.push(day < born || day <= outUntil ? Number.NaN : wanted);
  }
  return { units, feeds: { price, promotion, promotionDepth: depth, marketing, temperatureAnomaly: temperature } };
};

const total = (all: readonly Invented[]): readonly number[] =>
  Array.from({ length: days }, (_, day) => all.reduce((sum, { units }) => sum + (Number.isNaN(units[day]) ? 0 : (units[day] ?? 0)), 0));

const byWeek = (byDay: readonly (number | null)[], join: (week: readonly number[]) => number): readonly number[] =>
  Array.from({ length: Math.floor(days / 7) }, (_, week) => join(byDay.slice(7 * week, 7 * week + 7) as readonly number[]));

const sum = (week: readonly number[]): number => week.reduce((whole, value) => whole + value, 0);
const mean = (week: readonly number[]): number => sum(week) / week.length;

/** The same article by day and by week. Every third tells its feeds: a model must also know what to do without. */
const seriesOf = ({ units, feeds }: Invented, group: readonly number[], cadence: Cadence, fed: boolean): DemandSeries => {
  if (cadence === 'daily') return { cadence, firstDay, units, ...(fed ? { feeds, group } : {}) };
  const weekly = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, byWeek(feed, mean)]));
  return { cadence, firstDay, units: byWeek(units, sum), ...(fed ? { feeds: weekly, group: byWeek(group, sum) } : {}) };
};

const random = createRandom(Number(values.seed));
const articles = Array.from({ length: seriesCount }, (_, number) => invent(random.fork(`article-${number}`)));
const group = total(articles);
const lines = [trainingColumns.join(',')];
for (const [number, article] of articles.entries()) {
  const fed = number % 3 !== 0;
  lines.push(...trainingLines(`sku-${number}`, seriesOf(article, group, 'daily', fed), { step: 9, everyHorizon: 7 }));
  lines.push(...trainingLines(`sku-${number}-weekly`, seriesOf(article, group, 'weekly', fed), { step: 3, everyHorizon: 3 }));
}
writeFileSync(values.out, `${lines.join('\n')}\n`);
