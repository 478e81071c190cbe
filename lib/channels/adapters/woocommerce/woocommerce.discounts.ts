import { allocate, money } from '../../../kernel/money.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import type { CanonicalShippingLine } from '../../domain/canonical-order.ts';
import type { PlacedLine } from './woocommerce.lines.ts';

export type Discounted = {
  readonly lines: readonly PlacedLine[];
  readonly shipping: readonly CanonicalShippingLine[];
  /** What is more than lines and shipping together cost. */
  readonly left: number;
};

const split = (amount: number, weights: readonly number[], currency: CurrencyCode): readonly number[] =>
  weights.some((weight) => weight > 0) && amount !== 0
    ? allocate(money(amount, currency), weights).map(({ amountMinor }) => amountMinor)
    : weights.map(() => 0);

const priceOf = (line: PlacedLine): number => Math.max(0, line.quantity * line.unitPrice - line.discount);

const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);

/**
 * Takes a reduction of the whole order off its lines, by what they cost, and off shipping what the lines cannot bear; and the
 * tax that goes with it off the lines' taxes. Nothing is lost or invented.
 */
export const spread = (
  reduction: { readonly amount: number; readonly tax: number },
  lines: readonly PlacedLine[],
  shipping: readonly CanonicalShippingLine[],
  currency: CurrencyCode,
): Discounted => {
  const prices = lines.map(priceOf);
  const ofLines = Math.min(reduction.amount, sum(prices));
  const shares = split(ofLines, prices, currency);
  const shippingPrices = shipping.map((line) => Math.max(0, line.price - line.discount));
  const ofShipping = Math.min(reduction.amount - ofLines, sum(shippingPrices));
  const shippingShares = split(ofShipping, shippingPrices, currency);
  const taxes = lines.map((line) => Math.max(0, line.tax));
  const taxShares = split(Math.min(reduction.tax, sum(taxes)), taxes, currency);
  return {
    lines: lines.map((line, at) => ({ ...line, discount: line.discount + (shares[at] ?? 0), tax: line.tax - (taxShares[at] ?? 0) })),
    shipping: shipping.map((line, at) => ({ ...line, discount: line.discount + (shippingShares[at] ?? 0) })),
    left: reduction.amount - ofLines - ofShipping,
  };
};
