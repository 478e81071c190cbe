import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { Clock, Table } from '../../platform/ports.ts';
import type { SupplierTerms } from '../domain/fulfillment-order.values.ts';

/** In what numbers an article is bought: at least `minimumUnits`, in multiples of `packUnits`. */
export type OrderQuantity = { readonly sku: Sku; readonly minimumUnits: number; readonly packUnits: number };

/** What a supplier has agreed to: the terms of goods that it sends for us, and the numbers in which it sells them to us. */
export type KeptSupplierTerms = SupplierTerms & { readonly orderQuantities?: readonly OrderQuantity[] };

/** Terms of the suppliers of a tenant, one row each; the last write counts. */
export type SupplierTermsBook = {
  /** Undefined where nobody has said anything. */
  readonly get: (tenantId: TenantId, locationId: LocationId) => Promise<KeptSupplierTerms | undefined>;
  readonly put: (tenantId: TenantId, locationId: LocationId, terms: KeptSupplierTerms) => Promise<void>;
};

/** Terms of a supplier about whom nothing is known. */
export const noTerms: SupplierTerms = { leadTimeDays: null, currency: null, unitCosts: [] };

const keyOf = (tenantId: TenantId, locationId: LocationId) => ({ PK: `${tenantId}#SUPPLIER-TERMS`, SK: locationId });

export const createSupplierTermsBook = ({
  ledger,
  clock,
}: {
  readonly ledger: Pick<Table, 'get' | 'put'>;
  readonly clock: Clock;
}): SupplierTermsBook => ({
  get: async (tenantId, locationId) => (await ledger.get(keyOf(tenantId, locationId)))?.['value'] as KeptSupplierTerms | undefined,
  put: async (tenantId, locationId, terms) => {
    await ledger.put({ ...keyOf(tenantId, locationId), value: terms, updated_at: clock.now() });
  },
});
