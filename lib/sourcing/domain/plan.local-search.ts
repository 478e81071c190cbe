import { type Budget, decisionBudget, isSpent, spendEntries, spendOffers } from './plan.budget.ts';
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

/** Units of what is lacking that a site would meet. */
const metBy = (problem: SourcingProblem, siteIndex: number, lacking: readonly number[]): number => {
  const site = problem.sites[siteIndex];
  if (!site) return 0;
  return problem.items.reduce((sum, item, itemIndex) => {
    const missing = lacking[itemIndex] ?? 0;
    return missing === 0 ? sum : sum + Math.min(missing, takeFrom(item, site, itemIndex, item.demand));
  }, 0);
};

/** Opens the site that meets the most units for its cost, until the demand is met. */
const greedy = (problem: SourcingProblem, usable: readonly number[], budget: Budget): Sets => {
  const open = new Set<number>();
  let lacking = problem.items.map(({ demand }) => demand);
  while (lacking.some((units) => units > 0)) {
    spendEntries(budget, usable.length * problem.items.length);
    let best: { readonly siteIndex: number; readonly rate: number } | undefined;
    for (const siteIndex of usable) {
      const site = problem.sites[siteIndex];
      if (!site || open.has(siteIndex)) continue;
      const met = metBy(problem, siteIndex, lacking);
      const rate = (parcelCost(site) + problem.splitCost + 1) / met;
      if (met > 0 && (!best || rate < best.rate)) best = { siteIndex, rate };
    }
    if (!best) return open;
    const { siteIndex } = best;
    open.add(siteIndex);
    const site = problem.sites[siteIndex];
    lacking = lacking.map((units, itemIndex) => {
      const item = problem.items[itemIndex];
      return site && item ? units - Math.min(units, takeFrom(item, site, itemIndex, item.demand)) : units;
    });
  }
  return open;
};

/** The sets of sites with one fewer, with one more, and with one for another. */
const neighbours = function* (open: Sets, usable: readonly number[]): Generator<Sets, void> {
  const closed = usable.filter((siteIndex) => !open.has(siteIndex));
  const without = [...open].map((siteIndex) => new Set([...open].filter((other) => other !== siteIndex)));
  yield* without;
  for (const siteIndex of closed) yield new Set([...open, siteIndex]);
  for (const rest of without) for (const siteIndex of closed) yield new Set([...rest, siteIndex]);
};

/**
 * A good plan, not proven to be the best; without the banned site if one is named. It is improved for as long as the budget of
 * the decision lasts; the first plan is found in any case.
 * @returns undefined when the sites left cannot meet the demand
 */
export const searchLocally = (problem: SourcingProblem, budget: Budget = decisionBudget(), banned?: number): Plan | undefined => {
  const usable = [...problem.sites.keys()].filter((siteIndex) => siteIndex !== banned);
  let best = planOf(problem, greedy(problem, usable, budget));
  // A single site that holds everything is often the best of all, and the greedy start may miss it.
  spendEntries(budget, usable.length * problem.items.length);
  for (const siteIndex of usable) {
    const single = planOf(problem, new Set([siteIndex]));
    if (single && (!best || comparePlans(single, best) < 0)) best = single;
  }
  for (let round = 0; best && round < roundsMax && !isSpent(budget); round += 1) {
    const before: Plan = best;
    for (const open of neighbours(new Set(sitesOf(before.takes)), usable)) {
      if (isSpent(budget)) break;
      spendOffers(budget, problem.items.length * open.size);
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
