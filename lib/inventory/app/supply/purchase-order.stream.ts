import type { TenantId } from '../../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../../platform/event-store/aggregate.ts';
import { type PurchaseOrderCommand, purchaseOrderDecider } from '../../domain/supply/purchase-order.decide.ts';
import { type PurchaseOrderEvent, purchaseOrderEventSchemaVersions } from '../../domain/supply/purchase-order.events.ts';
import { purchaseOrderKind, type PurchaseOrderState, purchaseOrderStateVersion } from '../../domain/supply/purchase-order.state.ts';
import type { SupplyRejection } from '../../domain/supply/supply.rejections.ts';

export const purchaseOrderAggregate: Aggregate<PurchaseOrderState, PurchaseOrderCommand, PurchaseOrderEvent, SupplyRejection> = {
  kind: purchaseOrderKind,
  decider: purchaseOrderDecider,
  schemaVersions: purchaseOrderEventSchemaVersions,
  storage: 'snapshot',
  stateVersion: purchaseOrderStateVersion,
};

/** @param id the number that whoever placed the order gave it */
export const purchaseOrderStream = (tenantId: TenantId, id: string): StreamId => ({ tenantId, kind: purchaseOrderKind, id });
