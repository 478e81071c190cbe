import { lineIdPattern, Sku, skuPattern } from '../../../kernel/ids.ts';
import { type JsonObject, listAt, textAt } from '../reading/json.ts';
import { type Reading, quantityAt, readMinor, refuse } from '../reading/reading.ts';
import { idOf } from './woocommerce.fields.ts';

/** One line as it was ordered. Amounts cover the whole line, and contain the tax when prices do. */
export type PlacedLine = {
  readonly lineId: string;
  readonly sku: Sku | null;
  readonly title: string;
  /** 1 or more. */
  readonly quantity: number;
  /** The smallest whole amount that, times the quantity, is no less than the line before discounts. */
  readonly unitPrice: number;
  readonly discount: number;
  readonly tax: number;
  /** True while the product is in the shop's catalogue. */
  readonly productKnown: boolean;
};

/** A shipping or fee line; amounts contain the tax when prices do. */
export type Charge = {
  readonly id: string;
  readonly code: string | null;
  readonly title: string | null;
  readonly amount: number;
  readonly tax: number;
};

/**
 * Reads lines. WooCommerce gives amounts without tax and the tax beside them, also where its prices contain the tax; added
 * up they are the price that the customer saw.
 */
export const readLines = (reading: Reading, order: JsonObject, taxesIncluded: boolean): readonly PlacedLine[] => {
  const lines: PlacedLine[] = [];
  const seen = new Set<string>();
  const entries = order['line_items'] as readonly unknown[];
  const objects = listAt(order, 'line_items');
  if (objects.length !== entries.length) refuse(reading, 'line_items', 'not-a-line', 'Every entry of line_items must be a JSON object');
  for (const { value: source, index } of objects) {
    const path = `line_items.${index}`;
    const lineId = readLineId(reading, source, path, seen);
    const quantity = quantityAt(reading, source, 'quantity', path);
    if (source['quantity'] === null || source['quantity'] === undefined)
      refuse(reading, `${path}.quantity`, 'quantity-missing', 'A line must have a quantity');
    const amounts = readAmounts(reading, source, path, taxesIncluded);
    if (lineId === undefined || quantity === null || quantity === 0 || amounts === undefined) continue;
    const unitPrice = divideUp(amounts.before, quantity);
    lines.push({
      lineId,
      sku: readSku(reading, source, lines.length),
      title: textAt(source, 'name') ?? '(no title)',
      quantity,
      unitPrice,
      // What the division added comes off again: a fraction of a cent per unit at most.
      discount: quantity * unitPrice - amounts.after,
      tax: amounts.tax,
      productKnown: typeof source['sku'] === 'string',
    });
  }
  return lines;
};

type Amounts = { readonly before: number; readonly after: number; readonly tax: number };

const readAmounts = (reading: Reading, source: JsonObject, path: string, taxesIncluded: boolean): Amounts | undefined => {
  const problems = reading.problems.length;
  const net = readMinor(reading, source['total'], `${path}.total`);
  if (net === null) {
    if (reading.problems.length === problems) refuse(reading, `${path}.total`, 'total-missing', 'A line must have a total');
    return undefined;
  }
  const tax = readMinor(reading, source['total_tax'], `${path}.total_tax`) ?? 0;
  const netBefore = readMinor(reading, source['subtotal'], `${path}.subtotal`) ?? net;
  const taxBefore = readMinor(reading, source['subtotal_tax'], `${path}.subtotal_tax`) ?? tax;
  const after = taxesIncluded ? net + tax : net;
  const before = taxesIncluded ? netBefore + taxBefore : netBefore;
  // Somebody may have raised a line's price by hand, which is no negative discount.
  return { before: Math.max(before, after), after, tax };
};

const divideUp = (amount: number, by: number): number => {
  const rest = ((amount % by) + by) % by;
  return (amount - rest) / by + (rest > 0 ? 1 : 0);
};

const readLineId = (reading: Reading, source: JsonObject, path: string, seen: Set<string>): string | undefined => {
  const lineId = idOf(source);
  if (lineId === undefined || !lineIdPattern.test(lineId)) {
    refuse(reading, `${path}.id`, 'line-id-missing', 'A line must have an exact id');
    return undefined;
  }
  if (seen.has(lineId)) {
    refuse(reading, `${path}.id`, 'line-id-repeated', 'This id stands on two lines of the order');
    return undefined;
  }
  seen.add(lineId);
  return lineId;
};

const readSku = (reading: Reading, source: JsonObject, lineIndex: number): Sku | null => {
  const text = textAt(source, 'sku');
  if (text === null) return null;
  if (skuPattern.test(text)) return Sku(text);
  reading.discrepancies.push({
    code: 'sku-not-usable',
    field: `line_items.${lineIndex}.sku`,
    message: 'The SKU holds # or a control character, or is longer than 128 characters',
  });
  return null;
};

/** Shipping lines or fees. */
export const readCharges = (
  reading: Reading,
  order: JsonObject,
  key: 'shipping_lines' | 'fee_lines',
  taxesIncluded: boolean,
): readonly Charge[] =>
  listAt(order, key).map(({ value: source, index }) => {
    const path = `${key}.${index}`;
    const net = readMinor(reading, source['total'], `${path}.total`) ?? 0;
    const tax = readMinor(reading, source['total_tax'], `${path}.total_tax`) ?? 0;
    return {
      id: idOf(source) ?? '',
      code: textAt(source, 'method_id'),
      title: textAt(source, key === 'fee_lines' ? 'name' : 'method_title'),
      amount: taxesIncluded ? net + tax : net,
      tax,
    };
  });
