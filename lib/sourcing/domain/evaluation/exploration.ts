import type { LearnedUse } from '../../../kernel/sourcing-policy.ts';
import { drawForExploration } from '../learning/rollout.ts';
import { comparePlans, keepsParcels, type Plan, planKey, sitesOf } from '../plan.ts';
import type { SourcingProblem } from '../sourcing.problem.ts';

/** Plans that a draw is among at most. */
const amongMax = 5;
/** The largest share of orders that may be drawn for, in percent. */
export const explorePercentMax = 5;
const withinPercentDefault = 2;

/** The plan that was drawn, and all that it was drawn among, each with its probability. */
export type Drawn = {
  readonly plan: Plan;
  readonly propensity: number;
  readonly among: readonly { readonly plan: Plan; readonly propensity: number }[];
};

const daysLate = (problem: SourcingProblem, plan: Plan): number =>
  sitesOf(plan.takes).reduce((most, index) => Math.max(most, problem.sites[index]?.lateDays ?? 0), 0);

/**
 * Plans so near to the best one that it hardly matters which is taken: no dearer than by the share given, no later after the
 * promise, and under the same hard constraints, which every plan of the problem keeps.
 */
export const nearTies = (problem: SourcingProblem, best: Plan, plans: readonly Plan[], withinPercent: number): readonly Plan[] => {
  const most = best.scoreMinor + (Math.abs(best.scoreMinor) * withinPercent) / 100;
  const late = daysLate(problem, best);
  const byKey = new Map([[planKey(best), best]]);
  for (const plan of [...plans].sort(comparePlans)) {
    const isNear = plan.scoreMinor <= most && daysLate(problem, plan) <= late && keepsParcels(problem, plan);
    if (isNear && !byKey.has(planKey(plan))) byKey.set(planKey(plan), plan);
  }
  return [...byKey.values()].slice(0, amongMax);
};

/**
 * ε-greedy among near ties: with probability ε one of the k plans is drawn evenly, the best among them, else the best is taken.
 * The best so has the probability 1 − ε + ε/k and every other one ε/k, all of them above 0, which is what inverse propensity
 * scoring asks of a log (Bottou et al., Counterfactual Reasoning and Learning Systems, JMLR 2013).
 * @param draw of the order, from 0 to below 1
 */
export const drawPlan = (problem: SourcingProblem, best: Plan, plans: readonly Plan[], use: LearnedUse, draw: number): Drawn => {
  const share = Math.min(explorePercentMax, use.explorePercent ?? 0) / 100;
  const ties = nearTies(problem, best, plans, use.exploreWithinPercent ?? withinPercentDefault);
  const each = share / ties.length;
  const among = ties.map((plan) => ({ plan, propensity: plan === best ? 1 - share + each : each }));
  const at = drawForExploration(draw);
  const drawn = at < share ? among[Math.min(ties.length - 1, Math.floor((at / share) * ties.length))] : undefined;
  const { plan, propensity } = drawn ?? (among[0] as Drawn['among'][number]);
  return { plan, propensity, among };
};
