import { demandQuantile } from '../quantiles.ts';

/** Expected units and variance over mean of a demand over some days. */
export type Demand = { readonly mean: number; readonly dispersion: number };

/** Beyond this many units a demand is told by the normal distribution. */
const countedMost = 2_000;

/** Density and upper tail of the standard normal distribution; the tail after Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const tail = (z: number): number => {
  if (z < 0) return 1 - tail(-z);
  const t = 1 / (1 + 0.231_641_9 * z);
  const series = t * (0.319_381_53 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
  return density(z) * series;
};

/**
 * Units that are expected to be wanted beyond a stock: the mean less the sum of the chances that demand exceeds each unit of
 * the stock. Negative binomial, or Poisson where the dispersion is 1; normal for large demands (its loss function,
 * Silver, Pyke and Thomas, Inventory and Production Management in Supply Chains, 4th edition, section 6.6).
 * @param stock in units; below 0 counts as 0
 */
export const expectedShortage = ({ mean, dispersion }: Demand, stock: number): number => {
  if (mean <= 0) return 0;
  const units = Math.max(0, Math.floor(stock));
  const excess = Math.max(1, dispersion) - 1;
  if (mean > countedMost) {
    const deviation = Math.sqrt(mean * (1 + excess));
    const z = (units - mean) / deviation;
    return Math.max(0, deviation * (density(z) - z * tail(z)));
  }
  const isPoisson = excess < 1e-6;
  const size = isPoisson ? 0 : mean / excess;
  const share = isPoisson ? 0 : excess / (1 + excess);
  let logMass = isPoisson ? -mean : -size * Math.log(1 + excess);
  let reached = 0;
  let short = mean;
  for (let count = 0; count < units && short > 1e-9; count += 1) {
    reached += Math.exp(logMass);
    short -= Math.max(0, 1 - reached);
    logMass += isPoisson ? Math.log(mean / (count + 1)) : Math.log((share * (count + size)) / (count + 1));
  }
  return Math.max(0, short);
};

/** The smallest stock that covers a demand in so many of 100 cases. */
export const coveringStock = ({ mean, dispersion }: Demand, percent: number): number => demandQuantile(mean, dispersion, percent / 100);
