import type { Catalog } from '../lib/catalog/index.ts';
import { noTerms, type SupplierTerms, type SupplierTermsBook } from '../lib/fulfilment/index.ts';
import type { LocationId, TenantId } from '../lib/kernel/ids.ts';
import { type Instant, plusMs } from '../lib/kernel/instant.ts';
import { createRecentMap } from '../lib/kernel/recent-map.ts';
import type { SupplierDirectory } from '../lib/orders/index.ts';
import type { Clock } from '../lib/platform/ports.ts';

/** How long another process may still follow what a location was before. */
const keptSeconds = 60;
const locationsMax = 1_000;

type Kept = { readonly staleAt: Instant; readonly terms: Promise<SupplierTerms | undefined> };

/** Locations of the catalog that are suppliers. Each is read once a minute, so that orders cost nothing more. */
export const createSupplierDirectory = (parts: {
  readonly catalog: Pick<Catalog, 'getLocation'>;
  readonly book: Pick<SupplierTermsBook, 'get'>;
  readonly clock: Clock;
}): SupplierDirectory => {
  const { catalog, book, clock } = parts;
  const kept = createRecentMap<string, Kept>(locationsMax);

  const read = async (tenantId: TenantId, locationId: LocationId): Promise<SupplierTerms | undefined> => {
    const location = await catalog.getLocation(tenantId, locationId);
    return location?.type === 'supplier' ? ((await book.get(tenantId, locationId)) ?? noTerms) : undefined;
  };

  const termsAt = (tenantId: TenantId, locationId: LocationId): Promise<SupplierTerms | undefined> => {
    const key = `${tenantId}#${locationId}`;
    const now = clock.now();
    const known = kept.get(key);
    if (known && now < known.staleAt) return known.terms;
    const terms = read(tenantId, locationId);
    kept.set(key, { staleAt: plusMs(now, keptSeconds * 1_000), terms });
    // What failed is asked again by the next one, not in a minute.
    terms.catch(() => kept.delete(key));
    return terms;
  };

  return {
    termsOf: async (tenantId, locationId, skus) => {
      const terms = await termsAt(tenantId, locationId);
      return terms && { ...terms, unitCosts: terms.unitCosts.filter(({ sku }) => skus.includes(sku)) };
    },
  };
};
