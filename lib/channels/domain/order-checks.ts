import { decimalMinor } from '../../kernel/money.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { CanonicalLine, CanonicalOrder, CanonicalShippingLine, Discrepancy } from './canonical-order.ts';

type Checked = Pick<CanonicalOrder, 'currency' | 'taxesIncluded' | 'lineItems' | 'shippingLines' | 'totals'>;

const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);

/** Decimal text of an amount in minor units with its currency, such as `46.80 EUR`. */
export const formatMinor = (amountMinor: number, currency: CurrencyCode): string => `${decimalMinor(amountMinor, currency)} ${currency}`;

/** What a line must come to: `quantity × unitPrice − discount`, plus `tax` unless prices contain it. */
export const lineTotal = (line: Pick<CanonicalLine, 'quantity' | 'unitPrice' | 'discount' | 'tax'>, taxesIncluded: boolean): number =>
  line.quantity * line.unitPrice - line.discount + (taxesIncluded ? 0 : line.tax);

/**
 * Compares the figures of an order with each other.
 * @returns every contradiction, with the dotted wire path of the figure that does not fit; empty when all agree
 */
export const checkTotals = (order: Checked): readonly Discrepancy[] => [
  ...order.lineItems.flatMap((line, index) => checkLine(line, index, order)),
  ...order.shippingLines.flatMap((line, index) => checkShippingLine(line, index, order.currency)),
  ...checkSums(order),
  ...checkGrandTotal(order),
  ...negatives({ ...order.totals }, 'totals', order.currency),
];

const checkLine = (line: CanonicalLine, index: number, { currency, taxesIncluded }: Checked): readonly Discrepancy[] => {
  const path = `line_items.${index}`;
  const found: Discrepancy[] = [];
  if (!Number.isSafeInteger(line.quantity) || line.quantity < 1) {
    found.push({
      code: 'quantity-not-positive',
      field: `${path}.quantity`,
      message: `A line needs a quantity of at least 1, not ${line.quantity}`,
    });
  }
  found.push(...negatives({ unit_price: line.unitPrice, discount: line.discount, tax: line.tax }, path, currency));
  const gross = line.quantity * line.unitPrice;
  if (line.discount > gross && line.discount > 0) found.push(discountTooLarge(`${path}.discount`, line.discount, gross, currency));
  const expected = lineTotal(line, taxesIncluded);
  if (line.total !== expected) {
    found.push(differs('line-total-does-not-add-up', `${path}.total`, 'The line comes to', expected, line.total, currency));
  }
  return found;
};

const checkShippingLine = (line: CanonicalShippingLine, index: number, currency: CurrencyCode): readonly Discrepancy[] => {
  const path = `shipping_lines.${index}`;
  const found = [...negatives({ price: line.price, discount: line.discount, tax: line.tax }, path, currency)];
  if (line.discount > line.price && line.discount > 0)
    found.push(discountTooLarge(`${path}.discount`, line.discount, line.price, currency));
  return found;
};

const checkSums = ({ lineItems, shippingLines, totals, currency }: Checked): readonly Discrepancy[] => {
  const everyLine = [...lineItems, ...shippingLines];
  const subtotal = sum(lineItems.map((line) => line.quantity * line.unitPrice));
  const discount = sum(everyLine.map((line) => line.discount));
  const shipping = sum(shippingLines.map((line) => line.price));
  const tax = sum(everyLine.map((line) => line.tax));
  const found: Discrepancy[] = [];
  if (totals.subtotal !== subtotal) {
    found.push(differs('subtotal-does-not-add-up', 'totals.subtotal', 'The lines come to', subtotal, totals.subtotal, currency));
  }
  if (totals.discount !== discount) {
    found.push(
      differs('discount-does-not-add-up', 'totals.discount', 'Discounts of the lines come to', discount, totals.discount, currency),
    );
  }
  if (totals.shipping !== shipping) {
    found.push(differs('shipping-does-not-add-up', 'totals.shipping', 'Shipping lines come to', shipping, totals.shipping, currency));
  }
  // Some shops round tax once for the whole order and others on every line, so each line may be off by one minor unit.
  if (Math.abs(totals.tax - tax) > everyLine.length) {
    found.push(differs('tax-does-not-add-up', 'totals.tax', 'Taxes of the lines come to', tax, totals.tax, currency));
  }
  return found;
};

const checkGrandTotal = ({ totals, taxesIncluded, currency }: Checked): readonly Discrepancy[] => {
  const expected = totals.subtotal - totals.discount + totals.shipping + totals.fees + (taxesIncluded ? 0 : totals.tax);
  if (totals.total === expected) return [];
  return [
    differs('totals-do-not-add-up', 'totals.total', 'Subtotal, discount, shipping, fees and tax come to', expected, totals.total, currency),
  ];
};

const negatives = (amounts: Readonly<Record<string, number>>, path: string, currency: CurrencyCode): readonly Discrepancy[] =>
  Object.entries(amounts)
    .filter(([, amount]) => amount < 0)
    .map(([name, amount]) => ({
      code: 'negative-amount',
      field: `${path}.${name}`,
      message: `An amount of ${formatMinor(amount, currency)} stands where it must be zero or more`,
    }));

const discountTooLarge = (field: string, discount: number, gross: number, currency: CurrencyCode): Discrepancy => ({
  code: 'discount-exceeds-price',
  field,
  message: `A discount of ${formatMinor(discount, currency)} is more than the price of ${formatMinor(gross, currency)}`,
});

const differs = (code: string, field: string, what: string, expected: number, stated: number, currency: CurrencyCode): Discrepancy => ({
  code,
  field,
  message: `${what} ${formatMinor(expected, currency)}, but the order says ${formatMinor(stated, currency)}`,
});

/**
 * Names what is missing to source and ship the order. Cancelled orders and lines that we never ship need none of it.
 * @param options.needsAddress false when the customer took or collects the goods, so that no address is expected
 */
export const checkShippable = (
  order: Pick<CanonicalOrder, 'cancelled' | 'lineItems' | 'shippingAddress'>,
  options: { readonly needsAddress: boolean },
): readonly Discrepancy[] => {
  if (order.cancelled) return [];
  const found: Discrepancy[] = [];
  for (const [index, line] of order.lineItems.entries()) {
    if (line.sku === null && isOurs(line)) {
      found.push({
        code: 'sku-missing',
        field: `line_items.${index}.sku`,
        message: `Line ${line.lineId} is to be shipped but has no usable SKU`,
      });
    }
  }
  if (options.needsAddress && order.lineItems.some(isOurs)) {
    if (order.shippingAddress === null) {
      found.push({
        code: 'shipping-address-missing',
        field: 'shipping_address',
        message: 'Goods are to be shipped but there is no shipping address',
      });
    } else if (order.shippingAddress.country === null) {
      found.push({
        code: 'country-unknown',
        field: 'shipping_address.country',
        message: 'The country of the shipping address is missing or is not known',
      });
    }
  }
  return found;
};

const isOurs = (line: CanonicalLine): boolean => line.requiresShipping && line.fulfilledBy === 'merchant';
