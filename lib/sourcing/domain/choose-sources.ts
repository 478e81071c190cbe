import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import { invariant } from '../../kernel/result.ts';
import { type ChoiceFacts, describeChoice, describeUnsourced, wouldChange } from './explain.ts';
import { locate } from './geography.ts';
import { inputsHash } from './inputs-hash.ts';
import { prepareExactSearch } from './plan.exact.ts';
import { isProvenSingle, searchLocally } from './plan.local-search.ts';
import { planNearest } from './plan.nearest.ts';
import { comparePlans, type Plan, planKey, pricePlan, sitesOf, toAssignments } from './plan.ts';
import type { DecisionReceipt, PlanCandidate, SourcingDecision } from './sourcing.decision.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import { holdsAll, type Site, type SourcingProblem, stateProblem } from './sourcing.problem.ts';
import type { SourcingRequest } from './sourcing.request.ts';

/** Plans that a receipt shows at most. */
const candidatesMax = 10;

type Search = {
  readonly chosen: Plan;
  readonly runnerUp: Plan | undefined;
  readonly considered: readonly Plan[];
  readonly search: DecisionReceipt['search'];
  readonly optimal: boolean;
};

/** The best plans that send all from one location: as many as a receipt can show. */
const singleSitePlans = (problem: SourcingProblem): readonly Plan[] => {
  const costOf = (site: Site): number => site.shippingCost + site.parcelHandlingCost + site.lineHandlingCost * problem.items.length;
  return problem.sites
    .flatMap((site, siteIndex) => (holdsAll(problem, site) ? [{ siteIndex, cost: costOf(site) }] : []))
    .sort((left, right) => left.cost - right.cost || left.siteIndex - right.siteIndex)
    .slice(0, candidatesMax)
    .map(({ siteIndex }) =>
      pricePlan(
        problem,
        problem.items.map((item, itemIndex) => ({ site: siteIndex, item: itemIndex, units: item.demand })),
      ),
    );
};

const best = (plans: readonly Plan[]): Plan | undefined => [...plans].sort(comparePlans)[0];

const search = (problem: SourcingProblem, policy: SourcingPolicy): Search => {
  const exact = prepareExactSearch(problem);
  const lowest = (banned?: number): Plan | undefined => (exact ? exact.best(banned) : searchLocally(problem, banned));
  const byRule = policy.method === 'nearest-first';
  const cheapest = lowest();
  const chosen = byRule ? planNearest(problem) : cheapest;
  invariant(chosen && cheapest, 'demand is limited to what the sites hold, so a plan exists');
  const proven = exact !== undefined || isProvenSingle(problem, cheapest);
  const alternatives = sitesOf(chosen.takes).flatMap((site) => (byRule ? planNearest(problem, site) : lowest(site)) ?? []);
  return {
    chosen,
    runnerUp: byRule ? alternatives[0] : best(alternatives),
    considered: [cheapest, ...alternatives, ...singleSitePlans(problem)],
    search: byRule ? 'rule' : exact ? 'exact' : 'heuristic',
    optimal: proven && chosen.scoreMinor === cheapest.scoreMinor,
  };
};

/** The chosen plan, the runner-up, then the best of the others, each once. */
const candidatePlans = ({ chosen, runnerUp, considered }: Search): readonly Plan[] => {
  const rest = [...considered].sort(comparePlans);
  const byKey = new Map<string, Plan>();
  for (const plan of [chosen, ...(runnerUp ? [runnerUp] : []), ...rest]) if (!byKey.has(planKey(plan))) byKey.set(planKey(plan), plan);
  const [first, ...others] = [...byKey.values()].slice(0, candidatesMax);
  return first ? [first, ...others.sort(comparePlans)] : [];
};

type ReceiptFrame = Omit<DecisionReceipt, 'candidates' | 'reasons' | 'search' | 'optimal'>;

const nothingFound = (frame: ReceiptFrame): DecisionReceipt => ({
  ...frame,
  candidates: [],
  reasons: describeUnsourced(frame.unsourced),
  search: 'exact',
  // With nothing to send, sending nothing cannot be beaten.
  optimal: true,
});

const receiptOf = (frame: ReceiptFrame, problem: SourcingProblem, policy: SourcingPolicy, found: Search): DecisionReceipt => {
  const plans = candidatePlans(found);
  const candidates = plans.map(
    (plan, index): PlanCandidate => ({
      planId: `plan-${index + 1}`,
      assignments: toAssignments(problem, plan),
      scoreMinor: plan.scoreMinor,
      contributions: plan.contributions,
    }),
  );
  const [chosen] = candidates;
  invariant(chosen, 'the chosen plan is the first candidate');
  const runnerUpKey = found.runnerUp && planKey(found.runnerUp);
  const runnerUp = candidates.find((_candidate, index) => {
    const plan = plans[index];
    return plan !== undefined && planKey(plan) === runnerUpKey;
  });
  const facts: ChoiceFacts = {
    problem,
    policy,
    currency: frame.currency,
    destinationPrecision: frame.destinationPrecision,
    chosenPlan: found.chosen,
    chosen,
    runnerUp,
    search: found.search,
    optimal: found.optimal,
  };
  const second = runnerUp && {
    planId: runnerUp.planId,
    marginMinor: runnerUp.scoreMinor - chosen.scoreMinor,
    wouldChange: wouldChange({ ...facts, runnerUp }),
  };
  return {
    ...frame,
    candidates,
    chosen: chosen.planId,
    reasons: describeChoice(facts),
    ...(second ? { runnerUp: second } : {}),
    search: found.search,
    optimal: found.optimal,
  };
};

/**
 * Chooses which location sends which line. Under a `lowest-score` policy the plan has the lowest possible score (shipping,
 * handling and splits) among all plans that send everything that stock can supply, with each SKU whole from one location
 * unless none holds it all. `receipt.optimal` says whether that was proven; it always is
 * for orders of up to 12 SKUs at up to 400 locations, unless several SKUs with very many units must be divided.
 */
export const chooseSources = (request: SourcingRequest, policy: SourcingPolicy, sha256: Sha256Hex): SourcingDecision => {
  const problem = stateProblem(request, policy);
  const { unsourced } = problem;
  const frame: ReceiptFrame = {
    decisionId: request.decisionId,
    kind: 'routing',
    policy: { name: policy.name, version: policy.version },
    currency: request.currency,
    inputsHash: inputsHash(request, policy, sha256),
    destinationPrecision: locate(request.destination)?.precision ?? 'unknown',
    unsourced,
  };
  const decision = { decisionId: request.decisionId, complete: unsourced.length === 0, unsourced, remainder: policy.remainder };
  if (problem.items.length === 0) return { ...decision, assignments: [], receipt: nothingFound(frame) };
  const receipt = receiptOf(frame, problem, policy, search(problem, policy));
  return { ...decision, assignments: receipt.candidates[0]?.assignments ?? [], receipt };
};
