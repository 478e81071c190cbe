import { comparePlans, keepsParcels, type Plan, pricePlan, sitesOf, type Take } from './plan.ts';
import { parcelCost, type Site, type SourcingProblem, takeFrom, unitCost } from './sourcing.problem.ts';

// For problems too large for the exact search: choose a set of open sites greedily, then add, drop and swap sites while
// that helps. Each set of sites is turned into a plan by sending every item from the open site that handles it cheapest.

/** Improvement rounds at most; each strictly lowers the score, and in practice two or three are enough. */
const roundsMax = 50;

type Sets = ReadonlySet<number>;

/** Cost of an item of which a site sends so many units, without the parcel. */
const sendCost = (site: Site, itemIndex: number, units: number): number => site.lineHandlingCost + unitCost(site, itemIndex) * units;

/** The plan of a set of open sites, or undefined when they cannot meet the demand. Sites that send nothing drop out. */
const planOf = (problem: SourcingProblem, open: Sets): Plan | undefined => {
  const candidates = [...open].sort((a, b) => a - b);
  const takes: Take[] = [];
  for (const [itemIndex, item] of problem.items.entries()) {
    const offers = candidates
      .flatMap((siteIndex) => {
        const site = problem.sites[siteIndex];
        const units = site ? takeFrom(item, site, itemIndex, item.demand) : 0;
        return site && units > 0 ? [{ siteIndex, units, cost: sendCost(site, itemIndex, units) }] : [];
      })
      // A divided item is best gathered in few large parts.
      .sort((a, b) => (item.divided ? b.units - a.units : 0) || a.cost - b.cost || a.siteIndex - b.siteIndex);
    let remaining = item.demand;
    for (const offer of offers) {
      if (remaining === 0) break;
      const units = Math.min(offer.units, remaining);
      takes.push({ site: offer.siteIndex, item: itemIndex, units });
      remaining -= units;
    }
    if (remaining > 0) return undefined;
  }
  const plan = pricePlan(problem, takes);
  return keepsParcels(problem, plan) ? plan : undefined;
};

const unmetUnits = (problem: SourcingProblem, open: Sets): number =>
  problem.items.reduce((sum, item, itemIndex) => {
    const offered = [...open].reduce((units, siteIndex) => {
      const site = problem.sites[siteIndex];
      return units + (site ? takeFrom(item, site, itemIndex, item.demand) : 0);
    }, 0);
    return sum + Math.max(0, item.demand - offered);
  }, 0);

/** Opens the site that meets the most units for its cost, until the demand is met. */
const greedy = (problem: SourcingProblem, usable: readonly number[]): Sets => {
  const open = new Set<number>();
  let unmet = unmetUnits(problem, open);
  while (unmet > 0) {
    let best: { readonly siteIndex: number; readonly unmet: number; readonly rate: number } | undefined;
    for (const siteIndex of usable) {
      const site = problem.sites[siteIndex];
      if (!site || open.has(siteIndex)) continue;
      const after = unmetUnits(problem, new Set([...open, siteIndex]));
      const rate = (parcelCost(site) + problem.splitCost + 1) / (unmet - after);
      if (after < unmet && (!best || rate < best.rate)) best = { siteIndex, unmet: after, rate };
    }
    if (!best) return open;
    open.add(best.siteIndex);
    unmet = best.unmet;
  }
  return open;
};

const neighbours = (open: Sets, usable: readonly number[]): readonly Sets[] => {
  const closed = usable.filter((siteIndex) => !open.has(siteIndex));
  const without = [...open].map((siteIndex) => new Set([...open].filter((other) => other !== siteIndex)));
  return [
    ...without,
    ...closed.map((siteIndex) => new Set([...open, siteIndex])),
    ...without.flatMap((rest) => closed.map((siteIndex) => new Set([...rest, siteIndex]))),
  ];
};

/**
 * A good plan, not proven to be the best; without the banned site if one is named.
 * @returns undefined when the sites left cannot meet the demand
 */
export const searchLocally = (problem: SourcingProblem, banned?: number): Plan | undefined => {
  const usable = [...problem.sites.keys()].filter((siteIndex) => siteIndex !== banned);
  let best = planOf(problem, greedy(problem, usable));
  // A single site that holds everything is often the best of all, and the greedy start may miss it.
  for (const siteIndex of usable) {
    const single = planOf(problem, new Set([siteIndex]));
    if (single && (!best || comparePlans(single, best) < 0)) best = single;
  }
  for (let round = 0; best && round < roundsMax; round += 1) {
    const before: Plan = best;
    for (const open of neighbours(new Set(sitesOf(before.takes)), usable)) {
      const plan = planOf(problem, open);
      if (plan && plan.scoreMinor < best.scoreMinor) best = plan;
    }
    if (best === before) break;
  }
  return best;
};

const lowest = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Infinity);

/**
 * Proof that nothing beats a plan, when it comes from one site: it is the cheapest such plan, and any two sites would
 * cost at least as much. A plan that fails the test may still be the best.
 */
export const isProvenSingle = (problem: SourcingProblem, plan: Plan): boolean => {
  if (sitesOf(plan.takes).length !== 1) return false;
  const singles = [...problem.sites.keys()].flatMap((siteIndex) => planOf(problem, new Set([siteIndex]))?.scoreMinor ?? []);
  return plan.scoreMinor <= Math.min(lowest(singles), twoSitesAtLeast(problem));
};

/** What an item costs at least, wherever it comes from. */
const itemAtLeast = (problem: SourcingProblem, itemIndex: number): number => {
  const demand = problem.items[itemIndex]?.demand ?? 0;
  return (
    lowest(problem.sites.map((site) => site.lineHandlingCost)) + lowest(problem.sites.map((site) => unitCost(site, itemIndex))) * demand
  );
};

const itemsAtLeast = (problem: SourcingProblem): number =>
  [...problem.items.keys()].reduce((sum, itemIndex) => sum + itemAtLeast(problem, itemIndex), 0);

/** What any plan of two parcels or more costs at least. */
const twoSitesAtLeast = (problem: SourcingProblem): number => {
  const opening = problem.sites.map(parcelCost).sort((a, b) => a - b);
  return (opening[0] ?? Infinity) + (opening[1] ?? Infinity) + problem.splitCost + itemsAtLeast(problem);
};

/** What any plan costs at least, in minor units; by it a plan that is not proven says how far from the best it can be. */
export const lowestThinkable = (problem: SourcingProblem): number => {
  const single = problem.sites.some((site) => problem.items.every((item, itemIndex) => (site.stock[itemIndex] ?? 0) >= item.demand));
  return single ? lowest(problem.sites.map(parcelCost)) + itemsAtLeast(problem) : twoSitesAtLeast(problem);
};
