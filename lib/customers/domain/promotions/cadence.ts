import type { PersonId } from '../../../kernel/ids.ts';
import { Instant, toEpochMs } from '../../../kernel/instant.ts';

const dayMs = 86_400_000;

/** When somebody ordered, and what. */
export type Bought = { readonly placedAt: string; readonly skus: readonly string[] };

/** How long it takes until an article is bought again. */
export type Cadence = { readonly gaps: number; readonly meanDays: number };

export type Cadences = {
  /** By SKU, those that are bought again most often. */
  readonly articles: readonly (Cadence & { readonly sku: string })[];
  /** Gaps between two orders of a customer, and the days that one in ten of them is longer than; null with too few. */
  readonly gaps: number;
  readonly awayDays: number | null;
};

/** Fewer gaps of an article, or between orders, say nothing. */
export const articleGapsMin = 5;
export const orderGapsMin = 30;
const articlesMax = 500;
/** Two orders within a day are one purchase in two parts. */
const gapMinDays = 1;
/** As if the customer had waited so often as customers of the article usually do. */
const priorGaps = 2;

/** From one moment to another. */
export const daysBetween = (from: string, to: string): number => (toEpochMs(Instant(to)) - toEpochMs(Instant(from))) / dayMs;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Days between one purchase and the next, of orders of one customer, the oldest first. */
const gapsOf = (moments: readonly string[]): readonly number[] =>
  moments.flatMap((moment, index) => {
    const before = moments[index - 1];
    const gap = before === undefined ? 0 : daysBetween(before, moment);
    return gap >= gapMinDays ? [gap] : [];
  });

const oldestFirst = (orders: readonly Bought[]): readonly Bought[] =>
  orders.toSorted((one, other) => (one.placedAt < other.placedAt ? -1 : 1));

const bySku = (orders: readonly Bought[]): ReadonlyMap<string, readonly string[]> => {
  const moments = new Map<string, string[]>();
  for (const { placedAt, skus } of oldestFirst(orders))
    for (const sku of new Set(skus)) moments.set(sku, [...(moments.get(sku) ?? []), placedAt]);
  return moments;
};

/**
 * After how many days customers buy an article again, and how long they stay away. Gaps that are longer than what was looked at
 * are not seen, so that both are rather too short than too long. Nobody can be told from the result.
 */
export const countCadences = (orders: readonly (Bought & { readonly personId: PersonId | string | null })[]): Cadences => {
  const known = orders.filter(({ personId }) => personId !== null);
  const articles = new Map<string, number[]>();
  const away: number[] = [];
  for (const own of Map.groupBy(known, ({ personId }) => personId).values()) {
    away.push(...gapsOf(oldestFirst(own).map(({ placedAt }) => placedAt)));
    for (const [sku, moments] of bySku(own)) {
      const gaps = gapsOf(moments);
      if (gaps.length > 0) articles.set(sku, [...(articles.get(sku) ?? []), ...gaps]);
    }
  }
  const counted = [...articles].flatMap(([sku, gaps]) =>
    gaps.length >= articleGapsMin ? [{ sku, gaps: gaps.length, meanDays: Math.round(mean(gaps) * 10) / 10 }] : [],
  );
  const sorted = away.toSorted((one, other) => one - other);
  return {
    articles: counted.toSorted((one, other) => other.gaps - one.gaps || (one.sku < other.sku ? -1 : 1)).slice(0, articlesMax),
    gaps: away.length,
    awayDays: away.length < orderGapsMin ? null : Math.ceil(sorted[Math.floor(0.9 * sorted.length)] ?? 0),
  };
};

/** An article that a customer bought before: when last, and after how many days they are about to need it again. */
export type Need = { readonly sku: string; readonly sinceDays: number; readonly everyDays: number; readonly purchases: number };

/** What somebody is about to need again. What was bought once counts where the shop's customers are known to buy it again. */
export const needsOf = (orders: readonly Bought[], articles: ReadonlyMap<string, Cadence>, now: string): readonly Need[] =>
  [...bySku(orders)].flatMap(([sku, moments]): readonly Need[] => {
    const own = gapsOf(moments);
    const usual = articles.get(sku);
    if (own.length === 0 && usual === undefined) return [];
    const everyDays =
      usual === undefined ? mean(own) : (own.reduce((sum, gap) => sum + gap, 0) + priorGaps * usual.meanDays) / (own.length + priorGaps);
    return [{ sku, sinceDays: daysBetween(moments.at(-1) ?? now, now), everyDays, purchases: moments.length }];
  });

/**
 * How near somebody is to needing an article again, 0 to 1: 1 on the day, 0 at half of the time and at twice.
 * It is 1 − |ln(days ÷ usual days)| ÷ ln 2.
 */
export const nearness = ({ sinceDays, everyDays }: Need): number =>
  sinceDays <= 0 ? 0 : Math.max(0, 1 - Math.abs(Math.log(sinceDays / everyDays)) / Math.LN2);
