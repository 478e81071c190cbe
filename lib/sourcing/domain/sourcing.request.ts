import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { LocationType } from '../../kernel/sourcing-policy.ts';
import type { LearnedFigures } from './learning/estimate.ts';
import type { PackageKind } from './learning/outcome.ts';
import type { Quotes } from './quotes.ts';

export { locationTypes, type LocationType } from '../../kernel/sourcing-policy.ts';

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

/** What an item asks of the place that handles it. */
export const requirements = ['cold-chain', 'hazmat'] as const;
export type Requirement = (typeof requirements)[number];

/** How busy a location is at this moment. */
export type Workload = {
  /** Parcels that wait to be sent. */
  readonly queueDepth: number;
  /** Parcels it sends in a day with all its staff. */
  readonly capacityPerDay: number;
  /** Share of the staff that is there, 0 to 1. */
  readonly staffing: number;
};

export type SourcingLocation = Place & {
  readonly locationId: LocationId;
  readonly type: LocationType;
  readonly active: boolean;
  /** Cost of picking and packing in minor units of the request's currency. */
  readonly handlingCostMinor: { readonly perParcel: number; readonly perLine: number };
  /** Parcels the location can still take today; absent means no limit. */
  readonly capacity?: number;
  /** What it can handle beyond ordinary goods; absent means nothing special. */
  readonly capabilities?: readonly Requirement[];
  /** Countries it sends to, ISO 3166-1 alpha-2; absent means all. */
  readonly shipsTo?: readonly string[];
  /** Hours from an order to the parcel's leaving, 0 when absent. */
  readonly processingHours?: number;
  /** Customers can collect here. */
  readonly pickup?: boolean;
  /** Absent when nobody knows; it then costs nothing. */
  readonly workload?: Workload;
  /** Price of a parcel from here to this destination where one was quoted, in minor units; it beats the policy's rates. */
  readonly quotedPriceMinor?: number;
};

export type SourcingLine = {
  readonly lineId: LineId;
  readonly sku: Sku;
  /** Units still without a source, at least 1. */
  readonly quantity: number;
  readonly unitValueMinor: number;
  /** Grams of a unit, for services that charge by weight; absent counts as 0. */
  readonly weightGrams?: number;
  /** What the place must be able to handle; lines of one SKU ask together. */
  readonly requirements?: readonly Requirement[];
  /** How delicate it is; absent for what its requirements say, else `standard`. */
  readonly packageKind?: PackageKind;
  /** The only types of location it may come from; absent means any. */
  readonly locationTypes?: readonly LocationType[];
  /** The only countries it may come from, ISO 3166-1 alpha-2; absent means any. */
  readonly fromCountries?: readonly string[];
};

export type StockAt = { readonly sku: Sku; readonly locationId: LocationId; readonly available: number };

/**
 * A place that must not be used: for everything, or for one line. An exclusion of a line holds for every line of the same
 * SKU, because what made the place fail (no stock on the shelf, goods refused) is a matter of the SKU.
 */
export type Exclusion = { readonly locationId: LocationId; readonly lineId?: LineId };

/** What a unit is expected to be worth later at a location, in whole minor units, 0 or more; what is not named is worth 0. */
export type FutureValue = {
  readonly version: string;
  readonly of: readonly { readonly sku: Sku; readonly locationId: LocationId; readonly valueMinor: number }[];
};

/** How likely units of an article come back, by what was counted of it and of goods like it. */
export type ReturnShare = {
  readonly sku: Sku;
  /** Lines sold that it rests on, of the article, and of its category. */
  readonly sold: number;
  readonly categorySold: number;
  /** 0 to 1; null where too little was sold to say. */
  readonly probability: number | null;
};

/** What has come back until now. Holds articles alone, and nothing of who ordered them. */
export type ReturnShares = { readonly version: string; readonly of: readonly ReturnShare[] };

/** What the customer was told. */
export type DeliveryPromise = { readonly deliverBy: Instant };

/** A plan that a solver has found: units of each SKU by location. It is checked and priced like any other plan. */
export type ProposedPlan = {
  readonly takes: readonly { readonly sku: Sku; readonly locationId: LocationId; readonly units: number }[];
  /** A score in minor units that no plan is below, where the solver has proven one. */
  readonly lowestMinor?: number;
};

/** All that a decision rests on. It is plain JSON, so that it can be kept and decided again. */
export type SourcingRequest = {
  readonly decisionId: string;
  readonly currency: CurrencyCode;
  readonly lines: readonly SourcingLine[];
  readonly destination: Place;
  readonly locations: readonly SourcingLocation[];
  readonly availability: readonly StockAt[];
  readonly excluded: readonly Exclusion[];
  readonly futureValue?: FutureValue;
  /** What outcomes have taught of carriers; it counts where the policy says so. */
  readonly learned?: LearnedFigures;
  /** What has come back of the articles; it counts where the policy says so. */
  readonly returns?: ReturnShares;
  /** What carriers have been asked for; it counts where the policy says so. */
  readonly quotes?: Quotes;
  /** Drawn once for the order, from 0 to below 1: decides on its part in a rollout and on exploration. */
  readonly draw?: number;
  readonly promise?: DeliveryPromise;
  /** The moment of the decision; a promise counts only beside it. */
  readonly now?: Instant;
  /** Parcels the order may go out in at most, at least 1; the policy may allow fewer. */
  readonly maxParcels?: number;
  /** Considered where the exact search would take too long. */
  readonly proposal?: ProposedPlan;
};
