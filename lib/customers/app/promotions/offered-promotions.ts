import type { Instant } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import type { PolicyRef } from '../../../kernel/policy-ref.ts';
import type { Promotion } from '../../../kernel/promotions-policy.ts';
import type { LeftOutReason } from '../../domain/promotions/match-promotion.ts';

/** A promotion as a shop may show it, with why it stands where it does. */
export type OfferedPromotion = Pick<Promotion, 'promotionId' | 'title' | 'kind' | 'audience'> & {
  /** What it takes off the cart as it stands, minor units; null where that cannot be said. */
  readonly worthMinor: number | null;
  /** The article that it is about; null where it is about all. */
  readonly sku: string | null;
  /** Where it stands: the sum of the contributions. */
  readonly score: number;
  readonly contributions: {
    /** How well its reason holds, 0 to 1. */
    readonly fit: number;
    /** By how much more likely an order was where it was shown, −1 to 1. */
    readonly effect: number;
  };
  readonly reason: string;
};

/** What was answered, whole: it is its own receipt. */
export type OfferedPromotions = {
  readonly promotionsId: string;
  readonly answeredAt: Instant;
  readonly expiresAt: Instant;
  readonly currency: CurrencyCode;
  readonly goodsMinor: number;
  readonly policy: PolicyRef;
  /** Whether the customer agrees to personalisation; null where nobody was named. */
  readonly consent: boolean | null;
  readonly ordersOfPerson: number;
  /** When it was counted after how long customers buy again; null while it has not been. */
  readonly countedAt: Instant | null;
  readonly items: readonly OfferedPromotion[];
  readonly leftOut: readonly { readonly promotionId: string; readonly reason: LeftOutReason }[];
  readonly isOpen: boolean;
  readonly outcome: {
    /** Null where no order came within three days. */
    readonly orderId: string | null;
    readonly used: readonly string[];
    readonly learnedAt: Instant;
  } | null;
};
