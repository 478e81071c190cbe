import type { CurrencyCode } from '../../../kernel/money.ts';
import type { CanonicalTotals } from '../../domain/canonical-order.ts';
import { total } from '../reading/reading.ts';
import type { LinesRead } from './amazon.lines.ts';
import { marketplaceOf } from './amazon.marketplaces.ts';
import type { AmazonOrder } from './amazon.order.ts';

export type TotalsRead = { readonly taxesIncluded: boolean; readonly totals: CanonicalTotals };

/**
 * Totals of the units still wanted. Amazon has no field that says whether prices contain the tax: in the United States and
 * Canada they do not, elsewhere they do unless Amazon's own total shows that the tax comes on top.
 */
export const readTotals = (order: AmazonOrder, read: LinesRead, currency: CurrencyCode): TotalsRead => {
  const { wanted, shippingLines, fees } = read;
  const subtotal = total(wanted.map(({ quantity, unitPrice }) => quantity * unitPrice));
  const discount = total([...wanted.map((line) => line.discount), ...shippingLines.map((line) => line.discount)]);
  const shipping = total(shippingLines.map((line) => line.price));
  const tax = total([...wanted.map((line) => line.tax), ...shippingLines.map((line) => line.tax)]);
  const net = subtotal - discount + shipping + fees;
  const taxesIncluded = areTaxesIncluded(order, { net, tax }, currency);
  const computed = net + (taxesIncluded ? 0 : tax);
  return { taxesIncluded, totals: { subtotal, discount, shipping, tax, fees, total: chooseTotal(order, read, { computed, net }) } };
};

// Reports of orders to ship do not name the marketplace.
const currenciesWithoutTax: readonly string[] = ['USD', 'CAD'];

const areTaxesIncluded = (
  order: AmazonOrder,
  { net, tax }: { readonly net: number; readonly tax: number },
  currency: CurrencyCode,
): boolean => {
  const usual = marketplaceOf(order.marketplaceId)?.taxesIncluded ?? !currenciesWithoutTax.includes(currency);
  return usual && (tax === 0 || order.total === null || order.total !== net + tax);
};

const chooseTotal = (order: AmazonOrder, read: LinesRead, sums: { readonly computed: number; readonly net: number }): number => {
  const { computed, net } = sums;
  // Amazon's total may still count units that have been cancelled, and of a cancelled order it often gives none.
  if (order.total === null || read.reduced || order.status === 'cancelled') return computed;
  // Tax that Amazon withholds and pays itself ("marketplace facilitator") is not in what the seller receives, but it is in
  // what the customer pays, and that is what the canonical order says.
  if (order.total === net) return computed;
  return order.total;
};
