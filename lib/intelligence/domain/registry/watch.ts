import type { Breach, ScoreHistogram } from './model.values.ts';

/** What was counted of one version within a time. */
export type VersionFigures = {
  /** Scores that the version was meant to give. */
  readonly asked: number;
  /** Of them: its endpoint failed, was late, or was left alone because of that. */
  readonly failed: number;
  /** Its endpoint answered with another version, or in another form. */
  readonly refused: number;
  /** Its artefact could not be loaded, so that another version answered. */
  readonly unavailable: number;
  /** Nobody could score, or what came was no finite number. */
  readonly unscored: number;
  /** Scores by bin of the version's own histogram; empty where it has none. */
  readonly bins: readonly number[];
  /** What became of what it decided, where that has been told: as it should, or not. */
  readonly good: number;
  readonly bad: number;
};

export const noFigures: VersionFigures = {
  asked: 0,
  failed: 0,
  refused: 0,
  unavailable: 0,
  unscored: 0,
  bins: [],
  good: 0,
  bad: 0,
};

const addBins = (one: readonly number[], other: readonly number[]): readonly number[] =>
  Array.from({ length: Math.max(one.length, other.length) }, (_, index) => (one[index] ?? 0) + (other[index] ?? 0));

export const addFigures = (one: VersionFigures, other: VersionFigures): VersionFigures => ({
  asked: one.asked + other.asked,
  failed: one.failed + other.failed,
  refused: one.refused + other.refused,
  unavailable: one.unavailable + other.unavailable,
  unscored: one.unscored + other.unscored,
  bins: addBins(one.bins, other.bins),
  good: one.good + other.good,
  bad: one.bad + other.bad,
});

/** Scores that are counted before a share of them says anything. */
export const askedMin = 20;
/** Scores in bins before their distribution says anything: with fewer, chance alone moves the index by a tenth. */
export const binnedMin = 200;
/** Outcomes of either version before they are compared. */
export const outcomesMin = 30;
/** Loads of an artefact that may fail before it counts as broken and not as a slip of the blob store. */
export const unavailableMax = 2;
export const failedShareMax = 0.2;
export const refusedShareMax = 0.05;
export const unscoredShareMax = 0.02;
/** Above this a population stability index counts as a change that has to be acted on; below 0.1 as none (Siddiqi 2006). */
export const stabilityIndexMax = 0.25;
/** How many times as often as the champion before it a version may turn out wrong. */
export const outcomeRatioMax = 2;

// Stands in for an empty bin, as is usual: its logarithm would be infinite.
const leastShare = 1e-4;

/**
 * Population stability index of counts against expected shares: Σ (p − q) · ln(p / q).
 * @param counts as many as there are shares, not all 0
 */
export const stabilityIndex = (counts: readonly number[], shares: readonly number[]): number => {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return shares.reduce((sum, expected, index) => {
    const p = Math.max((counts[index] ?? 0) / total, leastShare);
    const q = Math.max(expected, leastShare);
    return sum + (p - q) * Math.log(p / q);
  }, 0);
};

/** The bin of a score: how many edges lie at or below it. */
export const binOf = ({ edges }: ScoreHistogram, score: number): number => {
  let bin = 0;
  while (bin < edges.length && score >= (edges[bin] ?? Number.POSITIVE_INFINITY)) bin += 1;
  return bin;
};

const shares = ({ asked, failed, refused, unscored }: VersionFigures): readonly Breach[] => [
  { figure: 'refused_share', value: refused / asked, bound: refusedShareMax },
  { figure: 'failed_share', value: (failed + refused) / asked, bound: failedShareMax },
  { figure: 'unscored_share', value: unscored / asked, bound: unscoredShareMax },
];

const outcomes = ({ good, bad }: VersionFigures, before: VersionFigures): readonly Breach[] => {
  if (good + bad < outcomesMin || before.good + before.bad < outcomesMin) return [];
  // One outcome is given to the champion before, so that a lucky one without any bad outcome is no bound of 0.
  const bound = (outcomeRatioMax * (before.bad + 1)) / (before.good + before.bad);
  return [{ figure: 'bad_outcome_share', value: bad / (good + bad), bound }];
};

/**
 * The first figure of a version that is beyond its bound.
 * @param histogram of the scores as they were when its gates were evaluated
 * @param before of the champion that it replaced
 */
export const breachOf = (figures: VersionFigures, histogram: ScoreHistogram | null, before: VersionFigures): Breach | undefined => {
  const binned = figures.bins.reduce((sum, count) => sum + count, 0);
  const found: readonly Breach[] = [
    { figure: 'loads_failed', value: figures.unavailable, bound: unavailableMax },
    ...(figures.asked >= askedMin ? shares(figures) : []),
    ...(histogram && binned >= binnedMin
      ? [{ figure: 'score_stability_index', value: stabilityIndex(figures.bins, histogram.shares), bound: stabilityIndexMax }]
      : []),
    ...outcomes(figures, before),
  ];
  return found.find(({ value, bound }) => value > bound);
};
