import type { ReturnRiskPolicy } from '../../../kernel/return-risk-policy.ts';
import type { SoldLine } from './return-facts.ts';
import type { ReturnFeatures } from './return-features.ts';
import { type ReturnEvidence, usualShare } from './return-tallies.ts';

/**
 * What a probability rests on. `model`: a model that knows this shop's figures; `history`: those figures by rule, because they are
 * few or no model answered; `usual`: nothing of the kind has been sold here, so that what is usual elsewhere stands in.
 */
export type ReturnBasis = 'model' | 'history' | 'usual';

/** A part of a probability, in log-odds: with the base they add up to it. */
export type ReturnPart = { readonly feature: string; readonly words: string; readonly contribution: number };

export type JudgedReturn = {
  /** 0 to 1. */
  readonly probability: number;
  readonly basis: ReturnBasis;
  /** Log-odds before anything is known of the line. */
  readonly base: number;
  /** Largest first. */
  readonly parts: readonly ReturnPart[];
};

/** Lines that must have been sold in all before the model is believed: below that its inputs are mostly assumptions. */
export const modelLines = 500;
/** Of two sizes in one cart one goes back, nearly always. */
const otherSizesBack = 0.9;

const featureWords: Readonly<Record<keyof ReturnFeatures, string>> = {
  category_share: 'how often goods of this kind come back',
  article_share: 'how often this article comes back',
  article_sold: 'how much is known of this article',
  size_share: 'how often this size of it comes back',
  customer_ratio: 'how much the customer sends back, against others',
  customer_sold: 'how much the customer has bought before',
  sizes_in_cart: 'several sizes of the article in the cart',
  article_units_in_cart: 'units of the article in the cart',
  quantity: 'units of the line',
  has_size: 'whether it has to fit',
  unit_price: 'the price',
  discount_percent: 'the discount',
  line_count: 'the number of lines in the cart',
  month: 'the season',
  marketplace: 'the channel',
};

/** What a feature is called; one that is not known is spoken as it stands. */
export const returnWords = (feature: string): string =>
  Object.hasOwn(featureWords, feature) ? featureWords[feature as keyof ReturnFeatures] : feature.replaceAll('_', ' ');

export const logOdds = (probability: number): number => Math.log(probability / (1 - probability));
export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));
// Enough to tell parts apart; what lies beyond differs between machines and would only fill the receipt.
const rounded = (value: number): number => Number(value.toFixed(6));

export const partsOf = (contributions: Readonly<Record<string, number>>): readonly ReturnPart[] =>
  Object.entries(contributions)
    .map(([feature, contribution]) => ({ feature, words: returnWords(feature), contribution: rounded(contribution) }))
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution) || (one.feature < other.feature ? -1 : 1));

/** Whether anything of the kind has been counted here. */
export const isCounted = ({ category, article }: ReturnEvidence): boolean => category.sold > 0 || article.sold > 0;

/**
 * The probability by rule: the shares of category, article and size, each drawn towards the one before; the customer's ratio
 * multiplies the odds; and of several sizes in one cart all but one come back with a chance of 0.9.
 */
export const judgeByRule = (line: SoldLine, features: ReturnFeatures, evidence: ReturnEvidence): JudgedReturn => {
  const usual = logOdds(usualShare(line.category));
  const [category, article] = [logOdds(features.category_share), logOdds(features.article_share)];
  const size = features.size_share === null ? article : logOdds(features.size_share);
  const customer = Math.log(features.customer_ratio ?? 1);
  const before = size + customer;
  const sizes = features.sizes_in_cart;
  const bracketed = Math.max(before, sizes > 1 ? logOdds((otherSizesBack * (sizes - 1)) / sizes) : before);
  const parts = partsOf({
    category_share: category - usual,
    article_share: article - category,
    size_share: size - article,
    customer_ratio: customer,
    sizes_in_cart: bracketed - before,
  });
  return {
    probability: rounded(probabilityOf(bracketed)),
    basis: isCounted(evidence) ? 'history' : 'usual',
    base: rounded(usual),
    parts,
  };
};

export type ReturnConfidence = 'low' | 'medium' | 'high';

/** How much is known of what is judged, by lines that were sold of it. */
export const confidenceOf = ({ article, category, size }: ReturnEvidence): ReturnConfidence => {
  if (article.sold >= 100 && (size === null || size.sold >= 20)) return 'high';
  return article.sold >= 20 || category.sold >= 300 ? 'medium' : 'low';
};

/** What a return of the line would cost, in minor units, and what is to be expected of it. */
export type ReturnCost = { readonly ifReturnedMinor: number; readonly expectedMinor: number };

/**
 * Freight and handling of the line, and what its goods lose: of a line of several units, one to all come back, each as likely.
 * @param discountPercent of the cart, 0 to 100
 */
export const costOf = (line: SoldLine, probability: number, discountPercent: number | null, policy: ReturnRiskPolicy): ReturnCost => {
  const paid = line.unitPriceMinor * (1 - (discountPercent ?? 0) / 100);
  const units = (1 + line.quantity) / 2;
  const cost = policy.freightMinor + policy.handlingMinor + (policy.lossPercent / 100) * paid * units;
  return { ifReturnedMinor: Math.round(cost), expectedMinor: Math.round(cost * probability) };
};
