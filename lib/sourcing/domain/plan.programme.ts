// The search as a mixed-integer programme, for orders that are too large to be searched exactly: a facility location problem
// (Balinski 1965) in which each item is assigned whole to one open site, or divided over several.
import { invariant } from '../../kernel/result.ts';
import { keepsParcels, type Plan, pricePlan, type Take } from './plan.ts';
import type { ProposedPlan } from './sourcing.request.ts';
import { parcelCost, type SourcingProblem, unitCost } from './sourcing.problem.ts';

/** What the variables of a programme stand for. `parcel`: the site sends; `send`: the item goes from it; `units`: so many. */
const parcel = (site: number): string => `p${site}`;
const send = (site: number, item: number): string => `s${site}_${item}`;
const units = (site: number, item: number): string => `u${site}_${item}`;

type Term = { readonly factor: number; readonly name: string };

const sumOf = (terms: readonly Term[]): string =>
  terms.map(({ factor, name }) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`).join('\n ');

/** Sites that can send of an item, with how much: the whole demand, or of a divided item what they have. */
const sendersOf = (problem: SourcingProblem, itemIndex: number): readonly { readonly site: number; readonly most: number }[] => {
  const item = problem.items[itemIndex];
  invariant(item, 'a programme is about items of its problem');
  return [...problem.sites.entries()].flatMap(([site, { stock }]) => {
    const most = Math.min(stock[itemIndex] ?? 0, item.demand);
    return most > 0 && (item.divided || most === item.demand) ? [{ site, most }] : [];
  });
};

type Programme = { readonly costs: Term[]; readonly rows: string[]; readonly whole: string[] };

const addItem = (problem: SourcingProblem, itemIndex: number, { costs, rows, whole }: Programme): void => {
  const item = problem.items[itemIndex];
  invariant(item, 'a programme is about items of its problem');
  const senders = sendersOf(problem, itemIndex);
  for (const { site: siteIndex, most } of senders) {
    const site = problem.sites[siteIndex];
    invariant(site, 'a programme is about sites of its problem');
    const name = send(siteIndex, itemIndex);
    const each = unitCost(site, itemIndex);
    whole.push(name);
    costs.push({ factor: site.lineHandlingCost + (item.divided ? 0 : each * item.demand), name });
    rows.push(`${name} - ${parcel(siteIndex)} <= 0`);
    if (!item.divided) continue;
    // Whole numbers come by themselves: once it is settled who sends, the units are a transport problem with whole bounds.
    costs.push({ factor: each, name: units(siteIndex, itemIndex) });
    rows.push(`${units(siteIndex, itemIndex)} - ${most} ${name} <= 0`);
  }
  const named = item.divided ? units : send;
  rows.push(`${sumOf(senders.map(({ site }) => ({ factor: 1, name: named(site, itemIndex) })))} = ${item.divided ? item.demand : 1}`);
};

/**
 * The problem in the LP format of CPLEX, in whole minor units. Its optimum is the lowest score plus the cost of one split, which
 * every parcel is charged here and the first one in a plan is not.
 */
export const programmeOf = (problem: SourcingProblem): string => {
  const programme: Programme = { costs: [], rows: [], whole: [] };
  for (const [siteIndex, site] of problem.sites.entries()) {
    programme.costs.push({ factor: parcelCost(site) + problem.splitCost, name: parcel(siteIndex) });
    programme.whole.push(parcel(siteIndex));
  }
  for (const itemIndex of problem.items.keys()) addItem(problem, itemIndex, programme);
  const parcels = problem.sites.map((_, site) => ({ factor: 1, name: parcel(site) }));
  if (problem.parcelsMax !== undefined) programme.rows.push(`${sumOf(parcels)} <= ${problem.parcelsMax}`);
  return [
    'Minimize',
    ` cost: ${sumOf(programme.costs)}`,
    'Subject To',
    ...programme.rows.map((row, index) => ` r${index}: ${row}`),
    'Binary',
    ...programme.whole.map((name) => ` ${name}`),
    'End',
    '',
  ].join('\n');
};

/** What a solver has found: the values of the variables, and a figure that no plan is below. */
export type Solution = { readonly valueOf: (name: string) => number; readonly lowest: number | undefined };

/** A solution in the words of the request, so that it can be kept with it and decided by again. */
export const proposalOf = (problem: SourcingProblem, solution: Solution): ProposedPlan => ({
  takes: [...problem.items.entries()].flatMap(([itemIndex, item]) =>
    sendersOf(problem, itemIndex).flatMap(({ site: siteIndex }) => {
      const site = problem.sites[siteIndex];
      const sent = item.divided
        ? Math.round(solution.valueOf(units(siteIndex, itemIndex)))
        : Math.round(solution.valueOf(send(siteIndex, itemIndex))) * item.demand;
      return site && sent > 0 ? [{ sku: item.sku, locationId: site.locationId, units: sent }] : [];
    }),
  ),
  // Scores are whole, so that nothing lies between the solver's figure and the next whole one.
  ...(solution.lowest === undefined ? {} : { lowestMinor: Math.ceil(solution.lowest - 1e-4) - problem.splitCost }),
});

/** A proposal as a plan of the problem; undefined where it is none, because it does not keep what a plan must keep. */
export const planOfProposal = (problem: SourcingProblem, { takes: proposed }: ProposedPlan): Plan | undefined => {
  const takes: Take[] = [];
  for (const [itemIndex, item] of problem.items.entries()) {
    const own = proposed.filter(({ sku }) => sku === item.sku);
    for (const { locationId, units: sent } of own) {
      const site = problem.sites.findIndex((one) => one.locationId === locationId);
      if (!Number.isSafeInteger(sent) || sent < 1 || sent > (problem.sites[site]?.stock[itemIndex] ?? 0)) return undefined;
      takes.push({ site, item: itemIndex, units: sent });
    }
    const isCovered = own.reduce((sum, { units: sent }) => sum + sent, 0) === item.demand;
    if (!isCovered || (!item.divided && own.length !== 1)) return undefined;
    if (new Set(own.map(({ locationId }) => locationId)).size !== own.length) return undefined;
  }
  const plan = pricePlan(problem, takes);
  return keepsParcels(problem, plan) ? plan : undefined;
};
