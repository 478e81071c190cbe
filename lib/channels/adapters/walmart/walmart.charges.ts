import { currencyPattern } from '../../../kernel/money.ts';
import { type JsonObject, objectAt, textAt } from '../reading/json.ts';
import { type Reading, readMinor, refuse, total } from '../reading/reading.ts';
import { type Entry, oneOrMany, wordAt, wrappedList } from './walmart.shape.ts';

/** What the charges of one line come to, in minor units. Discounts are positive. */
export type Charges = {
  /** Price of the goods before discounts; null when no charge says it. */
  readonly product: number | null;
  readonly discount: number;
  readonly tax: number;
  readonly shipping: number;
  readonly shippingDiscount: number;
  readonly shippingTax: number;
  readonly fees: number;
};

/** The currencies that amounts of an order name, each with the path of its first use. */
export const currenciesOf = (order: JsonObject, lines: readonly Entry[]): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const note = (code: string | null, path: string): void => {
    if (code !== null && !found.has(code)) found.set(code, path);
  };
  for (const { value: line, path } of lines) {
    note(textAt(objectAt(objectAt(line, 'item'), 'unitPrice'), 'currency'), `${path}.item.unitPrice.currency`);
    for (const charge of chargesOf(line, path)) {
      note(textAt(objectAt(charge.value, 'chargeAmount'), 'currency'), `${charge.path}.chargeAmount.currency`);
      for (const tax of oneOrMany(charge.value, 'tax', charge.path))
        note(textAt(objectAt(tax.value, 'taxAmount'), 'currency'), `${tax.path}.taxAmount.currency`);
    }
  }
  note(textAt(objectAt(order, 'orderTotal'), 'currency'), 'orderTotal.currency');
  note(textAt(objectAt(objectAt(order, 'orderSummary'), 'totalAmount'), 'currencyUnit'), 'orderSummary.totalAmount.currencyUnit');
  return new Map([...found].filter(([code]) => currencyPattern.test(code)));
};

const chargesOf = (line: JsonObject, path: string): readonly Entry[] => wrappedList(line, 'charges', 'charge', path).entries;

/**
 * Reads the charges of a line. Charge types, after the order management overview of each market: `PRODUCT` (`ItemPrice`,
 * and `SubscriptionDiscount` below zero), `SHIPPING`, in Mexico also `DISCOUNT` (`COUPON_DISC`, `SHIP_DISC`) below zero;
 * anything else that is charged (recycling, delivery of large goods) counts as a fee.
 */
export const readCharges = (reading: Reading, line: JsonObject, path: string): Charges => {
  const sums = { product: null as number | null, discount: 0, tax: 0, shipping: 0, shippingDiscount: 0, shippingTax: 0, fees: 0 };
  for (const { value: charge, path: chargePath } of chargesOf(line, path)) {
    const type = wordAt(charge, 'chargeType');
    const amount = readMinor(reading, objectAt(charge, 'chargeAmount')['amount'], `${chargePath}.chargeAmount.amount`);
    const tax = readTax(reading, charge, chargePath);
    const isShipping = type === 'shipping' || (type === 'discount' && wordAt(charge, 'chargeName').startsWith('ship'));
    if (isShipping) sums.shippingTax += tax;
    else sums.tax += tax;
    if (amount === null) continue;
    if (isShipping) {
      if (amount < 0 || type === 'discount') sums.shippingDiscount += Math.abs(amount);
      else sums.shipping += amount;
    } else if (amount < 0 || type === 'discount') sums.discount += Math.abs(amount);
    else if (type === 'product') sums.product = (sums.product ?? 0) + amount;
    else sums.fees += amount;
  }
  return sums;
};

const readTax = (reading: Reading, charge: JsonObject, path: string): number =>
  total(
    oneOrMany(charge, 'tax', path).map((tax) =>
      readMinor(reading, objectAt(tax.value, 'taxAmount')['amount'], `${tax.path}.taxAmount.amount`),
    ),
  );

/** Every amount of the charges so many times. */
export const timesCharges = (charges: Charges, times: number): Charges => ({
  product: charges.product === null ? null : charges.product * times,
  discount: charges.discount * times,
  tax: charges.tax * times,
  shipping: charges.shipping * times,
  shippingDiscount: charges.shippingDiscount * times,
  shippingTax: charges.shippingTax * times,
  fees: charges.fees * times,
});

/** Price of one unit as Mexico and the global API state it; null where only charges tell. */
export const readUnitPrice = (reading: Reading, line: JsonObject, path: string): number | null =>
  readMinor(reading, objectAt(objectAt(line, 'item'), 'unitPrice')['amount'], `${path}.item.unitPrice.amount`);

/** The order's total as stated by Walmart, in minor units; null when it states none. */
export const readStatedTotal = (reading: Reading, order: JsonObject): number | null =>
  readMinor(reading, objectAt(order, 'orderTotal')['amount'], 'orderTotal.amount') ??
  readMinor(reading, objectAt(objectAt(order, 'orderSummary'), 'totalAmount')['currencyAmount'], 'orderSummary.totalAmount.currencyAmount');

/** Refuses an order whose amounts are in several currencies: adding them up would be wrong. */
export const refuseOtherCurrencies = (reading: Reading, currencies: ReadonlyMap<string, string>): void => {
  for (const [code, path] of currencies) {
    if (code !== reading.currency)
      refuse(reading, path, 'currencies-differ', `An amount is in ${code}, while others of the order are in ${reading.currency}`);
  }
};
