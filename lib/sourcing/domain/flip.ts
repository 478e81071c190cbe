import { type Plan, sitesOf } from './plan.ts';
import type { Flip } from './sourcing.decision.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import type { Site, SourcingProblem } from './sourcing.problem.ts';
import { weighted } from './sourcing.sites.ts';

/** The amount nearest to another one that the policy weighs at least so much lower, or higher. */
const amountBeyond = (fromMinor: number, percent: number, stepMinor: number): number | undefined => {
  if (percent <= 0) return undefined;
  const wanted = weighted(fromMinor, percent) + stepMinor;
  const direction = Math.sign(stepMinor);
  let amount = fromMinor + Math.trunc((stepMinor * 100) / percent);
  // Rounding may leave it one or two short.
  while ((weighted(amount, percent) - wanted) * direction < 0) amount += direction;
  return amount < 0 ? undefined : amount;
};

/** The price of the parcel if that can do it, else its handling. */
const changeAt = ({ locationId, priceMinor, perParcelMinor }: Site, policy: SourcingPolicy, stepMinor: number): Flip | undefined => {
  const price = amountBeyond(priceMinor, policy.weightsPercent.shipping, stepMinor);
  if (price !== undefined) return { locationId, field: 'quotedPriceMinor', fromMinor: priceMinor, toMinor: price };
  const handling = amountBeyond(perParcelMinor, policy.weightsPercent.handling, stepMinor);
  return handling === undefined
    ? undefined
    : { locationId, field: 'handlingCostMinor.perParcel', fromMinor: perParcelMinor, toMinor: handling };
};

/**
 * A change of one amount at one location by which the runner-up, or something better still, would be chosen: a parcel from a
 * location of the runner-up alone made cheaper, or one from the chosen location that the runner-up does without made dearer.
 */
export const flipOf = (problem: SourcingProblem, policy: SourcingPolicy, chosen: Plan, runnerUp: Plan): Flip | undefined => {
  if (policy.method !== 'lowest-score') return undefined;
  const step = runnerUp.scoreMinor - chosen.scoreMinor + 1;
  const [used, other] = [sitesOf(chosen.takes), sitesOf(runnerUp.takes)];
  const sitesIn = (these: readonly number[], not: readonly number[]): readonly Site[] =>
    these.flatMap((index) => (not.includes(index) ? [] : (problem.sites[index] ?? [])));
  for (const site of sitesIn(other, used)) {
    const cheaper = changeAt(site, policy, -step);
    if (cheaper) return cheaper;
  }
  for (const site of sitesIn(used, other)) {
    const dearer = changeAt(site, policy, step);
    if (dearer) return dearer;
  }
  return undefined;
};
