import type { Promotion, PromotionAudience } from '../../../kernel/promotions-policy.ts';
import type { Partner } from '../co-purchase.ts';
import { type Need, nearness } from './cadence.ts';

/** A cart as far as promotions look at it; amounts in minor units of its currency. */
export type Cart = {
  readonly currency: string;
  readonly channel: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly unitPrice: number; readonly discount: number }[];
  /** What the customer pays for the delivery; null where nobody has said. */
  readonly shippingMinor: number | null;
};

/** What is known beside the cart. What is of the customer is there with their consent alone. */
export type Knowledge = {
  readonly now: string;
  readonly consent: boolean;
  /** By article of the cart, what is bought with it. */
  readonly partners: ReadonlyMap<string, readonly Partner[]>;
  readonly needs: readonly Need[];
  /** Days since the customer last ordered; null for nobody who has. */
  readonly sinceOrderDays: number | null;
  /** After how many days a customer counts as lapsed. */
  readonly awayDays: number;
};

export const leftOutReasons = [
  'not-yet',
  'over',
  'channel',
  'currency',
  'minimum',
  'articles',
  'used-up',
  'consent',
  'no-companion',
  'not-due',
  'not-lapsed',
  'sold-out',
  'held-out',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why somebody gets a promotion. `fit` says how well its reason holds, 0 to 1. */
export type Match = { readonly fit: number; readonly sku: string | null; readonly reason: string };

/** Audiences that something of the customer's own is looked at for. */
export const personalAudiences: ReadonlySet<PromotionAudience> = new Set(['repurchase', 'lapsed']);

type CartLine = Cart['lines'][number];
const net = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, { quantity, unitPrice, discount }) => sum + Math.max(0, quantity * unitPrice - discount), 0);

/** What the goods of a cart come to, after discounts that are in it already. */
export const goodsOf = ({ lines }: Pick<Cart, 'lines'>): number => net(lines);

const isFor =
  ({ skus }: Promotion) =>
  (sku: string): boolean =>
    skus.length === 0 || skus.includes(sku);

/**
 * What a promotion takes off a cart as it stands, in minor units; halves are rounded up, and never more than the goods cost.
 * Null where nothing of it is in the cart, and of a free delivery where nobody has said what delivery costs.
 */
export const worthOf = (promotion: Promotion, cart: Cart): number | null => {
  if (promotion.kind === 'free_shipping') return cart.shippingMinor;
  const wanted = isFor(promotion);
  const lines = cart.lines.filter(({ sku }) => wanted(sku));
  if (lines.length === 0) return null;
  const goods = net(lines);
  return promotion.kind === 'percent'
    ? Math.round((goods * Math.round((promotion.percent ?? 0) * 100)) / 10_000)
    : Math.min(promotion.amountMinor ?? 0, goods);
};

/** Why a promotion does not count for a cart, whoever fills it; undefined where it does. */
export const ruledOut = (promotion: Promotion, cart: Cart, now: string): LeftOutReason | undefined => {
  const { from, until, channels, currency, minimumMinor } = promotion;
  if (from !== undefined && now < from) return 'not-yet';
  if (until !== undefined && now >= until) return 'over';
  if (channels.length > 0 && !channels.includes(cart.channel)) return 'channel';
  if (currency !== undefined && currency !== cart.currency) return 'currency';
  return minimumMinor !== undefined && goodsOf(cart) < minimumMinor ? 'minimum' : undefined;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const whole = (days: number): string => `${Math.round(days)} ${Math.round(days) === 1 ? 'day' : 'days'}`;

const companions = (promotion: Promotion, cart: Cart, { partners }: Knowledge): readonly Match[] => {
  const wanted = isFor(promotion);
  return [...partners].flatMap(([beside, known]) =>
    known
      .filter(({ sku }) => wanted(sku) && sku !== beside)
      .map(({ sku, share }) => ({
        fit: share,
        sku,
        reason: `${percent(share)} of the orders with ${beside} have ${sku} too.`,
      })),
  );
};

const repurchases = (promotion: Promotion, { needs }: Knowledge): readonly Match[] => {
  const wanted = isFor(promotion);
  return needs.flatMap((need) => {
    const fit = nearness(need);
    const { sku, sinceDays, everyDays } = need;
    return wanted(sku) && fit > 0
      ? [{ fit, sku, reason: `${sku} is bought again after about ${whole(everyDays)}, and was bought ${whole(sinceDays)} ago.` }]
      : [];
  });
};

const lapsed = ({ sinceOrderDays: since, awayDays }: Knowledge): readonly Match[] =>
  since !== null && since > awayDays
    ? [
        {
          fit: 1 - awayDays / since,
          sku: null,
          reason: `The last order was ${whole(since)} ago; nine of ten customers are back within ${whole(awayDays)}.`,
        },
      ]
    : [];

const everybody = (promotion: Promotion, cart: Cart): readonly Match[] => {
  const { skus, until } = promotion;
  const held = cart.lines.find(({ sku }) => isFor(promotion)(sku));
  if (held === undefined) return [];
  const ends = until === undefined ? '' : ` until ${until.slice(0, 16).replace('T', ' ')} UTC`;
  return [{ fit: 0, sku: skus.length === 0 ? null : held.sku, reason: `It is for everybody${ends}.` }];
};

const notMatched = { everybody: 'articles', companion: 'no-companion', repurchase: 'not-due', lapsed: 'not-lapsed' } as const;

/** Every reason for which somebody would get a promotion, the best first; or why there is none. */
export const matchesOf = (promotion: Promotion, cart: Cart, knowledge: Knowledge): readonly Match[] | LeftOutReason => {
  const { audience } = promotion;
  if (personalAudiences.has(audience) && !knowledge.consent) return 'consent';
  const found = {
    everybody: () => everybody(promotion, cart),
    companion: () => companions(promotion, cart, knowledge),
    repurchase: () => repurchases(promotion, knowledge),
    lapsed: () => lapsed(knowledge),
  }[audience]();
  if (found.length === 0) return notMatched[audience];
  return found.toSorted((one, other) => other.fit - one.fit || ((one.sku ?? '') < (other.sku ?? '') ? -1 : 1));
};
