import { invariant } from '../../kernel/result.ts';
import type { Assignment, Contributions } from './sourcing.decision.ts';
import { linesBySite, type SourcingProblem } from './sourcing.problem.ts';

/** Units of one item sent by one site; both are indexes into the problem. */
export type Take = { readonly site: number; readonly item: number; readonly units: number };

/** What every used site sends. Covers the whole demand of the problem. */
export type Plan = { readonly takes: readonly Take[]; readonly scoreMinor: number; readonly contributions: Contributions };

/** Indexes of the sites that send something, ascending. */
export const sitesOf = (takes: readonly Take[]): readonly number[] => [...new Set(takes.map((take) => take.site))].sort((a, b) => a - b);

/** Adds up what the takes cost. The contributions sum to the score because the score is their sum. */
export const pricePlan = (problem: SourcingProblem, takes: readonly Take[]): Plan => {
  const parts = { shipping: 0, handling: 0, split: 0, lateness: 0, workload: 0, future: 0, preference: 0, damage: 0, returns: 0 };
  const used = sitesOf(takes);
  for (const index of used) {
    const site = problem.sites[index];
    invariant(site, 'a plan uses sites of its problem');
    parts.shipping += site.shippingCost;
    parts.handling += site.parcelHandlingCost;
    parts.lateness += site.latenessCost;
    parts.workload += site.workloadCost;
    parts.preference += site.preferenceCost;
  }
  for (const take of takes) {
    const site = problem.sites[take.site];
    invariant(site, 'a plan uses sites of its problem');
    parts.handling += site.lineHandlingCost;
    parts.shipping += (site.weightCosts[take.item] ?? 0) * take.units;
    parts.future += (site.futureCosts[take.item] ?? 0) * take.units;
    parts.damage += (site.damageCosts?.[take.item] ?? 0) * take.units;
    parts.returns += (site.returnCosts?.[take.item] ?? 0) * take.units;
  }
  parts.split = problem.splitCost * Math.max(0, used.length - 1);
  const { shipping, handling, split, ...others } = parts;
  const sorted = [...takes].sort((left, right) => left.site - right.site || left.item - right.item);
  return {
    takes: sorted,
    scoreMinor: Object.values(parts).reduce((sum, part) => sum + part, 0),
    contributions: { shipping, handling, split, ...Object.fromEntries(Object.entries(others).filter(([, part]) => part !== 0)) },
  };
};

/** Whether a plan goes out in as few parcels as are allowed. */
export const keepsParcels = (problem: SourcingProblem, plan: Plan): boolean =>
  problem.parcelsMax === undefined || sitesOf(plan.takes).length <= problem.parcelsMax;

/** Equal plans have equal keys. */
export const planKey = (plan: Plan): string => plan.takes.map(({ site, item, units }) => `${site}:${item}:${units}`).join(' ');

/** Order among plans: lower score, then fewer parcels, then the ids of their locations. */
export const comparePlans = (left: Plan, right: Plan): number => {
  const leftSites = sitesOf(left.takes);
  const rightSites = sitesOf(right.takes);
  if (left.scoreMinor !== right.scoreMinor) return left.scoreMinor - right.scoreMinor;
  if (leftSites.length !== rightSites.length) return leftSites.length - rightSites.length;
  for (const [position, site] of leftSites.entries()) {
    const other = rightSites[position] ?? site;
    if (site !== other) return site - other;
  }
  const [leftKey, rightKey] = [planKey(left), planKey(right)];
  return leftKey < rightKey ? -1 : leftKey > rightKey ? 1 : 0;
};

/** The plan in the words of the request: one assignment for each location, in the order of their ids. */
export const toAssignments = (problem: SourcingProblem, plan: Plan): readonly Assignment[] => {
  const used = sitesOf(plan.takes);
  const byItem = Map.groupBy(plan.takes, ({ item }) => item);
  const lines = problem.items.map((item, itemIndex) => {
    const takes = byItem.get(itemIndex) ?? [];
    return linesBySite(
      item,
      used.map((site) => takes.find((take) => take.site === site)?.units ?? 0),
    );
  });
  return used.map((siteIndex, position) => {
    const site = problem.sites[siteIndex];
    invariant(site, 'a plan uses sites of its problem');
    return {
      locationId: site.locationId,
      lines: lines.flatMap((bySite) => bySite[position] ?? []).sort((left, right) => (left.lineId < right.lineId ? -1 : 1)),
      ...(site.distanceKm === undefined ? {} : { distanceKm: Math.round(site.distanceKm) }),
      ...(site.carrier === undefined ? {} : { carrier: site.carrier }),
      ...(site.expectedAt === undefined ? {} : { expectedAt: site.expectedAt }),
      ...(site.lateDays === 0 ? {} : { lateDays: site.lateDays }),
    };
  });
};
