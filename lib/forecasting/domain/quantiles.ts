/** Quantiles beyond this many units are told by the normal distribution, which by then is within a unit of them. */
const countedMost = 2_000;

/** Standard normal quantile by the rational approximation of Abramowitz and Stegun, 26.2.23; its error is below 0.00045. */
const normalQuantile = (probability: number): number => {
  const tail = Math.min(probability, 1 - probability);
  const t = Math.sqrt(-2 * Math.log(tail));
  const value = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  return probability < 0.5 ? -value : value;
};

/**
 * The smallest number of units that demand stays within with this probability: negative binomial where the variance is
 * above the mean, else Poisson.
 * @param mean at least 0
 * @param dispersion variance over mean; below 1 counts as 1
 * @param probability above 0, below 1
 */
export const demandQuantile = (mean: number, dispersion: number, probability: number): number => {
  if (mean <= 0) return 0;
  const excess = Math.max(1, dispersion) - 1;
  if (mean > countedMost) return Math.max(0, Math.ceil(mean + normalQuantile(probability) * Math.sqrt(mean * (1 + excess))));
  // Negative binomial with size r and chance p = 1 / (1 + excess): its mean is r × excess, its variance mean × (1 + excess).
  const isPoisson = excess < 1e-6;
  const size = isPoisson ? 0 : mean / excess;
  const share = isPoisson ? 0 : excess / (1 + excess);
  let logMass = isPoisson ? -mean : -size * Math.log(1 + excess);
  let reached = Math.exp(logMass);
  let units = 0;
  while (reached < probability && units < 10 * countedMost) {
    logMass += isPoisson ? Math.log(mean / (units + 1)) : Math.log((share * (units + size)) / (units + 1));
    units += 1;
    reached += Math.exp(logMass);
  }
  return units;
};
