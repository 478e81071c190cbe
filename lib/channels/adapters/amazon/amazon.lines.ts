import { lineIdPattern, Sku, skuPattern } from '../../../kernel/ids.ts';
import { allocate, money } from '../../../kernel/money.ts';
import type { CanonicalLine, CanonicalShippingLine } from '../../domain/canonical-order.ts';
import { lineTotal } from '../../domain/order-checks.ts';
import { type Reading, refuse } from '../reading/reading.ts';
import type { AmazonItem, AmazonOrder } from './amazon.order.ts';

/** What an item comes to for the units still wanted. Amounts are minor units. */
type Wanted = {
  readonly item: AmazonItem;
  readonly lineId: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  readonly tax: number;
};

export type LinesRead = {
  readonly wanted: readonly Wanted[];
  readonly shippingLines: readonly CanonicalShippingLine[];
  /** Gift wrap, cash on delivery, tips and other additions, for the units still wanted. */
  readonly fees: number;
  /** True when units have been cancelled that Amazon's figures may still count. */
  readonly reduced: boolean;
};

/** Reads what is still wanted of an order's items. */
export const readWanted = (reading: Reading, order: AmazonOrder): LinesRead => {
  const wanted: Wanted[] = [];
  const shipping = { price: 0, discount: 0, tax: 0 };
  const seen = new Set<string>();
  let fees = order.fees;
  let reduced = false;
  for (const item of order.items) {
    const lineId = readLineId(reading, item, seen);
    if (item.ordered === null) refuse(reading, `${item.path}.quantity`, 'quantity-missing', 'An item must say how many units were ordered');
    if (lineId === undefined || item.ordered === null) continue;
    const quantity = stillWanted(reading, item, order, wanted.length);
    reduced ||= quantity < item.ordered;
    if (quantity === 0) continue;
    const part = (amount: number): number => share(reading, amount, quantity, (item.ordered ?? quantity) - quantity);
    wanted.push({ item, lineId, quantity, ...priceOf(reading, item, order, quantity, part, wanted.length), tax: part(item.tax) });
    shipping.price += part(item.shipping);
    shipping.discount += part(item.shippingDiscount);
    shipping.tax += part(item.shippingTax);
    fees += part(item.fees);
  }
  const hasShipping = wanted.length > 0 && (order.service !== null || shipping.price !== 0);
  return { wanted, shippingLines: hasShipping ? [{ code: order.service, title: order.service, ...shipping }] : [], fees, reduced };
};

const readLineId = (reading: Reading, item: AmazonItem, seen: Set<string>): string | undefined => {
  if (item.itemId === null || !lineIdPattern.test(item.itemId)) {
    refuse(reading, `${item.path}.orderItemId`, 'line-id-missing', 'An item must have an id');
    return undefined;
  }
  if (seen.has(item.itemId)) {
    refuse(reading, `${item.path}.orderItemId`, 'line-id-repeated', 'This id stands on two items of the order');
    return undefined;
  }
  seen.add(item.itemId);
  return item.itemId;
};

const stillWanted = (reading: Reading, item: AmazonItem, order: AmazonOrder, lineIndex: number): number => {
  const ordered = item.ordered ?? 0;
  const shipped = item.shipped ?? 0;
  // A cancelled order keeps its lines as far as Amazon still lists them: what is cancelled is the order as a whole.
  if (order.status === 'cancelled') return ordered;
  if (item.cancelled) return Math.min(shipped + (item.open ?? 0), ordered);
  if (item.open === null || item.shipped === null) return ordered;
  const left = item.open + shipped;
  if (left > 0 && left < ordered) return left;
  if (left !== ordered) {
    reading.discrepancies.push({
      code: 'quantities-disagree',
      field: `line_items.${lineIndex}.quantity`,
      message: `${ordered} units were ordered, ${shipped} are said to be shipped and ${item.open} open`,
    });
  }
  return ordered;
};

/** The part of an amount that belongs to the units still wanted. */
const share = (reading: Reading, amount: number, quantity: number, removed: number): number =>
  removed <= 0 ? amount : (allocate(money(amount, reading.currency), [quantity, removed])[0]?.amountMinor ?? 0);

const priceOf = (
  reading: Reading,
  item: AmazonItem,
  order: AmazonOrder,
  quantity: number,
  part: (amount: number) => number,
  lineIndex: number,
): { readonly unitPrice: number; readonly discount: number } => {
  const ordered = item.ordered ?? quantity;
  const price = item.price ?? (item.unitPrice === null ? null : item.unitPrice * ordered);
  if (price === null) {
    // Amazon leaves the price out of a replacement, which costs nothing, and of what was cancelled before it was paid.
    if (!order.replacement && order.status !== 'cancelled')
      reading.discrepancies.push({
        code: 'price-missing',
        field: `line_items.${lineIndex}.unit_price`,
        message: 'Amazon gives no price for this line',
      });
    return { unitPrice: 0, discount: part(item.discount) };
  }
  const gross = part(price);
  // Amazon prices the line as a whole. Where that is no whole number of cents for each unit, the unit is rounded up and the
  // difference is a discount, so that the line comes to what Amazon says.
  const unitPrice = Math.ceil(gross / quantity);
  return { unitPrice, discount: part(item.discount) + quantity * unitPrice - gross };
};

/** The lines of the canonical order. */
export const toLines = (reading: Reading, order: AmazonOrder, read: LinesRead, taxesIncluded: boolean): readonly CanonicalLine[] =>
  read.wanted.map(({ item, lineId, quantity, unitPrice, discount, tax }, index) => ({
    lineId,
    sku: readSku(reading, item, index),
    title: item.title ?? '(no title)',
    quantity,
    unitPrice,
    discount,
    tax,
    total: lineTotal({ quantity, unitPrice, discount, tax }, taxesIncluded),
    requiresShipping: true,
    fulfilledBy: order.fulfilledBy === 'amazon' ? 'channel' : 'merchant',
  }));

const readSku = (reading: Reading, { sku }: AmazonItem, index: number): Sku | null => {
  if (sku === null) return null;
  if (skuPattern.test(sku)) return Sku(sku);
  reading.discrepancies.push({
    code: 'sku-not-usable',
    field: `line_items.${index}.sku`,
    message: 'The SKU holds # or a control character, or is longer than 128 characters',
  });
  return null;
};
