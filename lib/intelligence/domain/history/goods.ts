import { calendarOf, dayText } from './calendar.ts';
import { between, type Chance, chanceOf, logNormal, pick, weighted } from './chance.ts';
import type { FeedRow } from './history.rows.ts';
import {
  campaignLift,
  categories,
  type Category,
  type HistoryOptions,
  promotionsPerYear,
  spendPerPercentDay,
  states,
  stockOutsPerYear,
} from './history.setting.ts';

export type Article = {
  readonly sku: string;
  readonly category: Category;
  /** Against the other articles. */
  readonly popularity: number;
  readonly firstPriceMinor: number;
  /** The first day on which it was sold. */
  readonly launched: number;
  /** It is cut smaller than its size says, so that more of it comes back. */
  readonly runsSmall: boolean;
};

/** A category cheaper for some days, told in some regions. */
export type Promotion = {
  readonly name: string;
  readonly category: Category;
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
  readonly percent: number;
  readonly regions: ReadonlySet<string>;
};

type Period = { readonly from: number; readonly to: number };

/** The range of the shop, and what becomes of it day by day. */
export type Goods = {
  readonly articles: readonly Article[];
  /** The promotion that an article is in, if it is in one. */
  readonly promotionOf: (article: Article, day: number) => Promotion | undefined;
  readonly listPriceOf: (article: Article, day: number) => number;
  /** What a customer pays, after the promotion. */
  readonly priceOf: (article: Article, day: number) => number;
  readonly isThere: (article: Article, day: number) => boolean;
  /** How much an article is wanted, against what all are wanted at their list price in an average month. */
  readonly pullOf: (article: Article, day: number) => number;
  /** What a promotion told in a region adds to the demand for its category there. */
  readonly campaignOf: (article: Article, day: number, region: string) => number;
  /** Feeds that begin on the day. */
  readonly feedsOf: (day: number) => readonly FeedRow[];
};

const articlesOf = (chance: Chance, options: HistoryOptions, first: number): readonly Article[] => {
  const categoryAt = weighted(categories.map(({ share }) => share));
  const ranks = Array.from({ length: options.skus }, (_, index) => ({ index, at: chance.next() })).sort((one, other) => one.at - other.at);
  const popularity = new Map(ranks.map(({ index }, rank) => [index, (rank + 3) ** -0.85]));
  return Array.from({ length: options.skus }, (_, index): Article => {
    // Each category has an article at least, whatever chance says.
    const category = (categories[index < categories.length ? index : categoryAt(chance)] ?? categories[0]) as Category;
    const [median, deviation] = category.price;
    return {
      sku: `${category.name.toUpperCase()}-${String(index + 1).padStart(4, '0')}`,
      category,
      popularity: popularity.get(index) ?? 0,
      firstPriceMinor: Math.max(500, Math.round(logNormal(chance, median, deviation) / 100) * 100 - 1),
      // One in four is new in the course of the history.
      launched: index >= categories.length && chanceOf(chance, 0.25) ? first + between(chance, 30, Math.max(31, options.days - 90)) : first,
      runsSmall: category.sizes.length > 0 && chanceOf(chance, 0.15),
    };
  });
};

const promotionsOf = (chance: Chance, options: HistoryOptions, first: number): readonly Promotion[] => {
  const count = Math.round((promotionsPerYear * options.days) / 365);
  return Array.from({ length: count }, (_, index): Promotion => {
    const from = first + between(chance, 0, Math.max(0, options.days - 12));
    const category = pick(chance, categories);
    const regions = new Set(states.map(([region]) => region).filter(() => chanceOf(chance, 0.4)));
    return {
      name: `promo-${String(index + 1).padStart(3, '0')}`,
      category,
      from,
      to: from + between(chance, 4, 10),
      percent: 5 * between(chance, 2, 7),
      regions,
    };
  });
};

const stockOutsOf = (chance: Chance, article: Article, options: HistoryOptions, first: number): readonly Period[] => {
  // Nobody runs out of gift cards, and what sells well runs out more often.
  if (article.category.digital) return [];
  const expected = ((stockOutsPerYear * options.days) / 365) * (article.popularity > 0.08 ? 1.3 : 0.9);
  const periods: Period[] = [];
  for (let left = expected; left > 0; left -= 1) {
    if (left < 1 && !chanceOf(chance, left)) break;
    const from = first + between(chance, 20, Math.max(21, options.days - 1));
    periods.push({ from, to: from + between(chance, 2, 9) });
  }
  return periods;
};

const within = ({ from, to }: Period, day: number): boolean => day >= from && day <= to;

type Steps = readonly { readonly from: number; readonly factor: number }[];

/** List prices go up a little once or twice. */
const priceStepsOf = (chance: Chance, options: HistoryOptions, first: number): Steps =>
  Array.from({ length: between(chance, 0, 2) }, () => ({
    from: first + between(chance, 60, Math.max(61, options.days - 30)),
    factor: 1 + 0.02 * between(chance, 1, 5),
  })).sort((one, other) => one.from - other.from);

const feedOf = (feed: FeedRow['feed'], key: string, day: number, to: number, rest: Partial<FeedRow>): FeedRow => ({
  kind: 'feed',
  source_id: `${feed}-${key}-${dayText(day)}`,
  feed,
  day: dayText(day),
  to_day: dayText(to),
  sku: null,
  category: null,
  region: null,
  value: null,
  name: null,
  ...rest,
});

const promotionFeeds = (promotions: readonly Promotion[], day: number): readonly FeedRow[] =>
  promotions
    .filter((promotion) => within(promotion, day))
    .flatMap((promotion) => {
      const { name, category, from, to, percent, regions } = promotion;
      const announced =
        from === day ? [feedOf('promotion', name, day, to, { name, category: category.name, value: percent })] : ([] as readonly FeedRow[]);
      const share = spendPerPercentDay / Math.max(1, regions.size);
      const spent = [...regions].map((region) =>
        feedOf('marketing_spend', `${name}-${region}`, day, day, {
          name,
          category: category.name,
          region,
          value: Math.round(percent * share),
        }),
      );
      return [...announced, ...spent];
    });

export const createGoods = (chance: Chance, options: HistoryOptions, first: number): Goods => {
  const articles = articlesOf(chance.fork('articles'), options, first);
  const promotions = promotionsOf(chance.fork('promotions'), options, first);
  const stockChance = chance.fork('stock');
  const stockOuts = new Map(articles.map((article) => [article.sku, stockOutsOf(stockChance, article, options, first)]));
  const priceChance = chance.fork('prices');
  const steps = new Map(articles.map((article) => [article.sku, priceStepsOf(priceChance, options, first)]));

  const promotionOf: Goods['promotionOf'] = (article, day) =>
    promotions.find((promotion) => promotion.category === article.category && within(promotion, day));
  const listPriceOf: Goods['listPriceOf'] = (article, day) =>
    (steps.get(article.sku) ?? []).reduce(
      (price, { from, factor }) => (day >= from ? Math.round(price * factor) : price),
      article.firstPriceMinor,
    );
  const priceOf: Goods['priceOf'] = (article, day) =>
    Math.round((listPriceOf(article, day) * (100 - (promotionOf(article, day)?.percent ?? 0))) / 100);

  return {
    articles,
    promotionOf,
    listPriceOf,
    priceOf,
    isThere: (article, day) => !(stockOuts.get(article.sku) ?? []).some((period) => within(period, day)),
    pullOf: (article, day) => {
      if (day < article.launched) return 0;
      const { season, elasticity } = article.category;
      const price = priceOf(article, day) / article.firstPriceMinor;
      return article.popularity * (season[calendarOf(day).month - 1] ?? 1) * price ** -elasticity;
    },
    campaignOf: (article, day, region) => (promotionOf(article, day)?.regions.has(region) === true ? campaignLift : 1),
    feedsOf: (day) => [
      ...promotionFeeds(promotions, day),
      ...articles.flatMap((article) => {
        const out = (stockOuts.get(article.sku) ?? []).find(({ from }) => from === day);
        const changed =
          day === article.launched || (steps.get(article.sku) ?? []).some(({ from }) => from === day && day > article.launched);
        return [
          ...(out ? [feedOf('stock_out', article.sku, day, out.to, { sku: article.sku })] : []),
          ...(changed ? [feedOf('price', article.sku, day, day, { sku: article.sku, value: listPriceOf(article, day) })] : []),
        ];
      }),
    ],
  };
};
