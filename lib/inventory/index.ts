import type { LocationId, Sku, TenantId } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { EventStore } from '../platform/event-store/event-store.ts';
import type { Clock } from '../platform/ports.ts';
import type {
  AdjustStockInput,
  Caller,
  CountStockInput,
  DamageStockInput,
  ExpectStockInput,
  ItemRef,
  ItemRefusal,
  ReceiveStockInput,
  ReclassifyStockInput,
  ReservationRef,
  ReserveTogetherInput,
  ReturnStockInput,
  ShipReservationsInput,
  StockChange,
  StockLevel,
  TogetherRejection,
  TransferStockInput,
} from './app/inventory.types.ts';
import {
  createAllocateReservations,
  createExpireReservations,
  createReleaseReservations,
  createReserveTogether,
  createShipReservations,
} from './app/reservations.ts';
import { createAvailability, createItemUseCase, createStockLevels, createTransferStock } from './app/stock.ts';
import { createItems } from './app/items.ts';
import type { GroupLedger } from './app/group-commit.ts';
import type { InventoryRejection } from './domain/inventory-item.rejections.ts';

type OneItem = Promise<Result<StockChange, InventoryRejection>>;
type EachItem = Promise<Result<readonly StockChange[], readonly ItemRefusal[]>>;
type Together = Promise<Result<readonly StockChange[], TogetherRejection>>;

/**
 * The door of the context: the stock ledger. Every call may be repeated with the same ids and then changes nothing.
 * Calls throw `UnavailableError` when the store does not answer or too many writers meet on one item.
 */
export type Inventory = {
  readonly receiveStock: (caller: Caller, input: ReceiveStockInput) => OneItem;
  readonly expectStock: (caller: Caller, input: ExpectStockInput) => OneItem;
  readonly adjustStock: (caller: Caller, input: AdjustStockInput) => OneItem;
  readonly countStock: (caller: Caller, input: CountStockInput) => OneItem;
  readonly returnStock: (caller: Caller, input: ReturnStockInput) => OneItem;
  readonly damageStock: (caller: Caller, input: DamageStockInput) => OneItem;
  readonly reclassifyStock: (caller: Caller, input: ReclassifyStockInput) => OneItem;
  readonly transferStock: (caller: Caller, input: TransferStockInput) => Together;
  /** All lines or none, at most 100 different items. */
  readonly reserveTogether: (caller: Caller, input: ReserveTogetherInput) => Together;
  readonly allocateReservations: (caller: Caller, reservations: readonly ReservationRef[]) => EachItem;
  readonly releaseReservations: (caller: Caller, reservations: readonly ReservationRef[]) => EachItem;
  readonly shipReservations: (caller: Caller, input: ShipReservationsInput) => EachItem;
  readonly expireReservations: (
    caller: Caller,
    reservations: readonly ReservationRef[],
  ) => Promise<{ readonly expired: readonly StockChange[] }>;
  readonly stockLevels: (tenantId: TenantId, items: readonly ItemRef[]) => Promise<readonly StockLevel[]>;
  readonly availability: (
    tenantId: TenantId,
    skus: readonly Sku[],
    locationIds: readonly LocationId[],
  ) => Promise<readonly (StockLevel & { readonly available: number })[]>;
};

/**
 * Make one for each process and share it: writers that share it do not run into one another.
 * @param parts.commits lets those who wait for the same item be written together; without it each is written by itself
 */
export const createInventory = (parts: {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly commits?: GroupLedger;
}): Inventory => {
  const { store, clock } = parts;
  const items = createItems(parts);
  const countStock = createItemUseCase(items, 'CountStock');
  return {
    receiveStock: createItemUseCase(items, 'ReceiveStock'),
    expectStock: createItemUseCase(items, 'ExpectStock'),
    adjustStock: createItemUseCase(items, 'AdjustStock'),
    countStock: (caller, input) => countStock(caller, { ...input, reasonCode: input.reasonCode ?? 'cycle-count' }),
    returnStock: createItemUseCase(items, 'ReturnStock'),
    damageStock: createItemUseCase(items, 'DamageStock'),
    reclassifyStock: createItemUseCase(items, 'ReclassifyStock'),
    transferStock: createTransferStock(items),
    reserveTogether: createReserveTogether({ items, clock }),
    allocateReservations: createAllocateReservations({ items, clock }),
    releaseReservations: createReleaseReservations({ items, clock }),
    shipReservations: createShipReservations({ items, clock }),
    expireReservations: createExpireReservations({ items, clock }),
    stockLevels: createStockLevels(store),
    availability: createAvailability(store),
  };
};

export { inventoryItemAggregate, inventoryItemStream } from './app/inventory-item.aggregate.ts';
export { createAvailability } from './app/stock.ts';
export { createStockDocuments, type StockDocumentKind } from './app/stock-documents.ts';
export { createStockItemList } from './app/stock-items.ts';
export { createStockLevelList } from './app/stock-level-list.ts';
export { stockLevelProjection } from './app/stock-level.projection.ts';
export type * from './app/inventory.types.ts';
export type { InventoryItemEvent } from './domain/inventory-item.events.ts';
export type {
  Balance,
  DisplacedReservation,
  Movement,
  MovementType,
  ReservationKind,
  ReturnDisposition,
} from './domain/inventory-item.events.ts';
export { inventoryItemId, inventoryItemKind, parseInventoryItemId } from './domain/inventory-item.id.ts';
export { describeInventoryRejection, type InventoryRejection } from './domain/inventory-item.rejections.ts';
export { expiredReservations, type InventoryItemState, type OpenReservation } from './domain/inventory-item.state.ts';
