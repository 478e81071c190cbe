import type { CanonicalShippingLine } from '../../domain/canonical-order.ts';
import { taxLinesTotal } from './shopify.lines.ts';
import { type JsonObject, listAt, textAt } from '../reading/json.ts';
import { type Reading, total } from '../reading/reading.ts';
import { amountAt, setAmountAt } from './shopify.amounts.ts';

/** A shipping line as placed, and what its price is now that refunds have been made, where Shopify says so. */
type PlacedShipping = { readonly line: CanonicalShippingLine; readonly discountedNow: number | null };

export type ShippingRead = {
  readonly placed: readonly CanonicalShippingLine[];
  /** After removals and refunds of shipping. */
  readonly current: readonly CanonicalShippingLine[];
  readonly removed: boolean;
};

/** Shipping lines as placed and as they are now. */
export const readShipping = (reading: Reading, order: JsonObject, refundedMinor: number): ShippingRead => {
  const sources = listAt(order, 'shipping_lines');
  const kept: PlacedShipping[] = [];
  for (const { value: source, index } of sources) {
    if (source['is_removed'] === true) continue;
    const path = `shipping_lines.${index}`;
    kept.push({ line: readLine(reading, source, path), discountedNow: setAmountAt(reading, source, 'current_discounted_price_set', path) });
  }
  return { placed: kept.map(({ line }) => line), current: applyRefunds(kept, refundedMinor), removed: kept.length < sources.length };
};

const readLine = (reading: Reading, source: JsonObject, path: string): CanonicalShippingLine => {
  const price = amountAt(reading, source, 'price', path) ?? 0;
  return {
    code: textAt(source, 'code'),
    title: textAt(source, 'title'),
    price,
    discount: readDiscount(reading, source, path, price),
    tax: taxLinesTotal(reading, source, path),
  };
};

const readDiscount = (reading: Reading, source: JsonObject, path: string, price: number): number => {
  const allocations = listAt(source, 'discount_allocations');
  const allocated = total(
    allocations.map(({ value, index }) => amountAt(reading, value, 'amount', `${path}.discount_allocations.${index}`)),
  );
  if (allocated !== 0) return allocated;
  const discounted = amountAt(reading, source, 'discounted_price', path);
  return discounted === null ? 0 : price - discounted;
};

const applyRefunds = (lines: readonly PlacedShipping[], refundedMinor: number): readonly CanonicalShippingLine[] => {
  let left = refundedMinor;
  return lines.map(({ line, discountedNow }) => {
    const discounted = line.price - line.discount;
    const refunded = discountedNow === null ? Math.max(0, Math.min(left, discounted)) : Math.max(0, discounted - discountedNow);
    left -= Math.min(left, refunded);
    return { ...line, price: line.price - refunded };
  });
};
