import { createTenantIds } from '../../lib/access/index.ts';
import { type CoPurchaseParts, createRecommendations } from '../../lib/customers/index.ts';
import { createConsents } from '../../lib/intelligence/index.ts';
import type { PersonId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { createRecentDemand } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { stockDeskOf, vaultOf } from '../composition.ts';
import { ordersOfPersonOf } from './person-parts.ts';

/** What the nightly count sees of the rest of the product. */
export const coPurchaseParts = (platform: Platform): CoPurchaseParts => ({
  platform,
  recentOrders: createRecentDemand(platform),
  tenants: createTenantIds(platform),
});

/** Of articles those of which there is more than is kept back. */
export const inStockOf = (platform: Platform) => {
  const desk = stockDeskOf(platform);
  return async (tenantId: TenantId, skus: readonly Sku[]): Promise<ReadonlySet<string>> => {
    const units = await desk.forSale(tenantId, skus, 'all');
    return new Set([...units].flatMap(([sku, { available, safetyStock }]) => (available > safetyStock ? [sku] : [])));
  };
};

/** Recommendations of articles of which there is more than is kept back. */
export const recommendationsOf = (platform: Platform) => createRecommendations({ platform, inStock: inStockOf(platform) });

/** What may be read of a person, and what they agree to. */
export const personalPartsOf = (platform: Platform) => {
  const consents = createConsents({ vault: vaultOf(platform), clock: platform.clock });
  const ordersOf = ordersOfPersonOf(platform);
  return {
    consent: async (tenantId: TenantId, personId: PersonId): Promise<boolean | undefined> => {
      const stated = await consents.of(tenantId, personId);
      return stated && (stated.personalisation?.granted ?? false);
    },
    purchases: async (tenantId: TenantId, personId: PersonId): Promise<readonly string[]> => {
      const orders = await ordersOf(tenantId, personId);
      return orders.flatMap(({ skus }) => skus);
    },
  };
};
