import type { LocationId } from '../../lib/kernel/ids.ts';
import { mayUseLocation, type Principal } from '../../lib/platform/http/principal.ts';
import { notFound, type Refusal } from '../../lib/platform/http/refusal.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';

/** Why the caller can say or read nothing of a supplier at this location; undefined when it is one. */
export const createSupplierAt = (platform: Platform) => {
  const catalog = catalogOf(platform);
  return async (principal: Principal, id: LocationId): Promise<Refusal | undefined> => {
    const location = mayUseLocation(principal, id) ? await catalog.getLocation(principal.tenantId, id) : undefined;
    if (!location) return notFound('location');
    if (location.type === 'supplier') return undefined;
    return { kind: 'rejected', code: 'not-a-supplier', message: `${id} is a location of the type ${location.type}, not a supplier.` };
  };
};
