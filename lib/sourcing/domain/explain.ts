import { amountInWords, type CurrencyCode } from '../../kernel/money.ts';
import { rankByRule } from './plan.nearest.ts';
import { type Plan, sitesOf } from './plan.ts';
import type { Binding, DecisionReceipt, Flip, PlanCandidate, UnsourcedLine, UnsourcedReason } from './sourcing.decision.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import { holdsAll, type SourcingProblem } from './sourcing.problem.ts';

/** What the words of a receipt are made of. */
export type ChoiceFacts = {
  readonly problem: SourcingProblem;
  readonly policy: SourcingPolicy;
  readonly currency: CurrencyCode;
  readonly destinationPrecision: DecisionReceipt['destinationPrecision'];
  readonly chosenPlan: Plan;
  readonly chosen: PlanCandidate;
  readonly runnerUp: PlanCandidate | undefined;
  readonly search: DecisionReceipt['search'];
  readonly optimal: boolean;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const names = (plan: PlanCandidate): string => plan.assignments.map((assignment) => assignment.locationId).join(' + ');

const distance = (km: number | undefined): string => (km === undefined ? 'distance unknown' : `${km} km`);

const comparison = ({ chosen, runnerUp, currency }: ChoiceFacts): string => {
  if (!runnerUp) return 'no other plan sends the same units';
  const margin = runnerUp.scoreMinor - chosen.scoreMinor;
  if (margin === 0) return `costs the same as ${names(runnerUp)}, which comes later by number of parcels or by name`;
  return `${amountInWords(Math.abs(margin), currency)} ${margin > 0 ? 'cheaper' : 'dearer'} than ${names(runnerUp)}`;
};

const coverage = (facts: ChoiceFacts): string => {
  const [only, ...others] = facts.chosen.assignments;
  if (only && others.length === 0) {
    const lines = new Set(only.lines.map((line) => line.lineId)).size;
    const missing = facts.problem.unsourced.length > 0;
    const what =
      lines === 1
        ? missing
          ? 'what there is of the line'
          : 'the line'
        : missing
          ? `what there is of ${lines} lines`
          : `all ${lines} lines`;
    return `${only.locationId} holds ${what}; ${distance(only.distanceKm)}; ${comparison(facts)}.`;
  }
  const parts = facts.chosen.assignments.map((assignment) => {
    const units = assignment.lines.reduce((sum, line) => sum + line.quantity, 0);
    return `${assignment.locationId} sends ${counted(units, 'unit')} (${distance(assignment.distanceKm)})`;
  });
  return `${parts.join(', ')}; ${comparison(facts)}.`;
};

const whySplit = ({ problem, chosenPlan }: ChoiceFacts): readonly string[] => {
  if (sitesOf(chosenPlan.takes).length < 2) return [];
  const single = problem.sites.some((site) => holdsAll(problem, site));
  return single ? [] : ['No single location holds everything, so the order is split.'];
};

const reasonWords: Readonly<Record<UnsourcedReason, string>> = {
  'no-stock': 'no location has enough stock',
  excluded: 'the only stock left is at locations excluded for it',
  'not-released': 'the article is not sold yet',
  'location-unusable': 'the only stock left is at locations that are inactive, or served by no carrier to the destination',
  'service-level': 'no location that has stock can deliver by the promise',
  'cold-chain': 'no location that has stock keeps the cold chain',
  hazmat: 'no location that has stock may handle dangerous goods',
  geography: 'the locations that have stock may not send from where they are to the destination',
  'location-type': 'the only stock left is at locations of a type that may not send it',
  capacity: 'the locations that have stock can take no more parcels today',
  'max-parcels': 'the order would go out in more parcels than are allowed',
};

/** One sentence for each line that lacks a source. */
export const describeUnsourced = (unsourced: readonly UnsourcedLine[]): readonly string[] =>
  unsourced.map((line) => `${counted(line.quantity, 'unit')} of ${line.sku} found no source: ${reasonWords[line.reason]}.`);

/** What the hard constraint that costs most has ruled out. */
export const describeBinding = ({ constraint, savingMinor, moreUnits, locationIds }: Binding, currency: CurrencyCode): string => {
  const places = locationIds.join(' + ');
  if (moreUnits > 0) return `Without the constraint ${constraint}, ${places} would send ${counted(moreUnits, 'unit')} more.`;
  return `Without the constraint ${constraint}, ${places} would be ${amountInWords(savingMinor ?? 0, currency)} cheaper.`;
};

const precisionWords: Readonly<Record<DecisionReceipt['destinationPrecision'], readonly string[]>> = {
  coordinates: [],
  region: ['The destination is known by its region only; distances are to the middle of the region.'],
  country: ['The destination is known by its country only; distances are to the middle of the country.'],
  unknown: ['The place of the destination is not known; every location counts as equally far.'],
};

const searchWords = ({ search, optimal, chosen, problem }: ChoiceFacts): readonly string[] => {
  if (search === 'rule') {
    return [optimal ? 'The static rule also gives the lowest score.' : 'The static rule was followed; a plan of a lower score may exist.'];
  }
  if (optimal) return [];
  return [
    `${counted(problem.items.length, 'SKU')} at ${counted(problem.sites.length, 'location')} are too many to try every plan; ${names(chosen)} is the best found.`,
  ];
};

/** Why the plan was chosen, in sentences; the first one alone is a fair summary. */
export const describeChoice = (facts: ChoiceFacts): readonly string[] => [
  coverage(facts),
  ...whySplit(facts),
  ...facts.problem.items
    .filter((item) => item.divided)
    .map((item) => `${item.sku} (${counted(item.demand, 'unit')}) is divided, because no location holds all of it.`),
  ...describeUnsourced(facts.problem.unsourced),
  ...precisionWords[facts.destinationPrecision],
  ...searchWords(facts),
];

const flipInWords = ({ locationId, field, fromMinor, toMinor }: Flip, currency: CurrencyCode): string => {
  const what = field === 'quotedPriceMinor' ? 'shipping' : 'handling';
  const [from, to] = [amountInWords(fromMinor, currency), amountInWords(toMinor, currency)];
  return `${what} from ${locationId} at ${to} a parcel instead of ${from}`;
};

/** By how much the runner-up would have to improve to be chosen. */
export const wouldChange = (facts: ChoiceFacts & { readonly runnerUp: PlanCandidate }, flip: Flip | undefined): string => {
  const { problem, policy, chosen, runnerUp, currency } = facts;
  if (policy.method === 'lowest-score') {
    const margin = runnerUp.scoreMinor - chosen.scoreMinor;
    const short = `${names(runnerUp)} would win if it were more than ${amountInWords(margin, currency)} cheaper`;
    return flip ? `${short}, as it is with ${flipInWords(flip, currency)}.` : `${short}.`;
  }
  const [first, second] = rankByRule(
    problem,
    problem.items.map((item) => item.demand),
    new Set(),
  );
  if (!first || !second) return `${names(runnerUp)} would win if it could send more.`;
  if (first.units > second.units) {
    return `${second.site.locationId} would go first if it could send ${counted(first.units - second.units, 'unit')} more.`;
  }
  const gapKm = Math.ceil((second.site.distanceKm ?? 0) - (first.site.distanceKm ?? 0));
  return `${second.site.locationId} would go first if it were more than ${gapKm} km nearer.`;
};
