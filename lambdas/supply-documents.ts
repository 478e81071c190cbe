import { purchaseOrderAggregate, purchaseOrderKind, transferOrderAggregate, transferOrderKind } from '../lib/inventory/index.ts';
import type { Sku, TenantId } from '../lib/kernel/ids.ts';
import type { SupplyDocuments } from '../lib/orders/index.ts';
import type { EventStore } from '../lib/platform/event-store/event-store.ts';

/** Articles of purchase orders and transfers, by their events: most of those name lines alone. */
export const createSupplyDocuments = (store: EventStore): SupplyDocuments => ({
  skusOf: async ({ tenant_id, stream_id: id, type }) => {
    const tenantId = tenant_id as TenantId;
    const { state } = type.startsWith('transfer.')
      ? await store.load(transferOrderAggregate, { tenantId, kind: transferOrderKind, id })
      : await store.load(purchaseOrderAggregate, { tenantId, kind: purchaseOrderKind, id });
    const { lines = [] } = state as { readonly lines?: readonly { readonly sku: Sku }[] };
    return [...new Set(lines.map(({ sku }) => sku))];
  },
});
