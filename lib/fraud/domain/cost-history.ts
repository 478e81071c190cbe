import { type BandAction, bandActions, type BandTerms, cheapest, expectedCosts, realisedCost } from './bands.ts';

/** One order of the past: what the model thought of it, and what became of it. */
export type ScoredOutcome = {
  /** Calibrated, 0 to 1. */
  readonly probability: number;
  /** Minor units, 0 or more. */
  readonly valueMinor: number;
  readonly fraudulent: boolean;
};

/** What a way to decide would have cost, in minor units over all orders. */
export type CostOfHistory = {
  readonly orders: number;
  readonly frauds: number;
  readonly bands: { readonly costMinor: number; readonly actions: Readonly<Record<BandAction, number>>; readonly caughtFrauds: number };
  /** The one threshold that, looking back, cost least: orders at or above it are declined, the others pass; null declines none. */
  readonly threshold: { readonly probability: number | null; readonly costMinor: number; readonly declined: number };
  readonly passAll: { readonly costMinor: number };
  /** By how much bands are cheaper than the threshold, 0.34 for 34 %; null where the threshold costs nothing. */
  readonly savedShare: number | null;
};

/**
 * Bands against the best single threshold, chosen with hindsight on the very same orders, which favours the threshold.
 * @param among actions that are at hand; `decline` stands for a person who follows the advice, or the policy
 */
export const costOfHistory = (
  orders: readonly ScoredOutcome[],
  terms: BandTerms,
  among: readonly BandAction[] = bandActions,
): CostOfHistory => {
  const actions: Record<BandAction, number> = { pass: 0, verify: 0, review: 0, decline: 0 };
  let [costMinor, caughtFrauds] = [0, 0];
  for (const { probability, valueMinor, fraudulent } of orders) {
    const action = cheapest(expectedCosts(probability, valueMinor, terms), among);
    actions[action] += 1;
    if (fraudulent && action !== 'pass') caughtFrauds += 1;
    costMinor += realisedCost(action, fraudulent, valueMinor, terms);
  }
  const cost = (action: BandAction, { fraudulent, valueMinor }: ScoredOutcome): number =>
    realisedCost(action, fraudulent, valueMinor, terms);
  const passAll = orders.reduce((sum, order) => sum + cost('pass', order), 0);
  // From the highest score down, each order moves from those that pass to those that are declined.
  const byScore = orders.toSorted((one, other) => other.probability - one.probability);
  let best: CostOfHistory['threshold'] = { probability: null, costMinor: passAll, declined: 0 };
  let sum = passAll;
  byScore.forEach((order, index) => {
    sum += cost('decline', order) - cost('pass', order);
    // Orders of one score cannot be told apart by a threshold.
    if (byScore[index + 1]?.probability === order.probability || sum >= best.costMinor) return;
    best = { probability: order.probability, costMinor: sum, declined: index + 1 };
  });
  return {
    orders: orders.length,
    frauds: orders.filter(({ fraudulent }) => fraudulent).length,
    bands: { costMinor, actions, caughtFrauds },
    threshold: best,
    passAll: { costMinor: passAll },
    savedShare: best.costMinor > 0 ? 1 - costMinor / best.costMinor : null,
  };
};
