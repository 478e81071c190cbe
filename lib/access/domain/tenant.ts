import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Actor } from './principal.ts';

/** A 3PL client, a marketplace seller, or the retailer itself. */
export type Tenant = {
  readonly tenantId: TenantId;
  readonly name: string;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
};

/** Stands in keys where no tenant is known yet, so no tenant may be called so. */
export const globalPartition = 'global';
