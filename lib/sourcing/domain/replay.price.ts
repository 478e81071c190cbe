import type { LocationId } from '../../kernel/ids.ts';
import { withService } from './parcel-price.ts';
import { pricePlan, type Take } from './plan.ts';
import type { Assignment } from './sourcing.decision.ts';
import { type Site, type SourcingProblem, stateProblem } from './sourcing.problem.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import type { SourcingLine, SourcingLocation, SourcingRequest, StockAt } from './sourcing.request.ts';

/** What a choice costs in minor units. `total` is the sum of the others: what is paid, without what a policy only weighs. */
export type ReplayCost = { readonly shipping: number; readonly handling: number; readonly split: number; readonly total: number };

/** Days after the promise; undefined where nothing was promised, or the days on the way are not known. */
export type PricedParcel = {
  readonly locationId: LocationId;
  readonly units: number;
  readonly km: number;
  readonly costMinor: number;
  /** What the rates alone say of it by the same service; another amount only where what was learned of carriers counts. */
  readonly ratedMinor: number;
  readonly lateDays: number | undefined;
};

export type PricedChoice = { readonly cost: ReplayCost; readonly parcels: readonly PricedParcel[] };

export const nothingSent: PricedChoice = { cost: { shipping: 0, handling: 0, split: 0, total: 0 }, parcels: [] };

const weightMax = 1_000;

/**
 * Which of several services a parcel takes is the chooser's taste, where none is named; what it then costs is counted in full,
 * whatever it weighs. What was learned of carriers and what they have quoted counts for every parcel as soon as it is known: what
 * is paid does not depend on whether the chooser believed it, or asked.
 */
const payingPolicy = ({ quotes: named }: SourcingRequest, chooser: SourcingPolicy, rates: SourcingPolicy): SourcingPolicy => {
  const { constraints: _hard, preferences: _soft, workload: _queue, returns: _back, quotes: _asked, learned, ...others } = chooser;
  const { shipping, lateness = 0 } = chooser.weightsPercent;
  const haste = lateness === 0 ? 0 : shipping === 0 ? weightMax : Math.min(weightMax, Math.round((lateness * 100) / shipping));
  return {
    ...others,
    method: 'lowest-score',
    shipping: rates.shipping,
    splitCostMinor: rates.splitCostMinor,
    unknownDistanceKm: rates.unknownDistanceKm,
    weightsPercent: { shipping: 100, handling: 100, split: 100, lateness: haste },
    learned: { enabled: true, damagePercent: learned?.enabled ? (learned.damagePercent ?? 100) : 0 },
    ...(named ? { quotes: { from: named.from } } : {}),
  };
};

/** Nothing but what was chosen: with just that in stock, and no bar, the search can choose nothing else. */
const onlyThis = (request: SourcingRequest, assignments: readonly Assignment[]): SourcingRequest => {
  const { maxParcels: _most, futureValue: _later, returns: _back, ...others } = request;
  const stock = new Map<string, StockAt>();
  const wanted = new Map<string, number>();
  for (const { locationId, lines } of assignments)
    for (const { lineId, sku, quantity } of lines) {
      const key = JSON.stringify([sku, locationId]);
      stock.set(key, { sku, locationId, available: (stock.get(key)?.available ?? 0) + quantity });
      wanted.set(lineId, (wanted.get(lineId) ?? 0) + quantity);
    }
  const used = new Set(assignments.map(({ locationId }) => locationId));
  return {
    ...others,
    lines: request.lines.flatMap((line): readonly SourcingLine[] => {
      const { requirements: _care, locationTypes: _types, fromCountries: _countries, ...plain } = line;
      const quantity = wanted.get(line.lineId);
      return quantity === undefined ? [] : [{ ...plain, quantity }];
    }),
    locations: request.locations.flatMap((location): readonly SourcingLocation[] => {
      const { capacity: _limit, shipsTo: _where, ...open } = location;
      return used.has(location.locationId) ? [{ ...open, active: true }] : [];
    }),
    availability: [...stock.values()],
    excluded: [],
  };
};

/** A policy that goes by its rates alone. */
const ratesAlone = ({ learned: _expected, ...policy }: SourcingPolicy): SourcingPolicy => policy;

/** Sites of the problem, each with the service that its parcel was given, as far as the policy has it for this way. */
const sitesByService = (
  asked: SourcingRequest,
  sent: readonly Pick<Assignment, 'locationId' | 'carrier'>[],
  policy: SourcingPolicy,
  own: SourcingProblem,
) => {
  const named = new Map(sent.map(({ locationId, carrier }) => [locationId, carrier]));
  const problems = new Map<string, SourcingProblem>();
  return own.sites.map((site): Site => {
    const name = named.get(site.locationId);
    if (name === undefined || name === site.carrier) return site;
    const narrowed = withService(asked, policy, name);
    const problem = problems.get(name) ?? stateProblem(narrowed.request, narrowed.policy);
    problems.set(name, problem);
    return problem.sites.find(({ locationId }) => locationId === site.locationId) ?? site;
  });
};

const carriersOf = ({ sites }: SourcingProblem): readonly Pick<Assignment, 'locationId' | 'carrier'>[] =>
  sites.map(({ locationId, carrier }) => ({ locationId, ...(carrier === undefined ? {} : { carrier }) }));

const ownCost = (problem: SourcingProblem, takes: readonly Take[]): number => {
  const { shipping, handling } = pricePlan(problem, takes).contributions;
  return shipping + handling;
};

const priceUnder = (request: SourcingRequest, assignments: readonly Assignment[], policy: SourcingPolicy): PricedChoice | undefined => {
  const asked = onlyThis(request, assignments);
  const own = stateProblem(asked, policy);
  if (own.unsourced.length > 0) return undefined;
  const problem = { ...own, sites: sitesByService(asked, assignments, policy, own) };
  const byRates = asked.learned && {
    ...own,
    sites: sitesByService(asked, carriersOf(problem), ratesAlone(policy), stateProblem(asked, ratesAlone(policy))),
  };
  const parcels = problem.sites.map((site, index) => {
    const takes = problem.items.flatMap((_item, item): readonly Take[] => {
      const units = site.stock[item] ?? 0;
      return units > 0 ? [{ site: index, item, units }] : [];
    });
    return { site, takes, units: takes.reduce((sum, { units }) => sum + units, 0) };
  });
  // Each parcel goes by the service that was picked for the order as a whole, so that what the parcels cost sums to the total.
  const { shipping, handling, split } = pricePlan(
    problem,
    parcels.flatMap(({ takes }) => takes),
  ).contributions;
  return {
    cost: { shipping, handling, split, total: shipping + handling + split },
    parcels: parcels.map(({ site, takes, units }): PricedParcel => {
      const costMinor = ownCost(problem, takes);
      return {
        locationId: site.locationId,
        units,
        km: Math.round(site.distanceKm ?? 0),
        costMinor,
        ratedMinor: byRates ? ownCost(byRates, takes) : costMinor,
        lateDays: request.promise && site.expectedAt !== undefined ? site.lateDays : undefined,
      };
    }),
  };
};

/**
 * What it costs to send these parcels by the given rates, each by the service that it was given where these have it, and by what
 * the request knows of carriers. Where they serve one of the ways not at all, by the other rates.
 * @returns undefined when neither serves all of it
 */
export const priceChoice = (
  request: SourcingRequest,
  assignments: readonly Assignment[],
  by: { readonly chooser: SourcingPolicy; readonly rates: SourcingPolicy; readonly otherwise: SourcingPolicy },
): PricedChoice | undefined => {
  if (assignments.length === 0) return nothingSent;
  const { chooser, rates, otherwise } = by;
  return (
    priceUnder(request, assignments, payingPolicy(request, chooser, rates)) ??
    priceUnder(request, assignments, payingPolicy(request, chooser, otherwise))
  );
};
