import type { ReturnRiskPolicy } from '../../../kernel/return-risk-policy.ts';
import type { SoldLine } from './return-facts.ts';
import { type ArticleFigures, keptBestLines, type KeptInstead } from './return-figures.ts';
import { articlePriorLines, shrunk } from './return-tallies.ts';

/**
 * What may keep goods from coming back. `bracketing`: several sizes of one article are in the cart; `size`: others who sent this size
 * back kept another one; `alternative`: an article of the category that comes back less.
 */
export type ReturnSuggestion = {
  readonly kind: 'bracketing' | 'size' | 'alternative';
  /** To be bought instead; null where nothing can be named that is there. */
  readonly sku: string | null;
  readonly size: string | null;
  /** Can be shown to the customer: it names figures of the article, and nobody. */
  readonly sentence: string;
  /** What it rests on, in counts. */
  readonly evidence: Readonly<Record<string, number>>;
};

/** Fewer people with another size say nothing, nor do those who disagree, nor a size that hardly anybody changes. */
const peopleMin = 5;
const agreeMin = 0.6;
const changedMin = 0.08;
/** An alternative comes back at most so often against the article, and at least by so much less, and costs about as much. */
const alternativeShareMax = 0.6;
const alternativeGapMin = 0.03;
const priceRange = [0.65, 1.35] as const;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Who of those that changed from a size went where, most first. */
const changesFrom = (figures: ArticleFigures | undefined, from: (size: string) => boolean): readonly KeptInstead[] => {
  const people = new Map<string, number>();
  for (const one of figures?.keptInstead ?? []) if (from(one.from)) people.set(one.to, (people.get(one.to) ?? 0) + one.people);
  return [...people].map(([to, count]) => ({ from: '', to, people: count })).toSorted((one, other) => other.people - one.people);
};

const skuOf = (figures: ArticleFigures | undefined, size: string): string | null =>
  figures?.sizes.find((one) => one.size === size)?.sku ?? null;

/** Several sizes of one article in a cart, with the one that others kept. */
export const bracketingOf = (sizes: readonly string[], figures: ArticleFigures | undefined): ReturnSuggestion | null => {
  if (sizes.length < 2) return null;
  const changes = changesFrom(figures, (size) => sizes.includes(size)).filter(({ to }) => sizes.includes(to));
  const total = changes.reduce((sum, { people }) => sum + people, 0);
  const [best] = changes;
  const isKnown = best !== undefined && total >= peopleMin && best.people / total >= agreeMin;
  const named = `There are ${sizes.length} sizes of this article in your cart: ${listed(sizes)}.`;
  return {
    kind: 'bracketing',
    sku: isKnown ? skuOf(figures, best.to) : null,
    size: isKnown ? best.to : null,
    sentence: isKnown ? `${named} Of ${total} people who sent one of these back, ${best.people} kept ${best.to}.` : named,
    evidence: { sizes_in_cart: sizes.length, people: total, ...(isKnown ? { kept_this: best.people } : {}) },
  };
};

/** The size that others kept after they had sent this one back. */
export const sizeGuidanceOf = (line: SoldLine, figures: ArticleFigures | undefined): ReturnSuggestion | null => {
  if (line.size === null || !figures) return null;
  const changes = changesFrom(figures, (size) => size === line.size);
  const total = changes.reduce((sum, { people }) => sum + people, 0);
  const sold = figures.sizes.find(({ size }) => size === line.size)?.sold ?? 0;
  const [best] = changes;
  if (!best || total < peopleMin || best.people / total < agreeMin || total < changedMin * sold) return null;
  return {
    kind: 'size',
    sku: skuOf(figures, best.to),
    size: best.to,
    sentence: `${best.people} of ${total} people who sent back size ${line.size} of this article kept ${best.to} instead.`,
    evidence: { people: total, kept_this: best.people, sold_in_this_size: sold },
  };
};

/** Another article of the category that comes back much less, in the same size, for about the same price. */
export const alternativeOf = (
  line: SoldLine,
  currency: string,
  known: { readonly figures: ArticleFigures | undefined; readonly articleShare: number; readonly categoryShare: number },
  candidates: readonly ArticleFigures[],
): readonly ReturnSuggestion[] =>
  (known.figures?.sold ?? 0) < keptBestLines
    ? []
    : candidates.flatMap((other): readonly ReturnSuggestion[] => {
        const share = shrunk(other, known.categoryShare, articlePriorLines);
        const price = other.unitPriceMinor / Math.max(1, line.unitPriceMinor);
        const sku = line.size === null ? other.sku : skuOf(other, line.size);
        const isLess = share <= alternativeShareMax * known.articleShare && known.articleShare - share >= alternativeGapMin;
        const isLike = other.currency === currency && price >= priceRange[0] && price <= priceRange[1] && other.article !== line.article;
        if (!isLess || !isLike || sku === null) return [];
        return [
          {
            kind: 'alternative',
            sku,
            size: line.size,
            sentence: `${sku} is sent back less often: about ${percent(share)} of it against ${percent(known.articleShare)} of this article.`,
            evidence: { sold: other.sold, returned: other.returned },
          },
        ];
      });

/** Why a suggestion may be shown to the customer, or why not. */
export type ShowReason = 'shown' | 'nothing-to-say' | 'switched-off' | 'unlikely';

export const showReasonOf = (suggestion: ReturnSuggestion | null, probability: number, policy: ReturnRiskPolicy): ShowReason => {
  if (suggestion === null) return 'nothing-to-say';
  if (!policy.suggest) return 'switched-off';
  return 100 * probability >= policy.showFromPercent ? 'shown' : 'unlikely';
};
