/** What options of delivery differ in. Each is 0 or more, and the best of what is offered has 0. */
export const optionFeatures = ['price', 'days', 'risk', 'pickup', 'parcels'] as const;
export type OptionFeature = (typeof optionFeatures)[number];

/**
 * `price`: beyond the cheapest, as a share of the goods with the cheapest delivery, 0 to 1. `days`: beyond the fastest, 0 to 14.
 * `risk`: probability of coming after the promise. `pickup`: 1 where the customer comes. `parcels`: beyond one, 0 to 3.
 */
export type OptionFeatures = Readonly<Record<OptionFeature, number>>;

/** What a feature is worth to whoever chooses: its mean, and how surely that is known (1 / variance). */
export type Weight = { readonly mean: number; readonly precision: number };

/** A taste, learned from choices. Its size is fixed, however many choices it rests on. */
export type Taste = {
  readonly weights: Readonly<Record<OptionFeature, Weight>>;
  /** Choices that it was learned from. */
  readonly choices: number;
};

/**
 * Before anybody has chosen: 5 % more than the cheapest weighs as much as two days, and as much as two risks in five of being
 * late. Assumptions, held so weakly that some twenty choices outweigh them.
 */
const assumed: Readonly<Record<OptionFeature, { readonly mean: number; readonly deviation: number }>> = {
  price: { mean: -12, deviation: 8 },
  days: { mean: -0.3, deviation: 0.3 },
  risk: { mean: -1.5, deviation: 1.5 },
  pickup: { mean: -1, deviation: 1.5 },
  parcels: { mean: -0.2, deviation: 0.4 },
};

/** A person may differ from the average of the shop by half of what shops may differ by. */
const personShare = 0.5;
/** Nobody wants to pay more, wait longer or be disappointed for its own sake: what looks like it has other reasons. */
const neverWanted: ReadonlySet<OptionFeature> = new Set(['price', 'days', 'risk', 'parcels']);
/** What a choice leaves of what was known before, so that tastes may change: a thousand choices count for their newest part. */
const kept = 0.999;

const forEach = <T>(make: (feature: OptionFeature) => T): Readonly<Record<OptionFeature, T>> =>
  Object.fromEntries(optionFeatures.map((feature) => [feature, make(feature)])) as Record<OptionFeature, T>;

const precisionOf = (deviation: number): number => 1 / deviation ** 2;

/** What is assumed of a shop's customers before any of them has chosen. */
export const tasteAssumed: Taste = {
  weights: forEach((feature) => ({ mean: assumed[feature].mean, precision: precisionOf(assumed[feature].deviation) })),
  choices: 0,
};

/** By how much a person differs from the shop's average: by nothing, as long as nothing is known of them. */
export const noDifference: Taste = {
  weights: forEach((feature) => ({ mean: 0, precision: precisionOf(assumed[feature].deviation * personShare) })),
  choices: 0,
};

export type Means = Readonly<Record<OptionFeature, number>>;

/** What counts for somebody: the shop's average, and by how much they differ from it. */
export const meansOf = (shop: Taste, person?: Taste): Means =>
  forEach((feature) => {
    const mean = shop.weights[feature].mean + (person?.weights[feature].mean ?? 0);
    return neverWanted.has(feature) ? Math.min(0, mean) : mean;
  });

/** Parts of how much an option is liked; they sum to its utility. */
export const contributionsOf = (means: Means, features: OptionFeatures): Means => forEach((feature) => means[feature] * features[feature]);

const utilityOf = (means: Means, features: OptionFeatures): number =>
  optionFeatures.reduce((sum, feature) => sum + means[feature] * features[feature], 0);

/**
 * How likely each option is chosen: the multinomial logit model of McFadden (1974), P(i) = exp(u_i) / Σ exp(u_j).
 * @returns in the order of the options; they sum to 1
 */
export const choiceShares = (means: Means, options: readonly OptionFeatures[]): readonly number[] => {
  const utilities = options.map((features) => utilityOf(means, features));
  const most = Math.max(...utilities);
  const odds = utilities.map((utility) => Math.exp(utility - most));
  const sum = odds.reduce((total, one) => total + one, 0);
  return odds.map((one) => one / sum);
};

/**
 * A taste after one more choice: the gradient of the logit is x_chosen − E[x], its curvature Var[x], and each weight is taken by
 * itself: q ← q + Var[x], m ← m + (x_chosen − E[x]) / q. It is one step of the diagonal Laplace approximation of Bayesian logistic
 * regression, as in Chapelle and Li, An Empirical Evaluation of Thompson Sampling (2011), algorithm 3, for several options.
 * @param means what counted for whoever chose
 * @param prior what the taste was before any choice; nobody knows less than that
 */
export const learnChoice = (
  taste: Taste,
  prior: Taste,
  { means, options, chosen }: { readonly means: Means; readonly options: readonly OptionFeatures[]; readonly chosen: number },
): Taste => {
  const shares = choiceShares(means, options);
  const weights = forEach((feature): Weight => {
    const values = options.map((features) => features[feature]);
    const mean = values.reduce((sum, value, index) => sum + (shares[index] ?? 0) * value, 0);
    const variance = values.reduce((sum, value, index) => sum + (shares[index] ?? 0) * (value - mean) ** 2, 0);
    const before = taste.weights[feature];
    const precision = Math.max(prior.weights[feature].precision, before.precision * kept) + variance;
    return { mean: before.mean + ((values[chosen] ?? mean) - mean) / precision, precision };
  });
  return { weights, choices: taste.choices + 1 };
};
