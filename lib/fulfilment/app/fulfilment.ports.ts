import type { FulfillmentOrderId, OrderId, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { FulfillmentOrder } from '../domain/fulfillment-order.state.ts';
import type { FulfillmentOrderStatus, ShipmentDetails } from '../domain/fulfillment-order.values.ts';
import type { PackingSlip, SlipOrder } from '../domain/packing-slip.ts';
import type { PickList } from '../domain/pick-list.ts';
import type { Paper } from '../domain/printed.values.ts';

/** Buys labels. The id of the fulfillment order makes a repeated call answer with the same label. */
export interface CarrierGateway {
  /** Null when the warehouse brings carrier and tracking number itself. @throws UnavailableError when the carrier does not answer */
  buyLabel(fulfillmentOrder: FulfillmentOrder): Promise<ShipmentDetails | null>;
}

/** What the order says about its parcels. Orders fulfil it; fulfilment never reads an order itself. */
export interface ReleaseGate {
  /** Names of holds that keep the work from the warehouse; empty when it may go. */
  releaseBlockers(orderId: string): Promise<readonly string[]>;
}

/** The order behind a piece of work, as far as whoever does the work needs to know it. Nothing of it names a person. */
export type WorkOrder = {
  /** What channel and customer call the order. */
  readonly name: string;
  readonly channel: string;
  readonly placedAt: string;
  readonly requestedDeliveryDate: string | null;
  /** Open holds that keep the work from being released or shipped. */
  readonly holds: readonly { readonly type: string; readonly blocks: readonly string[] }[];
};

/** An order that a code names, with the work that its locations have with it. */
export type NamedOrder = {
  readonly orderId: OrderId;
  readonly name: string;
  readonly by: 'id' | 'channel_order_id';
  readonly work: readonly FulfillmentOrderId[];
};

/** Orders as warehouses see them. Orders fulfil it; fulfilment never reads an order itself. */
export interface OrderBook {
  /** One read for each order; those that there are none of are missing. */
  ordersOf(tenantId: TenantId, orderIds: readonly OrderId[]): Promise<ReadonlyMap<OrderId, WorkOrder>>;
  /** With the address to ship to, which the vault keeps. Undefined when there is no such order. */
  slipOf(tenantId: TenantId, orderId: OrderId, fulfillmentOrderId: FulfillmentOrderId): Promise<SlipOrder | undefined>;
  /** Orders by our id, or by the channel's id or name. */
  find(tenantId: TenantId, code: string): Promise<readonly NamedOrder[]>;
}

/** What stands at the foot and the head of every sheet. */
export type Sheets = { readonly paper: Paper; readonly printedAt: Instant; readonly locationName: string };

/** Makes documents that can be printed, always the same bytes of the same content. */
export interface DocumentPrinter {
  /** @returns a PDF */
  packingSlip(slip: PackingSlip, sheets: Sheets): Promise<Uint8Array>;
  /** @returns a PDF */
  pickList(list: PickList, sheets: Sheets & { readonly status: FulfillmentOrderStatus | null }): Promise<Uint8Array>;
}
