import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';

// A seeded retailer: where its warehouses are, who buys what, how goods come in. Every figure that shapes it stands here.

/** States with their people in millions, which weigh how many orders come from each. */
const states: readonly (readonly [region: string, weight: number])[] = [
  ['CA', 39],
  ['TX', 30],
  ['FL', 23],
  ['NY', 20],
  ['PA', 13],
  ['IL', 12.5],
  ['OH', 12],
  ['GA', 11],
  ['NC', 11],
  ['MI', 10],
  ['NJ', 9.5],
  ['VA', 9],
  ['WA', 8],
  ['AZ', 7.5],
  ['TN', 7],
  ['MA', 7],
  ['IN', 7],
  ['MO', 6],
  ['MD', 6],
  ['CO', 6],
  ['WI', 6],
  ['MN', 6],
  ['SC', 5.5],
  ['AL', 5],
  ['LA', 4.5],
  ['KY', 4.5],
  ['OR', 4],
  ['OK', 4],
  ['UT', 3.5],
  ['NV', 3],
];

/** Warehouses of different sizes: the share of a buy that each is sent, and the share of the range that it keeps. */
const centres: readonly { readonly region: string; readonly size: number; readonly rangePercent: number }[] = [
  { region: 'OH', size: 22, rangePercent: 100 },
  { region: 'NV', size: 18, rangePercent: 100 },
  { region: 'TX', size: 15, rangePercent: 90 },
  { region: 'PA', size: 14, rangePercent: 90 },
  { region: 'GA', size: 12, rangePercent: 80 },
  { region: 'CA', size: 9, rangePercent: 70 },
  { region: 'IL', size: 6, rangePercent: 60 },
  { region: 'WA', size: 4, rangePercent: 50 },
];

export type NetworkOptions = {
  readonly skus: number;
  /** Orders on an average day. */
  readonly ordersPerDay: number;
  readonly historyDays: number;
  /** Days that are measured. */
  readonly days: number;
  /** Goods come in on every so many days. */
  readonly cycleDays: number;
  /** Goods bought for each cycle, in percent of the demand to be expected. */
  readonly boughtPercent: number;
  /** How far what a warehouse is sent of a SKU strays from its share: deviation of a logarithm. */
  readonly imbalance: number;
};

export const standardNetwork: NetworkOptions = {
  skus: 40,
  ordersPerDay: 100,
  historyDays: 56,
  days: 28,
  cycleDays: 14,
  boughtPercent: 140,
  imbalance: 0.5,
};

export type SimulatedOrder = {
  readonly id: string;
  /** 0 is the first measured day; before it, history. */
  readonly day: number;
  /** Index of the region. */
  readonly region: number;
  /** Indexes of different SKUs, one unit each. */
  readonly skus: readonly number[];
};

export type Network = {
  readonly regions: readonly string[];
  readonly centres: readonly { readonly region: string; readonly perParcel: number; readonly perLine: number }[];
  readonly skus: number;
  readonly options: NetworkOptions;
  readonly history: readonly SimulatedOrder[];
  readonly orders: readonly SimulatedOrder[];
  /** Units that come in on the first day of each cycle: `[cycle][sku * centres + centre]`. */
  readonly arrivals: readonly Float64Array[];
};

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
const logNormal = (random: Random, deviation: number): number => Math.exp(deviation * normal(random) - deviation ** 2 / 2);

const poisson = (random: Random, mean: number): number => {
  let count = 0;
  for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) count += 1;
  return count;
};

const pickWeighted = (random: Random, weights: readonly number[]): number => {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
};

/** Orders on each weekday, Sunday first, in percent of the average. */
const weekdayPercent = [118, 112, 104, 98, 95, 90, 83] as const;
/** SKUs that are bought together stand in groups of so many. */
const groupSize = 6;
const sameGroupPercent = 60;
/** Orders of one line, of two, and so on, in percent. */
const linesPercent = [48, 28, 15, 9] as const;

type Demand = {
  readonly orderOn: (day: number, number: number) => SimulatedOrder;
  readonly weights: readonly number[];
  readonly taste: readonly (readonly number[])[];
};

const createDemand = (random: Random, options: NetworkOptions): Demand => {
  // A few articles make most of the sales, and how well each does has nothing to do with its number.
  const order = Array.from({ length: options.skus }, (_, sku) => ({ sku, at: random.next() })).sort((left, right) => left.at - right.at);
  const weights = Array.from({ length: options.skus }, () => 0);
  order.forEach(({ sku }, rank) => (weights[sku] = (rank + 3) ** -0.8));
  // What sells differs from region to region.
  const taste = weights.map(() => states.map(() => logNormal(random, 0.35)));
  const regionWeights = states.map(([, weight]) => weight);
  const skusOf = (region: number): readonly number[] => {
    const count = pickWeighted(random, linesPercent) + 1;
    const chosen: number[] = [];
    while (chosen.length < count) {
      const first = chosen[0];
      const group = first === undefined || random.between(1, 100) > sameGroupPercent ? undefined : Math.floor(first / groupSize);
      const liked = weights.map((weight, sku) =>
        chosen.includes(sku) || (group !== undefined && Math.floor(sku / groupSize) !== group) ? 0 : weight * (taste[sku]?.[region] ?? 1),
      );
      chosen.push(pickWeighted(random, liked));
    }
    return chosen;
  };
  return {
    weights,
    taste,
    orderOn: (day, number) => {
      const region = pickWeighted(random, regionWeights);
      return { id: `d${day}-${number}`, day, region, skus: skusOf(region) };
    },
  };
};

const ordersOn = (random: Random, demand: Demand, options: NetworkOptions, day: number): readonly SimulatedOrder[] => {
  const weekday = ((day % 7) + 7) % 7;
  // A season: demand rises by a tenth and falls again within a quarter of a year.
  const season = 1 + 0.1 * Math.sin((2 * Math.PI * day) / 91);
  const count = poisson(random, options.ordersPerDay * ((weekdayPercent[weekday] ?? 100) / 100) * season);
  return Array.from({ length: count }, (_, number) => demand.orderOn(day, number));
};

/** Buys follow what has been sold of each SKU; how they are spread over the warehouses follows their sizes, and only roughly. */
const arrivalsOf = (random: Random, history: readonly SimulatedOrder[], options: NetworkOptions): readonly Float64Array[] => {
  const sold = new Float64Array(options.skus);
  for (const { skus } of history) for (const sku of skus) sold[sku] = (sold[sku] as number) + 1;
  const kept = Array.from({ length: options.skus }, () => centres.map(({ rangePercent }) => random.between(1, 100) <= rangePercent));
  return Array.from({ length: Math.ceil(options.days / options.cycleDays) }, () => {
    const arrivals = new Float64Array(options.skus * centres.length);
    kept.forEach((keeps, sku) => {
      const units = Math.round((((sold[sku] as number) / options.historyDays) * options.cycleDays * options.boughtPercent) / 100);
      const shares = centres.map(({ size }, centre) => (keeps[centre] ? size * logNormal(random, options.imbalance) : 0));
      const total = shares.reduce((sum, share) => sum + share, 0);
      // Largest remainders, so that not a unit of the buy is lost in rounding.
      const exact = shares.map((share) => (units * share) / total);
      const whole = exact.map(Math.floor);
      const rest = units - whole.reduce((sum, part) => sum + part, 0);
      const byRemainder = exact
        .map((part, centre) => ({ centre, part: part - Math.floor(part) }))
        .sort((left, right) => right.part - left.part);
      for (const { centre } of byRemainder.slice(0, rest)) whole[centre] = (whole[centre] ?? 0) + 1;
      whole.forEach((part, centre) => (arrivals[sku * centres.length + centre] = part));
    });
    return arrivals;
  });
};

/** Another retailer for every seed. */
export const createNetwork = (seed: number, options: NetworkOptions): Network => {
  const random = createRandom(seed).fork('network');
  const demand = createDemand(random.fork('taste'), options);
  const coming = random.fork('orders');
  const days = (from: number, to: number): readonly SimulatedOrder[] =>
    Array.from({ length: to - from }, (_, index) => ordersOn(coming, demand, options, from + index)).flat();
  const history = days(-options.historyDays, 0);
  return {
    regions: states.map(([region]) => region),
    centres: centres.map(({ region, size }) => ({ region, perParcel: 140 + (22 - size) * 4, perLine: 25 })),
    skus: options.skus,
    options,
    history,
    orders: days(0, options.days),
    arrivals: arrivalsOf(random.fork('goods'), history, options),
  };
};
