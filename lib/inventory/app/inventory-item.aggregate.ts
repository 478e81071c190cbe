import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import type { InventoryItemCommand } from '../domain/inventory-item.commands.ts';
import { inventoryItemDecider } from '../domain/inventory-item.decide.ts';
import { type InventoryItemEvent, inventoryItemEventSchemaVersions } from '../domain/inventory-item.events.ts';
import { inventoryItemId, inventoryItemKind } from '../domain/inventory-item.id.ts';
import type { InventoryRejection } from '../domain/inventory-item.rejections.ts';
import type { InventoryItemState } from '../domain/inventory-item.state.ts';

export const inventoryItemAggregate: Aggregate<InventoryItemState, InventoryItemCommand, InventoryItemEvent, InventoryRejection> = {
  kind: inventoryItemKind,
  decider: inventoryItemDecider,
  schemaVersions: inventoryItemEventSchemaVersions,
  storage: 'inline',
  stateVersion: 1,
};

export const inventoryItemStream = (tenantId: TenantId, item: { readonly sku: Sku; readonly locationId: LocationId }): StreamId => ({
  tenantId,
  kind: inventoryItemKind,
  id: inventoryItemId(item.sku, item.locationId),
});
