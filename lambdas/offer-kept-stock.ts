import type { Catalog } from '../lib/catalog/index.ts';
import { LocationId, type TenantId } from '../lib/kernel/ids.ts';
import { askForLook, locationStanding } from '../lib/orders/index.ts';
import type { Platform } from '../lib/platform/ports.ts';
import { policyCacheSeconds, type PolicyDesk } from '../lib/policies/index.ts';

/** Until then some process may still decide by the version before; a look earlier than that could find nothing to give. */
const lookAfterSeconds = policyCacheSeconds + 5;

/**
 * Policies as they are changed, with what follows from it for orders that wait: units that a location no longer keeps as safety
 * stock are offered to them once every process decides by the new version. What a location has beyond what it keeps is found by
 * whoever looks, so that looking once too often gives nobody more than there is.
 */
export const offeringKeptStock = (
  desk: PolicyDesk,
  parts: { readonly platform: Pick<Platform, 'queue'>; readonly catalog: Pick<Catalog, 'listLocations'> },
): PolicyDesk => {
  const offer = async (tenantId: TenantId): Promise<void> => {
    const locations = await parts.catalog.listLocations(tenantId);
    for (const { location_id: id, ...location } of locations) {
      if (locationStanding(location) !== 'open') continue;
      const look = { tenant_id: tenantId, location_id: LocationId(id), quiet_looks: 0 };
      await askForLook(parts.platform, look, lookAfterSeconds);
    }
  };

  /** Also where nothing changed any more: the answer to the change may have been lost, and the looks with it. */
  const followed = async <R extends { readonly ok: boolean }>(tenantId: TenantId, name: string, result: R): Promise<R> => {
    if (result.ok && name === 'safety_stock') await offer(tenantId);
    return result;
  };

  return {
    ...desk,
    set: async (wanted) => followed(wanted.tenantId, wanted.name, await desk.set(wanted)),
    restore: async (wanted) => followed(wanted.tenantId, wanted.name, await desk.restore(wanted)),
  };
};
