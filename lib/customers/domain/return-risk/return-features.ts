import type { Instant } from '../../../kernel/instant.ts';
import { CurrencyCode, minorDigits } from '../../../kernel/money.ts';
import type { SoldLine } from './return-facts.ts';
import { customerRatio, type ReturnEvidence, sharesOf } from './return-tallies.ts';

/** A cart, or an order as it was placed. */
export type Cart = {
  readonly at: Instant;
  readonly channel: string;
  readonly currency: string;
  /** Of the subtotal, 0 to 100; null where it is not known. */
  readonly discountPercent: number | null;
  readonly lines: readonly SoldLine[];
};

/** Inputs of the model of returns; models/returns/features.json says what each means. */
export type ReturnFeatures = {
  readonly category_share: number;
  readonly article_share: number;
  readonly article_sold: number;
  readonly size_share: number | null;
  readonly customer_ratio: number | null;
  readonly customer_sold: number | null;
  readonly sizes_in_cart: number;
  readonly article_units_in_cart: number;
  readonly quantity: number;
  readonly has_size: number;
  readonly unit_price: number | null;
  readonly discount_percent: number | null;
  readonly line_count: number;
  readonly month: number;
  readonly marketplace: number;
};

// The model has learnt amounts in dollars; of a currency that is far from one it is told none.
const dollarLike: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD']);
const marketplaces: ReadonlySet<string> = new Set(['amazon', 'walmart', 'ebay', 'etsy', 'tiktok']);
/** Beyond so many lines an article is known, however many more there are. */
const soldMax = 1_000;

/** Sizes of the article of a line that are in the cart, its own among them; empty where it has none. */
export const sizesInCart = ({ lines }: Pick<Cart, 'lines'>, line: SoldLine): readonly string[] => [
  ...new Set(lines.flatMap(({ article, size }) => (article === line.article && size !== null ? [size] : []))),
];

/** What the model is told of a line. The one definition of its features: training calls it as serving does. */
export const returnFeatures = (cart: Cart, line: SoldLine, evidence: ReturnEvidence): ReturnFeatures => {
  const shares = sharesOf(evidence, line.category);
  const { customer } = evidence;
  return {
    category_share: shares.category,
    article_share: shares.article,
    article_sold: Math.min(soldMax, evidence.article.sold),
    size_share: shares.size,
    customer_ratio: customer === null ? null : customerRatio(customer),
    customer_sold: customer === null ? null : Math.min(soldMax, customer.sold),
    sizes_in_cart: Math.max(1, sizesInCart(cart, line).length),
    article_units_in_cart: cart.lines.reduce((sum, { article, quantity }) => sum + (article === line.article ? quantity : 0), 0),
    quantity: line.quantity,
    has_size: line.size === null ? 0 : 1,
    unit_price: dollarLike.has(cart.currency) ? line.unitPriceMinor / 10 ** minorDigits(CurrencyCode(cart.currency)) : null,
    discount_percent: cart.discountPercent,
    line_count: cart.lines.length,
    month: Number(cart.at.slice(5, 7)),
    marketplace: marketplaces.has(cart.channel) ? 1 : 0,
  };
};
