/**
 * A retailer's past as rows, one JSON object a line, snake_case as on the wire: what `oms import-history` reads and what the
 * history simulator writes. Moments are RFC 3339 in UTC, days are `YYYY-MM-DD`, amounts are minor units.
 */
export type HistoryRow = OrderRow | ShipmentRow | ChargebackRow | ReturnRow | FeedRow;

export type HistoryLine = {
  readonly sku: string;
  /** At least 1. */
  readonly quantity: number;
  readonly unit_price_minor: number;
  readonly category: string | null;
  readonly size: string | null;
  readonly requires_shipping: boolean;
};

/** Where goods or a bill went to: no name and no street. */
export type HistoryPlace = { readonly country: string; readonly region: string | null; readonly postal_code: string | null };

/** An order as it was placed. Who placed it is an identity of the source, or an e-mail address, which the import makes a token of. */
export type OrderRow = {
  readonly kind: 'order';
  readonly source_id: string;
  readonly placed_at: string;
  readonly channel: string;
  readonly currency: string;
  readonly customer_id: string | null;
  readonly email: string | null;
  /** Such as `example.com`; taken from the address where there is one. */
  readonly email_domain: string | null;
  readonly ip: string | null;
  readonly device_id: string | null;
  readonly billing: HistoryPlace | null;
  readonly shipping: HistoryPlace | null;
  /** As the product names them: `card`, `wallet`, `bank_transfer`, `invoice`, … */
  readonly payment_kind: string;
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly shipping_minor: number;
  readonly total_minor: number;
  readonly cancelled: boolean;
  readonly lines: readonly HistoryLine[];
};

/** A parcel, once it has come to an end. */
export type ShipmentRow = {
  readonly kind: 'shipment';
  readonly source_id: string;
  readonly order_source_id: string;
  readonly carrier: string;
  readonly service: string;
  readonly location_id: string;
  readonly origin: HistoryPlace;
  readonly destination: HistoryPlace;
  /** Distance band of the carrier, 2 to 8. */
  readonly zone: number;
  readonly package_kind: string;
  readonly weight_grams: number;
  readonly cost_minor: number;
  readonly currency: string;
  readonly shipped_at: string;
  readonly promised_at: string | null;
  readonly delivered_at: string | null;
  readonly damaged: boolean;
};

export type ChargebackRow = {
  readonly kind: 'chargeback';
  readonly source_id: string;
  readonly order_source_id: string;
  readonly received_at: string;
  readonly reason_code: string;
  readonly amount_minor: number;
  readonly currency: string;
};

export type ReturnRow = {
  readonly kind: 'return';
  readonly source_id: string;
  readonly order_source_id: string;
  readonly sku: string;
  readonly quantity: number;
  readonly received_at: string;
  readonly reason_code: string;
};

/** What is known of a day beside the orders: a promotion, money spent on advertising, a price, goods that were not there. */
export type FeedRow = {
  readonly kind: 'feed';
  readonly source_id: string;
  readonly feed: 'promotion' | 'marketing_spend' | 'price' | 'stock_out' | 'holiday';
  /** First day it holds. */
  readonly day: string;
  /** Last day it holds; the same as `day` where it is of one day. */
  readonly to_day: string;
  readonly sku: string | null;
  readonly category: string | null;
  readonly region: string | null;
  /** Percent off, minor units spent, or minor units of the price, as the feed is; null where the feed only says that it is so. */
  readonly value: number | null;
  readonly name: string | null;
};

/** The moment by which a row is in its place among the others. */
export const momentOf = (row: HistoryRow): string => {
  switch (row.kind) {
    case 'order':
      return row.placed_at;
    case 'shipment':
      return row.shipped_at;
    case 'chargeback':
    case 'return':
      return row.received_at;
    case 'feed':
      return `${row.day}T00:00:00.000Z`;
  }
};
