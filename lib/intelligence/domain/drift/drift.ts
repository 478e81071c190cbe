/** How values lay when a model was trained, as `meta/histograms.json` has it. */
export type Histogram = {
  /** Rising bounds between the bins: one fewer than there are bins. A value on a bound belongs above it. */
  readonly edges: readonly number[];
  /** Of all rows, by bin; with `missing` they add up to 1. */
  readonly shares: readonly number[];
  readonly missing: number;
};

export type TrainingHistograms = {
  readonly rows: number;
  readonly features: Readonly<Record<string, Histogram>>;
  /** Null for a model with several outputs. */
  readonly score: Histogram | null;
};

export type DriftFigure = {
  /** Name of the feature; `score` is the model's answer. */
  readonly name: string;
  /** Population stability index; see {@link stabilityIndex}. */
  readonly psi: number;
  /** Largest gap between the two cumulative distributions, 0 to 1 (Kolmogorov and Smirnov), on the bins of the histogram. */
  readonly ks: number;
  readonly missingThen: number;
  readonly missingNow: number;
  readonly drifted: boolean;
};

export type DriftVerdict = 'too-few' | 'steady' | 'drifted';

/** Above it a distribution counts as another one: the bound that credit scoring has used since Siddiqi (2006). */
export const psiMax = 0.2;
/** With fewer values chance alone passes the bound: the index of n equal draws is about bins / n. */
export const observationsMin = 200;
/** A bin that is empty on one side counts as if a thousandth lay in it, because the logarithm of nothing is endless. */
const leastShare = 0.001;

/** Shares of values in the bins of a histogram, and of those that are not known. */
export const sharesOf = (
  { edges }: Pick<Histogram, 'edges'>,
  values: readonly (number | null)[],
): { readonly shares: readonly number[]; readonly missing: number } => {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  let missing = 0;
  for (const value of values) {
    if (value === null) {
      missing += 1;
      continue;
    }
    let bin = 0;
    while (bin < edges.length && value >= (edges[bin] as number)) bin += 1;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { shares: counts.map((count) => count / values.length), missing: missing / values.length };
};

/** Σ (now − then) · ln(now / then) over the bins: the symmetric divergence of Kullback and Leibler, as PSI. */
export const stabilityIndex = (then: readonly number[], now: readonly number[]): number =>
  then.reduce((sum, share, index) => {
    const [one, other] = [Math.max(leastShare, share), Math.max(leastShare, now[index] ?? 0)];
    return sum + (other - one) * Math.log(other / one);
  }, 0);

/** Largest gap between the cumulative shares. */
export const kolmogorovSmirnov = (then: readonly number[], now: readonly number[]): number => {
  let [gap, before, after] = [0, 0, 0];
  for (const [index, share] of then.entries()) {
    before += share;
    after += now[index] ?? 0;
    gap = Math.max(gap, Math.abs(before - after));
  }
  return gap;
};

/** Compares what a model meets with what it was trained on. Unknown values are a bin of their own. */
export const driftOf = (name: string, then: Histogram, values: readonly (number | null)[]): DriftFigure => {
  const now = sharesOf(then, values);
  const psi = stabilityIndex([...then.shares, then.missing], [...now.shares, now.missing]);
  return {
    name,
    psi,
    ks: kolmogorovSmirnov([...then.shares, then.missing], [...now.shares, now.missing]),
    missingThen: then.missing,
    missingNow: now.missing,
    drifted: psi > psiMax,
  };
};

/** One decision as far as drift is read from it. */
export type Observation = { readonly features: Readonly<Record<string, number | null>>; readonly score: number | null };

export type Drift = { readonly verdict: DriftVerdict; readonly observations: number; readonly figures: readonly DriftFigure[] };

/**
 * Every feature and the score of a model, those that moved most first.
 * @param observations of one model version and the features that it was trained on
 */
export const modelDrift = (histograms: TrainingHistograms, observations: readonly Observation[]): Drift => {
  if (observations.length < observationsMin) return { verdict: 'too-few', observations: observations.length, figures: [] };
  const features = Object.entries(histograms.features).map(([name, histogram]) =>
    driftOf(
      name,
      histogram,
      observations.map((one) => one.features[name] ?? null),
    ),
  );
  const score =
    histograms.score === null
      ? []
      : [
          driftOf(
            'score',
            histograms.score,
            observations.map((one) => one.score),
          ),
        ];
  const figures = [...features, ...score].toSorted((one, other) => other.psi - one.psi);
  return { verdict: figures.some(({ drifted }) => drifted) ? 'drifted' : 'steady', observations: observations.length, figures };
};
