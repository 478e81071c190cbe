import type { Instant } from './instant.ts';
import type { CurrencyCode } from './money.ts';

/** What a promotion takes off. */
export const promotionKinds = ['percent', 'amount', 'free_shipping'] as const;
/**
 * Whom a promotion is for. `companion`: whoever has in the cart what its articles are bought with; `repurchase`: whoever bought one
 * of its articles before and is about to need it again; `lapsed`: whoever has not bought for longer than customers stay away.
 */
export const promotionAudiences = ['everybody', 'companion', 'repurchase', 'lapsed'] as const;
export type PromotionAudience = (typeof promotionAudiences)[number];

/** Ids of promotions, as orders name them: in lower case. */
export const promotionIdPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/;
/** Promotions that an order may name. */
export const orderPromotionsMax = 20;
export const promotionsMax = 50;

/** A promotion that the shop runs. The shop takes it off; here is decided who is shown it, and counted what becomes of it. */
export type Promotion = {
  readonly promotionId: string;
  /** As the shop calls it. */
  readonly title: string;
  readonly kind: (typeof promotionKinds)[number];
  /** Above 0, up to 100; of the kind `percent` alone. */
  readonly percent?: number;
  /** Minor units of `currency`; of the kind `amount` alone. */
  readonly amountMinor?: number;
  /** Of `amountMinor` and `minimumMinor`; a cart in another one does not get it. */
  readonly currency?: CurrencyCode;
  /** What the goods of the cart must come to at least, minor units of `currency`. */
  readonly minimumMinor?: number;
  /** Articles that it is for; empty for all of the cart. */
  readonly skus: readonly string[];
  /** Channels on which it counts; empty for every one. */
  readonly channels: readonly string[];
  readonly from?: Instant;
  /** From then on it is over. */
  readonly until?: Instant;
  /** Orders that may use it; without it any number. */
  readonly usesMax?: number;
  readonly audience: PromotionAudience;
  /** Of those it is for, the share that is not shown it, 0 to 50 percent: against them is measured what it does. */
  readonly holdoutPercent: number;
};

export type PromotionsPolicy = { readonly promotions: readonly Promotion[] };

/** None, until the tenant runs some. */
export const defaultPromotions: PromotionsPolicy = { promotions: [] };
