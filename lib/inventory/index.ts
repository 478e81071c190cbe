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
  ReleasedReservation,
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
} from './app/reservations/reservations.ts';
import { createAvailability, createItemUseCase, createStockLevels, createTransferStock } from './app/stock.ts';
import { createItems } from './app/reservations/items.ts';
import type { GroupLedger } from './app/reservations/group-commit.ts';
import type { BusyBounds, BusyStrategy } from './domain/reservation-strategy.choice.ts';
import { type ItemCommand, onItem, onItemsTogether } from './app/reservations/item-commands.ts';
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
  /** A movement of a document, whose own name keeps it from counting twice. */
  readonly post: (caller: Caller, command: ItemCommand) => OneItem;
  /** All or none, at most 100 different items. */
  readonly postTogether: (caller: Caller, commands: readonly ItemCommand[]) => Together;
  /** All lines or none, at most 100 different items. */
  readonly reserveTogether: (caller: Caller, input: ReserveTogetherInput) => Together;
  readonly allocateReservations: (caller: Caller, reservations: readonly ReservationRef[]) => EachItem;
  readonly releaseReservations: (caller: Caller, reservations: readonly ReleasedReservation[]) => EachItem;
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
 * @param parts.busy what is done about an item that many want: writers of one process are grouped, those of many get buckets
 */
export const createInventory = (parts: {
  readonly store: EventStore;
  readonly clock: Clock;
  readonly commits?: GroupLedger;
  /** @default group */
  readonly busy?: BusyStrategy;
  /** What makes an item one that many want. @default a hundred reservations a second, and sixty-four free units */
  readonly bounds?: BusyBounds;
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
    post: (caller, command) => onItem(items, caller, command),
    postTogether: (caller, commands) => onItemsTogether(items, caller, commands),
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
export { inventoryBucketAggregate, inventoryBucketStream } from './app/reservations/inventory-bucket.aggregate.ts';
export { createAvailability } from './app/stock.ts';
export { createStockDocuments, type StockDocumentKind } from './app/stock-documents.ts';
export { createSweepLeases } from './app/reservations/sweep-leases.ts';
export { createSweepReservations } from './app/reservations/sweep-reservations.ts';
export { createStockItemList } from './app/stock-items.ts';
export { type AnnouncedUnits, createIncomingSupply, type IncomingSupply, type IncomingUnits } from './app/supply/incoming-supply.ts';
export { createWatchTransfers } from './app/supply/overdue-transfers.ts';
export type { WaitingDemand } from './domain/available-to-promise.ts';
export { createAvailableToPromise, type AtpAnswer, type WaitingUnits } from './app/available-to-promise.ts';
export { createMovements, type MovementRow } from './app/movements/movements.ts';
export { createStockLevelsAsOf } from './app/movements/movements.levels.ts';
export { createSettleSupply } from './app/supply/settle-supply.ts';
export { createSupply, type Supply, type SupplyDocument } from './app/supply/supply.ts';
export { purchaseOrderProjection, transferOrderProjection } from './app/supply/supply.projections.ts';
export { purchaseOrderAggregate } from './app/supply/purchase-order.stream.ts';
export { transferOrderAggregate } from './app/supply/transfer-order.stream.ts';
export { describeSupplyRejection, type SupplyRejection } from './domain/supply/supply.rejections.ts';
export { type PurchaseOrder, purchaseOrderKind, unitsOutstanding } from './domain/supply/purchase-order.state.ts';
export { type TransferOrder, transferOrderKind, unitsInTransit } from './domain/supply/transfer-order.state.ts';
export { createStockAlerts, type AnomalyRejection, describeAnomalyRejection, type StockAlerts } from './app/anomalies/anomalies.ts';
export { createDetectAnomalies } from './app/anomalies/anomalies.detect.ts';
export { createCheckEvent } from './app/anomalies/anomalies.events.ts';
export type { StockCheckParts } from './app/anomalies/anomalies.parts.ts';
export { type CountDueRow, createCheckRows } from './app/anomalies/anomalies.rows.ts';
export { createFlagStore, type StockFlag } from './app/anomalies/anomalies.store.ts';
export { anomalyKinds, defaultStockChecks, describeAction, type RecommendedAction, resolutionCodes } from './domain/anomalies/anomaly.ts';
export { createStockLevelList } from './app/stock-level-list.ts';
export { stockLevelProjection } from './app/stock-level.projection.ts';
export type * from './app/inventory.types.ts';
export {
  type ArticleAvailability,
  createStorefrontAvailability,
  type StorefrontAvailability,
} from './app/storefront/buffer-storefront.ts';
export { createPurgeAvailability, type PurgeAvailability } from './app/storefront/buffer-purge.ts';
export { createPurgeDue } from './app/storefront/buffer-purge.due.ts';
export { purgeBackOff, storefrontPurgesQueue } from './app/storefront/buffer-purge.rows.ts';
export { cautionOf, type Oversells, withOversell } from './domain/buffers/buffer.caution.ts';
export { defaultBuffers, defaultSafetyStock, defaultStorefront, safetyStockOf } from './domain/buffers/buffer.policy.ts';
export { type KnownSales, type PublishedStock, solveBuffer, type SyncLag } from './domain/buffers/buffer.solve.ts';
export type { InventoryBucketEvent } from './domain/buckets/inventory-bucket.events.ts';
export type { InventoryItemEvent } from './domain/inventory-item.events.ts';
export type {
  Balance,
  DisplacedReservation,
  Movement,
  MovementType,
  ReservationKind,
  ReturnDisposition,
} from './domain/inventory-item.events.ts';
export {
  inventoryBucketKind,
  inventoryItemId,
  inventoryItemKind,
  parseInventoryItemId,
  parseStockStreamId,
  stockGroup,
} from './domain/inventory-item.id.ts';
export { describeInventoryRejection, type InventoryRejection } from './domain/inventory-item.rejections.ts';
export { expiredReservations, type InventoryItemState, type OpenReservation } from './domain/inventory-item.state.ts';
