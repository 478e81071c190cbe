// Exponential smoothing in state space form with additive errors: ETS(A,N,N), (A,Ad,N), (A,N,A) and (A,Ad,A) after Hyndman,
// Koehler, Ord and Snyder, "Forecasting with Exponential Smoothing" (2008); the best by AICc is taken. It is what a short
// history is forecast with, and what the learnt model has to beat.

/** What smoothing says of the periods ahead. */
export type SmoothedForecast = {
  readonly means: readonly number[];
  /** Standard deviation of each period's error, by the class-1 formulas of the same book, section 6.3. */
  readonly deviations: readonly number[];
  readonly form: 'ANN' | 'AAdN' | 'ANA' | 'AAdA';
};

type Weights = { readonly level: number; readonly trend: number; readonly season: number };
type Fit = {
  readonly weights: Weights;
  readonly squared: number;
  readonly level: number;
  readonly slope: number;
  readonly seasons: readonly number[];
};

const damping = 0.95;
const levelWeights = [0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 0.9];
const trendWeights = [0.01, 0.05, 0.15];
const seasonWeights = [0.01, 0.05, 0.15, 0.3];

/** Mean of each place in the season, less the mean of all. */
const firstSeasons = (units: readonly number[], season: number, level: number): number[] =>
  Array.from({ length: season }, (_, place) => {
    let [count, sum] = [0, 0];
    for (let at = place; at < Math.min(units.length, season * 8); at += season) {
      count += 1;
      sum += (units[at] ?? 0) - level;
    }
    return count === 0 ? 0 : sum / count;
  });

const walk = (units: readonly number[], weights: Weights, season: number): Fit => {
  const head = units.slice(0, Math.max(season * 2, 8));
  let level = head.reduce((sum, value) => sum + value, 0) / head.length;
  let slope = 0;
  const seasons = season > 1 ? firstSeasons(units, season, level) : [];
  let squared = 0;
  for (const [at, value] of units.entries()) {
    const place = season > 1 ? at % season : 0;
    const seasonal = seasons[place] ?? 0;
    const error = value - (level + damping * slope + seasonal);
    squared += error * error;
    level += damping * slope + weights.level * error;
    slope = damping * slope + weights.trend * error;
    if (season > 1) seasons[place] = seasonal + weights.season * error;
  }
  return { weights, squared, level, slope, seasons };
};

const aicc = (squared: number, count: number, parameters: number): number =>
  count * Math.log(Math.max(squared, 1e-9) / count) +
  2 * parameters +
  (2 * parameters * (parameters + 1)) / Math.max(1, count - parameters - 1);

const candidates = (season: number): readonly Weights[] => {
  const found: Weights[] = [];
  for (const level of levelWeights)
    for (const trend of [0, ...trendWeights.filter((weight) => weight < level)])
      for (const seasonal of season > 1 ? [0, ...seasonWeights.filter((weight) => weight < 1 - level)] : [0])
        found.push({ level, trend, season: seasonal });
  return found;
};

/** Variance of the error h periods ahead over that of one period. */
const spread = (weights: Weights, season: number, horizon: number): number => {
  let [variance, damped, sum] = [1, 1, 0];
  for (let ahead = 1; ahead < horizon; ahead += 1) {
    damped *= damping;
    sum += damped;
    const response = weights.level + weights.trend * sum + (season > 1 && ahead % season === 0 ? weights.season : 0);
    variance += response * response;
  }
  return variance;
};

/**
 * @param units by period, oldest first, at least one of them, all known
 * @param season periods of a season; 1 or a history of less than three seasons goes without
 */
export const smooth = (units: readonly number[], season: number, horizon: number): SmoothedForecast => {
  const length = units.length >= 3 * season ? season : 1;
  let best: { readonly fit: Fit; readonly season: number; readonly score: number } | undefined;
  for (const seasonal of length > 1 ? [1, length] : [1]) {
    for (const weights of candidates(seasonal)) {
      const fit = walk(units, weights, seasonal);
      const parameters = 3 + (weights.trend > 0 ? 2 : 0) + (seasonal > 1 ? seasonal + (weights.season > 0 ? 1 : 0) : 0);
      const score = aicc(fit.squared, units.length, parameters);
      if (best === undefined || score < best.score) best = { fit, season: seasonal, score };
    }
  }
  const { fit, season: chosen } = best ?? { fit: walk(units, { level: 0.1, trend: 0, season: 0 }, 1), season: 1 };
  const deviation = Math.sqrt(fit.squared / Math.max(1, units.length));
  let [damped, sum] = [1, 0];
  const means: number[] = [];
  for (let ahead = 1; ahead <= horizon; ahead += 1) {
    damped *= damping;
    sum += damped;
    means.push(Math.max(0, fit.level + fit.slope * sum + (fit.seasons[(units.length + ahead - 1) % chosen] ?? 0)));
  }
  const trended = fit.weights.trend > 0;
  return {
    means,
    deviations: means.map((_, ahead) => deviation * Math.sqrt(spread(fit.weights, chosen, ahead + 1))),
    form: chosen > 1 ? (trended ? 'AAdA' : 'ANA') : trended ? 'AAdN' : 'ANN',
  };
};
