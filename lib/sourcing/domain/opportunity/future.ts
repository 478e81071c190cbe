/** What a parcel of a network costs, by region of the destination and location; all in minor units of one currency. */
export type NetworkCosts = {
  readonly regions: number;
  readonly locations: number;
  /** `[region * locations + location]`: shipping and handling of a parcel; infinite where the location does not send there. */
  readonly parcel: Float64Array;
  /** By location: handling of each SKU in a parcel. */
  readonly line: Float64Array;
  /** Of every parcel of an order after the first. */
  readonly split: number;
  /** Of a unit that no location has: what it costs to let a customer wait. Above what any parcel costs. */
  readonly unserved: number;
};

/** An order as it may come: where to, in which period of supply, and what it wants. */
export type FutureOrder = {
  readonly region: number;
  /** 0 is from now to the first arrival of goods, 1 from there to the second, and so on. */
  readonly period: number;
  /** Orders that it stands for; 1 when absent. */
  readonly weight?: number;
  /** Up to `linesMax` different SKUs. */
  readonly lines: readonly { readonly sku: number; readonly units: number }[];
};

/** Lines of one order that are looked at together; the work doubles with each. */
export const linesMax = 5;

/** Units that come to each SKU and location, `[period][sku * locations + location]`; period 0 is what is available now. */
export type Supply = readonly Float64Array[];
