import { keepsParcels, type Plan, pricePlan, type Take } from './plan.ts';
import { type Site, type SourcingProblem, takeFrom } from './sourcing.problem.ts';

export type Offer = { readonly siteIndex: number; readonly site: Site; readonly units: number };

const nearer = (left: Site, right: Site): number => {
  const [leftKm, rightKm] = [left.distanceKm ?? Infinity, right.distanceKm ?? Infinity];
  return leftKm === rightKm ? 0 : leftKm - rightKm;
};

/** Locations by the static rule: the most units first, the nearest of those, then by id. */
export const rankByRule = (problem: SourcingProblem, remaining: readonly number[], unusable: ReadonlySet<number>): readonly Offer[] =>
  problem.sites
    .map(
      (site, siteIndex): Offer => ({
        siteIndex,
        site,
        units: problem.items.reduce((sum, item, itemIndex) => sum + takeFrom(item, site, itemIndex, remaining[itemIndex] ?? 0), 0),
      }),
    )
    .filter((offer) => offer.units > 0 && !unusable.has(offer.siteIndex))
    .sort((left, right) => right.units - left.units || nearer(left.site, right.site) || left.siteIndex - right.siteIndex);

/**
 * The static rule "nearest location that can send the most", repeated for what is left.
 * @returns undefined when the sites left cannot meet the demand
 */
export const planNearest = (problem: SourcingProblem, banned?: number): Plan | undefined => {
  const remaining = problem.items.map((item) => item.demand);
  const takes: Take[] = [];
  const unusable = new Set(banned === undefined ? [] : [banned]);
  while (remaining.some((units) => units > 0)) {
    const [first] = rankByRule(problem, remaining, unusable);
    if (!first) return undefined;
    // A location has sent all it has of what is lacking, so it is asked once; that also bounds the loop.
    unusable.add(first.siteIndex);
    for (const [itemIndex, item] of problem.items.entries()) {
      const units = takeFrom(item, first.site, itemIndex, remaining[itemIndex] ?? 0);
      if (units === 0) continue;
      takes.push({ site: first.siteIndex, item: itemIndex, units });
      remaining[itemIndex] = (remaining[itemIndex] ?? 0) - units;
    }
  }
  const plan = pricePlan(problem, takes);
  return keepsParcels(problem, plan) ? plan : undefined;
};
