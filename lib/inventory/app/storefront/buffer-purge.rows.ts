import * as z from 'zod';
import type { Sku, TenantId } from '../../../kernel/ids.ts';
import type { Key } from '../../../platform/ports.ts';

/** Tenants of which something is to be thrown out of the caches before the API. */
export const storefrontPurgesQueue = 'storefront-purges';
/** When a purge that the cache does not take now is asked for again. */
export const purgeBackOff = { firstSeconds: 5, longestSeconds: 300 } as const;

/** Whether an article was in stock when that was last looked at. */
export const crossingKey = (tenantId: TenantId, sku: Sku): Key => ({ PK: `${tenantId}#STOREFRONT`, SK: sku });

/** `crossing` counts how often it has sold out or come back. */
export const CrossingRow = z.object({ in_stock: z.boolean(), crossing: z.int() });

/** Articles that are to be thrown out, until they are. */
export const duePurges = (tenantId: TenantId): string => `${tenantId}#STOREFRONTPURGES`;
export const duePurgeKey = (tenantId: TenantId, sku: Sku): Key => ({ PK: duePurges(tenantId), SK: sku });
