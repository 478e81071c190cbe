// One order as every channel's adapter hands it over: the only form the rest of the product knows.
// Amounts are integers in minor units of the currency beside them. The JSON form is in lib/contracts/canonical-order.ts.
import type { Json } from '../../kernel/canonical-json.ts';
import type { LocationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

export type CanonicalOrder = {
  /** Kind of channel in lower case, such as `shopify` or `storefront`. */
  readonly channel: string;
  /** The shop, seller or marketplace account: two of them may both own an order 1. */
  readonly channelAccount: string;
  /** The channel's own id, as text, because some are integers beyond 2^53. */
  readonly channelOrderId: string;
  /** Tells which of two bodies of the same order is the newer; null when the channel has no such thing. */
  readonly channelRevision: string | null;
  /** What people call the order, such as `#1001`. */
  readonly channelOrderName: string | null;
  readonly placedAt: Instant;
  readonly currency: CurrencyCode;
  /** True when prices already contain the tax, so that it is not added again. */
  readonly taxesIncluded: boolean;
  /** What the customer saw and paid in, when that is not `currency`. */
  readonly presentment: CanonicalPresentment | null;
  readonly test: boolean;
  readonly cancelled: boolean;
  /**
   * The channel says that goods have left, all of them or some; absent when none have. It counts for an order that is seen for
   * the first time: then somebody else has sent them.
   */
  readonly shipped?: 'partly' | 'wholly';
  /** Where the customer comes for the goods; absent where a carrier brings them. */
  readonly delivery?: { readonly method: 'pickup'; readonly locationId: LocationId };
  /** Null when the channel says nothing at all about the customer. */
  readonly customer: CanonicalCustomer | null;
  /** Lines still wanted; empty when every line has been removed. */
  readonly lineItems: readonly CanonicalLine[];
  readonly shippingLines: readonly CanonicalShippingLine[];
  readonly totals: CanonicalTotals;
  readonly shippingAddress: CanonicalAddress | null;
  readonly billingAddress: CanonicalAddress | null;
  readonly paymentMethod: CanonicalPaymentMethod;
  /** Ids of promotions or codes of discounts that it was placed with, in lower case; absent where the channel names none. */
  readonly promotions?: readonly string[];
  /** Where the order was placed from; absent where the channel does not say. Personal data, for the vault alone. */
  readonly client?: CanonicalClient;
  /** The channel's own extras. Keys are the channel's and pass through unchanged. */
  readonly channelMetadata: Readonly<Record<string, Json>>;
  /** Where the channel contradicts itself or leaves out what we need. Such an order is kept, and held. */
  readonly discrepancies: readonly Discrepancy[];
};

export type CanonicalPresentment = { readonly currency: CurrencyCode; readonly total: number };

export type CanonicalCustomer = {
  /** The channel's id of the customer; null for a guest. */
  readonly sourceId: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
};

export type CanonicalClient = {
  /** The customer's IPv4 or IPv6 address. */
  readonly ip: string | null;
  /** What the shop's page took for the device, such as a FingerprintJS visitor id. */
  readonly deviceId: string | null;
};

export type CanonicalLine = {
  readonly lineId: string;
  /** Null when the channel gave none that can be a SKU; the order then carries a discrepancy. */
  readonly sku: Sku | null;
  readonly title: string;
  /** Units still wanted after edits and removals, at least 1. */
  readonly quantity: number;
  /** Before any discount. */
  readonly unitPrice: number;
  /** For the whole line, shares of order-level discounts included. */
  readonly discount: number;
  /** For the whole line. */
  readonly tax: number;
  /** `quantity × unitPrice − discount`, plus `tax` unless taxes are included. */
  readonly total: number;
  readonly requiresShipping: boolean;
  /** `channel` lines (a marketplace's own warehouse, gift cards) are recorded and never sourced. */
  readonly fulfilledBy: 'merchant' | 'channel';
};

export type CanonicalShippingLine = {
  readonly code: string | null;
  readonly title: string | null;
  /** Before discount. */
  readonly price: number;
  readonly discount: number;
  readonly tax: number;
};

/** `total = subtotal − discount + shipping + fees + tax`, where tax is left out if taxes are included in the prices. */
export type CanonicalTotals = {
  /** Σ quantity × unit price, before any discount. */
  readonly subtotal: number;
  /** Every discount: lines and shipping. */
  readonly discount: number;
  /** Before discount. */
  readonly shipping: number;
  readonly tax: number;
  /** Tips, duties and other additions. */
  readonly fees: number;
  readonly total: number;
};

export type CanonicalAddress = {
  readonly name: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  /** Code of the state or province where there is one, such as `KY`; otherwise its name. */
  readonly region: string | null;
  readonly postalCode: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  readonly phone: string | null;
};

export const paymentKinds = [
  'card',
  'wallet',
  'bank_transfer',
  'cash',
  'cash_on_delivery',
  'invoice',
  'instalments',
  'gift_card',
  'other',
  'unknown',
] as const;
export type PaymentKind = (typeof paymentKinds)[number];

export const paymentStatuses = [
  'pending',
  'authorized',
  'partially_paid',
  'paid',
  'partially_refunded',
  'refunded',
  'voided',
  'expired',
  'unknown',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export type CanonicalPaymentMethod = {
  readonly kind: PaymentKind;
  /** The gateway or brand, such as `visa` or `paypal`. */
  readonly provider: string | null;
  /** As the channel reports it. */
  readonly status: PaymentStatus;
  /** The provider's reference, when the channel passes it on. Never a card number. */
  readonly reference: string | null;
};

/**
 * Codes are kebab-case and stable. `field` is a dotted snake_case path in the canonical order, or in the channel's payload
 * where only that has the field. Messages carry no personal data.
 */
export type Discrepancy = { readonly code: string; readonly field: string; readonly message: string };

/** Why an input cannot be read. `field` is the dotted path in the input; empty for the input as a whole. */
export type Problem = { readonly field: string; readonly code: string; readonly message: string };
