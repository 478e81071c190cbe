import { lineTotal } from '../../domain/order-checks.ts';
import type { CanonicalLine } from '../../domain/canonical-order.ts';
import { lineIdPattern, Sku, skuPattern } from '../../../kernel/ids.ts';
import { allocate, money } from '../../../kernel/money.ts';
import type { RefundedLine, Refunds } from './shopify.refunds.ts';
import { type JsonObject, listAt, textAt } from '../reading/json.ts';
import { type Reading, quantityAt, refuse, total } from '../reading/reading.ts';
import { idOf } from './shopify.ids.ts';
import { amountAt } from './shopify.amounts.ts';

export type LinesRead = {
  readonly lines: readonly CanonicalLine[];
  /** Σ quantity × price of the lines as they were placed. */
  readonly placedSubtotal: number;
  /** Tips that stand among the lines. */
  readonly tips: number;
  /** True when units have been removed or refunded since the order was placed. */
  readonly reduced: boolean;
};

export type LineOptions = {
  readonly taxesIncluded: boolean;
  /** Handles of fulfillment services that ship without us; their lines are recorded and never sourced. */
  readonly externalFulfillmentServices: readonly string[];
};

/** Lines still wanted, with what remains of their discounts and taxes. */
export const readLines = (reading: Reading, order: JsonObject, refunds: Refunds, options: LineOptions): LinesRead => {
  const lines: CanonicalLine[] = [];
  const seen = new Set<string>();
  let placedSubtotal = 0;
  let tips = 0;
  let reduced = false;
  const entries = order['line_items'] as readonly unknown[];
  const objects = listAt(order, 'line_items');
  if (objects.length !== entries.length) refuse(reading, 'line_items', 'not-a-line', 'Every entry of line_items must be a JSON object');
  for (const { value: source, index } of objects) {
    const path = `line_items.${index}`;
    const lineId = readLineId(reading, source, path, seen);
    const price = readPrice(reading, source, path);
    const placed = quantityAt(reading, source, 'quantity', path);
    if (placed === null) missing(reading, source, 'quantity', path);
    if (lineId === undefined || price === null || placed === null) continue;
    // Shopify lists a tip among the lines, marked by this field alone.
    if ('tip_payment_gateway' in source) {
      tips += placed * price;
      continue;
    }
    placedSubtotal += placed * price;
    const refunded = refunds.byLineId.get(lineId);
    const quantity = stillWanted(reading, source, path, placed, refunded);
    reduced ||= quantity !== placed;
    if (quantity > 0) lines.push(readLine(reading, source, path, { lineId, price, placed, quantity, refunded, options }, lines.length));
  }
  return { lines, placedSubtotal, tips, reduced };
};

type KnownOfLine = {
  readonly lineId: string;
  readonly price: number;
  readonly placed: number;
  readonly quantity: number;
  readonly refunded: RefundedLine | undefined;
  readonly options: LineOptions;
};

const readLine = (reading: Reading, source: JsonObject, path: string, known: KnownOfLine, lineIndex: number): CanonicalLine => {
  const { lineId, price, quantity, options } = known;
  const { discount, tax } = remaining(known, readDiscount(reading, source, path), readTax(reading, source, path), reading);
  const requiresShipping = source['requires_shipping'] !== false;
  return {
    lineId,
    sku: readSku(reading, source, lineIndex),
    title: textAt(source, 'title') ?? textAt(source, 'name') ?? '(no title)',
    quantity,
    unitPrice: price,
    discount,
    tax,
    total: lineTotal({ quantity, unitPrice: price, discount, tax }, options.taxesIncluded),
    requiresShipping,
    fulfilledBy: isExternal(source, requiresShipping, options) ? 'channel' : 'merchant',
  };
};

const missing = (reading: Reading, source: JsonObject, key: string, path: string): void => {
  if (source[key] === null || source[key] === undefined) refuse(reading, `${path}.${key}`, `${key}-missing`, `A line must have a ${key}`);
};

const readPrice = (reading: Reading, source: JsonObject, path: string): number | null => {
  const before = reading.problems.length;
  const price = amountAt(reading, source, 'price', path);
  if (price === null && reading.problems.length === before) refuse(reading, `${path}.price`, 'price-missing', 'A line must have a price');
  return price;
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

// `current_quantity` leaves out refunded and removed units. Payloads of older API versions lack it, but list the refunds.
const stillWanted = (reading: Reading, source: JsonObject, path: string, placed: number, refunded: RefundedLine | undefined): number => {
  const current = quantityAt(reading, source, 'current_quantity', path) ?? Math.max(0, placed - (refunded?.quantity ?? 0));
  if (current <= placed) return current;
  reading.discrepancies.push({
    code: 'quantities-disagree',
    field: `${path}.current_quantity`,
    message: `${current} units are said to remain of ${placed} ordered`,
  });
  return current;
};

const readDiscount = (reading: Reading, source: JsonObject, path: string): number => {
  const allocations = listAt(source, 'discount_allocations');
  const allocated = total(
    allocations.map(({ value, index }) => amountAt(reading, value, 'amount', `${path}.discount_allocations.${index}`)),
  );
  // `total_discount` knows only discounts set by hand or script; allocations know all, wherever they are given.
  return allocated !== 0 ? allocated : (amountAt(reading, source, 'total_discount', path) ?? 0);
};

const readTax = (reading: Reading, source: JsonObject, path: string): number =>
  taxLinesTotal(reading, source, path) +
  total(listAt(source, 'duties').map(({ value, index }) => taxLinesTotal(reading, value, `${path}.duties.${index}`)));

/** Σ of the tax lines of a line, a duty or a shipping line. */
export const taxLinesTotal = (reading: Reading, source: JsonObject, path: string): number =>
  total(listAt(source, 'tax_lines').map(({ value, index }) => amountAt(reading, value, 'price', `${path}.tax_lines.${index}`)));

// Discounts and taxes cover the line as placed, also units since removed. The refund says exactly what went with these
// units; where none does, they take their share by quantity.
const remaining = (known: KnownOfLine, discount: number, tax: number, reading: Reading): { discount: number; tax: number } => {
  const { placed, quantity, price, refunded } = known;
  const removed = placed - quantity;
  if (removed <= 0) return { discount, tax };
  if (refunded !== undefined && refunded.quantity === removed) {
    const left = { discount: discount - (removed * price - refunded.subtotal), tax: tax - refunded.tax };
    if (left.discount >= 0 && left.discount <= quantity * price && left.tax >= 0) return left;
  }
  return { discount: share(discount, quantity, removed, reading), tax: share(tax, quantity, removed, reading) };
};

const share = (amount: number, quantity: number, removed: number, { currency }: Reading): number =>
  allocate(money(amount, currency), [quantity, removed])[0]?.amountMinor ?? 0;

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

// Shopify itself delivers gift cards that need no parcel.
const isExternal = (source: JsonObject, requiresShipping: boolean, { externalFulfillmentServices }: LineOptions): boolean => {
  const service = textAt(source, 'fulfillment_service');
  if (service === 'gift_card' || (source['gift_card'] === true && !requiresShipping)) return true;
  return service !== null && externalFulfillmentServices.includes(service);
};
