import { LineId, LocationId, Sku } from '../../../kernel/ids.ts';
import { CurrencyCode } from '../../../kernel/money.ts';
import { parcelCost, stateProblem } from '../sourcing.problem.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import type { Place, SourcingLocation } from '../sourcing.request.ts';
import type { NetworkCosts } from './future.ts';

/** Times the dearest parcel that leaving a customer without a unit counts: what stock there is, is always sent. */
const unservedTimes = 2;

/** Costs by decision, without what changes from hour to hour: a busy or full location is not busy for ever. */
const standing = ({ workload: _busy, capacity: _left, ...location }: SourcingLocation): SourcingLocation => location;

/**
 * What parcels cost, as a decision under this policy would count them.
 * @param regions where orders go, by index
 * @param locations all active ones, by index
 */
export const networkCosts = (policy: SourcingPolicy, regions: readonly Place[], locations: readonly SourcingLocation[]): NetworkCosts => {
  const count = locations.length;
  const parcel = new Float64Array(regions.length * count).fill(Number.POSITIVE_INFINITY);
  const line = new Float64Array(count);
  const indexes = new Map(locations.map(({ locationId }, index) => [locationId, index]));
  const sku = Sku('ANY');
  let split = 0;
  let dearest = 0;
  regions.forEach((destination, region) => {
    const problem = stateProblem(
      {
        decisionId: '',
        currency: CurrencyCode('USD'),
        lines: [{ lineId: LineId('1'), sku, quantity: 1, unitValueMinor: 0 }],
        destination,
        locations: locations.map(standing),
        availability: locations.map(({ locationId }) => ({ sku, locationId: LocationId(locationId), available: 1 })),
        excluded: [],
      },
      policy,
    );
    split = problem.splitCost;
    for (const site of problem.sites) {
      const at = indexes.get(site.locationId);
      if (at === undefined) continue;
      const cost = parcelCost(site);
      parcel[region * count + at] = cost;
      line[at] = site.lineHandlingCost;
      dearest = Math.max(dearest, cost);
    }
  });
  return { regions: regions.length, locations: count, parcel, line, split, unserved: unservedTimes * (dearest + split) };
};
