import { lineTotal } from '../../domain/order-checks.ts';
import type { CanonicalLine } from '../../domain/canonical-order.ts';
import { lineIdPattern, Sku, skuPattern } from '../../../kernel/ids.ts';
import { allocate, money } from '../../../kernel/money.ts';
import { type JsonObject, objectAt, textAt } from '../reading/json.ts';
import { type Reading, quantityAt, refuse, total } from '../reading/reading.ts';
import { type Charges, readCharges, readUnitPrice, timesCharges } from './walmart.charges.ts';
import type { Entry } from './walmart.shape.ts';
import { type LineUnits, lineNumberOf, lineStatuses, statusOf, sumUnits, wantsCancelling } from './walmart.states.ts';

/** A line as it was placed, with what has become of its units. */
export type PlacedLine = {
  readonly source: JsonObject;
  readonly path: string;
  readonly lineId: string;
  readonly placed: number;
  readonly wanted: number;
  readonly units: LineUnits;
  /** Null when only the charges tell the price. */
  readonly unitPrice: number | null;
  readonly charges: Charges;
};

/** Whether an amount of a charge is for the whole line or for one unit of it. */
export type ChargeBasis = 'line' | 'unit';

/** Lines of an order; those that cannot be read are problems of the reading. */
export const readPlacedLines = (reading: Reading, entries: readonly Entry[]): readonly PlacedLine[] => {
  const seen = new Set<string>();
  const lines: PlacedLine[] = [];
  for (const { value: source, path } of entries) {
    const lineId = readLineId(reading, source, path, seen);
    const placed = quantityAt(reading, objectAt(source, 'orderLineQuantity'), 'amount', `${path}.orderLineQuantity`);
    if (placed === null) {
      if (objectAt(source, 'orderLineQuantity')['amount'] === undefined)
        refuse(reading, `${path}.orderLineQuantity.amount`, 'quantity-missing', 'A line must have a quantity');
      continue;
    }
    const units = readUnits(reading, source, path, placed);
    const problemsBefore = reading.problems.length;
    const charges = readCharges(reading, source, path);
    const unitPrice = readUnitPrice(reading, source, path);
    if (lineId === undefined) continue;
    if (!isCountable(charges, placed)) {
      refuse(reading, `${path}.charges`, 'too-large', 'The charges of the line are too large to be counted exactly');
      continue;
    }
    const wanted = Math.max(0, placed - units.cancelled - units.refunded);
    if (wanted > 0 && unitPrice === null && charges.product === null && reading.problems.length === problemsBefore)
      refuse(reading, `${path}.charges`, 'price-missing', 'A line must have a charge of type PRODUCT or a unit price');
    lines.push({ source, path, lineId, placed, wanted, units, unitPrice, charges });
  }
  return lines;
};

// Every amount, also when it turns out to be for one unit, stays an exact integer.
const isCountable = (charges: Charges, placed: number): boolean =>
  Object.values(timesCharges(charges, Math.max(1, placed))).every((amount) => amount === null || Number.isSafeInteger(amount));

const readLineId = (reading: Reading, source: JsonObject, path: string, seen: Set<string>): string | undefined => {
  const lineId = lineNumberOf(source);
  if (lineId === null || !lineIdPattern.test(lineId)) {
    refuse(reading, `${path}.lineNumber`, 'line-id-missing', 'A line must have a number');
    return undefined;
  }
  if (seen.has(lineId)) {
    refuse(reading, `${path}.lineNumber`, 'line-id-repeated', 'This number stands on two lines of the order');
    return undefined;
  }
  seen.add(lineId);
  return lineId;
};

const readUnits = (reading: Reading, source: JsonObject, path: string, placed: number): LineUnits => {
  const statuses = lineStatuses(source, path).map((entry) => ({
    status: statusOf(entry),
    quantity: quantityAt(reading, objectAt(entry.value, 'statusQuantity'), 'amount', `${entry.path}.statusQuantity`) ?? 0,
  }));
  const units = sumUnits(statuses);
  if (units.other > 0) {
    reading.discrepancies.push({ code: 'status-unknown', field: path, message: `${units.other} units have a status that is not known` });
  }
  const without = units.open + units.shipped + units.cancelled + units.other;
  // A refunded unit may be counted beside its shipment or instead of it.
  if (statuses.length > 0 && without !== placed && without + units.refunded !== placed) {
    reading.discrepancies.push({
      code: 'quantities-disagree',
      field: path,
      message: `The statuses speak of ${without + units.refunded} units, while ${placed} were ordered`,
    });
  }
  return units;
};

/** What the lines come to as they were placed, tax included or not. */
export const placedTotal = (lines: readonly PlacedLine[], basis: ChargeBasis, taxesIncluded: boolean): number =>
  total(
    lines.map((line) => {
      const sums = chargesOfLine(line, basis);
      const goods = line.unitPrice === null ? (sums.product ?? 0) : line.unitPrice * line.placed;
      const taxes = taxesIncluded ? 0 : sums.tax + sums.shippingTax;
      return goods - sums.discount + sums.shipping - sums.shippingDiscount + sums.fees + taxes;
    }),
  );

/** Goods alone, before discounts, as placed. */
export const placedGoods = (lines: readonly PlacedLine[], basis: ChargeBasis): number =>
  total(lines.map((line) => (line.unitPrice === null ? chargesOfLine(line, basis).product : line.unitPrice * line.placed)));

const chargesOfLine = (line: PlacedLine, basis: ChargeBasis): Charges =>
  basis === 'unit' ? timesCharges(line.charges, line.placed) : line.charges;

/**
 * Walmart does not say whether a charge of a line with several units is for the line or for one unit. It describes charges as
 * those "for the line item", so they are read for the line, unless the order states a total that only the other reading meets.
 */
export const chooseBasis = (lines: readonly PlacedLine[], stated: number | null, taxesIncluded: boolean): ChargeBasis => {
  if (stated === null || !lines.some((line) => line.placed > 1 && line.unitPrice === null)) return 'line';
  const fits = (basis: ChargeBasis): boolean => placedTotal(lines, basis, taxesIncluded) === stated;
  return !fits('line') && fits('unit') ? 'unit' : 'line';
};

/** A line still wanted, with what remains of its shipping and fees. */
export type WantedLine = {
  readonly line: CanonicalLine;
  readonly shipping: number;
  readonly shippingDiscount: number;
  readonly shippingTax: number;
  readonly fees: number;
};

export type WantedOptions = { readonly basis: ChargeBasis; readonly taxesIncluded: boolean; readonly byChannel: boolean };

/** Lines of which units are still wanted. Charges are for the units as placed; those no longer wanted take their share along. */
export const readWantedLines = (reading: Reading, lines: readonly PlacedLine[], options: WantedOptions): readonly WantedLine[] =>
  lines
    .filter((line) => line.wanted > 0)
    .map((line, index) => {
      const { source, placed, wanted } = line;
      const sums = chargesOfLine(line, options.basis);
      const { unitPrice, rounding } = priceOf(reading, line, sums);
      const kept = (amount: number): number =>
        wanted >= placed ? amount : (allocate(money(amount, reading.currency), [wanted, placed - wanted])[0]?.amountMinor ?? 0);
      const discount = kept(sums.discount + rounding);
      const tax = kept(sums.tax);
      const byChannel = options.byChannel || isByChannel(source);
      if (line.units.open > 0 && !byChannel && wantsCancelling(source)) {
        reading.discrepancies.push({
          code: 'cancellation-requested',
          field: `line_items.${index}`,
          message: `The customer has asked to cancel line ${line.lineId}; cancel it, or ship it and say so`,
        });
      }
      return {
        line: {
          lineId: line.lineId,
          sku: readSku(reading, objectAt(source, 'item'), index),
          title: textAt(objectAt(source, 'item'), 'productName') ?? '(no title)',
          quantity: wanted,
          unitPrice,
          discount,
          tax,
          total: lineTotal({ quantity: wanted, unitPrice, discount, tax }, options.taxesIncluded),
          requiresShipping: true,
          fulfilledBy: byChannel ? ('channel' as const) : ('merchant' as const),
        },
        shipping: kept(sums.shipping),
        shippingDiscount: kept(sums.shippingDiscount),
        shippingTax: kept(sums.shippingTax),
        fees: kept(sums.fees),
      };
    });

// An amount for a line that does not divide by its units is a sign that it was for one unit, so a person looks at it.
const priceOf = (reading: Reading, line: PlacedLine, sums: Charges): { unitPrice: number; rounding: number } => {
  if (line.unitPrice !== null) {
    const goods = line.unitPrice * line.placed;
    if (sums.product !== null && sums.product !== goods && sums.product !== line.unitPrice) {
      reading.discrepancies.push({
        code: 'prices-disagree',
        field: `${line.path}.item.unitPrice`,
        message: 'The unit price and the PRODUCT charge of the line do not fit together',
      });
    }
    return { unitPrice: line.unitPrice, rounding: 0 };
  }
  const product = sums.product ?? 0;
  const unitPrice = Math.ceil(product / line.placed);
  const rounding = unitPrice * line.placed - product;
  if (rounding !== 0) {
    reading.discrepancies.push({
      code: 'unit-price-not-exact',
      field: `${line.path}.charges`,
      message: `The price of the line does not divide by its ${line.placed} units; it may be the price of one unit`,
    });
  }
  return { unitPrice, rounding };
};

const readSku = (reading: Reading, item: JsonObject, lineIndex: number): Sku | null => {
  const text = textAt(item, 'sku');
  if (text === null) return null;
  if (skuPattern.test(text)) return Sku(text);
  reading.discrepancies.push({
    code: 'sku-not-usable',
    field: `line_items.${lineIndex}.sku`,
    message: 'The SKU holds # or a control character, or is longer than 128 characters',
  });
  return null;
};

const channelNodes: ReadonlySet<string> = new Set(['wfsfulfilled', '3plfulfilled']);

/** Whether a ship node of this type is not ours: Walmart Fulfillment Services, or a third party that Walmart drives. */
export const isChannelNode = (type: string | null): boolean => type !== null && channelNodes.has(type.toLowerCase());

const isByChannel = (line: JsonObject): boolean =>
  isChannelNode(textAt(objectAt(line, 'shipNode'), 'type')) || isChannelNode(textAt(objectAt(line, 'seller'), 'shipNodeType'));
