import { invariant } from '../../../kernel/result.ts';
import { type Meter, meters, serviceOf, type Usage } from './meters.ts';

/** US dollars in units of 10⁻¹⁰: a single write request unit costs 6,250 of them. */
export type UsdE10 = bigint;

/** A list price. */
export type Price = {
  /** Whole number of 10⁻¹⁰ USD for `per` units of the meter. */
  readonly usdE10: number;
  readonly per: number;
  /** How the provider words the unit. */
  readonly unit: string;
  /** Address where it was read; `recalled` where no source with the figure was found. */
  readonly source: string;
};

/** The prices of one region as they were read on one day. */
export type PriceList = {
  readonly region: string;
  /** ISO date. */
  readonly readOn: string;
  readonly prices: Readonly<Record<Meter, Price>>;
};

export type BillLine = { readonly meter: Meter; readonly service: string; readonly quantity: number; readonly usdE10: UsdE10 };

export type Bill = { readonly lines: readonly BillLine[]; readonly totalE10: UsdE10 };

/** `quantity × numerator / denominator`, rounded half up. */
const proportion = (quantity: bigint, numerator: bigint, denominator: bigint): bigint =>
  (2n * quantity * numerator + denominator) / (2n * denominator);

/** What a quantity costs. @throws Error for a fraction or a negative number: meters count whole units */
export const priceOf = (quantity: number, { usdE10, per }: Price): UsdE10 => {
  invariant(Number.isSafeInteger(quantity) && quantity >= 0, `a meter counts whole units, not ${quantity}`);
  return proportion(BigInt(quantity), BigInt(usdE10), BigInt(per));
};

/** Prices a usage line by line. Free tiers and volume discounts are left out, so a real bill is at most this. */
export const billOf = (usage: Usage, { prices }: PriceList): Bill => {
  const lines = meters.flatMap((meter): BillLine[] => {
    const quantity = usage[meter] ?? 0;
    return quantity === 0 ? [] : [{ meter, service: serviceOf(meter), quantity, usdE10: priceOf(quantity, prices[meter]) }];
  });
  return { lines, totalE10: lines.reduce((sum, line) => sum + line.usdE10, 0n) };
};

/** A cost of `measured` orders, for another number of orders. */
export const scaleCost = (usdE10: UsdE10, orders: number, measured: number): UsdE10 => proportion(usdE10, BigInt(orders), BigInt(measured));
