// A sourcing policy as data: one context keeps it in versions, another decides by it.
import type { LocationId } from './ids.ts';

export const locationTypes = ['warehouse', 'store', '3pl', 'supplier'] as const;
export type LocationType = (typeof locationTypes)[number];

/** One service of a carrier: the price of a parcel by distance, in bands of growing `upToKm`. */
export type CarrierRate = {
  readonly carrier: string;
  readonly service: string;
  /** `transitDays` are days on the way, 0 or more; absent where the carrier promises none. */
  readonly bands: readonly { readonly upToKm: number; readonly priceMinor: number; readonly transitDays?: number }[];
  /** Added when the parcel crosses a border; absent means that the service stays within the country. */
  readonly crossBorderMinor?: number;
  /** Added for each kilogram, unit by unit; absent means that weight costs nothing. */
  readonly perKilogramMinor?: number;
};

/** What a parcel costs to ship, in minor units. */
export type ShippingRates =
  | {
      readonly kind: 'distance';
      readonly baseMinor: number;
      readonly perThousandKmMinor: number;
      readonly crossBorderMinor: number;
      /** Kilometres a parcel travels in a day; absent where nobody says. */
      readonly kmPerDay?: number;
    }
  /** Of the services that serve the distance, the one that costs least with its lateness. */
  | { readonly kind: 'rate-table'; readonly carriers: readonly CarrierRate[] };

/** Share of each cost that counts towards the score, in percent, 0 to 1,000; absent means 0. */
export type FactorWeights = {
  readonly shipping: number;
  readonly handling: number;
  readonly split: number;
  readonly lateness?: number;
  readonly workload?: number;
  readonly future?: number;
  readonly preference?: number;
  /** What is to be expected of goods that come back. */
  readonly returns?: number;
};

/** Hard constraints that a policy adds to those that lie in locations and goods. */
export type PolicyConstraints = {
  /** Deliver by the promise or not at all. A parcel whose days are not known counts as late. */
  readonly keepPromise?: boolean;
  /** The only types of location that may send; absent means all. */
  readonly locationTypes?: readonly LocationType[];
  /** The only countries that orders may be sent from; absent means all. */
  readonly fromCountries?: readonly string[];
  /** A parcel may cross a border; true when absent. */
  readonly crossBorder?: boolean;
  /** Parcels of an order at most, at least 1; absent means no limit. */
  readonly maxParcels?: number;
};

/** A soft constraint: what it costs, in minor units for each parcel, to go against it. */
export type Preference = { readonly penaltyMinor: number } & (
  | { readonly kind: 'types'; readonly types: readonly LocationType[] }
  /** ISO 3166-1 alpha-2, or a subdivision such as `US-KY`. */
  | { readonly kind: 'regions'; readonly regions: readonly string[] }
  | { readonly kind: 'avoid'; readonly locationIds: readonly LocationId[] }
  /** Keep places where customers collect for them. */
  | { readonly kind: 'keep-pickup' }
);

/** Whether, for whom and how strongly what was learned of carriers counts. */
export type LearnedUse = {
  readonly enabled: boolean;
  /** Share of the expected damage that counts, in percent, 0 to 1,000; 100 when absent. */
  readonly damagePercent?: number;
  /** Only orders to these countries or subdivisions (`US`, `US-KY`); all when absent. */
  readonly regions?: readonly string[];
  /** Only orders of these articles alone; all when absent. */
  readonly skus?: readonly string[];
  /** Share of the orders for which it counts, in percent, drawn by their ids; all when absent. The others show what it is worth. */
  readonly sharePercent?: number;
  /** Share of the orders for which one of nearly equal plans is drawn, in percent, 0 to 5; none when absent. */
  readonly explorePercent?: number;
  /** How much dearer a plan may be to count as nearly equal, in percent of the best one; 2 when absent. */
  readonly exploreWithinPercent?: number;
};

/** Services that ask carriers for prices. */
export const quoteServices = ['easypost', 'shipstation'] as const;
export type QuoteService = (typeof quoteServices)[number];

/** Whom carriers' prices are asked of, and how long a decision waits for them. Where none comes, the rates of the policy count. */
export type QuoteUse = {
  readonly from: QuoteService;
  /** The service's ids of the tenant's accounts with carriers; all of them when absent, where the service allows that. */
  readonly carrierAccounts?: readonly string[];
  /** Milliseconds, 100 to 5,000; 1,500 when absent. */
  readonly waitMs?: number;
  /** Minutes for which a price counts, 1 to 1,440; 60 when absent. */
  readonly keptMinutes?: number;
  /** Locations asked for at most for an order, those that hold its goods and are nearest, 1 to 20; 5 when absent. */
  readonly locationsMax?: number;
  /** Grams of a unit of which nobody knows the weight, 1 to 50,000; 500 when absent. */
  readonly unitGrams?: number;
};

/** How sources are chosen. Policies are data: a decision names the policy and version it was made under. */
export type SourcingPolicy = {
  readonly name: string;
  readonly version: number;
  /** `lowest-score` searches for the best plan; `nearest-first` follows the static rule whatever it costs. */
  readonly method: 'lowest-score' | 'nearest-first';
  readonly shipping: ShippingRates;
  /** Cost of every parcel after the first, in minor units: packaging, a second delivery, an annoyed customer. */
  readonly splitCostMinor: number;
  /** Minor units of each parcel for each day after the promise, and for each day on the way. */
  readonly lateness?: { readonly perDayLateMinor: number; readonly perTransitDayMinor: number };
  /** Minor units of each parcel for each day that the work waiting at its location takes. */
  readonly workload?: { readonly perQueuedDayMinor: number };
  /**
   * Minor units of bringing a unit back to the location that sent it, from wherever. Absent for the cheapest parcel that goes the
   * way by the rates.
   */
  readonly returns?: { readonly perUnitMinor: number };
  readonly weightsPercent: FactorWeights;
  readonly constraints?: PolicyConstraints;
  readonly preferences?: readonly Preference[];
  /** Distance assumed when a place is unknown, in km, the same for every location. */
  readonly unknownDistanceKm: number;
  /** What becomes of lines without a source: they wait with the whole order, or the rest goes ahead. */
  readonly remainder: 'wait' | 'split';
  /** What was learned of carriers counts; it does not when absent. */
  readonly learned?: LearnedUse;
  /** Carriers are asked for prices; the rates alone count when absent. */
  readonly quotes?: QuoteUse;
};

/** What a tenant decides of it: one of the policies that ship with the product, by name, or a whole one of its own. */
export type SourcingPolicyChoice =
  /** `learned` and `quotes` are added to what the preset says. */
  { readonly preset: string; readonly learned?: LearnedUse; readonly quotes?: QuoteUse } | { readonly policy: SourcingPolicy };
