import type { AuditEntry } from '../../access/index.ts';
import type { KnownSales } from '../../inventory/index.ts';
import type { FulfillmentOrderId, LocationId, OrderId, PersonId, Sku, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Money } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { BuffersPolicy } from '../../kernel/stock-policies.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import type { Platform, Write } from '../../platform/ports.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import type { CanonicalOrder } from '../domain/canonical-order.ts';
import type { AdapterRegistry } from './channel-adapter.ts';
import type { ChannelAccounts } from './channel-accounts.ts';
import type { PayloadArchive } from './payload-archive.ts';

/** Whose an order was at one of its revisions, and where the payload of that revision is archived; of a note, whose it is. */
export type OrderTrace = { readonly personId: PersonId | null; readonly payloadRef: string | null };

/** What channels ask of orders. Orders know channels' canonical form, so the dependency is turned round here. */
export interface OrderDesk {
  /** Records the order, or says why its stream would not have it. */
  place(
    caller: Caller,
    order: CanonicalOrder,
    source: { readonly payloadRef: string },
  ): Promise<Result<void, { readonly code: string; readonly message: string }>>;
  /** How what a channel shows now stands to what is recorded: `different` is another content under the recorded revision. */
  standing(tenantId: TenantId, order: CanonicalOrder): Promise<'unknown' | 'newer' | 'outdated' | 'same' | 'different'>;
  /** One entry for each revision and each note; empty when there is no such order. */
  traces(tenantId: TenantId, orderId: OrderId): Promise<readonly OrderTrace[]>;
  /** Every order of a channel account, in no promised order. */
  ordersOf(tenantId: TenantId, channel: string, account: string): AsyncIterable<OrderId>;
  /** How the names of the vault records of an order begin. */
  recordPrefix(orderId: OrderId): string;
  /** The order that a vault record belongs to; undefined when it belongs to none. */
  orderOfRecord(name: string): OrderId | undefined;
}

/** An order as far as its channel is told of it. Lines have the ids that the channel gave them. */
export type NoticedOrder = {
  readonly channel: string;
  readonly channelAccount: string;
  readonly channelOrderId: string;
  /** The channel says itself that the order is cancelled. */
  readonly cancelledByChannel: boolean;
  /** Null until every unit has arrived. */
  readonly deliveredAt: Instant | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly quantity: number;
    /** Units given up after a part had left. */
    readonly cancelledQuantity: number;
    readonly fulfilledBy: 'merchant' | 'channel';
  }[];
};

export type NoticedParcel = {
  readonly shipmentId: string;
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string;
  /** What is inside; null when the warehouse did not say. */
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[] | null;
};

/** What channels ask of orders and of fulfilment, to tell what became of an order. */
export interface NoticeDesk {
  order(tenantId: TenantId, orderId: OrderId): Promise<NoticedOrder | undefined>;
  /** Parcels of a fulfillment order; empty when there is none of this id. */
  parcels(tenantId: TenantId, id: FulfillmentOrderId): Promise<readonly NoticedParcel[]>;
}

/** Units of an article that an account could sell, before anything is held back. */
export type ForSale = {
  /** What is available at each of the locations, none below 0, added up. */
  readonly available: number;
  /** Units of these that their locations keep as safety stock. */
  readonly safetyStock: number;
};

/** What channels ask of inventory, of the catalog, of policies, and of what is known of sales. */
export interface StockDesk {
  /**
   * What can be had of each article, by strong reads, at those of the locations that are active. Articles that none of them
   * ever had are left out.
   */
  forSale(tenantId: TenantId, skus: readonly Sku[], locations: 'all' | readonly LocationId[]): Promise<ReadonlyMap<Sku, ForSale>>;
  /** The tenant's policy of buffers as it decides now. */
  buffers(tenantId: TenantId): Promise<BuffersPolicy>;
  /** How articles sell over all channels; those of which nothing is known are left out. */
  sales(tenantId: TenantId, skus: readonly Sku[]): Promise<ReadonlyMap<Sku, KnownSales>>;
  /** Articles of the catalog, page by page. */
  articles(
    tenantId: TenantId,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<{ readonly skus: readonly Sku[]; readonly cursor?: string }>;
}

/** What channels ask of orders that got nothing. */
export interface BackorderDesk {
  /** Where and when an order was placed; undefined when there is no such order. */
  placed(
    tenantId: TenantId,
    orderId: OrderId,
  ): Promise<{ readonly channel: string; readonly channelAccount: string; readonly placedAt: Instant } | undefined>;
}

/** What channels ask of payments. */
export interface RefundDesk {
  /** Minor units that were asked to be given back, and that nobody has given back yet; never below 0. */
  outstanding(tenantId: TenantId, orderId: OrderId): Promise<number>;
  /** So much has been given back by now, in all. Repeating it changes nothing. */
  report(caller: Caller, orderId: OrderId, refunded: Money): Promise<void>;
}

/** What the use cases of channels are made of. */
export type ChannelsParts = {
  readonly platform: Platform;
  readonly vault: Vault;
  readonly orders: OrderDesk;
  readonly auditWrite: (entry: AuditEntry) => Write;
  readonly adapters: AdapterRegistry;
  readonly accounts: ChannelAccounts;
  readonly archive: PayloadArchive;
};
