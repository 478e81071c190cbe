import type { Instant } from '../../kernel/instant.ts';
import type { Sku } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

/** One order as the channel's API tells it, in a form that the channel's adapter reads. */
export type ChannelPayload = {
  readonly channelOrderId: string;
  /** When the channel last changed it, by the channel's own clock. */
  readonly changedAt: Instant;
  /** One JSON document with this order alone, everything included that its adapter needs. */
  readonly rawBody: Uint8Array;
  /** What it adds no delivery tells, so that finding it does not mean that a delivery got lost. */
  readonly onlyByApi?: true;
};

/** An order that cannot be read as a whole, such as one with more refunds than a client asks for. */
export type UnreadableOrder = {
  readonly channelOrderId: string;
  /** As of a payload. */
  readonly changedAt: Instant;
  /** Why, in kebab-case. */
  readonly code: string;
};

export type OrderPage = {
  readonly payloads: readonly ChannelPayload[];
  /** Those of the page that a person has to look at. One order must not stand in the way of the others. */
  readonly unreadable?: readonly UnreadableOrder[];
  /** Where the next page begins; none when this was the last. Good for a while only: see the vendor's documentation. */
  readonly cursor?: string;
  /**
   * How far the pages of this query reach, where the channel cannot tell the most recent changes yet; the next query
   * begins there. None when they reach `to`.
   */
  readonly coveredTo?: Instant;
};

/** Orders changed within `[from, to)` by the channel's clock, whatever order the channel gives them in. */
export type ChangedOrders = { readonly from: Instant; readonly to: Instant; readonly cursor?: string };

/** Units of one line, by the channel's id of the line. */
export type NoticeLine = { readonly lineId: string; readonly quantity: number };

/** A parcel that has left the house. */
export type ShipmentNotice = {
  readonly channelOrderId: string;
  /** Ours; the same for a repeated notice. */
  readonly shipmentId: string;
  /** As warehouses name it, such as `UPS` or `Deutsche Post`. */
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string;
  readonly trackingUrl: string | null;
  readonly shippedAt: Instant;
  readonly lines: readonly NoticeLine[];
};

/** Units that will not come. */
export type CancelNotice = {
  readonly channelOrderId: string;
  /** Ours; the same for a repeated notice. */
  readonly noticeId: string;
  readonly reason: 'customer' | 'out-of-stock' | 'fraud' | 'address' | 'other';
  /** Every unit still open of the order is cancelled, not only some lines. */
  readonly whole: boolean;
  readonly lines: readonly NoticeLine[];
};

/** Money that goes back through the channel's own payment. */
export type RefundNotice = {
  readonly channelOrderId: string;
  /** Ours; the same for a repeated notice. */
  readonly refundId: string;
  /** Minor units of `currency`, above 0. */
  readonly amount: number;
  readonly currency: CurrencyCode;
  readonly lines: readonly NoticeLine[];
};

/** What the channel may sell of an article from now on: an absolute number, 0 or more. */
export type StockNotice = {
  readonly sku: Sku;
  /** The channel's id of the place, for channels that count stock by place; null for the account's only or default place. */
  readonly channelLocationId: string | null;
  readonly quantity: number;
};

/** What has become of a notice. */
export type NoticeOutcome =
  /** It was done now. */
  | { readonly kind: 'done'; readonly reference: string | null }
  /** The channel knew it already: an answer that got lost, or somebody was faster. */
  | { readonly kind: 'known'; readonly reference: string | null }
  /** Sending it again changes nothing; a person has to look. Codes are kebab-case; messages hold nothing personal. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

export type StockOutcome = { readonly sku: Sku; readonly outcome: NoticeOutcome };

/** A subscription to a channel's webhooks, as it stands. */
export type WebhookState = { readonly topic: string; readonly state: 'present' | 'created' | 'corrected' };

/**
 * One account of a channel through its API. Calls wait for the account's rate limit as long as their deadline lets them,
 * and throw a `ChannelApiError` that says whether to try again, to wait, or to call a person. Every notice may be sent
 * again: a client finds out whether the channel has it already.
 */
export interface ChannelClient {
  changedOrders(query: ChangedOrders): Promise<OrderPage>;
  /** Undefined when the channel has no such order. */
  order(channelOrderId: string): Promise<ChannelPayload | undefined>;
  /** Tells the channel that the order is in our hands; `known` where a channel has no such thing. */
  acknowledge(channelOrderId: string): Promise<NoticeOutcome>;
  confirmShipment(notice: ShipmentNotice): Promise<NoticeOutcome>;
  cancel(notice: CancelNotice): Promise<NoticeOutcome>;
  refund(notice: RefundNotice): Promise<NoticeOutcome>;
  /** At most 100 at a time; each article has an outcome of its own. */
  setStock(notices: readonly StockNotice[]): Promise<readonly StockOutcome[]>;
  /** What the channel shows for sale now, for the drift check. Articles that it does not know are left out. */
  stock(skus: readonly Sku[]): Promise<readonly StockNotice[]>;
  /** Makes sure that the channel tells us of orders at this address; empty where a channel has no webhooks. */
  ensureWebhooks(callbackUrl: string): Promise<readonly WebhookState[]>;
}
