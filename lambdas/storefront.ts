import { createOversellCount } from '../lib/channels/index.ts';
import { createPurgeAvailability, createStorefrontAvailability, type PurgeAvailability } from '../lib/inventory/index.ts';
import type { Sku, TenantId } from '../lib/kernel/ids.ts';
import type { Platform } from '../lib/platform/ports.ts';
import { channelAccountsOf, incomingSupplyOf, orderReadingOf, policiesOf, stockDeskOf } from './composition.ts';
import { createBackorderDesk } from './stock-desk.ts';

const storefrontParts = (platform: Platform) => {
  const policies = policiesOf(platform);
  const desk = stockDeskOf(platform);
  return {
    policy: async (tenantId: TenantId) => (await policies.inForce(tenantId, 'storefront')).value,
    forSale: (tenantId: TenantId, skus: readonly Sku[]) => desk.forSale(tenantId, skus, 'all'),
  };
};

/** What websites show of articles. */
export const storefrontAvailabilityOf = (platform: Platform) =>
  createStorefrontAvailability({
    clock: platform.clock,
    ledger: platform.ledger,
    ...storefrontParts(platform),
    expected: (tenantId, sku) => incomingSupplyOf(platform).ofSku(tenantId, sku),
  });

/** Notes which articles sold out or came back, and asks for having the caches forget them. */
export const availabilityPurgeOf = (platform: Platform): PurgeAvailability =>
  createPurgeAvailability({ ...storefrontParts(platform), platform });

/** Counts what channels sold that there was no more of. */
export const oversellCountOf = (platform: Platform) =>
  createOversellCount({ platform, accounts: channelAccountsOf(platform), desk: createBackorderDesk(orderReadingOf(platform)) });
