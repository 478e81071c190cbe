import type { CurrencyCode } from '../../../kernel/money.ts';
import { formatMinor } from '../../domain/order-checks.ts';
import type { CanonicalShippingLine, CanonicalTotals } from '../../domain/canonical-order.ts';
import type { JsonObject } from '../reading/json.ts';
import { type Reading, readMinor, refuse, total } from '../reading/reading.ts';
import { spread } from './woocommerce.discounts.ts';
import { type Charge, type PlacedLine, readCharges, readLines } from './woocommerce.lines.ts';

/** An order as it was placed, with every figure where the canonical order has it. */
export type Placed = {
  readonly lines: readonly PlacedLine[];
  readonly shipping: readonly CanonicalShippingLine[];
  readonly totals: CanonicalTotals;
  /** Minor units by which WooCommerce's own rounding of the parts differs from the rounded whole. */
  readonly rounding: number;
};

type Parts = { readonly lines: readonly PlacedLine[]; readonly shipping: readonly CanonicalShippingLine[]; readonly fees: number };

const netOf = ({ lines, shipping }: Pick<Parts, 'lines' | 'shipping'>): number =>
  total(lines.map((line) => line.quantity * line.unitPrice - line.discount)) + total(shipping.map((line) => line.price - line.discount));

/** Sums that follow from the parts. `tax` is what is stated, or the sum of the parts' taxes. */
export const sumUp = (
  parts: Parts,
  options: { readonly taxesIncluded: boolean; readonly tax?: number; readonly total?: number },
): CanonicalTotals => {
  const { lines, shipping, fees } = parts;
  const tax = options.tax ?? total([...lines, ...shipping].map((line) => line.tax));
  return {
    subtotal: total(lines.map((line) => line.quantity * line.unitPrice)),
    discount: total([...lines, ...shipping].map((line) => line.discount)),
    shipping: total(shipping.map((line) => line.price)),
    tax,
    fees,
    total: options.total ?? netOf(parts) + fees + (options.taxesIncluded ? 0 : tax),
  };
};

/**
 * Reads lines, shipping, fees and sums as placed. A fee below zero is a discount and is split over the lines. A fee above
 * zero keeps its tax, so `totals.tax` is the tax of lines and shipping.
 */
export const readPlaced = (reading: Reading, order: JsonObject, taxesIncluded: boolean): Placed => {
  const ordered = readLines(reading, order, taxesIncluded);
  const charges = readCharges(reading, order, 'shipping_lines', taxesIncluded);
  const feeLines = readCharges(reading, order, 'fee_lines', taxesIncluded);
  const stated = readMinor(reading, order['total'], 'total');
  if (stated === null && reading.problems.length === 0) refuse(reading, 'total', 'total-missing', 'An order must have a total');
  if (
    !isCountable([
      stated ?? 0,
      ...ordered.map((line) => line.quantity * line.unitPrice),
      ...[...charges, ...feeLines].map((charge) => charge.amount),
    ])
  ) {
    refuse(reading, 'total', 'too-large', 'The amounts of the order are too large to be added up exactly');
    return { lines: [], shipping: [], rounding: 0, totals: sumUp({ lines: [], shipping: [], fees: 0 }, { taxesIncluded }) };
  }
  const withTax = (fee: Charge): number => (taxesIncluded ? fee.amount : fee.amount + fee.tax);
  const added = feeLines.filter((fee) => fee.amount >= 0);
  const taken = feeLines.filter((fee) => fee.amount < 0);
  const shipping = charges.map((line) => ({ code: line.code, title: line.title, price: line.amount, discount: 0, tax: line.tax }));
  checkStated(reading, order, ordered, charges, taxesIncluded);

  const reduction = { amount: -total(taken.map((fee) => fee.amount)), tax: -total(taken.map((fee) => fee.tax)) };
  const reduced = spread(reduction, ordered, shipping, reading.currency);
  const statedTax =
    readMinor(reading, order['total_tax'], 'total_tax') ?? total([...ordered, ...charges, ...feeLines].map((line) => line.tax));
  const tax = statedTax - total(added.map((fee) => fee.tax));
  const parts: Parts = { ...reduced, fees: total(added.map(withTax)) - reduced.left };
  const figures = ordered.length + charges.length + feeLines.length;
  const { rounding, ...balanced } = balance(parts, {
    stated: stated ?? 0,
    tax: taxesIncluded ? 0 : tax,
    figures,
    currency: reading.currency,
  });
  return {
    lines: balanced.lines,
    shipping: balanced.shipping,
    rounding,
    totals: sumUp(balanced, { taxesIncluded, tax, total: stated ?? 0 }),
  };
};

const countableMax = 1e14; // Far above any order, and low enough that sums with taxes and shares stay exact.

const isCountable = (amounts: readonly number[]): boolean => total(amounts.map(Math.abs)) <= countableMax;

/**
 * WooCommerce computes with more decimals than it shows, and rounds the total and every part of it on its own, so parts may
 * come to a minor unit more or less each than the total. That much goes into fees, or off the lines; what is more than that
 * is left to be found as a contradiction.
 */
const balance = (
  parts: Parts,
  known: { readonly stated: number; readonly tax: number; readonly figures: number; readonly currency: CurrencyCode },
): Parts & { readonly rounding: number } => {
  const rounding = known.stated - (netOf(parts) + parts.fees + known.tax);
  if (rounding === 0 || Math.abs(rounding) > known.figures) return { ...parts, rounding: 0 };
  if (rounding > 0) return { ...parts, fees: parts.fees + rounding, rounding };
  const { left, ...reduced } = spread({ amount: -rounding, tax: 0 }, parts.lines, parts.shipping, known.currency);
  return { ...reduced, fees: parts.fees - left, rounding };
};

// The sums that WooCommerce states beside the parts. Off by no more than its rounding they say nothing new.
const checkStated = (
  reading: Reading,
  order: JsonObject,
  lines: readonly PlacedLine[],
  shipping: readonly Charge[],
  taxesIncluded: boolean,
): void => {
  const read = (key: string): number | null => readMinor(reading, order[key], key);
  const withTax = (net: number | null, tax: number | null): number | null => (net === null ? null : taxesIncluded ? net + (tax ?? 0) : net);
  const differs = (code: string, field: string, what: string, sum: number, stated: number | null, tolerance: number): void => {
    if (stated === null || Math.abs(stated - sum) <= tolerance) return;
    const { currency } = reading;
    reading.discrepancies.push({
      code,
      field,
      message: `${what} ${formatMinor(sum, currency)}, but the order says ${formatMinor(stated, currency)}`,
    });
  };
  const discount = withTax(read('discount_total'), read('discount_tax'));
  // Dividing a line into units may have raised its discount by less than its quantity.
  const units = total(lines.map((line) => line.quantity));
  differs(
    'stated-discount-differs',
    'totals.discount',
    'Discounts of the lines come to',
    total(lines.map((line) => line.discount)),
    discount,
    units + 1,
  );
  const stated = withTax(read('shipping_total'), read('shipping_tax'));
  const charged = total(shipping.map((line) => line.amount));
  differs('stated-shipping-differs', 'totals.shipping', 'Shipping lines come to', charged, stated, shipping.length + 1);
};
