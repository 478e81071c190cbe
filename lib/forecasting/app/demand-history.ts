import type { Sku, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { DemandOfDay } from '../domain/demand.ts';

export type DemandWindow = {
  /** Inclusive. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
};

/** What orders wanted of a SKU, by day, channel and region. `lib/orders` fulfils it. */
export interface DemandReader {
  (tenantId: TenantId, sku: Sku, window: DemandWindow): Promise<readonly DemandOfDay[]>;
}

/** What has been wanted of a SKU, whether or not it could be had: by day in UTC, then channel, then region. */
export interface DemandHistory {
  ofSku(tenantId: TenantId, sku: Sku, window: DemandWindow): Promise<readonly DemandOfDay[]>;
}

/** Demand as the orders tell it. Nothing is written on the way of an order; a window of a day is a query of its rows. */
export const createDemandHistory = ({ demand }: { readonly demand: DemandReader }): DemandHistory => ({
  ofSku: (tenantId, sku, window) => demand(tenantId, sku, window),
});
