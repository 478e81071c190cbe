import { CurrencyCode, currencyPattern, parseMinor } from '../../../kernel/money.ts';
import { type JsonObject, listAt, scalarText, textAt } from '../reading/json.ts';
import { type Reading, readMinor, refuse, total } from '../reading/reading.ts';
import { metaText, statusOf } from './woocommerce.fields.ts';
import { readOurRefund } from './woocommerce.reasons.ts';

/** What refunds have taken from one item, in minor units without sign. `amount` is without tax. */
export type RefundedItem = { readonly quantity: number; readonly amount: number; readonly tax: number };

export type Refunds = {
  readonly byLineId: ReadonlyMap<string, RefundedItem>;
  readonly shipping: RefundedItem;
  /** Fees given back, tax included. */
  readonly fees: number;
  readonly total: number;
  /** True when nothing is wanted any more because all of it was given back. */
  readonly whole: boolean;
  /** True when an entry gives its total alone, so that the units it may have taken off are not known. */
  readonly unknown: boolean;
  /** True when lines were read from entries that only the API gives, not from what every payload of the order says. */
  readonly detailed: boolean;
};

const nothing: RefundedItem = { quantity: 0, amount: 0, tax: 0 };

const add = (left: RefundedItem, right: RefundedItem): RefundedItem => ({
  quantity: left.quantity + right.quantity,
  amount: left.amount + right.amount,
  tax: left.tax + right.tax,
});

// An order's entry has the total as `-27.00`, a full refund has the amount as `27.00`.
const amountOf = (refund: JsonObject): unknown => refund['total'] ?? refund['amount'];

/**
 * Whether the refunds of an order must be asked for one by one to know which units are still wanted. Orders carry of each
 * refund the id, the reason and the total alone.
 */
export const needsRefundDetail = (order: JsonObject): boolean => {
  const currency = textAt(order, 'currency') ?? '';
  if (!currencyPattern.test(currency)) return false;
  const read = (value: unknown): number => Math.abs(parseMinor(scalarText(value) ?? '', CurrencyCode(currency)) ?? 0);
  const refunds = listAt(order, 'refunds');
  const refunded = total(refunds.map(({ value }) => read(amountOf(value))));
  if (isWhole(order, read(order['total']), refunded)) return false;
  return refunds.some(({ value }) => !Array.isArray(value['line_items']) && readOurRefund(textAt(value, 'reason')) === undefined);
};

const isWhole = (order: JsonObject, orderTotal: number, refunded: number): boolean =>
  statusOf(order) === 'refunded' || (orderTotal > 0 && refunded >= orderTotal);

/** Sums up the refunds of an order, as short as its own payload has them or in full. */
export const readRefunds = (reading: Reading, order: JsonObject): Refunds => {
  const byLineId = new Map<string, RefundedItem>();
  let shipping = nothing;
  let fees = 0;
  let refunded = 0;
  let unknown = false;
  let detailed = false;
  const take = (lineId: string, item: RefundedItem): void => void byLineId.set(lineId, add(byLineId.get(lineId) ?? nothing, item));

  for (const { value: refund, index } of listAt(order, 'refunds')) {
    const path = `refunds.${index}`;
    refunded += Math.abs(readMinor(reading, amountOf(refund), `${path}.total`) ?? 0);
    const ours = readOurRefund(textAt(refund, 'reason'));
    if (ours) {
      if (ours.kind === 'cancellation') for (const { lineId, quantity } of ours.lines) take(lineId, { ...nothing, quantity });
      continue;
    }
    if (!Array.isArray(refund['line_items'])) {
      unknown = true;
      continue;
    }
    detailed = true;
    for (const { value, index: at } of listAt(refund, 'line_items')) {
      const lineId = metaText(value, '_refunded_item_id');
      if (lineId !== null) take(lineId, readItem(reading, value, `${path}.line_items.${at}`));
      // Units of nobody knows which line are as good as not told.
      else unknown = true;
    }
    for (const { value, index: at } of listAt(refund, 'shipping_lines'))
      shipping = add(shipping, readItem(reading, value, `${path}.shipping_lines.${at}`));
    for (const { value, index: at } of listAt(refund, 'fee_lines')) {
      const { amount, tax } = readItem(reading, value, `${path}.fee_lines.${at}`);
      fees += amount + tax;
    }
  }
  const whole = isWhole(order, readMinor(reading, order['total'], 'total') ?? 0, refunded);
  return { byLineId, shipping, fees, total: refunded, whole, unknown: unknown && !whole, detailed: detailed && !whole };
};

const unitsPattern = /^-?\d{1,9}$/;

// Refunded items have negative quantities and amounts.
const readItem = (reading: Reading, item: JsonObject, path: string): RefundedItem => {
  const text = scalarText(item['quantity']) ?? '0';
  if (!unitsPattern.test(text)) refuse(reading, `${path}.quantity`, 'not-a-quantity', 'A refund takes a whole number of units off a line');
  return {
    quantity: unitsPattern.test(text) ? Math.abs(Number(text)) : 0,
    amount: Math.abs(readMinor(reading, item['total'], `${path}.total`) ?? 0),
    tax: Math.abs(readMinor(reading, item['total_tax'], `${path}.total_tax`) ?? 0),
  };
};
