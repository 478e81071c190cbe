import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import { invariant } from '../../kernel/result.ts';
import { bindingConstraint } from './binding.ts';
import { type ChoiceFacts, describeBinding, describeChoice, describeUnsourced, wouldChange } from './explain.ts';
import { flipOf } from './flip.ts';
import { locate } from './geography.ts';
import { inputsHash } from './inputs-hash.ts';
import { prepareExactSearch } from './plan.exact.ts';
import { isProvenSingle, lowestThinkable, searchLocally } from './plan.local-search.ts';
import { planNearest } from './plan.nearest.ts';
import { planOfProposal } from './plan.programme.ts';
import { comparePlans, type Plan, planKey, pricePlan, sitesOf, toAssignments } from './plan.ts';
import type { Binding, DecisionReceipt, PlanCandidate, SourcingDecision, UnsourcedLine } from './sourcing.decision.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import { holdsAll, parcelCost, type Site, type SourcingProblem, stateProblem, unitCost } from './sourcing.problem.ts';
import type { SourcingRequest } from './sourcing.request.ts';

/** Plans that a receipt shows at most. */
const candidatesMax = 10;

type Search = {
  readonly chosen: Plan;
  readonly runnerUp: Plan | undefined;
  readonly considered: readonly Plan[];
  readonly search: DecisionReceipt['search'];
  readonly optimal: boolean;
  /** A score that no plan is below. */
  readonly lowestMinor: number;
};

/** The best plans that send all from one location: as many as a receipt can show. */
const singleSitePlans = (problem: SourcingProblem): readonly Plan[] => {
  const costOf = (site: Site): number =>
    problem.items.reduce((sum, item, index) => sum + site.lineHandlingCost + unitCost(site, index) * item.demand, parcelCost(site));
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

/** Finds the plan of the lowest score, and says whether that is proven; without the banned site if one is named. */
const createLowest = (problem: SourcingProblem) => {
  const exact = prepareExactSearch(problem);
  return (banned?: number): { readonly plan: Plan | undefined; readonly proven: boolean } => {
    const found = exact?.best(banned);
    if (found === 'impossible') return { plan: undefined, proven: true };
    return found ? { plan: found, proven: true } : { plan: searchLocally(problem, banned), proven: false };
  };
};

type Found = {
  readonly plan: Plan | undefined;
  readonly search: 'exact' | 'heuristic' | 'mip';
  readonly proven: boolean;
  /** A score that no plan is below, where a solver has said one. */
  readonly lowestMinor: number | undefined;
};

/** The better of what the search finds by itself and what was proposed; what is proven already asks for no proposal. */
const findBest = (
  problem: SourcingProblem,
  { proposal }: SourcingRequest,
  own: { readonly plan: Plan | undefined; readonly proven: boolean },
): Found => {
  if (own.proven || !proposal) return { ...own, search: own.proven ? 'exact' : 'heuristic', lowestMinor: undefined };
  const proposed = planOfProposal(problem, proposal);
  const plan = proposed && (!own.plan || comparePlans(proposed, own.plan) < 0) ? proposed : own.plan;
  const { lowestMinor } = proposal;
  return {
    plan,
    search: plan === proposed && proposed ? 'mip' : 'heuristic',
    proven: plan !== undefined && lowestMinor !== undefined && plan.scoreMinor <= lowestMinor,
    lowestMinor,
  };
};

/** @returns undefined when no plan that was found goes out in as few parcels as are allowed */
const search = (problem: SourcingProblem, policy: SourcingPolicy, request: SourcingRequest): Search | undefined => {
  const lowestOf = createLowest(problem);
  const lowest = (banned?: number): Plan | undefined => lowestOf(banned).plan;
  const byRule = policy.method === 'nearest-first';
  const { plan: cheapest, proven: isProven, search: how, lowestMinor } = findBest(problem, request, lowestOf());
  const chosen = byRule ? planNearest(problem) : cheapest;
  invariant((chosen && cheapest) || problem.parcelsMax !== undefined, 'demand is limited to what the sites hold, so a plan exists');
  if (!chosen || !cheapest) return undefined;
  const proven = isProven || isProvenSingle(problem, cheapest);
  const alternatives = sitesOf(chosen.takes).flatMap((site) => (byRule ? planNearest(problem, site) : lowest(site)) ?? []);
  return {
    chosen,
    runnerUp: byRule ? alternatives[0] : best(alternatives),
    considered: [cheapest, ...alternatives, ...singleSitePlans(problem)],
    search: byRule ? 'rule' : how,
    optimal: proven && chosen.scoreMinor === cheapest.scoreMinor,
    lowestMinor: proven ? cheapest.scoreMinor : Math.min(cheapest.scoreMinor, Math.max(lowestMinor ?? 0, lowestThinkable(problem))),
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

const nothingFound = (frame: ReceiptFrame, bound: Binding | undefined): DecisionReceipt => ({
  ...frame,
  candidates: [],
  reasons: [...describeUnsourced(frame.unsourced), ...toldBinding(frame, bound).reasons],
  ...toldBinding(frame, bound).member,
  search: 'exact',
  // With nothing to send, sending nothing cannot be beaten.
  optimal: true,
});

/** The best plan under a policy, without a receipt. */
const bestPlan = (problem: SourcingProblem, policy: SourcingPolicy): Plan | undefined => {
  if (problem.items.length === 0) return undefined;
  return policy.method === 'nearest-first' ? planNearest(problem) : createLowest(problem)().plan;
};

const toldBinding = (frame: ReceiptFrame, binding: Binding | undefined) => {
  if (!binding) return { reasons: [], member: {} };
  return { reasons: [describeBinding(binding, frame.currency)], member: { binding } };
};

const receiptOf = (
  frame: ReceiptFrame,
  problem: SourcingProblem,
  policy: SourcingPolicy,
  found: Search,
  bound: Binding | undefined,
): DecisionReceipt => {
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
  const flip = found.optimal && found.runnerUp ? flipOf(problem, policy, found.chosen, found.runnerUp) : undefined;
  const second = runnerUp && {
    planId: runnerUp.planId,
    marginMinor: runnerUp.scoreMinor - chosen.scoreMinor,
    wouldChange: wouldChange({ ...facts, runnerUp }, flip),
    ...(flip ? { flip } : {}),
  };
  const told = toldBinding(frame, bound);
  return {
    ...frame,
    candidates,
    chosen: chosen.planId,
    reasons: [...describeChoice(facts), ...told.reasons],
    ...(second ? { runnerUp: second } : {}),
    ...told.member,
    search: found.search,
    optimal: found.optimal,
    ...(found.optimal ? {} : { gapMinor: found.chosen.scoreMinor - found.lowestMinor }),
  };
};

/** Every unit that stock could supply is left, because nothing may go out in so many parcels. */
const allLeft = (problem: SourcingProblem, request: SourcingRequest): readonly UnsourcedLine[] => {
  const missing = new Map(problem.unsourced.map((line) => [line.lineId, line]));
  return request.lines
    .map(({ lineId, sku, quantity }): UnsourcedLine => {
      const known = missing.get(lineId);
      return known?.quantity === quantity ? known : { lineId, sku, quantity, reason: 'max-parcels' };
    })
    .sort((left, right) => (left.lineId < right.lineId ? -1 : 1));
};

/**
 * Chooses which location sends which line. Under a `lowest-score` policy the plan has the lowest possible score (shipping,
 * handling, splits, lateness, workload, later worth and preferences) among all plans that keep the hard constraints and send
 * everything that stock can supply, with each SKU whole from one location unless none holds it all. `receipt.optimal` says
 * whether that was proven; it always is for orders of up to 12 SKUs at up to 400 locations, unless several SKUs with very many
 * units must be divided. The same request and policy always give the same decision.
 */
export const chooseSources = (request: SourcingRequest, policy: SourcingPolicy, sha256: Sha256Hex): SourcingDecision => {
  const problem = stateProblem(request, policy);
  const found = problem.items.length === 0 ? undefined : search(problem, policy, request);
  const unsourced = problem.items.length > 0 && !found ? allLeft(problem, request) : problem.unsourced;
  const futureCounts = (policy.weightsPercent.future ?? 0) > 0 && policy.method === 'lowest-score';
  const frame: ReceiptFrame = {
    decisionId: request.decisionId,
    kind: 'routing',
    policy: { name: policy.name, version: policy.version },
    currency: request.currency,
    inputsHash: inputsHash(request, policy, sha256),
    destinationPrecision: locate(request.destination)?.precision ?? 'unknown',
    unsourced,
    ...(request.futureValue && futureCounts ? { futureValueVersion: request.futureValue.version } : {}),
  };
  const bound = bindingConstraint({ request, policy, problem, chosen: found?.chosen, best: bestPlan });
  const decision = { decisionId: request.decisionId, complete: unsourced.length === 0, unsourced, remainder: policy.remainder };
  if (!found) return { ...decision, assignments: [], receipt: nothingFound(frame, bound) };
  const receipt = receiptOf(frame, problem, policy, found, bound);
  return { ...decision, assignments: receipt.candidates[0]?.assignments ?? [], receipt };
};
