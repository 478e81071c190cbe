import { invariant } from '../../kernel/result.ts';
import { keepsParcels, type Plan, pricePlan, type Take } from './plan.ts';
import { createLowerBounds } from './plan.bound.ts';
import { branchAndBound } from './plan.branch.ts';
import { type Budget, decisionBudget, spendEntries } from './plan.budget.ts';
import { solveByLayers } from './plan.layers.ts';
import { remaindersOf, searchSpace } from './plan.space.ts';
import { type SourcingProblem, takeFrom } from './sourcing.problem.ts';

// A plan of the lowest score, found by branch and bound, or where that takes too many steps by a programme over all states.
// Both give the same plan, down to which of several equally good ones it is: the search is only ever quicker or slower.

/** Turns "this site sends of this item" into units, in the order of the sites. */
const withUnits = (problem: SourcingProblem, takes: readonly Take[]): readonly Take[] => {
  const remaining = problem.items.map((item) => item.demand);
  return takes.map((take) => {
    const [item, site] = [problem.items[take.item], problem.sites[take.site]];
    invariant(item && site, 'a take names an item and a site');
    // How many are sent is said only where it can be less than all there are.
    const units = take.units > 0 ? take.units : takeFrom(item, site, take.item, remaining[take.item] ?? 0);
    remaining[take.item] = (remaining[take.item] ?? 0) - units;
    return { ...take, units };
  });
};

export type ExactSearch = {
  /**
   * A plan of the lowest score, proven; without the banned site if one is named.
   * @returns `'impossible'` when the sites left cannot meet the demand in as many parcels as are allowed; undefined when it takes
   * too many steps to know
   */
  readonly best: (banned?: number) => Plan | 'impossible' | undefined;
};

/** Steps of branch and bound after which the programme by layers, which knows no luck, is the surer way: about 2 ms, and a tenth of what the layers take. */
const branchStepsLeast = 100_000;
const branchStepsShare = 1 / 100;
/** Remainders of divided items up to which the lower bound may walk from one to the next, on the stack. */
const walkedRemaindersMax = 1_000;

/** Prepares the exact search, or answers undefined when the problem is too large to be searched in time. */
export const prepareExactSearch = (problem: SourcingProblem, budget: Budget = decisionBudget()): ExactSearch | undefined => {
  const remainders = remaindersOf(problem);
  if (!remainders) return undefined;
  const space = searchSpace(problem, remainders);
  const bounds = createLowerBounds(space);
  const walkable = space.digits.reduce((sum, { size }) => sum + size, 0) <= walkedRemaindersMax;
  const stepsMax = branchStepsLeast + space.states * problem.items.length * problem.sites.length * branchStepsShare;

  const takesOf = (banned: number | undefined): readonly Take[] | 'impossible' => {
    const candidate = space.candidates.findIndex((siteIndex) => siteIndex === banned);
    const steps = { left: stepsMax };
    const found = walkable ? branchAndBound(space, bounds, candidate < 0 ? undefined : candidate, steps, budget) : undefined;
    budget.left -= stepsMax - steps.left;
    if (found === 'impossible') return found;
    // Units follow from what the sites before have sent, where they are not said.
    if (found) return found.map(({ site, item, units = 0 }) => ({ site, item, units }));
    spendEntries(budget, space.states * problem.items.length * problem.sites.length);
    return solveByLayers(problem, remainders, banned) ?? 'impossible';
  };
  return {
    best: (banned) => {
      const takes = takesOf(banned);
      if (takes === 'impossible') return takes;
      const plan = pricePlan(problem, withUnits(problem, takes));
      // The programme by layers counts no parcels, so that its plan may be one that is not allowed.
      return keepsParcels(problem, plan) ? plan : undefined;
    },
  };
};
