import type { LocationId, Sku, TenantId } from '../../../kernel/ids.ts';
import type { SafetyStockPolicy, StockChecksPolicy } from '../../../kernel/stock-policies.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { CheckRows } from './anomalies.rows.ts';
import type { FlagStore } from './anomalies.store.ts';
import type { StockLevelRow } from '../stock-level-list.ts';
import type { IncomingSupply } from '../supply/incoming-supply.ts';

/** What is expected to be wanted of an article. */
export type ExpectedDemand = {
  /** Units of each of the days that come, over all locations. */
  readonly dailyUnits: readonly number[];
  /** Variance over mean. */
  readonly dispersion: number;
  /** Share that a location would serve if it had everything, 0 to 1. */
  readonly shareOf: (locationId: string) => number;
};

export type CheckedArticle = { readonly sku: Sku; readonly priceMinor: number | null; readonly currency: string | null };

/** What the checks of stock see of the rest of the product. */
export type StockCheckParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'clock' | 'sha256' | 'observability'>;
  readonly flags: FlagStore;
  readonly rows: CheckRows;
  readonly settings: (tenantId: TenantId) => Promise<StockChecksPolicy>;
  readonly safetyStock: (tenantId: TenantId) => Promise<SafetyStockPolicy>;
  /** Articles by SKU. */
  readonly articles: (
    tenantId: TenantId,
    page: { readonly limit: number; readonly cursor?: string },
  ) => Promise<{ readonly items: readonly CheckedArticle[]; readonly cursor?: string }>;
  readonly article: (tenantId: TenantId, sku: Sku) => Promise<CheckedArticle | undefined>;
  readonly locations: (tenantId: TenantId) => Promise<readonly { readonly locationId: LocationId; readonly isActive: boolean }[]>;
  readonly levels: (tenantId: TenantId, sku: Sku, mayShow: (locationId: string) => boolean) => Promise<readonly StockLevelRow[]>;
  /** Of one item, by a strong read; undefined where there has never been any. */
  readonly level: (
    tenantId: TenantId,
    sku: Sku,
    locationId: LocationId,
  ) => Promise<{ readonly onHand: number; readonly available: number } | undefined>;
  readonly incoming: Pick<IncomingSupply, 'ofSku'>;
  /** Undefined while there is no forecast. */
  readonly demand: (tenantId: TenantId, sku: Sku) => Promise<ExpectedDemand | undefined>;
  /** The smallest number of units that demand stays within with a probability. */
  readonly quantile: (mean: number, dispersion: number, probability: number) => number;
  /** Units of an article that have left for an order; undefined for what is no order. */
  readonly shippedFor: (tenantId: TenantId, reference: string, sku: Sku) => Promise<number | undefined>;
  readonly tenants: () => Promise<readonly TenantId[]>;
};
