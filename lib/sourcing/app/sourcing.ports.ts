import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { SourcingLocation, StockAt } from '../domain/sourcing.request.ts';

/** What is available now, read strongly. `lib/inventory` fulfils it. */
export interface AvailabilityReader {
  availability(tenantId: TenantId, skus: readonly Sku[], locationIds: readonly LocationId[]): Promise<readonly StockAt[]>;
}

/** The tenant's locations with what sourcing needs to know of them. */
export interface LocationReader {
  locations(tenantId: TenantId): Promise<readonly SourcingLocation[]>;
}

/** A policy, and which decision of the tenant chose it where one did. */
export type ChosenPolicy = SourcingPolicy & { readonly decidedBy?: PolicyRef };

/** A policy by name, or the tenant's standard one. */
export interface PolicyReader {
  policy(tenantId: TenantId, name: string | undefined): Promise<ChosenPolicy | undefined>;
}
