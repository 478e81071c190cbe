/** What is counted of orders, each a rate that is better when it is lower. */
export const fairnessMeasures = ['reviewed', 'late', 'split'] as const;
export type FairnessMeasure = (typeof fairnessMeasures)[number];

/** By what orders are told apart. None of it is personal. */
export const fairnessDimensions = ['country', 'region', 'postal_prefix', 'channel', 'currency'] as const;
export type FairnessDimension = (typeof fairnessDimensions)[number];

/** Orders of one group, and how many of them it happened to. */
export type GroupCount = { readonly group: string; readonly orders: number; readonly adverse: number };

export type GroupRate = GroupCount & {
  /** Share of orders that it happened to, with its Wilson interval at 99 %. */
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  /** Rate divided by that of the best group; null where the best group's is 0. */
  readonly timesBest: number | null;
  /** Share of orders that it did not happen to, divided by that of the best group. */
  readonly favourableRatio: number;
  /** Enough orders to say anything. */
  readonly counts: boolean;
  /**
   * `four-fifths`: less than 80 % of the best group's share goes without it. `rate`: it happens at 1.25 times the best group's
   * rate or more. Either only where both groups have enough orders and their intervals do not touch; null otherwise.
   */
  readonly gap: 'four-fifths' | 'rate' | null;
};

/**
 * Wilson's score interval of a share, after Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927). Unlike the textbook interval it is right for rates near 0.
 * @param z quantile of the normal distribution, 1.96 for 95 %
 */
export const wilsonInterval = (hits: number, count: number, z: number): { readonly low: number; readonly high: number } => {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const squared = (z * z) / count;
  const middle = (share + squared / 2) / (1 + squared);
  const half = (z / (1 + squared)) * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  // Rounding must not put the ends beyond what a share can be.
  return { low: hits === 0 ? 0 : Math.max(0, middle - half), high: hits === count ? 1 : Math.min(1, middle + half) };
};

/** Groups are many and each is compared, so that one in twenty by chance would be one too many: 99 % instead of 95 %. */
const z99 = 2.5758;
/** The rule of the four fifths, EEOC, "Uniform Guidelines on Employee Selection Procedures", 29 CFR 1607.4 D (1978). */
const fourFifths = 0.8;

/**
 * Rates of the groups beside that of the best one, which is the one with the lowest rate among those with enough orders.
 * @param ordersMin orders from which a group counts
 * @returns worst first
 */
export const compareGroups = (counts: readonly GroupCount[], ordersMin: number): readonly GroupRate[] => {
  const rates = counts.map((group) => ({
    ...group,
    rate: group.orders === 0 ? 0 : group.adverse / group.orders,
    ...wilsonInterval(group.adverse, group.orders, z99),
    counts: group.orders >= ordersMin,
  }));
  const best = rates.filter((one) => one.counts).toSorted((left, right) => left.rate - right.rate || right.orders - left.orders)[0];
  return rates
    .map((one): GroupRate => {
      const favourableRatio = best && best.rate < 1 ? (1 - one.rate) / (1 - best.rate) : 1;
      const timesBest = best && best.rate > 0 ? one.rate / best.rate : null;
      const apart = best !== undefined && one.counts && one.low > best.high;
      const gap = !apart
        ? null
        : favourableRatio < fourFifths
          ? 'four-fifths'
          : timesBest === null || timesBest >= 1 / fourFifths
            ? 'rate'
            : null;
      return { ...one, timesBest, favourableRatio, gap };
    })
    .sort((left, right) => right.rate - left.rate || right.orders - left.orders || (left.group < right.group ? -1 : 1));
};
