import type { Instant } from '../../../kernel/instant.ts';
import { createLineReturns, type GivenBack, type ReturnFact, type Sale, type SoldLine } from './return-facts.ts';

/** Lines of orders that were sold, and those of which something came back. */
export type Tally = { readonly sold: number; readonly returned: number };

/** What is known of a person: beside their lines, how many of them would have come back from anybody. */
export type CustomerTally = Tally & { readonly expected: number };

/** What is known when a line is judged. */
export type ReturnEvidence = {
  readonly overall: Tally;
  readonly category: Tally;
  readonly article: Tally;
  /** Null where the article has no sizes. */
  readonly size: Tally | null;
  /** Null for nobody known, and for whom nothing may be looked at. */
  readonly customer: CustomerTally | null;
};

type Counted = { sold: number; returned: number };
export type ReturnReason = 'tooSmall' | 'tooLarge';
type ArticleCount = Counted & {
  readonly article: string;
  category: string | null;
  sku: string;
  unitPriceMinor: number;
  currency: string;
  tooSmall: number;
  tooLarge: number;
  readonly sizes: Map<string, Counted & { sku: string }>;
};
type Bought = { readonly soldAt: Instant; returned: boolean; isMisfit: boolean };
type KnownOrder = { readonly sale: Sale; readonly back: ReturnType<typeof createLineReturns> };

export const noTally: Tally = { sold: 0, returned: 0 };
/** An order is remembered for so many others, in which its returns come. */
const ordersKept = 60_000;
/** Articles, people and pairs of both that are counted; beyond that the rest is counted by category alone. */
const articlesMax = 50_000;
const peopleMax = 200_000;
const wornMax = 300_000;

/** As if so many lines of a category had come back at the rate that is usual for such goods, and of an article at its category's. */
export const categoryPriorLines = 30;
export const articlePriorLines = 20;
export const sizePriorLines = 10;
/** As if a person had sent back as much as others, of goods of which so many lines would have come back. */
export const customerPriorReturns = 1;

/** Share that came back, drawn towards `usual` as though `lines` more had been sold (the mean of a beta posterior). */
export const shrunk = ({ sold, returned }: Tally, usual: number, lines: number): number => (returned + lines * usual) / (sold + lines);

/** How many times as much a person sends back as others of the same goods, drawn towards once (the mean of a gamma posterior). */
export const customerRatio = ({ returned, expected }: CustomerTally): number =>
  (returned + customerPriorReturns) / (expected + customerPriorReturns);

/**
 * Shares of goods that come back by kind, where nothing has been counted: clothes and shoes come back because of their fit, and what
 * is eaten or sent by mail does not. They are assumptions, and forty or so lines of one's own outweigh them.
 */
const usualByWord: readonly (readonly [words: RegExp, share: number])[] = [
  [/gift.?card|voucher|digital|download|licen[cs]e|subscription/i, 0.005],
  [/grocer|food|drink|beverage|coffee|snack/i, 0.01],
  [/shoe|footwear|sneaker|boot|sandal/i, 0.2],
  [/apparel|cloth|fashion|dress|shirt|jean|trouser|pants|jacket|coat|knit|lingerie|swim|sportswear/i, 0.2],
  [/jewel|watch|handbag|accessor/i, 0.1],
  [/electronic|phone|computer|audio|camera|appliance/i, 0.09],
  [/beauty|cosmetic|health|book|media|music|toy/i, 0.04],
  [/home|furniture|garden|kitchen|glass|lamp|outdoor|tool/i, 0.06],
];
const usualOtherwise = 0.08;

/** What usually comes back of a category, by the words of its name. */
export const usualShare = (category: string | null): number =>
  usualByWord.find(([words]) => category !== null && words.test(category))?.[1] ?? usualOtherwise;

/** Shares by what they are of, each drawn towards the one before. */
export const sharesOf = (evidence: ReturnEvidence, category: string | null) => {
  const ofCategory = shrunk(evidence.category, usualShare(category), categoryPriorLines);
  const ofArticle = shrunk(evidence.article, ofCategory, articlePriorLines);
  return {
    category: ofCategory,
    article: ofArticle,
    size: evidence.size === null ? null : shrunk(evidence.size, ofArticle, sizePriorLines),
  };
};

const categoryKey = (category: string | null): string => category ?? '';

/** Keeps the newest of a map: what came first goes first. */
const keepNewest = <K>(map: Map<K, unknown>, max: number): void => {
  if (map.size <= max) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
};

/**
 * What is sold and what comes back, counted in the order of time. At each moment it holds what was known by then and nothing
 * else, so that a row of training is made from the same figures that an answer at that moment would have been made from.
 */
export const createReturnTallies = () => {
  const overall: Counted = { sold: 0, returned: 0 };
  const categories = new Map<string, Counted>();
  const articles = new Map<string, ArticleCount>();
  const people = new Map<string, Counted & { expected: number }>();
  const orders = new Map<string, KnownOrder>();
  /** By person and article, the sizes that they had. */
  const worn = new Map<string, Map<string, Bought>>();
  let returns = 0;

  const articleOf = (line: SoldLine, currency: string): ArticleCount | undefined => {
    const found = articles.get(line.article);
    if (found) return found;
    if (articles.size >= articlesMax) return undefined;
    const { article, category, sku, unitPriceMinor } = line;
    const made: ArticleCount = {
      article,
      category,
      sku,
      unitPriceMinor,
      currency,
      sold: 0,
      returned: 0,
      tooSmall: 0,
      tooLarge: 0,
      sizes: new Map(),
    };
    articles.set(article, made);
    return made;
  };

  const evidenceOf = (line: Pick<SoldLine, 'article' | 'size' | 'category'>, personId: string | null): ReturnEvidence => {
    const article = articles.get(line.article);
    return {
      overall,
      category: categories.get(categoryKey(line.category)) ?? noTally,
      article: article ?? noTally,
      size: line.size === null ? null : (article?.sizes.get(line.size) ?? noTally),
      customer: personId === null ? null : (people.get(personId) ?? { ...noTally, expected: 0 }),
    };
  };

  const wear = (sale: Sale, line: SoldLine): void => {
    if (line.size === null) return;
    const key = `${sale.personId ?? sale.orderId}\n${line.article}`;
    const sizes = worn.get(key) ?? new Map<string, Bought>();
    sizes.set(line.size, { soldAt: sale.at, returned: false, isMisfit: false });
    worn.set(key, sizes);
    keepNewest(worn, wornMax);
  };

  const sell = (sale: Sale): void => {
    const expected = sale.lines.map((line) => sharesOf(evidenceOf(line, null), line.category).category);
    orders.set(sale.orderId, { sale, back: createLineReturns(sale.lines) });
    keepNewest(orders, ordersKept);
    for (const [index, line] of sale.lines.entries()) {
      overall.sold += 1;
      const category = categories.get(categoryKey(line.category)) ?? { sold: 0, returned: 0 };
      category.sold += 1;
      categories.set(categoryKey(line.category), category);
      const article = articleOf(line, sale.currency);
      if (article) {
        article.sold += 1;
        Object.assign(article, { sku: line.sku, category: line.category, unitPriceMinor: line.unitPriceMinor, currency: sale.currency });
        if (line.size !== null) {
          const size = article.sizes.get(line.size) ?? { sold: 0, returned: 0, sku: line.sku };
          article.sizes.set(line.size, { ...size, sold: size.sold + 1, sku: line.sku });
        }
      }
      if (sale.personId !== null && (people.has(sale.personId) || people.size < peopleMax)) {
        const person = people.get(sale.personId) ?? { sold: 0, returned: 0, expected: 0 };
        people.set(sale.personId, { ...person, sold: person.sold + 1, expected: person.expected + (expected[index] ?? 0) });
      }
      wear(sale, line);
    }
  };

  const countBack = ({ personId, orderId }: Sale, line: SoldLine, reason: GivenBack['reason']): void => {
    returns += 1;
    overall.returned += 1;
    const category = categories.get(categoryKey(line.category));
    if (category) category.returned += 1;
    const article = articles.get(line.article);
    const misfit = reason === 'too-small' || reason === 'too-large';
    if (article) {
      article.returned += 1;
      if (misfit) article[reason === 'too-small' ? 'tooSmall' : 'tooLarge'] += 1;
      const size = line.size === null ? undefined : article.sizes.get(line.size);
      if (size) size.returned += 1;
    }
    const person = personId === null ? undefined : people.get(personId);
    if (person) person.returned += 1;
    const bought = worn.get(`${personId ?? orderId}\n${line.article}`)?.get(line.size ?? '');
    if (bought) Object.assign(bought, { returned: true, isMisfit: misfit });
  };

  /** A line counts as returned once, with the first unit of it that comes back. */
  const giveBack = (fact: GivenBack): void => {
    const known = orders.get(fact.orderId);
    for (const index of known?.back.add(fact) ?? []) {
      const line = known?.sale.lines[index];
      if (known && line) countBack(known.sale, line, fact.reason);
    }
  };

  return {
    add: (fact: ReturnFact): void => (fact.kind === 'sale' ? sell(fact) : giveBack(fact)),
    evidenceOf,
    /** Everything counted, for whoever keeps it. */
    counted: () => ({ overall, categories, articles, people, worn, returns }),
  };
};

export type ReturnTallies = ReturnType<typeof createReturnTallies>;
