import type { Catalog } from '../lib/catalog/index.ts';
import { LocationId, TenantId } from '../lib/kernel/ids.ts';
import { askForLook, locationStanding } from '../lib/orders/index.ts';
import type { Platform } from '../lib/platform/ports.ts';

/** Puts a location into the catalog, and has its work looked at where it is closed or has been, whoever puts it. */
export const createPutLocation =
  (platform: Pick<Platform, 'queue'>, catalog: Pick<Catalog, 'getLocation' | 'putLocation'>): Catalog['putLocation'] =>
  async (tenantId, location) => {
    const before = await catalog.getLocation(tenantId, location.location_id);
    const put = await catalog.putLocation(tenantId, location);
    // Closed again is looked at again: the answer before may have been lost, and the look with it.
    const isClosed = locationStanding(location) !== 'open';
    const wasClosed = before !== undefined && locationStanding(before) !== 'open';
    if (isClosed || wasClosed)
      await askForLook(platform, { tenant_id: TenantId(tenantId), location_id: LocationId(location.location_id), quiet_looks: 0 });
    return put;
  };
