// The action of least expected cost, after Elkan, "The Foundations of Cost-Sensitive Learning", IJCAI 2001: with a calibrated
// probability each action has an expected cost, and the cheapest is taken. Each cost is linear in the probability, so that
// every action is best on one interval of it, or nowhere.
import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';

/** From the gentlest to the hardest; among equal costs the gentler one is taken. */
export const bandActions = ['pass', 'verify', 'review', 'decline'] as const;
export type BandAction = (typeof bandActions)[number];

/** As much of the policy as costs take. */
export type BandTerms = Pick<
  FraudBandsPolicy,
  | 'reviewCostMinor'
  | 'verificationCostMinor'
  | 'chargebackFeeMinor'
  | 'churnCostMinor'
  | 'marginPercent'
  | 'verificationCatchesPercent'
  | 'verificationAbandonsPercent'
  | 'reviewCatchesPercent'
  | 'reviewRefusesPercent'
>;

/** Minor units, fractions included. */
export type BandCosts = Readonly<Record<BandAction, number>>;

/** Where a cost begins at probability 0, and where it ends at 1. */
type Line = { readonly honest: number; readonly fraud: number };

const share = (percent: number): number => percent / 100;

/**
 * What each action costs for an honest order and for a fraudulent one, beside an honest order served. Passing a fraud loses
 * the goods (the total without its margin) and the fee; turning an honest customer away loses the margin and some goodwill.
 * @param valueMinor total of the order, 0 or more
 */
const linesOf = (valueMinor: number, terms: BandTerms): Readonly<Record<BandAction, Line>> => {
  const lost = valueMinor * (1 - share(terms.marginPercent)) + terms.chargebackFeeMinor;
  const refused = valueMinor * share(terms.marginPercent) + terms.churnCostMinor;
  const asked = (costMinor: number, wrongPercent: number, catchesPercent: number): Line => ({
    honest: costMinor + share(wrongPercent) * refused,
    fraud: costMinor + (1 - share(catchesPercent)) * lost,
  });
  return {
    pass: { honest: 0, fraud: lost },
    verify: asked(terms.verificationCostMinor, terms.verificationAbandonsPercent, terms.verificationCatchesPercent),
    review: asked(terms.reviewCostMinor, terms.reviewRefusesPercent, terms.reviewCatchesPercent),
    decline: { honest: refused, fraud: 0 },
  };
};

const at = ({ honest, fraud }: Line, probability: number): number => (1 - probability) * honest + probability * fraud;

/** @param probability calibrated, 0 to 1 */
export const expectedCosts = (probability: number, valueMinor: number, terms: BandTerms): BandCosts => {
  const lines = linesOf(valueMinor, terms);
  return {
    pass: at(lines.pass, probability),
    verify: at(lines.verify, probability),
    review: at(lines.review, probability),
    decline: at(lines.decline, probability),
  };
};

/** What an action came to cost once it is known whether the order was fraudulent. */
export const realisedCost = (action: BandAction, fraudulent: boolean, valueMinor: number, terms: BandTerms): number => {
  const line = linesOf(valueMinor, terms)[action];
  return fraudulent ? line.fraud : line.honest;
};

/** The cheapest of these actions. */
export const cheapest = (costs: BandCosts, among: readonly BandAction[] = bandActions): BandAction =>
  bandActions
    .filter((action) => among.includes(action))
    .reduce((best, action) => (costs[action] < costs[best] ? action : best), among.includes('pass') ? 'pass' : (among[0] ?? 'pass'));

/** From and up to which probability an action is the cheapest, and which one takes over beyond. */
export type BandRange = {
  readonly from: number;
  readonly to: number;
  readonly below: BandAction | null;
  readonly above: BandAction | null;
};

const slope = ({ honest, fraud }: Line): number => fraud - honest;

/** Probability at which two actions cost the same; undefined where there is none between 0 and 1. */
const crossing = (one: Line, other: Line): number | undefined => {
  const steepness = slope(one) - slope(other);
  if (steepness === 0) return undefined;
  const probability = (other.honest - one.honest) / steepness;
  return probability >= 0 && probability <= 1 ? probability : undefined;
};

/** Where the action of this probability stops being the cheapest of those allowed. */
export const bandRange = (
  action: BandAction,
  probability: number,
  valueMinor: number,
  terms: BandTerms,
  among: readonly BandAction[] = bandActions,
): BandRange => {
  const lines = linesOf(valueMinor, terms);
  let range: BandRange = { from: 0, to: 1, below: null, above: null };
  for (const other of among) {
    const where = other === action ? undefined : crossing(lines[action], lines[other]);
    if (where === undefined) continue;
    // The steeper of two lines is the lower one before they meet.
    const winsBelow = slope(lines[other]) > slope(lines[action]);
    if (winsBelow && where <= probability && where > range.from) range = { ...range, from: where, below: other };
    if (!winsBelow && where >= probability && where < range.to) range = { ...range, to: where, above: other };
  }
  return range;
};

/** One band of an order's value: from which probability on the action is the cheapest. */
export type Band = { readonly action: BandAction; readonly from: number; readonly to: number };

/** Every band of a value, from probability 0 to 1; an action that is never the cheapest is left out. */
export const bandsOf = (valueMinor: number, terms: BandTerms, among: readonly BandAction[] = bandActions): readonly Band[] => {
  const bands: Band[] = [];
  for (let from = 0; bands.length < bandActions.length; ) {
    // Just beyond a crossing, so that the action which takes over there is the cheapest one.
    const probability = Math.min(1, from + 1e-9);
    const action = cheapest(expectedCosts(probability, valueMinor, terms), among);
    const { to } = bandRange(action, probability, valueMinor, terms, among);
    bands.push({ action, from, to });
    if (to >= 1) return bands;
    from = to;
  }
  return bands;
};
