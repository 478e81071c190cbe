import type { LocationId } from '../../kernel/ids.ts';
import { pricePlan, type Take } from './plan.ts';
import type { Assignment } from './sourcing.decision.ts';
import { stateProblem } from './sourcing.problem.ts';
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
  readonly lateDays: number | undefined;
};

export type PricedChoice = { readonly cost: ReplayCost; readonly parcels: readonly PricedParcel[] };

export const nothingSent: PricedChoice = { cost: { shipping: 0, handling: 0, split: 0, total: 0 }, parcels: [] };

const weightMax = 1_000;

/** Which of several services a parcel takes is the chooser's taste; what it then costs is counted in full, whatever it weighs. */
const payingPolicy = (chooser: SourcingPolicy, rates: SourcingPolicy): SourcingPolicy => {
  const { constraints: _hard, preferences: _soft, workload: _queue, learned: _expected, ...others } = chooser;
  const { shipping, lateness = 0 } = chooser.weightsPercent;
  const haste = lateness === 0 ? 0 : shipping === 0 ? weightMax : Math.min(weightMax, Math.round((lateness * 100) / shipping));
  return {
    ...others,
    method: 'lowest-score',
    shipping: rates.shipping,
    splitCostMinor: rates.splitCostMinor,
    unknownDistanceKm: rates.unknownDistanceKm,
    weightsPercent: { shipping: 100, handling: 100, split: 100, lateness: haste },
  };
};

/** Nothing but what was chosen: with just that in stock, and no bar, the search can choose nothing else. */
const onlyThis = (request: SourcingRequest, assignments: readonly Assignment[]): SourcingRequest => {
  const { maxParcels: _most, futureValue: _later, ...others } = request;
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

const priceUnder = (request: SourcingRequest, assignments: readonly Assignment[], policy: SourcingPolicy): PricedChoice | undefined => {
  const problem = stateProblem(onlyThis(request, assignments), policy);
  if (problem.unsourced.length > 0) return undefined;
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
      const own = pricePlan(problem, takes).contributions;
      return {
        locationId: site.locationId,
        units,
        km: Math.round(site.distanceKm ?? 0),
        costMinor: own.shipping + own.handling,
        lateDays: request.promise && site.expectedAt !== undefined ? site.lateDays : undefined,
      };
    }),
  };
};

/**
 * What it costs to send these parcels by the given rates. Where they serve one of the ways not at all, by the other rates.
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
    priceUnder(request, assignments, payingPolicy(chooser, rates)) ?? priceUnder(request, assignments, payingPolicy(chooser, otherwise))
  );
};
