import { allocate, money } from '../../../kernel/money.ts';
import type { CanonicalShippingLine, CanonicalTotals } from '../../domain/canonical-order.ts';
import type { Reading } from '../reading/reading.ts';
import type { PlacedLine } from './woocommerce.lines.ts';
import type { RefundedItem, Refunds } from './woocommerce.refunds.ts';
import { type Placed, sumUp } from './woocommerce.totals.ts';

/** What is left of an order once the units that refunds have taken off are gone. */
export type Current = {
  readonly lines: readonly PlacedLine[];
  readonly shipping: readonly CanonicalShippingLine[];
  readonly totals: CanonicalTotals;
};

const noTotals: CanonicalTotals = { subtotal: 0, discount: 0, shipping: 0, tax: 0, fees: 0, total: 0 };

/**
 * WooCommerce leaves an order as it was placed and keeps refunds beside it. Sums are stated for the order as placed alone,
 * so those of a reduced order are added up here.
 */
export const reduce = (reading: Reading, placed: Placed, refunds: Refunds, taxesIncluded: boolean): Current => {
  if (refunds.whole) return { lines: [], shipping: [], totals: noTotals };
  const lines = placed.lines.flatMap((line) => remaining(reading, line, refunds.byLineId.get(line.lineId), taxesIncluded));
  const shipping = lessShipping(placed.shipping, refunds.shipping, taxesIncluded);
  const fees = placed.totals.fees - Math.min(Math.max(0, placed.totals.fees), refunds.fees);
  const units = (list: readonly PlacedLine[]): number => list.reduce((sum, line) => sum + line.quantity, 0);
  const unchanged = units(lines) === units(placed.lines) && refunds.shipping.amount === 0 && fees === placed.totals.fees;
  return unchanged ? placed : { lines, shipping, totals: sumUp({ lines, shipping, fees }, { taxesIncluded }) };
};

const remaining = (
  reading: Reading,
  line: PlacedLine,
  refunded: RefundedItem | undefined,
  taxesIncluded: boolean,
): readonly PlacedLine[] => {
  // Money alone takes no unit off: the line is wanted as before, and paid for less.
  if (refunded === undefined || refunded.quantity === 0) return [line];
  const quantity = line.quantity - refunded.quantity;
  if (quantity < 0) {
    reading.discrepancies.push({
      code: 'quantities-disagree',
      field: `refunds.${line.lineId}`,
      message: `${refunded.quantity} units have been taken off line ${line.lineId}, of ${line.quantity} ordered`,
    });
  }
  if (quantity <= 0) return [];
  const back = taxesIncluded ? refunded.amount + refunded.tax : refunded.amount;
  const discount = quantity * line.unitPrice - (line.quantity * line.unitPrice - line.discount - back);
  const tax = line.tax - refunded.tax;
  // The refund says exactly what went with its units, unless they went without money or with another sum agreed on.
  if (back > 0 && discount >= 0 && discount <= quantity * line.unitPrice && tax >= 0) return [{ ...line, quantity, discount, tax }];
  const share = (amount: number): number => allocate(money(amount, reading.currency), [quantity, refunded.quantity])[0]?.amountMinor ?? 0;
  return [{ ...line, quantity, discount: share(line.discount), tax: share(line.tax) }];
};

// Refunded shipping does not always name its line, so it comes off one after the other.
const lessShipping = (
  lines: readonly CanonicalShippingLine[],
  refunded: RefundedItem,
  taxesIncluded: boolean,
): readonly CanonicalShippingLine[] => {
  let left = taxesIncluded ? refunded.amount + refunded.tax : refunded.amount;
  let taxLeft = refunded.tax;
  return lines.map((line) => {
    const amount = Math.min(left, Math.max(0, line.price - line.discount));
    const tax = Math.min(taxLeft, Math.max(0, line.tax));
    left -= amount;
    taxLeft -= tax;
    return { ...line, price: line.price - amount, tax: line.tax - tax };
  });
};
