import { type Instant, plusMs } from '../../../kernel/instant.ts';
import {
  articlePriorLines,
  categoryPriorLines,
  type CustomerTally,
  type ReturnTallies,
  shrunk,
  type Tally,
  usualShare,
} from './return-tallies.ts';

/** A size of an article, and by which SKU it is sold. */
export type SizeFigures = Tally & { readonly size: string; readonly sku: string };

/** People who sent one size back because it did not fit, and kept another one. */
export type KeptInstead = { readonly from: string; readonly to: string; readonly people: number };

/** What is known of an article. */
export type ArticleFigures = Tally & {
  readonly article: string;
  readonly category: string | null;
  /** The SKU that was sold last. */
  readonly sku: string;
  readonly unitPriceMinor: number;
  readonly currency: string;
  /** Of those that came back, how many for being too small or too large. */
  readonly tooSmall: number;
  readonly tooLarge: number;
  readonly sizes: readonly SizeFigures[];
  readonly keptInstead: readonly KeptInstead[];
};

export type CategoryFigures = Tally & {
  readonly category: string | null;
  /** Articles of it that come back least, best first. */
  readonly keptBest: readonly string[];
};

/** What is known of all orders together. */
export type ReturnSummary = { readonly overall: Tally; readonly categories: readonly CategoryFigures[] };

export type CustomerFigures = CustomerTally & { readonly personId: string };

export type ReturnFigures = {
  readonly summary: ReturnSummary;
  readonly articles: readonly ArticleFigures[];
  /** Of everybody who is known, also those who sent nothing back. */
  readonly customers: readonly CustomerFigures[];
};

const categoriesMax = 100;
const keptBestMax = 5;
const sizesMax = 40;
const keptInsteadMax = 60;
/** Lines of which an article must have been sold before it is named in place of another one. */
export const keptBestLines = 20;
/** A size counts as kept when nothing of it has come back for so long. */
const keptMs = 30 * 86_400_000;

const bySold = (one: Tally, other: Tally): number => other.sold - one.sold;

type Counted = ReturnType<ReturnTallies['counted']>;

const keptInsteadOf = (worn: Counted['worn'], now: Instant): ReadonlyMap<string, readonly KeptInstead[]> => {
  const counts = new Map<string, Map<string, number>>();
  const keptSince = plusMs(now, -keptMs);
  for (const [key, sizes] of worn) {
    const article = key.slice(key.indexOf('\n') + 1);
    const kept = [...sizes].filter(([, bought]) => !bought.returned && bought.soldAt <= keptSince);
    for (const [from, bought] of sizes) {
      if (!bought.isMisfit) continue;
      for (const [to] of kept) {
        const pairs = counts.get(article) ?? new Map<string, number>();
        pairs.set(`${from}\n${to}`, (pairs.get(`${from}\n${to}`) ?? 0) + 1);
        counts.set(article, pairs);
      }
    }
  }
  return new Map(
    [...counts].map(([article, pairs]) => {
      const found = [...pairs].map(([pair, people]) => {
        const [from = '', to = ''] = pair.split('\n');
        return { from, to, people };
      });
      return [
        article,
        found
          .toSorted((one, other) => other.people - one.people || (one.from + one.to < other.from + other.to ? -1 : 1))
          .slice(0, keptInsteadMax),
      ];
    }),
  );
};

const articlesOf = ({ articles, worn }: Counted, now: Instant): readonly ArticleFigures[] => {
  const instead = keptInsteadOf(worn, now);
  return [...articles.values()].map(({ sizes, ...article }) => ({
    ...article,
    sizes: [...sizes]
      .map(([size, counted]) => ({ size, ...counted }))
      .toSorted(bySold)
      .slice(0, sizesMax),
    keptInstead: instead.get(article.article) ?? [],
  }));
};

const summaryOf = ({ overall, categories }: Counted, articles: readonly ArticleFigures[]): ReturnSummary => {
  const byCategory = Map.groupBy(articles, ({ category }) => category ?? '');
  const figures = [...categories].map(([name, tally]): CategoryFigures => {
    const category = name === '' ? null : name;
    const usual = shrunk(tally, usualShare(category), categoryPriorLines);
    const shareOf = (article: ArticleFigures): number => shrunk(article, usual, articlePriorLines);
    const keptBest = (byCategory.get(name) ?? [])
      .filter(({ sold }) => sold >= keptBestLines)
      .toSorted((one, other) => shareOf(one) - shareOf(other) || (one.article < other.article ? -1 : 1))
      .slice(0, keptBestMax)
      .map(({ article }) => article);
    return { category, ...tally, keptBest };
  });
  return { overall: { ...overall }, categories: figures.toSorted(bySold).slice(0, categoriesMax) };
};

/** What has been counted, as it is kept for answers. */
export const returnFiguresOf = (tallies: ReturnTallies, now: Instant): ReturnFigures => {
  const counted = tallies.counted();
  const articles = articlesOf(counted, now);
  return {
    summary: summaryOf(counted, articles),
    articles,
    customers: [...counted.people].map(([personId, tally]) => ({ personId, ...tally })),
  };
};
