/** A decision of the log, seen from a policy that did not make it. Costs are minor units. */
export type LoggedChoice = {
  /** Probability with which the log chose what it chose, above 0. */
  readonly propensity: number;
  /** Whether the other policy would choose the same. */
  readonly agrees: boolean;
  /** Whether the log could have drawn what the other policy would choose; true where they agree. */
  readonly supported: boolean;
  /** What the choice has cost. */
  readonly cost: number;
  /** What a model says that the choice of the log, and that of the other policy, cost. */
  readonly modelled: { readonly logged: number; readonly other: number };
};

/** A mean cost of a decision, with the range that holds nine cases of ten. */
export type MeanCost = { readonly mean: number; readonly low: number; readonly high: number };

export type OffPolicyEstimate = {
  readonly decisions: number;
  /** Decisions on which both agree: only these tell what the other policy costs. */
  readonly matched: number;
  /** Decisions of which the log could have drawn what the other policy chooses; of all others nothing tells what it would cost. */
  readonly supported: number;
  /** Decisions that the matched ones are worth, given how unevenly they weigh (Kish 1965): (Σw)² / Σw². */
  readonly effective: number;
  /** What the log has cost. */
  readonly logged: MeanCost;
  /** Self-normalised inverse propensity score. */
  readonly snips: MeanCost;
  /** Doubly robust, as a cross-check: model and propensities together. */
  readonly doublyRobust: MeanCost;
  /** Of the other policy against the log; `no-evidence` where too few decisions tell. */
  readonly verdict: 'better' | 'worse' | 'undecided' | 'no-evidence';
  /** Why nothing is concluded; present with the verdict `no-evidence` alone. */
  readonly refusal?: EvidenceRefusal;
};

/** `little-overlap`: too many choices of the other policy are none that the log could have made. */
export type EvidenceRefusal = 'few-decisions' | 'little-overlap';

const z95 = 1.6448536269514722;
/** Decisions, as they weigh, below which nothing is concluded. */
export const effectiveLeast = 30;
/**
 * Share of the decisions with support, below which nothing is concluded. Without overlap the estimate is about other orders than
 * the log's cost is about, and no number of them mends that: Swaminathan and Joachims assume full support.
 */
export const supportLeast = 0.8;

const around = (mean: number, error: number): MeanCost => ({ mean, low: mean - z95 * error, high: mean + z95 * error });
const sumOf = <T>(values: readonly T[], of: (value: T) => number): number => values.reduce((sum, value) => sum + of(value), 0);

/** Mean with the error of the mean. */
const meanWithError = (values: readonly number[]): { readonly mean: number; readonly error: number } => {
  const count = values.length;
  const mean = sumOf(values, (value) => value) / count;
  const variance = count > 1 ? sumOf(values, (value) => (value - mean) ** 2) / (count - 1) : 0;
  return { mean, error: Math.sqrt(variance / count) };
};

const verdictOf = (
  { effective, share }: { readonly effective: number; readonly share: number },
  difference: number,
  error: number,
): Pick<OffPolicyEstimate, 'verdict' | 'refusal'> => {
  if (share < supportLeast) return { verdict: 'no-evidence', refusal: 'little-overlap' };
  if (effective < effectiveLeast) return { verdict: 'no-evidence', refusal: 'few-decisions' };
  if (difference - z95 * error > 0) return { verdict: 'worse' };
  return { verdict: difference + z95 * error < 0 ? 'better' : 'undecided' };
};

/**
 * What another policy would have cost, from decisions that it did not make. Each on which it agrees with the log stands for as
 * many as its propensity says: V = Σ w·c / Σ w with w = 1/p, the self-normalised estimator of Swaminathan and Joachims (NeurIPS
 * 2015), with the error of a ratio of means by the delta method. The doubly robust one of Dudík, Langford and Li (ICML 2011) adds
 * a model: mean of q(other) + w·(c − q(logged)).
 *
 * Where the log could not have drawn what the other policy chooses, nothing in it tells what that costs: the estimates are then
 * about the other decisions, and nothing is concluded where these are too few of all.
 * @returns undefined where there is no decision
 */
export const estimateOffPolicy = (choices: readonly LoggedChoice[]): OffPolicyEstimate | undefined => {
  if (choices.length === 0) return undefined;
  const weights = choices.map(({ agrees, propensity }) => (agrees ? 1 / propensity : 0));
  const [total, squares] = [sumOf(weights, (weight) => weight), sumOf(weights, (weight) => weight ** 2)];
  const effective = squares === 0 ? 0 : total ** 2 / squares;
  const supported = choices.filter((choice) => choice.supported).length;
  const logged = meanWithError(choices.map(({ cost }) => cost));
  const mean = total === 0 ? logged.mean : sumOf(choices, (choice) => (choice.agrees ? choice.cost / choice.propensity : 0)) / total;
  const strayed = choices.map(({ cost }, index) => ((weights[index] as number) * (cost - mean)) ** 2);
  const error = total === 0 ? 0 : Math.sqrt(sumOf(strayed, (square) => square)) / total;
  const robust = meanWithError(
    choices.map(({ cost, modelled }, index) => modelled.other + (weights[index] as number) * (cost - modelled.logged)),
  );
  // Both are means over the same decisions: how they differ on each tells more than each error by itself.
  const share = total / choices.length;
  const apart = meanWithError(
    choices.map(({ cost }, index) => (share === 0 ? 0 : ((weights[index] as number) / share) * (cost - mean)) - (cost - logged.mean)),
  );
  return {
    decisions: choices.length,
    matched: choices.filter(({ agrees }) => agrees).length,
    supported,
    effective,
    logged: around(logged.mean, logged.error),
    snips: around(mean, error),
    doublyRobust: around(robust.mean, robust.error),
    ...verdictOf({ effective, share: supported / choices.length }, mean - logged.mean, apart.error),
  };
};
