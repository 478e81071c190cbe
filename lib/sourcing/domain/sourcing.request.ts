import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

/** Degrees, WGS 84: latitude −90 to 90, longitude −180 to 180. */
export type Coordinates = { readonly latitude: number; readonly longitude: number };

/** Where a parcel starts or ends. Coordinates win over region, region over country. */
export type Place = {
  /** ISO 3166-1 alpha-2, upper case; empty when it is not known. */
  readonly country: string;
  /** Subdivision code, such as `KY` or `US-KY`. */
  readonly region?: string;
  readonly postalPrefix?: string;
  readonly coordinates?: Coordinates;
};

export type SourcingLocation = Place & {
  readonly locationId: LocationId;
  readonly type: 'warehouse' | 'store' | '3pl' | 'supplier';
  readonly active: boolean;
  /** Cost of picking and packing in minor units of the request's currency. */
  readonly handlingCostMinor: { readonly perParcel: number; readonly perLine: number };
  /** Parcels the location can still take; absent means no limit. */
  readonly capacity?: number;
};

export type SourcingLine = {
  readonly lineId: LineId;
  readonly sku: Sku;
  /** Units still without a source, at least 1. */
  readonly quantity: number;
  readonly unitValueMinor: number;
};

export type StockAt = { readonly sku: Sku; readonly locationId: LocationId; readonly available: number };

/**
 * A place that must not be used: for everything, or for one line. An exclusion of a line holds for every line of the same
 * SKU, because what made the place fail (no stock on the shelf, goods refused) is a matter of the SKU.
 */
export type Exclusion = { readonly locationId: LocationId; readonly lineId?: LineId };

export type SourcingRequest = {
  readonly decisionId: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly SourcingLine[];
  readonly destination: Place;
  readonly locations: readonly SourcingLocation[];
  readonly availability: readonly StockAt[];
  readonly excluded: readonly Exclusion[];
};
