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
  readonly expireReservations: (caller: Caller, reservations: readonly ReservationRef[]) => Promise<{ readonly expired: readonly StockChange[] }>;
  readonly stockLevels: (tenantId: TenantId, items: readonly ItemRef[]) => Promise<readonly StockLevel[]>;
  readonly availability: (
    tenantId: TenantId,
    skus: readonly Sku[],
    locationIds: readonly LocationId[],
  ) => Promise<readonly (StockLevel & { readonly available: number })[]>;
};

export const createInventory = (parts: { readonly store: EventStore; readonly clock: Clock }): Inventory => {
  const { store } = parts;
  const countStock = createItemUseCase(store, 'CountStock');
  return {
    receiveStock: createItemUseCase(store, 'ReceiveStock'),
    expectStock: createItemUseCase(store, 'ExpectStock'),
    adjustStock: createItemUseCase(store, 'AdjustStock'),
    countStock: (caller, input) => countStock(caller, { ...input, reasonCode: input.reasonCode ?? 'cycle-count' }),
    returnStock: createItemUseCase(store, 'ReturnStock'),
    damageStock: createItemUseCase(store, 'DamageStock'),
    reclassifyStock: createItemUseCase(store, 'ReclassifyStock'),
    transferStock: createTransferStock(store),
    reserveTogether: createReserveTogether(parts),
    allocateReservations: createAllocateReservations(parts),
    releaseReservations: createReleaseReservations(parts),
    shipReservations: createShipReservations(parts),
    expireReservations: createExpireReservations(parts),
    stockLevels: createStockLevels(store),
    availability: createAvailability(store),
  };
};

export { inventoryItemAggregate, inventoryItemStream } from './app/inventory-item.aggregate.ts';
export type * from './app/inventory.types.ts';
export type { InventoryItemEvent } from './domain/inventory-item.events.ts';
export type { Balance, DisplacedReservation, Movement, MovementType, ReservationKind, ReturnDisposition } from './domain/inventory-item.events.ts';
export { inventoryItemId, inventoryItemKind, parseInventoryItemId } from './domain/inventory-item.id.ts';
export { describeInventoryRejection, type InventoryRejection } from './domain/inventory-item.rejections.ts';
export { expiredReservations, type InventoryItemState, type OpenReservation } from './domain/inventory-item.state.ts';
