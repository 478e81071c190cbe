// The few functions of probability that the estimates need.

/**
 * Φ, the share of a standard normal distribution below `z`, within 7.5e-8 (Abramowitz and Stegun, Handbook of Mathematical
 * Functions, 26.2.17).
 */
export const normalShare = (z: number): number => {
  if (z < 0) return 1 - normalShare(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI)) * tail;
};

/** A log-normal time: its logarithm has this mean and deviation. */
export type LogNormal = { readonly location: number; readonly deviation: number };

const z90 = 1.2815515655446004;

export const median = ({ location }: LogNormal): number => Math.exp(location);
export const ninetieth = ({ location, deviation }: LogNormal): number => Math.exp(location + z90 * deviation);
export const meanOf = ({ location, deviation }: LogNormal): number => Math.exp(location + deviation ** 2 / 2);

/** Probability that the time goes beyond `limit`. */
export const shareBeyond = ({ location, deviation }: LogNormal, limit: number): number => {
  if (limit <= 0) return 1;
  return 1 - normalShare((Math.log(limit) - location) / deviation);
};

/**
 * Expected time beyond `limit`, counting 0 where it stays within: the partial expectation of a log-normal variable, as in
 * Aitchison and Brown, The Lognormal Distribution (1957), section 2.9.
 */
export const expectedBeyond = (time: LogNormal, limit: number): number => {
  if (limit <= 0) return meanOf(time) - limit;
  const { location, deviation } = time;
  const above = (location + deviation ** 2 - Math.log(limit)) / deviation;
  return Math.max(0, meanOf(time) * normalShare(above) - limit * normalShare(above - deviation));
};
