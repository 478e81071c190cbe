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
import { armOf, isInRollout } from './learning/rollout.ts';
import { type Drawn, drawPlan } from './evaluation/exploration.ts';
import { describeWays, wayOf } from './learning/expected-cost.ts';
import { countsQuotes, describeQuotes, quotedBy } from './quotes.ts';
import { describeReturns, returnFactsOf } from './returns/expected-returns.ts';
import { type Budget, decisionBudget, isSpent, spendEntries } from './plan.budget.ts';
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
  /** Present where plans may be drawn. */
  readonly drawn?: Drawn;
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
const createLowest = (problem: SourcingProblem, budget: Budget) => {
  const exact = prepareExactSearch(problem, budget);
  return (banned?: number): { readonly plan: Plan | undefined; readonly proven: boolean } => {
    const found = exact?.best(banned);
    if (found === 'impossible') return { plan: undefined, proven: true };
    return found ? { plan: found, proven: true } : { plan: searchLocally(problem, budget, banned), proven: false };
  };
};

/** The plan by the static rule, counted by what it looks at. */
const nearest = (problem: SourcingProblem, budget: Budget, banned?: number): Plan | undefined => {
  const plan = planNearest(problem, banned);
  spendEntries(budget, problem.items.length * problem.sites.length * (plan ? sitesOf(plan.takes).length : 1));
  return plan;
};

/** The best plan without each of the sites; undefined for those for which the budget did not last, whose search may have broken off. */
const withoutEach = (
  sites: readonly number[],
  budget: Budget,
  bestWithout: (site: number) => Plan | undefined,
): { readonly plans: readonly Plan[]; readonly isWhole: boolean } => {
  const plans: Plan[] = [];
  for (const site of sites) {
    const plan = isSpent(budget) ? undefined : bestWithout(site);
    if (isSpent(budget)) return { plans, isWhole: false };
    if (plan) plans.push(plan);
  }
  return { plans, isWhole: true };
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

/** No plan that was found goes out in as few parcels as are allowed. */
type NoneFound = { readonly chosen: undefined; readonly isProven: boolean };

const search = (problem: SourcingProblem, policy: SourcingPolicy, request: SourcingRequest, budget: Budget): Search | NoneFound => {
  const lowestOf = createLowest(problem, budget);
  const lowest = (banned?: number): Plan | undefined => lowestOf(banned).plan;
  const byRule = policy.method === 'nearest-first';
  const { plan: cheapest, proven: isProven, search: how, lowestMinor } = findBest(problem, request, lowestOf());
  const chosen = byRule ? nearest(problem, budget) : cheapest;
  invariant((chosen && cheapest) || problem.parcelsMax !== undefined, 'demand is limited to what the sites hold, so a plan exists');
  // What a rule does not find is not looked for elsewhere.
  if (!chosen || !cheapest) return { chosen: undefined, isProven: isProven || byRule };
  const proven = isProven || isProvenSingle(problem, cheapest);
  const { plans: alternatives, isWhole } = withoutEach(sitesOf(chosen.takes), budget, (site) =>
    byRule ? nearest(problem, budget, site) : lowest(site),
  );
  const runnerUp = byRule ? alternatives[0] : best(alternatives);
  return {
    chosen,
    // The second best only where all were looked at.
    runnerUp: isWhole ? runnerUp : undefined,
    considered: [cheapest, ...alternatives, ...singleSitePlans(problem)],
    search: byRule ? 'rule' : how,
    optimal: proven && chosen.scoreMinor === cheapest.scoreMinor,
    lowestMinor: proven ? cheapest.scoreMinor : Math.min(cheapest.scoreMinor, Math.max(lowestMinor ?? 0, lowestThinkable(problem))),
  };
};

/** Draws among plans that are nearly as good, where the policy wants to learn what they are worth. */
const explore = (found: Search, problem: SourcingProblem, { learned: use }: SourcingPolicy, request: SourcingRequest): Search => {
  if (!use?.enabled || !use.explorePercent || request.draw === undefined || found.search === 'rule') return found;
  const drawn = drawPlan(problem, found.chosen, found.considered, use, request.draw);
  if (drawn.plan === found.chosen) return { ...found, drawn };
  return { ...found, drawn, chosen: drawn.plan, runnerUp: found.chosen, optimal: false };
};

const explorationOf = (drawn: Drawn | undefined, plans: readonly Plan[]): Pick<DecisionReceipt, 'exploration'> => {
  if (!drawn) return {};
  const places = new Map(plans.map((plan, index) => [planKey(plan), `plan-${index + 1}`]));
  const among = drawn.among.flatMap(({ plan, propensity }) => {
    const planId = places.get(planKey(plan));
    return planId === undefined ? [] : [{ planId, propensity }];
  });
  return { exploration: { among, propensity: drawn.propensity, explored: drawn.plan !== drawn.among[0]?.plan } };
};

const describeDraw = (drawn: Drawn | undefined): readonly string[] =>
  drawn && drawn.plan !== drawn.among[0]?.plan
    ? [
        `One of ${drawn.among.length} nearly equal plans was drawn, to learn what they are worth; the best one had a probability of ${((drawn.among[0]?.propensity ?? 0) * 100).toFixed(1)} %.`,
      ]
    : [];

/** The chosen plan, the runner-up, then the best of the others, each once. */
const candidatePlans = ({ chosen, runnerUp, considered }: Search): readonly Plan[] => {
  const rest = [...considered].sort(comparePlans);
  const byKey = new Map<string, Plan>();
  for (const plan of [chosen, ...(runnerUp ? [runnerUp] : []), ...rest]) if (!byKey.has(planKey(plan))) byKey.set(planKey(plan), plan);
  const [first, ...others] = [...byKey.values()].slice(0, candidatesMax);
  return first ? [first, ...others.sort(comparePlans)] : [];
};

type ReceiptFrame = Omit<DecisionReceipt, 'candidates' | 'reasons' | 'search' | 'optimal'>;

const nothingFound = (frame: ReceiptFrame, bound: Binding | undefined, isProven: boolean): DecisionReceipt => ({
  ...frame,
  candidates: [],
  reasons: [...describeUnsourced(frame.unsourced), ...toldBinding(frame, bound).reasons],
  ...toldBinding(frame, bound).member,
  search: isProven ? 'exact' : 'heuristic',
  // With nothing to send, sending nothing cannot be beaten; a plan in few parcels may have been missed.
  optimal: isProven,
});

/** The best plan under a policy, without a receipt; undefined where the budget did not last, as where there is none. */
const bestPlan = (problem: SourcingProblem, policy: SourcingPolicy, budget: Budget): Plan | undefined => {
  if (problem.items.length === 0 || isSpent(budget)) return undefined;
  const plan = policy.method === 'nearest-first' ? nearest(problem, budget) : createLowest(problem, budget)().plan;
  return isSpent(budget) ? undefined : plan;
};

const describeSpent = (budget: Budget): readonly string[] =>
  isSpent(budget)
    ? ['The order is too large for all other plans to be worked out in time, or for what each constraint costs; some are left out.']
    : [];

const toldBinding = (frame: ReceiptFrame, binding: Binding | undefined) => {
  if (!binding) return { reasons: [], member: {} };
  return { reasons: [describeBinding(binding, frame.currency)], member: { binding } };
};

/** The learned figures that the parcels of a plan were decided by. */
const learnedIn = (frame: ReceiptFrame, problem: SourcingProblem, plan: Plan): DecisionReceipt['learned'] =>
  frame.learned && {
    ...frame.learned,
    ways: sitesOf(plan.takes).flatMap((index) => {
      const site = problem.sites[index];
      return site?.learned ? [wayOf(site.locationId, site.learned)] : [];
    }),
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
  const learned = learnedIn(frame, problem, found.chosen);
  return {
    ...frame,
    ...(learned ? { learned } : {}),
    ...explorationOf(found.drawn, plans),
    candidates,
    chosen: chosen.planId,
    reasons: [
      ...describeChoice(facts),
      ...told.reasons,
      ...describeQuotes(frame.quotes),
      ...describeWays(learned),
      ...describeReturns(frame.returns),
      ...describeDraw(found.drawn),
    ],
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

/** Whether what was learned counts, and for which arm of the rollout; undefined where the policy has nothing to do with it. */
const learnedFrame = (request: SourcingRequest, { learned: use, method }: SourcingPolicy): Pick<ReceiptFrame, 'learned'> => {
  if (!use?.enabled || method !== 'lowest-score' || !isInRollout(use, request)) return {};
  const arm = armOf(use, request);
  return { learned: { version: request.learned?.version ?? null, ...(arm ? { arm } : {}), ways: [] } };
};

/** By which of the quoted services the chosen parcels go. */
const withTaken = (told: DecisionReceipt, { quotes }: SourcingRequest): DecisionReceipt => {
  if (!told.quotes || !quotes) return told;
  const sent = new Map(told.candidates[0]?.assignments.map(({ locationId, carrier }) => [locationId, carrier]));
  const of = told.quotes.of.map((one) => {
    const found = sent.has(one.locationId) ? quotedBy(quotes, one.locationId, sent.get(one.locationId)) : undefined;
    if (!found) return one;
    const { carrier, service, transitDays } = found;
    return { ...one, taken: { carrier, service, ...(transitDays === undefined ? {} : { transitDays }) } };
  });
  return { ...told, quotes: { ...told.quotes, of } };
};

const quotesFrame = ({ quotes }: SourcingRequest, policy: SourcingPolicy): Pick<ReceiptFrame, 'quotes'> => {
  if (!quotes || !countsQuotes(policy)) return {};
  const of = quotes.of.map(({ locationId, at, services }) => ({ locationId, at, services: services.length }));
  return { quotes: { from: quotes.from, of, missing: quotes.missing } };
};

/**
 * Chooses which location sends which line. Under a `lowest-score` policy the plan has the lowest possible score (shipping,
 * handling, splits, lateness, workload, later worth, preferences and returns) among all plans that keep the hard constraints and send
 * everything that stock can supply, with each SKU whole from one location unless none holds it all. `receipt.optimal` says
 * whether that was proven; it always is for orders of up to 12 SKUs at up to 400 locations, unless several SKUs with very many
 * units must be divided. What the decision is compared with is left out, and the receipt says so, where its steps do not last.
 * The same request and policy always give the same decision.
 */
export const chooseSources = (request: SourcingRequest, policy: SourcingPolicy, sha256: Sha256Hex): SourcingDecision => {
  const problem = stateProblem(request, policy);
  const budget = decisionBudget();
  const none: NoneFound = { chosen: undefined, isProven: true };
  const searched = problem.items.length === 0 ? none : search(problem, policy, request, budget);
  const found = searched.chosen ? explore(searched, problem, policy, request) : undefined;
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
    ...learnedFrame(request, policy),
    ...quotesFrame(request, policy),
    ...returnFactsOf(request, policy),
  };
  const bestOf = (other: SourcingProblem): Plan | undefined => bestPlan(other, policy, budget);
  const bound = bindingConstraint({ request, policy, problem, chosen: found?.chosen, best: bestOf, budget });
  const decision = { decisionId: request.decisionId, complete: unsourced.length === 0, unsourced, remainder: policy.remainder };
  const told = found ? receiptOf(frame, problem, policy, found, bound) : nothingFound(frame, bound, !searched.chosen && searched.isProven);
  const receipt = { ...withTaken(told, request), reasons: [...told.reasons, ...describeSpent(budget)] };
  return { ...decision, assignments: receipt.candidates[0]?.assignments ?? [], receipt };
};
