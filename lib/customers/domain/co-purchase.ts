/** Articles of one order. */
export type Basket = { readonly skus: readonly string[] };

/** An article that is bought with another one. */
export type Partner = {
  readonly sku: string;
  /** Orders that have both. */
  readonly orders: number;
  /** Share of the orders with the one that have the other too, 0 to 1, drawn towards the share of all orders. */
  readonly share: number;
  /** How many times more often than by chance, drawn towards once. */
  readonly lift: number;
};

/** Articles that are bought together. */
export type Bundle = {
  /** Two or three, by SKU. */
  readonly skus: readonly string[];
  /** Orders that have all of them. */
  readonly orders: number;
  /** Share of all orders, 0 to 1. */
  readonly support: number;
  /** How many times more often than if each were bought by itself, drawn towards once. */
  readonly lift: number;
};

export type CoPurchase = {
  /** Baskets that it was counted from. */
  readonly baskets: number;
  readonly partners: ReadonlyMap<string, readonly Partner[]>;
  /** Those first that bring most orders beyond chance. */
  readonly bundles: readonly Bundle[];
  /** Articles by orders, most first. */
  readonly bestSelling: readonly { readonly sku: string; readonly orders: number }[];
};

/** Fewer orders with both say nothing. */
export const supportMin = 3;
/** Less often than this times chance is no reason to name one beside the other. */
export const liftMin = 1.2;
const partnersMax = 10;
const bundlesMax = 50;
const bestSellingMax = 20;
/** A basket with more articles is a shop's own purchase, and would count as hundreds of pairs. */
const basketMax = 20;
const pairsMax = 500_000;
/** Triples are looked for among so many of the strongest pairs. */
const seedPairsMax = 300;
/** As if so many orders had been expected, and had come, before anything was counted: the gamma prior of lift. */
const priorExpected = 3;
/** As if so many orders of the article had been seen with the share of all orders. */
const priorOrders = 20;

const separator = '\n';

/**
 * Counts with a bound on memory: where there is no room for another key, every count goes down by one, and those that reach
 * nothing go (Misra and Gries, 1982). A count is never too high, and too low by at most a `max`-th of all that was counted.
 */
export const createBoundedCounts = (max: number) => {
  const counts = new Map<string, number>();
  return {
    add: (key: string): void => {
      while (counts.size >= max && !counts.has(key))
        for (const [known, count] of counts)
          if (count === 1) counts.delete(known);
          else counts.set(known, count - 1);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    counts: (): ReadonlyMap<string, number> => counts,
  };
};

const unique = ({ skus }: Basket): readonly string[] => [...new Set(skus)].sort();

const pairsOf = (skus: readonly string[]): readonly string[] =>
  skus.flatMap((one, index) => skus.slice(index + 1).map((other) => `${one}${separator}${other}`));

const shrunkLift = (orders: number, expected: number): number => (orders + priorExpected) / (expected + priorExpected);

const byWorth =
  <T>(worth: (one: T) => number, name: (one: T) => string) =>
  (one: T, other: T): number =>
    worth(other) - worth(one) || (name(one) < name(other) ? -1 : 1);

type Pair = { readonly one: string; readonly other: string; readonly orders: number; readonly expected: number; readonly lift: number };

const strongPairs = (pairs: ReadonlyMap<string, number>, singles: ReadonlyMap<string, number>, baskets: number): readonly Pair[] =>
  [...pairs].flatMap(([key, orders]) => {
    const [one = '', other = ''] = key.split(separator);
    const expected = ((singles.get(one) ?? 0) * (singles.get(other) ?? 0)) / baskets;
    const lift = shrunkLift(orders, expected);
    return orders >= supportMin && lift >= liftMin ? [{ one, other, orders, expected, lift }] : [];
  });

const partnersOf = (
  pairs: readonly Pair[],
  singles: ReadonlyMap<string, number>,
  baskets: number,
): ReadonlyMap<string, readonly Partner[]> => {
  const sides = pairs.flatMap(({ one, other, orders, lift }) => [
    { of: one, sku: other, orders, lift },
    { of: other, sku: one, orders, lift },
  ]);
  const found = [...Map.groupBy(sides, ({ of }) => of)].map(([sku, own]): readonly [string, readonly Partner[]] => {
    const listed = own.map(({ sku: partner, orders, lift }) => {
      const usual = (singles.get(partner) ?? 0) / baskets;
      const share = (orders + priorOrders * usual) / ((singles.get(sku) ?? 0) + priorOrders);
      return { partner: { sku: partner, orders, share, lift }, beyond: share - usual };
    });
    const best = listed
      .toSorted(
        byWorth(
          ({ beyond }) => beyond,
          ({ partner }) => partner.sku,
        ),
      )
      .slice(0, partnersMax);
    return [sku, best.map(({ partner }) => partner)];
  });
  return new Map(found);
};

/** Triples of which every two are bought together; they are counted in a second look at the baskets. */
const triplesOf = (baskets: readonly (readonly string[])[], pairs: readonly Pair[]): ReadonlyMap<string, number> => {
  const seeds = pairs
    .toSorted(
      byWorth(
        ({ orders, expected }) => orders - expected,
        ({ one, other }) => one + separator + other,
      ),
    )
    .slice(0, seedPairsMax);
  const strong = new Set(seeds.map(({ one, other }) => one + separator + other));
  const counts = createBoundedCounts(pairsMax);
  for (const skus of baskets)
    for (const [index, one] of skus.entries())
      for (const [next, other] of skus.slice(index + 1).entries()) {
        if (!strong.has(one + separator + other)) continue;
        for (const third of skus.slice(index + 2 + next))
          if (strong.has(one + separator + third) && strong.has(other + separator + third)) counts.add([one, other, third].join(separator));
      }
  return counts.counts();
};

const bundlesOf = (
  baskets: readonly (readonly string[])[],
  pairs: readonly Pair[],
  singles: ReadonlyMap<string, number>,
): readonly Bundle[] => {
  const total = baskets.length;
  const twos = pairs.map(({ one, other, orders, expected, lift }) => ({ skus: [one, other], orders, expected, lift }));
  const threes = [...triplesOf(baskets, pairs)].flatMap(([key, orders]) => {
    const skus = key.split(separator);
    const expected = skus.reduce((product, sku) => product * ((singles.get(sku) ?? 0) / total), total);
    const lift = shrunkLift(orders, expected);
    return orders >= supportMin && lift >= liftMin ? [{ skus, orders, expected, lift }] : [];
  });
  return [...twos, ...threes]
    .toSorted(
      byWorth(
        ({ orders, expected }) => orders - expected,
        ({ skus }) => skus.join(separator),
      ),
    )
    .slice(0, bundlesMax)
    .map(({ skus, orders, lift }) => ({ skus, orders, support: orders / total, lift }));
};

/** What is bought together. The same baskets give the same answer, whatever their order, as long as there are not too many pairs. */
export const countCoPurchase = (given: readonly Basket[]): CoPurchase => {
  const all = given.map(unique).filter((skus) => skus.length > 0);
  const singles = new Map<string, number>();
  for (const skus of all) for (const sku of skus) singles.set(sku, (singles.get(sku) ?? 0) + 1);
  const shared = all.map((skus) => (skus.length > basketMax ? [] : skus));
  const counts = createBoundedCounts(pairsMax);
  for (const skus of shared) for (const pair of pairsOf(skus)) counts.add(pair);
  const pairs = strongPairs(counts.counts(), singles, all.length);
  return {
    baskets: all.length,
    partners: partnersOf(pairs, singles, all.length),
    bundles: bundlesOf(shared, pairs, singles),
    bestSelling: [...singles]
      .map(([sku, orders]) => ({ sku, orders }))
      .toSorted(
        byWorth(
          ({ orders }) => orders,
          ({ sku }) => sku,
        ),
      )
      .slice(0, bestSellingMax),
  };
};
