// How surprising a count is. Tails are summed from the count upwards, because one minus the rest has no digits left out there.

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function for arguments from 0.5, by Lanczos' approximation with g = 7. */
const logGamma = (x: number): number => {
  const below = x - 1;
  const base = below + 7.5;
  const series = lanczos.reduce((sum, coefficient, index) => sum + coefficient / (below + index + 1), 0.99999999999980993);
  return 0.5 * Math.log(2 * Math.PI) + (below + 0.5) * Math.log(base) - base + Math.log(series);
};

/** By x·Γ(x) = Γ(x + 1), so that small arguments keep their digits. */
const logGammaAny = (x: number): number => (x < 0.5 ? logGamma(x + 1) - Math.log(x) : logGamma(x));

const relativeEnd = 1e-12;
const termsMax = 100_000;

/** Sum of terms that fall from the first on, each the one before times `ratio`. */
const sumTail = (first: number, ratio: (term: number) => number): number => {
  let sum = first;
  let term = first;
  for (let index = 0; index < termsMax && term > sum * relativeEnd; index += 1) {
    term *= ratio(index);
    sum += term;
  }
  return Math.min(1, sum);
};

/**
 * Probability of this many or more under a negative binomial distribution, which is next to Poisson where the variance is not
 * above the mean. 1 for counts up to the mean, which surprise nobody.
 * @param mean 0 or more
 * @param dispersion variance over mean
 */
export const countTail = (count: number, mean: number, dispersion: number): number => {
  if (count <= mean) return 1;
  if (mean <= 0) return 0;
  const excess = Math.max(dispersion, 1.000001) - 1;
  const size = mean / excess;
  const log =
    logGammaAny(count + size) -
    logGammaAny(size) -
    logGamma(count + 1) +
    count * Math.log(excess / (1 + excess)) -
    size * Math.log1p(excess);
  return sumTail(Math.exp(log), (step) => ((excess / (1 + excess)) * (count + step + size)) / (count + step + 1));
};

/** Probability of this many or more of `trials`, each with the same probability. 1 for counts up to the mean. */
export const binomialTail = (count: number, trials: number, probability: number): number => {
  if (count <= trials * probability) return 1;
  if (probability <= 0) return 0;
  const log =
    logGamma(trials + 1) -
    logGamma(count + 1) -
    logGamma(trials - count + 1) +
    count * Math.log(probability) +
    (trials - count) * Math.log1p(-probability);
  return sumTail(Math.exp(log), (step) => ((trials - count - step) / (count + step + 1)) * (probability / (1 - probability)));
};

/** Natural logarithm of the beta function. */
const logBeta = (one: number, other: number): number => logGammaAny(one) + logGammaAny(other) - logGammaAny(one + other);

/**
 * Probability of this many or more of `trials` under a beta-binomial distribution: the probability of each trial is itself drawn
 * from a beta distribution (Gelman et al., Bayesian Data Analysis, 3rd edition, section 5.3). 1 for counts up to the mean.
 * @param mean of the beta distribution, above 0 and below 1
 * @param concentration sum of its two parameters, above 0: the larger, the nearer to a binomial distribution
 */
export const betaBinomialTail = (count: number, trials: number, mean: number, concentration: number): number => {
  if (count <= trials * mean) return 1;
  if (count > trials) return 0;
  const [a, b] = [mean * concentration, (1 - mean) * concentration];
  const choices = logGamma(trials + 1) - logGamma(count + 1) - logGamma(trials - count + 1);
  const log = choices + logBeta(count + a, trials - count + b) - logBeta(a, b);
  return sumTail(Math.exp(log), (step) => {
    const at = count + step;
    return at >= trials ? 0 : ((trials - at) * (at + a)) / ((at + 1) * (trials - at - 1 + b));
  });
};
