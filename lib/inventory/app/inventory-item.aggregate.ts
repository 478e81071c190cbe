import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { Aggregate, StreamId } from '../../platform/event-store/aggregate.ts';
import type { InventoryItemCommand } from '../domain/inventory-item.commands.ts';
import { inventoryItemDecider } from '../domain/inventory-item.decide.ts';
import { type InventoryItemEvent, inventoryItemEventSchemaVersions } from '../domain/inventory-item.events.ts';
import { inventoryItemId, inventoryItemKind } from '../domain/inventory-item.id.ts';
import type { InventoryRejection } from '../domain/inventory-item.rejections.ts';
import type { InventoryItemState, Lease, OpenReservation } from '../domain/inventory-item.state.ts';

/** An order's reservation, which most are, is stored as id and quantity: every commit of an article carries those that are open. */
export type StoredReservation = readonly [id: string, quantity: number] | OpenReservation;
type StoredItemState = { readonly open: readonly StoredReservation[]; readonly recent: string; readonly lease?: Lease };

const isPair = (stored: StoredReservation): stored is readonly [string, number] => Array.isArray(stored);

const packReservation = (reservation: OpenReservation): StoredReservation => {
  const { id, quantity, kind, expiresAt, shipped } = reservation;
  return kind === 'order' && expiresAt === undefined && shipped === undefined ? [id, quantity] : reservation;
};

const unpackReservation = (stored: StoredReservation): OpenReservation =>
  isPair(stored) ? { id: stored[0], quantity: stored[1], kind: 'order' } : stored;

export const packOpen = (open: readonly OpenReservation[]): readonly StoredReservation[] => open.map(packReservation);
export const unpackOpen = (stored: readonly StoredReservation[]): readonly OpenReservation[] => stored.map(unpackReservation);

export const inventoryItemAggregate: Aggregate<InventoryItemState, InventoryItemCommand, InventoryItemEvent, InventoryRejection> = {
  kind: inventoryItemKind,
  decider: inventoryItemDecider,
  schemaVersions: inventoryItemEventSchemaVersions,
  storage: 'inline',
  // Every event carries the balance after it.
  inline: {
    pack: ({ open, recent, lease }): StoredItemState => ({ open: packOpen(open), recent, ...(lease ? { lease } : {}) }),
    unpack: (stored, { balance }) => {
      const { open, recent, lease } = stored as StoredItemState;
      return { balance, open: unpackOpen(open), recent, ...(lease ? { lease } : {}) };
    },
  },
  stateVersion: 2,
};

export const inventoryItemStream = (tenantId: TenantId, item: { readonly sku: Sku; readonly locationId: LocationId }): StreamId => ({
  tenantId,
  kind: inventoryItemKind,
  id: inventoryItemId(item.sku, item.locationId),
});
