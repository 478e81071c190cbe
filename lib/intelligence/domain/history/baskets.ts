import { type Chance, chanceOf, poisson, weighted } from './chance.ts';
import type { Article, Goods } from './goods.ts';
import { campaignLift, substitutionShare } from './history.setting.ts';

export type Wanted = {
  readonly article: Article;
  readonly quantity: number;
  /** By how many sizes it is another one than its buyer wears; only where people try on. */
  readonly sizeStep?: number;
};

/** What is on the shelf of one day, and how it is chosen from. */
export type Shelf = {
  /** Demand of the day against one on which everything is sold at its first price: promotions and seasons of categories. */
  readonly demand: number;
  /** What somebody of a region wants and gets; nothing when what they wanted was not there, or their region was not reached. */
  readonly basketFor: (region: string | null) => readonly Wanted[];
  /** A dear article of the kind that is easily sold on; undefined on a day with an empty shelf. */
  readonly loot: () => Article | undefined;
};

const anotherLine = 0.34;
const sameCategory = 0.6;
const linesMax = 6;

export const shelfOf = (chance: Chance, goods: Goods, day: number, basePull: number): Shelf => {
  const pulls = goods.articles.map((article) => goods.pullOf(article, day));
  const articleAt = weighted(pulls);
  const total = pulls.reduce((sum, pull) => sum + pull, 0);
  const there = goods.articles.map((article) => goods.isThere(article, day));
  const lootAt = weighted(
    goods.articles.map((article, index) => (there[index] ? article.category.fraudPull * Math.sqrt(article.firstPriceMinor) : 0)),
  );
  const byCategory = new Map<string, number[]>();
  goods.articles.forEach(({ category }, index) => byCategory.set(category.name, [...(byCategory.get(category.name) ?? []), index]));
  const withinCategory = new Map(
    [...byCategory].map(([name, indexes]) => {
      const at = weighted(indexes.map((index) => pulls[index] ?? 0));
      return [name, () => indexes[at(chance)] ?? 0] as const;
    }),
  );

  const found = (index: number): Article | undefined => {
    const article = goods.articles[index];
    if (article === undefined || there[index]) return article;
    if (!chanceOf(chance, substitutionShare)) return undefined;
    const other = withinCategory.get(article.category.name)?.() ?? index;
    return there[other] ? goods.articles[other] : undefined;
  };

  return {
    demand: total / basePull,
    basketFor: (region) => {
      const first = articleAt(chance);
      const wished = goods.articles[first];
      if (wished === undefined) return [];
      // Who is drawn stands for the demand of the best reached region; elsewhere some of it is not there.
      if (!chanceOf(chance, goods.campaignOf(wished, day, region ?? '') / campaignLift)) return [];
      const indexes = [first];
      while (indexes.length < linesMax && chanceOf(chance, anotherLine)) {
        const next = chanceOf(chance, sameCategory) ? (withinCategory.get(wished.category.name)?.() ?? first) : articleAt(chance);
        if (!indexes.includes(next)) indexes.push(next);
        else break;
      }
      return indexes.flatMap((index) => {
        const article = found(index);
        return article ? [{ article, quantity: 1 + poisson(chance, 0.12) }] : [];
      });
    },
    loot: () => (there.includes(true) ? goods.articles[lootAt(chance)] : undefined),
  };
};
