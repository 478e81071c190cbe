// How good a forecast in quantiles is. Sums are over all series and periods, so that a panel is one figure, and an article
// that sells a thousand weighs more than one that sells one.

/** Levels of the nine quantiles that WQL is a mean of. */
export const wqlLevels = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
/** Levels that every method answers: the nine, and the tails that coverage asks for. */
export const gridLevels = [0.01, 0.025, 0.05, ...wqlLevels, 0.95, 0.975, 0.99] as const;

/** Forecast of one period: a quantile for each of `gridLevels`, not falling, and the mean. */
export type PeriodForecast = { readonly quantiles: readonly number[]; readonly mean: number };

export type Scores = {
  /** Sum of absolute errors of the median over the sum of demand. */
  readonly wape: number;
  /** Twice the pinball loss over the sum of demand, mean of nine quantiles. */
  readonly wql: number;
  /** Share of periods within the 5 % and 95 % quantiles, by randomised PIT, in percent. */
  readonly coverage90Pct: number;
  /** Mean over the series of the mean absolute error over that of the seasonal naive rule within the history; for information. */
  readonly mase: number;
  /** Sum of means less sum of demand, in percent of demand. */
  readonly biasPct: number;
};

/** Chance that demand is at most `value`, from the quantiles, straight lines between them. */
const chanceBelow = (quantiles: readonly number[], value: number): number => {
  const last = gridLevels.length - 1;
  if (value < (quantiles[0] ?? 0)) return 0;
  if (value >= (quantiles[last] ?? 0)) return 1;
  let at = last;
  while (at > 0 && (quantiles[at] ?? 0) > value) at -= 1;
  const [low, high] = [quantiles[at] ?? 0, quantiles[at + 1] ?? 0];
  const share = high > low ? (value - low) / (high - low) : 0;
  return (gridLevels[at] ?? 0) + share * ((gridLevels[at + 1] ?? 1) - (gridLevels[at] ?? 0));
};

/**
 * Share of the probability that the forecast gives to what came, which lies between 5 % and 95 %. Demand is counted in whole
 * units, so a unit stands for the stretch of half a unit to both sides (randomised probability integral transform, Czado,
 * Gneiting and Held 2009, with its expectation in place of a draw).
 */
export const covered90 = (quantiles: readonly number[], units: number): number => {
  const below = units <= 0 ? 0 : chanceBelow(quantiles, units - 0.5);
  const upTo = chanceBelow(quantiles, units + 0.5);
  if (upTo <= below) return below >= 0.05 && below <= 0.95 ? 1 : 0;
  return Math.max(0, Math.min(0.95, upTo) - Math.max(0.05, below)) / (upTo - below);
};

const pinball = (level: number, quantile: number, units: number): number =>
  units >= quantile ? level * (units - quantile) : (1 - level) * (quantile - units);

const medianAt = gridLevels.indexOf(0.5);

/** Adds up what a method said of a panel. */
export const createTally = () => {
  let [demand, absolute, loss, covered, periods, mean] = [0, 0, 0, 0, 0, 0];
  const scaled = new Map<string, { sum: number; count: number }>();
  return {
    /** @param naiveError mean absolute error of the seasonal naive rule within the history; 0 leaves the series out of MASE */
    add: (id: string, naiveError: number, forecast: PeriodForecast, units: number): void => {
      const error = Math.abs(units - (forecast.quantiles[medianAt] ?? 0));
      demand += units;
      absolute += error;
      mean += forecast.mean;
      periods += 1;
      covered += covered90(forecast.quantiles, units);
      for (const level of wqlLevels)
        loss += (2 * pinball(level, forecast.quantiles[gridLevels.indexOf(level)] ?? 0, units)) / wqlLevels.length;
      if (naiveError > 0) {
        const one = scaled.get(id) ?? { sum: 0, count: 0 };
        scaled.set(id, { sum: one.sum + error / naiveError, count: one.count + 1 });
      }
    },
    scores: (): Scores => ({
      wape: absolute / demand,
      wql: loss / demand,
      coverage90Pct: (100 * covered) / periods,
      mase: [...scaled.values()].reduce((sum, one) => sum + one.sum / one.count, 0) / scaled.size,
      biasPct: (100 * (mean - demand)) / demand,
    }),
  };
};
