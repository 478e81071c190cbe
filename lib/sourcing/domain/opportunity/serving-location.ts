import type { LocationId } from '../../../kernel/ids.ts';
import { networkCosts } from './network-costs.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import type { Place, SourcingLocation } from '../sourcing.request.ts';

/** A region by its name in ISO 3166-2 (`US-NY`), or a country by its code. */
export const placeOfRegion = (region: string): Place => {
  const [country = '', subdivision] = region.split('-');
  return subdivision === undefined ? { country } : { country, region };
};

/**
 * Which location would serve a region if it had everything: the one whose parcel costs least under the policy.
 * @returns a function that answers undefined where no location sends to the region
 */
export const servingLocation = (
  policy: SourcingPolicy,
  locations: readonly SourcingLocation[],
): ((region: string) => LocationId | undefined) => {
  const active = locations.filter((location) => location.active);
  const known = new Map<string, LocationId | undefined>();
  return (region) => {
    if (known.has(region)) return known.get(region);
    const { parcel } = networkCosts(policy, [placeOfRegion(region)], active);
    let best: number | undefined;
    parcel.forEach((cost, at) => {
      if (cost < Number.POSITIVE_INFINITY && (best === undefined || cost < (parcel[best] as number))) best = at;
    });
    const serving = best === undefined ? undefined : active[best]?.locationId;
    known.set(region, serving);
    return serving;
  };
};
