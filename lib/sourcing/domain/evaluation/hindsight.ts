import type { Sha256Hex } from '../../../kernel/hash-chain.ts';
import type { LocationId, Sku } from '../../../kernel/ids.ts';
import { chooseSources } from '../choose-sources.ts';
import type { LearnedFigures } from '../learning/estimate.ts';
import { withService } from '../parcel-price.ts';
import { pricePlan, type Take } from '../plan.ts';
import type { Assignment } from '../sourcing.decision.ts';
import { parcelCost, type Site, type SourcingProblem, stateProblem } from '../sourcing.problem.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import type { FutureValue, SourcingRequest } from '../sourcing.request.ts';

/** What a decision could not know, or did not count, and is known now. */
export type Truth = {
  /** What outcomes have taught of carriers by now. */
  readonly learned: LearnedFigures | undefined;
  /** What units were worth, as the estimate after the day has it; undefined where nothing better is known. */
  readonly futureValue: FutureValue | undefined;
  /** Locations that had the units in the books, and then could not send them. */
  readonly failed: ReadonlySet<LocationId>;
};

/** Why a decision was dearer than the best one, in the order in which what it went by is replaced by what is known now. */
export const lossCauses = ['exploration', 'rate', 'forecast', 'stock', 'weights', 'constraint'] as const;
export type LossCause = (typeof lossCauses)[number];

/** Minor units. The parts sum to `loss` exactly, and `chosen` less `loss` is `best`. */
export type HindsightLoss = {
  readonly chosen: number;
  readonly best: number;
  readonly loss: number;
  /** Of a single cause it may be below 0: what was wrong in two ways may have come out right. */
  readonly by: Readonly<Record<LossCause, number>>;
  readonly bestAssignments: readonly Assignment[];
};

type Inputs = { readonly request: SourcingRequest; readonly policy: SourcingPolicy };
type Step = { readonly cause: LossCause; readonly apply: (inputs: Inputs) => Inputs };

const full = 100;

const stepsFor = ({ learned, futureValue, failed }: Truth): readonly Step[] => [
  // Nothing is replaced: what differs is that the best plan is taken instead of one that was drawn.
  { cause: 'exploration', apply: (inputs) => inputs },
  {
    cause: 'rate',
    apply: ({ request, policy }) =>
      learned ? { request: { ...request, learned }, policy: { ...policy, learned: { enabled: true } } } : { request, policy },
  },
  {
    cause: 'forecast',
    apply: ({ request, policy }) => (futureValue ? { request: { ...request, futureValue }, policy } : { request, policy }),
  },
  {
    cause: 'stock',
    apply: ({ request, policy }) => ({
      request: { ...request, excluded: [...request.excluded, ...[...failed].map((locationId) => ({ locationId }))] },
      policy,
    }),
  },
  {
    cause: 'weights',
    apply: ({ request, policy }) => {
      const { workload = 0, returns } = policy.weightsPercent;
      // How much waiting work and returns are worth is the tenant's own word; nothing that happens tells otherwise.
      const own = { workload, preference: 0, ...(returns === undefined ? {} : { returns }) };
      const weightsPercent = { shipping: full, handling: full, split: full, lateness: full, future: full, ...own };
      return { request, policy: { ...policy, method: 'lowest-score', weightsPercent } };
    },
  },
  {
    cause: 'constraint',
    apply: ({ request: { maxParcels: _most, ...request }, policy: { constraints: _hard, ...policy } }) => ({ request, policy }),
  },
];

const unitsOf = (assignments: readonly Assignment[]): number =>
  assignments.reduce((sum, { lines }) => sum + lines.reduce((units, { quantity }) => units + quantity, 0), 0);

/** Enough of everything at every location that was chosen, so that each of the plans can be priced. */
const plentiful = (request: SourcingRequest, plans: readonly (readonly Assignment[])[]): SourcingRequest => {
  const locations = new Set(plans.flatMap((assignments) => assignments.map(({ locationId }) => locationId)));
  const wanted = new Map<Sku, number>();
  for (const { sku, quantity } of request.lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const availability = [...locations].flatMap((locationId) => [...wanted].map(([sku, available]) => ({ sku, locationId, available })));
  return { ...request, availability, excluded: [] };
};

/**
 * What a unit that is not sent costs, so that leaving it out never pays: twice what the dearest parcel does, and more than any two
 * plans differ by, because a unit may be worth more later than its parcel costs.
 */
const unsentMinor = ({ sites, splitCost }: SourcingProblem, scores: readonly number[]): number =>
  Math.max(2 * (Math.max(0, ...sites.map(parcelCost)) + splitCost), Math.max(...scores) - Math.min(...scores) + 1);

/** Prices plans by the truth, each parcel by the service that it went by. */
const createPricing = ({ request, policy }: Inputs, plans: readonly (readonly Assignment[])[]) => {
  const asked = plentiful(request, plans);
  const problem = stateProblem(asked, policy);
  const byService = new Map<string | undefined, SourcingProblem>();
  const siteOf = ({ locationId, carrier }: Assignment): Site | undefined => {
    const narrowed = withService(asked, policy, carrier);
    const known = byService.get(carrier) ?? stateProblem(narrowed.request, narrowed.policy);
    byService.set(carrier, known);
    const at = (one: SourcingProblem): Site | undefined => one.sites.find((site) => site.locationId === locationId);
    return at(known) ?? at(problem);
  };
  const priced = (assignments: readonly Assignment[]): { readonly score: number; readonly sent: number } => {
    const sites: Site[] = [];
    const takes: Take[] = [];
    for (const assignment of assignments) {
      const site = siteOf(assignment);
      if (!site) continue;
      sites.push(site);
      problem.items.forEach(({ sku }, item) => {
        const units = assignment.lines.reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
        if (units > 0) takes.push({ site: sites.length - 1, item, units });
      });
    }
    return { score: pricePlan({ ...problem, sites }, takes).scoreMinor, sent: takes.reduce((sum, { units }) => sum + units, 0) };
  };
  const most = Math.max(...plans.map(unitsOf));
  const unsent = unsentMinor(
    problem,
    plans.map((assignments) => priced(assignments).score),
  );
  return (assignments: readonly Assignment[]): number => {
    const { score, sent } = priced(assignments);
    return score + (most - sent) * unsent;
  };
};

/**
 * What a decision has lost against the best one, by what is known now, and why. What it went by is replaced by the truth step by
 * step; after each step it is decided again, and every choice is priced by the truth. The differences between the steps are the
 * parts, so that they sum to the loss whatever their order; another order would share the same loss out otherwise.
 *
 * Both sides are priced by what was to be expected with today's knowledge, not by what happened to the parcel that was sent:
 * a parcel that broke by bad luck was no bad decision, and of the one that was not sent nobody knows.
 *
 * A choice of a location that could not send costs the best plan, a split and a day more, because it is made again.
 */
export const hindsightOf = (inputs: Inputs, chosen: readonly Assignment[], truth: Truth, sha256: Sha256Hex): HindsightLoss => {
  const steps = stepsFor(truth);
  const plans: (readonly Assignment[])[] = [chosen];
  let at = inputs;
  for (const { apply } of steps) {
    at = apply(at);
    const { learned, ...policy } = at.policy;
    // What was drawn to learn is no mistake of the policy; the best plan is the one that would not be drawn.
    const plain = learned ? { ...policy, learned: { enabled: learned.enabled, damagePercent: full } } : policy;
    plans.push(chooseSources(at.request, plain, sha256).assignments);
  }
  const price = createPricing(at, plans);
  const best = price(plans.at(-1) as readonly Assignment[]);
  const again = at.policy.splitCostMinor + (at.policy.lateness?.perDayLateMinor ?? 0);
  const costs = plans.map((assignments) => {
    const cost = price(assignments);
    return assignments.some(({ locationId }) => truth.failed.has(locationId)) ? best + again + Math.max(0, cost - best) : cost;
  });
  const by = Object.fromEntries(steps.map(({ cause }, index) => [cause, (costs[index] as number) - (costs[index + 1] as number)]));
  return {
    chosen: costs[0] as number,
    best,
    loss: (costs[0] as number) - best,
    by: by as Record<LossCause, number>,
    bestAssignments: plans.at(-1) as readonly Assignment[],
  };
};
