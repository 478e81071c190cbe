import type { Catalog } from '../lib/catalog/index.ts';
import { LocationId } from '../lib/kernel/ids.ts';
import type { LocationReader } from '../lib/sourcing/index.ts';

// Until a location states its own cost, picking is priced alike everywhere, so that it never decides between locations.
const handlingCostMinor = { perParcel: 150, perLine: 25 };

/** Locations of the catalog as sourcing needs them. */
export const createLocationReader = (catalog: Catalog): LocationReader => ({
  locations: async (tenantId) => {
    const locations = await catalog.listLocations(tenantId);
    return locations.map((location) => ({
      locationId: LocationId(location.location_id),
      type: location.type,
      active: location.active,
      country: location.country,
      ...(location.region === undefined ? {} : { region: location.region }),
      ...(location.postal_code === undefined ? {} : { postalPrefix: location.postal_code.slice(0, 3) }),
      ...(location.latitude === undefined || location.longitude === undefined
        ? {}
        : { coordinates: { latitude: location.latitude, longitude: location.longitude } }),
      handlingCostMinor,
    }));
  },
});
