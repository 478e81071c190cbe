import type { Instant } from '../../kernel/instant.ts';
import type { LocationId, Sku } from '../../kernel/ids.ts';
import type { Balance, DisplacedReservation, ReturnDisposition } from '../domain/inventory-item.events.ts';
import type { InventoryRejection } from '../domain/inventory-item.rejections.ts';

export type { Caller } from '../../platform/event-store/caller.ts';

/** One SKU at one location. */
export type ItemRef = { readonly sku: Sku; readonly locationId: LocationId };

/** A reservation as it stands on one item; one id may cover several items. */
export type ReservationRef = ItemRef & { readonly reservationId: string };

/** A reservation to give back; with `keep`, 1 or more, only what it holds beyond so many units. */
export type ReleasedReservation = ReservationRef & { readonly keep?: number };

export type StockLevel = ItemRef & { readonly balance: Balance; readonly version: number };

/** An item after a command. `changed` is false when the command repeated an earlier one. */
export type StockChange = StockLevel & {
  readonly changed: boolean;
  /** When the reservation that was asked for runs out; absent where it does not, or stands in a bucket. */
  readonly expiresAt?: Instant;
  /** Reservations that lost their stock by this change: their orders need another source. */
  readonly displaced: readonly DisplacedReservation[];
};

/** The refusal of one item among several. */
export type ItemRefusal = ItemRef & { readonly rejection: InventoryRejection };

/** Several items together: refused because of some of them, or because there are too many for one transaction. */
export type TogetherRejection =
  | { readonly code: 'items-refused'; readonly items: readonly ItemRefusal[] }
  | { readonly code: 'too-many-items'; readonly limit: number; readonly asked: number }
  | { readonly code: 'no-items' }
  | { readonly code: 'same-location' };

/** `movementId` makes the call repeatable: the second time nothing changes. */
type Movement = ItemRef & { readonly movementId: string };

export type ReceiveStockInput = Movement & { readonly quantity: number; readonly reference?: string; readonly settlesIncoming?: number };
export type ExpectStockInput = Movement & { readonly delta: number; readonly reference?: string; readonly expectedAt?: Instant };
export type AdjustStockInput = Movement & { readonly delta: number; readonly reasonCode: string };
export type CountStockInput = Movement & { readonly countedOnHand: number; readonly reasonCode?: string };
export type ReturnStockInput = Movement & {
  readonly quantity: number;
  readonly disposition: ReturnDisposition;
  readonly reference?: string;
};
export type DamageStockInput = Movement & { readonly quantity: number; readonly reasonCode: string };
export type ReclassifyStockInput = Movement & {
  readonly quantity: number;
  readonly from: 'damaged' | 'quality_control';
  readonly to: 'on_hand' | 'damaged' | 'disposed';
  readonly reasonCode: string;
};

export type TransferStockInput = {
  readonly transferId: string;
  readonly sku: Sku;
  readonly fromLocationId: LocationId;
  readonly toLocationId: LocationId;
  readonly quantity: number;
};

export type ReserveTogetherInput = {
  readonly reservationId: string;
  /** `order` by default. */
  readonly kind?: 'cart' | 'order';
  readonly expiresAt?: Instant;
  readonly lines: readonly (ItemRef & { readonly quantity: number })[];
};

export type ShipReservationsInput = {
  /** The shipment; each reserved item is shipped once per movement id. */
  readonly movementId: string;
  readonly lines: readonly (ReservationRef & { readonly quantity: number })[];
};
