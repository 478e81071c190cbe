import type { Catalog } from '../lib/catalog/index.ts';
import type { LocationBody } from '../lib/contracts/http/catalog-bodies.ts';
import { LocationId, type TenantId } from '../lib/kernel/ids.ts';
import { toEpochMs } from '../lib/kernel/instant.ts';
import { createRecentMap } from '../lib/kernel/recent-map.ts';
import type { Clock } from '../lib/platform/ports.ts';
import type { LocationReader, RatedPlace, SourcingLocation } from '../lib/sourcing/index.ts';
import { handlingNames } from './article-reader.ts';

/** What picking and packing cost where a location does not say, in minor units: alike everywhere, so that it never decides. */
const handlingCostDefault = { perParcel: 150, perLine: 25 };

/** A count of work serves the decisions of so many milliseconds: it moves by a parcel at a time. */
const countedForMs = 15_000;
const countsRemembered = 2_000;
/** Days of work that are told apart; a location that is further behind is as good as closed. */
const daysCounted = 10;

type Parts = {
  readonly catalog: Pick<Catalog, 'listLocations'>;
  /** Parcels that a location has to send, counted up to `atMost`. */
  readonly openWork: (tenantId: TenantId, locationId: LocationId, atMost: number) => Promise<number>;
  readonly clock: Clock;
};

const createRememberedWork = ({ openWork, clock }: Parts) => {
  const counts = createRecentMap<string, { readonly atMs: number; readonly parcels: Promise<number> }>(countsRemembered);
  return (tenantId: TenantId, locationId: LocationId, atMost: number): Promise<number> => {
    const key = `${tenantId} ${locationId} ${atMost}`;
    const nowMs = toEpochMs(clock.now());
    const known = counts.get(key);
    if (known && nowMs - known.atMs < countedForMs && nowMs >= known.atMs) return known.parcels;
    const parcels = openWork(tenantId, locationId, atMost);
    counts.set(key, { atMs: nowMs, parcels });
    // A count that failed is no count.
    parcels.catch(() => counts.delete(key));
    return parcels;
  };
};

const optional = <Value, Name extends string>(name: Name, value: Value | undefined): { readonly [N in Name]?: Value } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: Value };

/** What a location says of itself. */
const standingOf = (location: LocationBody): Omit<SourcingLocation, 'capacity' | 'workload'> => ({
  locationId: LocationId(location.location_id),
  type: location.type,
  active: location.active,
  country: location.country,
  ...optional('region', location.region),
  ...optional('postalPrefix', location.postal_code?.slice(0, 3)),
  ...(location.latitude === undefined || location.longitude === undefined
    ? {}
    : { coordinates: { latitude: location.latitude, longitude: location.longitude } }),
  handlingCostMinor: {
    perParcel: location.handling_cost_per_parcel ?? handlingCostDefault.perParcel,
    perLine: location.handling_cost_per_line ?? handlingCostDefault.perLine,
  },
  ...optional(
    'capabilities',
    location.capabilities?.map((name) => handlingNames[name]),
  ),
  ...optional('shipsTo', location.ships_to),
  ...optional('processingHours', location.processing_hours),
  ...optional('pickup', location.pickup),
});

/**
 * Locations of the catalog as sourcing needs them. One that states how many parcels it sends in a day is asked how much waits
 * there: it is given more as long as that is less than a day's work, and how busy it is counts as its workload. What has left
 * since the morning is not counted, so that the bound is on what waits and not on what a day sends.
 */
export const createLocationReader = (parts: Parts): LocationReader => {
  const workOf = createRememberedWork(parts);
  const withWork = async (tenantId: TenantId, location: LocationBody): Promise<SourcingLocation> => {
    const standing = standingOf(location);
    const { capacity_per_day: capacityPerDay, staffing_percent: percent = 100 } = location;
    if (capacityPerDay === undefined) return standing;
    const today = Math.floor((capacityPerDay * percent) / 100);
    const queueDepth = await workOf(tenantId, standing.locationId, Math.max(1, capacityPerDay) * daysCounted);
    return {
      ...standing,
      capacity: Math.max(0, today - queueDepth),
      ...(capacityPerDay > 0 ? { workload: { queueDepth, capacityPerDay, staffing: percent / 100 } } : {}),
    };
  };
  return {
    locations: async (tenantId) => {
      const locations = await parts.catalog.listLocations(tenantId);
      return Promise.all(locations.map((location) => withWork(tenantId, location)));
    },
  };
};

/** Where a location is to the postal code, for carriers that are asked for prices; nothing where it does not say. */
export const originOf = (location: LocationBody): readonly (readonly [LocationId, RatedPlace])[] => {
  const { country, region, postal_code: postalCode } = location;
  return postalCode === undefined ? [] : [[LocationId(location.location_id), { country, postalCode, ...optional('region', region) }]];
};
