import { type Instant, plusMs, toEpochMs } from '../../../../lib/kernel/instant.ts';
import type { CurrencyCode } from '../../../../lib/kernel/money.ts';

// Amounts are minor units of the shop's currency. Ids are digits: Shopify's pass 2^53.

export type TwinLine = {
  readonly id: string;
  readonly sku: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly vendor: string | null;
  readonly price: number;
  readonly quantity: number;
  /** Units still wanted. */
  current: number;
  readonly discounts: readonly number[];
  readonly taxes: readonly number[];
  readonly requiresShipping: boolean;
  readonly giftCard: boolean;
  readonly service: string;
  readonly properties: readonly TwinAttribute[];
  readonly tip: boolean;
  /** Came by an edit, after the order was placed. */
  readonly added: boolean;
};

export type TwinAttribute = { readonly name: string; readonly value: string };

export type TwinShipping = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly price: number;
  readonly discounts: readonly number[];
  readonly taxes: readonly number[];
  removed: boolean;
  refunded: number;
};

export type TwinRefund = {
  readonly id: string;
  readonly note: string | null;
  readonly createdAt: Instant;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly subtotal: number; readonly tax: number }[];
  /** Shipping given back by this refund, by shipping line. */
  readonly shipping: readonly { readonly id: string; readonly amount: number }[];
};

export type TwinTransaction = {
  readonly id: string;
  readonly kind: 'SALE' | 'CAPTURE' | 'AUTHORIZATION' | 'REFUND';
  readonly status: 'SUCCESS' | 'PENDING' | 'FAILURE';
  readonly gateway: string;
  readonly shop: number;
  readonly presentment: number;
  readonly parentId: string | null;
};

export type TwinParcel = {
  readonly id: string;
  status: 'SUCCESS' | 'CANCELLED';
  readonly company: string | null;
  readonly number: string | null;
  readonly url: string | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
};

export type TwinWork = {
  readonly id: string;
  readonly locationId: string;
  status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED' | 'CANCELLED' | 'ON_HOLD' | 'SCHEDULED';
  readonly lines: { readonly id: string; readonly lineId: string; readonly total: number; remaining: number }[];
};

export type TwinAddress = {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly zip: string | null;
  readonly country: string | null;
  readonly countryCode: string | null;
  readonly phone: string | null;
};

export type TwinCustomer = {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
};

export type TwinOrder = {
  readonly id: string;
  readonly number: number;
  readonly createdAt: Instant;
  updatedAt: Instant;
  cancelledAt: Instant | null;
  cancelReason: string | null;
  readonly currency: CurrencyCode;
  readonly presentmentCurrency: CurrencyCode;
  /** Minor units of the presentment currency for 10,000 of the shop's. */
  readonly rate: number;
  readonly taxesIncluded: boolean;
  readonly dutiesIncluded: boolean;
  readonly test: boolean;
  edited: boolean;
  readonly confirmationNumber: string;
  readonly sourceName: string;
  readonly poNumber: string | null;
  readonly customerLocale: string | null;
  note: string | null;
  tags: readonly string[];
  readonly email: string | null;
  readonly phone: string | null;
  financialStatus: string;
  readonly gateways: readonly string[];
  readonly discountCodes: readonly string[];
  readonly paymentTerms: boolean;
  readonly attributes: readonly TwinAttribute[];
  readonly customer: TwinCustomer | null;
  shippingAddress: TwinAddress | null;
  readonly billingAddress: TwinAddress | null;
  readonly lines: TwinLine[];
  readonly shippingLines: readonly TwinShipping[];
  readonly duties: number | null;
  readonly additionalFees: number | null;
  readonly refunds: TwinRefund[];
  readonly transactions: TwinTransaction[];
  readonly parcels: TwinParcel[];
  readonly work: TwinWork[];
  readonly metafields: Map<string, string>;
};

const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);

/** Share of an amount that belongs to so many of the units placed; whole units sum up exactly, however they are split. */
const shareOf = (amount: number, units: number, placed: number): number => Math.floor((amount * units) / Math.max(1, placed));

const lineDiscount = (line: TwinLine, units: number): number => shareOf(sum(line.discounts), units, line.quantity);
export const lineTax = (line: TwinLine, units: number): number => shareOf(sum(line.taxes), units, line.quantity);
export const shippingDiscount = (line: TwinShipping): number => sum(line.discounts);

/** What a shipping line costs now, after its discount and what was given back. */
export const shippingNow = (line: TwinShipping): number => (line.removed ? 0 : line.price - shippingDiscount(line) - line.refunded);

type TwinSums = {
  readonly lineItems: number;
  readonly subtotal: number;
  readonly discounts: number;
  readonly tax: number;
  readonly tips: number;
  readonly total: number;
};

const sumsOf = (
  order: TwinOrder,
  lines: readonly TwinLine[],
  unitsOf: (line: TwinLine) => number,
  shipping: number,
  shippingCut: number,
  shippingTax: number,
): TwinSums => {
  const goods = lines.filter(({ tip }) => !tip);
  const lineItems = sum(goods.map((line) => unitsOf(line) * line.price));
  const cut = sum(goods.map((line) => lineDiscount(line, unitsOf(line))));
  const tax = sum(goods.map((line) => lineTax(line, unitsOf(line)))) + shippingTax;
  const tips = sum(order.lines.filter((line) => line.tip).map((line) => line.quantity * line.price));
  const extras = (order.dutiesIncluded ? 0 : (order.duties ?? 0)) + (order.additionalFees ?? 0);
  const total = lineItems - cut + shipping + tips + extras + (order.taxesIncluded ? 0 : tax);
  return { lineItems, subtotal: lineItems - cut, discounts: cut + shippingCut, tax, tips, total };
};

/** As placed: edits and refunds change none of it. */
export const placedSums = (order: TwinOrder): TwinSums =>
  sumsOf(
    order,
    order.lines.filter(({ added }) => !added),
    (line) => line.quantity,
    sum(order.shippingLines.map((line) => line.price - shippingDiscount(line))),
    sum(order.shippingLines.map(shippingDiscount)),
    sum(order.shippingLines.flatMap(({ taxes }) => taxes)),
  );

/** After edits, removals and refunds. */
export const currentSums = (order: TwinOrder): TwinSums => {
  const kept = order.shippingLines.filter(({ removed }) => !removed);
  return sumsOf(
    order,
    order.lines,
    (line) => line.current,
    sum(kept.map(shippingNow)),
    sum(kept.map(shippingDiscount)),
    sum(kept.flatMap(({ taxes }) => taxes)),
  );
};

/** Units of a line that have left in parcels. */
export const fulfilledUnits = (order: TwinOrder, lineId: string): number =>
  sum(
    order.parcels
      .filter(({ status }) => status === 'SUCCESS')
      .flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId).map(({ quantity }) => quantity)),
  );

/** Amount in the currency that the customer sees. */
export const presentmentOf = (order: TwinOrder, amount: number): number =>
  order.currency === order.presentmentCurrency ? amount : Math.floor((amount * order.rate) / 10_000);

/** The order has changed: Shopify keeps whole seconds, and no two states of an order share one here. */
export const touch = (order: TwinOrder, now: Instant): void => {
  const second = plusMs(now, -(toEpochMs(now) % 1_000));
  order.updatedAt = second > order.updatedAt ? second : plusMs(order.updatedAt, 1_000);
};

/** Takes units off a line, with their shares of discount and tax. */
export const takeOff = (order: TwinOrder, lineId: string, units: number): TwinRefund['lines'][number] => {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new Error(`the order has no line ${lineId}`);
  const left = line.current - units;
  const discount = lineDiscount(line, line.current) - lineDiscount(line, left);
  const tax = lineTax(line, line.current) - lineTax(line, left);
  line.current = left;
  let open = units;
  for (const work of order.work) {
    for (const item of work.lines.filter((one) => one.lineId === lineId)) {
      const taken = Math.min(open, item.remaining);
      item.remaining -= taken;
      open -= taken;
    }
    closeWhenEmpty(work);
  }
  return { lineId, quantity: units, subtotal: units * line.price - discount, tax };
};

export const closeWhenEmpty = (work: TwinWork): void => {
  if (work.lines.every(({ remaining }) => remaining === 0)) work.status = 'CLOSED';
};
