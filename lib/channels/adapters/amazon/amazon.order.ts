// What an order of Amazon says, whichever of its shapes it came in: the Orders API 2026-01-01, the Orders API v0, or an order
// report. The readers of the shapes fill this in, and one place makes the canonical order of it.
import type { Json } from '../../../kernel/canonical-json.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Result } from '../../../kernel/result.ts';
import type { CanonicalAddress, Problem } from '../../domain/canonical-order.ts';
import type { Reading } from '../reading/reading.ts';

export type AmazonStatus = 'pending' | 'unshipped' | 'partially-shipped' | 'shipped' | 'cancelled' | 'unfulfillable' | 'unknown';

/** Amounts are minor units for every unit ordered, not for one. Null where Amazon says nothing. */
export type AmazonItem = {
  /** Where it stands in the payload, such as `orderItems.0`. */
  readonly path: string;
  readonly itemId: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  /** Units ordered; null when there is no such number. */
  readonly ordered: number | null;
  /** Units that are neither shipped nor cancelled, and those that are shipped. */
  readonly open: number | null;
  readonly shipped: number | null;
  readonly cancelled: boolean;
  readonly cancelAsked: boolean;
  readonly unitPrice: number | null;
  readonly price: number | null;
  readonly discount: number;
  /** Tax on everything but the shipping. */
  readonly tax: number;
  readonly shipping: number;
  readonly shippingDiscount: number;
  readonly shippingTax: number;
  /** Gift wrap, cash on delivery and other additions. */
  readonly fees: number;
};

export type AmazonOrder = {
  readonly orderId: string | null;
  readonly placedAt: Instant | undefined;
  /** Undefined when the text is there and is no moment; null when there is none. */
  readonly updatedAt: Instant | null | undefined;
  readonly status: AmazonStatus;
  /** Null when Amazon was not asked, or does not say. */
  readonly fulfilledBy: 'amazon' | 'merchant' | null;
  readonly marketplaceId: string | null;
  /** Collected in a shop, so that no address is expected. */
  readonly collected: boolean;
  /** Sent instead of an earlier order, so that it costs nothing. */
  readonly replacement: boolean;
  readonly service: string | null;
  readonly total: number | null;
  /** Additions to the order as a whole, such as a tip for the delivery. */
  readonly fees: number;
  readonly items: readonly AmazonItem[];
  readonly buyer: { readonly name: string | null; readonly email: string | null };
  readonly address: CanonicalAddress | null;
  /** Ways of payment as Amazon names them, most telling first. */
  readonly paymentMethods: readonly string[];
  readonly metadata: Readonly<Record<string, Json>>;
};

/** An order as it was read, or why it could not be. */
export type OrderRead = Result<{ readonly reading: Reading; readonly order: AmazonOrder }, readonly Problem[]>;
