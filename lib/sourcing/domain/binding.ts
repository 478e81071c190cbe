import { type Budget, isSpent, spendEntries } from './plan.budget.ts';
import { type Plan, sitesOf } from './plan.ts';
import type { Binding } from './sourcing.decision.ts';
import { type Constraint, constraints, type SourcingPolicy } from './sourcing.policy.ts';
import { type SourcingProblem, stateProblem } from './sourcing.problem.ts';
import type { SourcingRequest } from './sourcing.request.ts';

type Question = {
  readonly request: SourcingRequest;
  readonly policy: SourcingPolicy;
  readonly problem: SourcingProblem;
  readonly chosen: Plan | undefined;
  readonly best: (problem: SourcingProblem) => Plan | undefined;
  readonly budget: Budget;
};

const unitsOf = (plan: Plan | undefined): number => plan?.takes.reduce((sum, { units }) => sum + units, 0) ?? 0;

const liftedBy = ({ request, policy, chosen, best, budget }: Question, constraint: Constraint): Binding | undefined => {
  spendEntries(budget, request.availability.length + request.lines.length * request.locations.length);
  const without = stateProblem(request, policy, constraint);
  const plan = best(without);
  if (!plan) return undefined;
  const locationIds = sitesOf(plan.takes).flatMap((index) => without.sites[index]?.locationId ?? []);
  const moreUnits = unitsOf(plan) - unitsOf(chosen);
  if (moreUnits > 0) return { constraint, moreUnits, locationIds };
  const savingMinor = chosen && moreUnits === 0 ? chosen.scoreMinor - plan.scoreMinor : 0;
  return savingMinor > 0 ? { constraint, savingMinor, moreUnits: 0, locationIds } : undefined;
};

const isWorse = (left: Binding, right: Binding): boolean =>
  left.moreUnits !== right.moreUnits ? left.moreUnits > right.moreUnits : (left.savingMinor ?? 0) > (right.savingMinor ?? 0);

/**
 * The hard constraint that costs the order most, by deciding again without each one that keeps stock from it.
 * @returns undefined when no single one makes a difference, or not all could be tried
 */
export const bindingConstraint = (question: Question): Binding | undefined => {
  const { restricting, parcelsMax } = question.problem;
  let binding: Binding | undefined;
  for (const constraint of constraints) {
    if (!restricting.has(constraint) && !(constraint === 'max-parcels' && parcelsMax !== undefined)) continue;
    if (isSpent(question.budget)) return undefined;
    const found = liftedBy(question, constraint);
    if (found && (!binding || isWorse(found, binding))) binding = found;
  }
  return isSpent(question.budget) ? undefined : binding;
};
