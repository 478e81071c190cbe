import { formatMinor } from '../../domain/order-checks.ts';
import type { CanonicalLine, CanonicalPresentment, CanonicalShippingLine, CanonicalTotals } from '../../domain/canonical-order.ts';
import { CurrencyCode, currencyPattern, parseMinor } from '../../../kernel/money.ts';
import type { LinesRead } from './shopify.lines.ts';
import type { Refunds } from './shopify.refunds.ts';
import type { ShippingRead } from './shopify.shipping.ts';
import { type JsonObject, objectAt, scalarText, textAt } from '../reading/json.ts';
import { type Reading, refuse, total } from '../reading/reading.ts';
import { amountAt, setAmountAt } from './shopify.amounts.ts';

/**
 * Shopify states its sums twice: as placed (`total_price`) and after edits, returns and refunds (`current_total_price`).
 * We take the set that speaks of the same units as the lines do.
 */
export type Basis = 'placed' | 'current';

export type TotalsRead = {
  readonly basis: Basis;
  readonly totals: CanonicalTotals;
  readonly shippingLines: readonly CanonicalShippingLine[];
};

type Parts = { readonly lines: LinesRead; readonly shipping: ShippingRead; readonly refunds: Refunds; readonly taxesIncluded: boolean };

/** Totals of the units still wanted: sums of the lines where the definition is a sum, otherwise what Shopify states. */
export const readTotals = (reading: Reading, order: JsonObject, parts: Parts): TotalsRead => {
  const basis = chooseBasis(reading, order, parts);
  const shippingLines = basis === 'current' ? parts.shipping.current : parts.shipping.placed;
  const prefix = basis === 'current' ? 'current_' : '';
  const stated = amountAt(reading, order, `${prefix}total_price`) ?? amountAt(reading, order, 'total_price');
  if (stated === null && reading.problems.length === 0) refuse(reading, 'total_price', 'total-missing', 'An order must have a total_price');
  const everyLine = [...parts.lines.lines, ...shippingLines];
  const totals: CanonicalTotals = {
    subtotal: total(parts.lines.lines.map((line) => line.quantity * line.unitPrice)),
    discount: readDiscount(reading, order, prefix, parts.lines.lines, shippingLines),
    shipping: total(shippingLines.map((line) => line.price)),
    tax: amountAt(reading, order, `${prefix}total_tax`) ?? total(everyLine.map((line) => line.tax)),
    fees: readFees(reading, order, basis, parts.lines.tips),
    total: stated ?? 0,
  };
  checkStatedSubtotal(reading, order, prefix, parts.lines.lines);
  return { basis, totals, shippingLines };
};

const chooseBasis = (reading: Reading, order: JsonObject, { lines, shipping, refunds }: Parts): Basis => {
  const placed = amountAt(reading, order, 'total_price');
  const current = amountAt(reading, order, 'current_total_price');
  if (current === null) return 'placed';
  const linesTotal = amountAt(reading, order, 'total_line_items_price');
  // A line added by an edit is in the list, but not in the sums as placed.
  const added = linesTotal !== null && linesTotal !== lines.placedSubtotal && linesTotal !== lines.placedSubtotal + lines.tips;
  if (lines.reduced || shipping.removed || added) return 'current';
  if (placed !== null && placed !== current && !refunds.any) {
    reading.discrepancies.push({
      code: 'current-total-differs',
      field: 'totals.total',
      message: `The total is ${formatMinor(placed, reading.currency)} as placed and ${formatMinor(current, reading.currency)} now, but no edit or refund explains it`,
    });
  }
  return 'placed';
};

const readDiscount = (
  reading: Reading,
  order: JsonObject,
  prefix: string,
  lines: readonly CanonicalLine[],
  shippingLines: readonly CanonicalShippingLine[],
): number => {
  const ofLines = total(lines.map((line) => line.discount));
  const ofShipping = total(shippingLines.map((line) => line.discount));
  const stated = amountAt(reading, order, `${prefix}total_discounts`);
  // Whether Shopify counts a shipping discount in this sum depends on how it was given; ours always does.
  return stated === null || stated === ofLines ? ofLines + ofShipping : stated;
};

// Duties and additional fees exist as placed and as they are now; tips are never changed.
const readFees = (reading: Reading, order: JsonObject, basis: Basis, tipsAmongLines: number): number => {
  const prefix = basis === 'current' ? 'current' : 'original';
  const duties = order['duties_included'] === true ? 0 : (setAmountAt(reading, order, `${prefix}_total_duties_set`) ?? 0);
  const additional = setAmountAt(reading, order, `${prefix}_total_additional_fees_set`) ?? 0;
  return (amountAt(reading, order, 'total_tip_received') || tipsAmongLines) + duties + additional;
};

const checkStatedSubtotal = (reading: Reading, order: JsonObject, prefix: string, lines: readonly CanonicalLine[]): void => {
  const stated = amountAt(reading, order, `${prefix}subtotal_price`);
  const net = total(lines.map((line) => line.quantity * line.unitPrice - line.discount));
  if (stated === null || stated === net) return;
  reading.discrepancies.push({
    code: 'stated-subtotal-differs',
    field: 'totals.subtotal',
    message: `The lines come to ${formatMinor(net, reading.currency)} after discounts, but the order says ${formatMinor(stated, reading.currency)}`,
  });
};

/** What the customer paid in another currency; null when it was the shop's own, or is not said. */
export const readPresentment = (order: JsonObject, currency: CurrencyCode, basis: Basis): CanonicalPresentment | null => {
  const money = objectAt(objectAt(order, basis === 'current' ? 'current_total_price_set' : 'total_price_set'), 'presentment_money');
  const code = textAt(money, 'currency_code') ?? textAt(order, 'presentment_currency');
  const amount = scalarText(money['amount']);
  if (code === null || amount === null || !currencyPattern.test(code) || code === currency) return null;
  const minor = parseMinor(amount, CurrencyCode(code));
  return minor === undefined ? null : { currency: CurrencyCode(code), total: minor };
};
