// How many units are asked for within a short time. Sales that come one by one and know nothing of each other are a Poisson
// process. Where the daily figures vary by more than their mean, the rate itself varies from day to day; with a rate after the
// gamma distribution the counts are negative binomial (Greenwood and Yule, Journal of the Royal Statistical Society 83, 1920),
// with the same shape over any part of the day and a mean in proportion to it.

export type DemandModel = { readonly distribution: 'poisson' } | { readonly distribution: 'negative-binomial'; readonly shape: number };

/**
 * The distribution of a history of daily units, its shape by the method of moments.
 * @param meanPerDay above 0
 * @param dispersion variance over mean of the daily units; null when there are too few days to tell
 */
export const demandModelOf = (meanPerDay: number, dispersion: number | null): DemandModel =>
  dispersion === null || dispersion <= 1
    ? { distribution: 'poisson' }
    : { distribution: 'negative-binomial', shape: meanPerDay / (dispersion - 1) };

/** Logarithm of the probability of no unit, and of the ratio of the probabilities of `count + 1` and of `count` units. */
const termsOf = (model: DemandModel, mean: number) => {
  if (model.distribution === 'poisson') return { logNone: -mean, logRatio: (count: number) => Math.log(mean / (count + 1)) };
  const { shape } = model;
  return {
    logNone: -shape * Math.log1p(mean / shape),
    logRatio: (count: number) => Math.log(((shape + count) / (count + 1)) * (mean / (shape + mean))),
  };
};

/**
 * The smallest number of units that demand exceeds with at most this probability.
 * @param mean units expected, 0 or more
 * @param probability between 0 and 1
 * @param most where the search ends: the answer is never more
 */
export const demandQuantile = (model: DemandModel, mean: number, probability: number, most: number): number => {
  if (mean <= 0) return 0;
  const { logNone, logRatio } = termsOf(model, mean);
  // Logarithms: of a large mean the first probabilities are too small for a number.
  let logTerm = logNone;
  let atMost = Math.exp(logTerm);
  let units = 0;
  while (1 - atMost > probability && units < most) {
    logTerm += logRatio(units);
    units += 1;
    atMost += Math.exp(logTerm);
  }
  return units;
};
