/** One service of a carrier: the price of a parcel by distance, in bands of growing `upToKm`. */
export type CarrierRate = {
  readonly carrier: string;
  readonly service: string;
  readonly bands: readonly { readonly upToKm: number; readonly priceMinor: number }[];
  /** Added when the parcel crosses a border; absent means that the service stays within the country. */
  readonly crossBorderMinor?: number;
};

/** What a parcel costs to ship, in minor units. */
export type ShippingRates =
  | { readonly kind: 'distance'; readonly baseMinor: number; readonly perThousandKmMinor: number; readonly crossBorderMinor: number }
  /** The cheapest service that serves the distance. */
  | { readonly kind: 'rate-table'; readonly carriers: readonly CarrierRate[] };

/** Share of each cost that counts towards the score, in percent, 0 to 1,000. */
export type FactorWeights = { readonly shipping: number; readonly handling: number; readonly split: number };

/** How sources are chosen. Policies are data: a decision names the policy and version it was made under. */
export type SourcingPolicy = {
  readonly name: string;
  readonly version: number;
  /** `lowest-score` searches for the best plan; `nearest-first` follows the static rule whatever it costs. */
  readonly method: 'lowest-score' | 'nearest-first';
  readonly shipping: ShippingRates;
  /** Cost of every parcel after the first, in minor units: packaging, a second delivery, an annoyed customer. */
  readonly splitCostMinor: number;
  readonly weightsPercent: FactorWeights;
  /** Distance assumed when a place is unknown, in km, the same for every location. */
  readonly unknownDistanceKm: number;
  /** What becomes of lines without a source: they wait with the whole order, or the rest goes ahead. */
  readonly remainder: 'wait' | 'split';
};

const distanceRates: ShippingRates = { kind: 'distance', baseMinor: 600, perThousandKmMinor: 250, crossBorderMinor: 1_200 };

/** Illustrative prices of three service levels; a client replaces them by its own contract. */
const carrierRates: ShippingRates = {
  kind: 'rate-table',
  carriers: [
    {
      carrier: 'regional',
      service: 'ground',
      bands: [
        { upToKm: 150, priceMinor: 520 },
        { upToKm: 400, priceMinor: 690 },
      ],
    },
    {
      carrier: 'national',
      service: 'ground',
      bands: [
        { upToKm: 250, priceMinor: 640 },
        { upToKm: 1_000, priceMinor: 790 },
        { upToKm: 2_500, priceMinor: 1_020 },
        { upToKm: 6_000, priceMinor: 1_290 },
      ],
      crossBorderMinor: 900,
    },
    {
      carrier: 'international',
      service: 'economy',
      bands: [
        { upToKm: 3_000, priceMinor: 1_450 },
        { upToKm: 8_000, priceMinor: 2_100 },
        { upToKm: 20_100, priceMinor: 2_900 },
      ],
      crossBorderMinor: 600,
    },
  ],
};

/** Shipping by distance, handling and splits, each at its full cost. */
export const balancedPolicy: SourcingPolicy = {
  name: 'balanced',
  version: 1,
  method: 'lowest-score',
  shipping: distanceRates,
  splitCostMinor: 350,
  weightsPercent: { shipping: 100, handling: 100, split: 100 },
  unknownDistanceKm: 3_000,
  remainder: 'wait',
};

/** Static rule: of the locations that can send the most units, the nearest; again for what is left. */
export const nearestPolicy: SourcingPolicy = { ...balancedPolicy, name: 'nearest', method: 'nearest-first' };

/** Static rule: the lowest carrier price by the rate table, nothing else counted. */
export const cheapestPolicy: SourcingPolicy = {
  ...balancedPolicy,
  name: 'cheapest',
  shipping: carrierRates,
  splitCostMinor: 0,
  weightsPercent: { shipping: 100, handling: 0, split: 0 },
};

const presets: readonly SourcingPolicy[] = [balancedPolicy, nearestPolicy, cheapestPolicy];

export const presetPolicyNames: readonly string[] = presets.map((policy) => policy.name);

export const presetPolicy = (name: string): SourcingPolicy | undefined => presets.find((policy) => policy.name === name);
