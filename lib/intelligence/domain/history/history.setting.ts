// Every figure that shapes the simulated retailer stands here: a mid-market shop in the United States with three warehouses.

export type HistoryOptions = {
  /** Another shop for every seed. */
  readonly seed: number;
  /** First day, such as `2024-11-01`. */
  readonly firstDay: string;
  readonly days: number;
  /** Orders of an average day of the first year, before seasons and promotions. */
  readonly ordersPerDay: number;
  readonly skus: number;
  /** Share of orders placed by thieves, 0 to 1. */
  readonly fraudShare: number;
  /** Share of honest orders whose buyer denies them later, 0 to 1. */
  readonly friendlyFraudShare: number;
  /** Growth of demand in a year, 0.12 for 12 percent. */
  readonly yearlyGrowth: number;
  /**
   * People try on: each size is a SKU of its own, some order two sizes, returns depend on fit, person, season and channel, and
   * whoever sent a size back may buy another one. Without it returns depend on the article and its price alone.
   * @default false
   */
  readonly wardrobes?: boolean;
  /**
   * How much comes back against the usual shop, where people try on: goods that fit better, or customers who mind less.
   * @default 1
   */
  readonly returnsTimes?: number;
};

/** Two years up to the end of October 2026, some hundred thousand orders. */
export const standardHistory: HistoryOptions = {
  seed: 20261101,
  firstDay: '2024-11-01',
  days: 730,
  ordersPerDay: 142,
  skus: 160,
  fraudShare: 0.012,
  friendlyFraudShare: 0.0015,
  yearlyGrowth: 0.12,
};

/** Orders of each weekday against the average, Monday first. */
export const weekdayFactors = [1.08, 1.02, 0.98, 0.96, 0.95, 0.9, 1.11] as const;

/** Season of the whole shop by month, January first. */
export const monthFactors = [0.86, 0.86, 0.93, 0.96, 1, 0.98, 0.94, 0.96, 0.98, 1.01, 1.22, 1.3] as const;

export type Category = {
  readonly name: string;
  /** Share of the range. */
  readonly share: number;
  /** Median price in minor units, and how far prices stray: deviation of a logarithm. */
  readonly price: readonly [median: number, deviation: number];
  readonly weightGrams: number;
  readonly packageKind: 'standard' | 'fragile' | 'bulky';
  readonly digital: boolean;
  readonly sizes: readonly string[];
  /** Chance that a unit comes back, 0 to 1. */
  readonly returnShare: number;
  /** How strongly demand answers to a price: units grow with price to the power of minus this. */
  readonly elasticity: number;
  /** What the season of the category adds to that of the shop, January first. */
  readonly season: readonly number[];
  /** How much a thief likes it, against 1. */
  readonly fraudPull: number;
};

const flat = Array.from({ length: 12 }, () => 1);
const letters = ['XS', 'S', 'M', 'L', 'XL'] as const;

export const categories: readonly Category[] = [
  {
    name: 'apparel',
    share: 0.3,
    price: [3_900, 0.45],
    weightGrams: 420,
    packageKind: 'standard',
    digital: false,
    sizes: letters,
    returnShare: 0.18,
    elasticity: 2.1,
    season: [0.9, 0.9, 1.05, 1.05, 1, 0.95, 0.9, 1, 1.1, 1.1, 1.05, 1],
    fraudPull: 0.6,
  },
  {
    name: 'shoes',
    share: 0.14,
    price: [8_500, 0.4],
    weightGrams: 1_100,
    packageKind: 'standard',
    digital: false,
    sizes: ['38', '39', '40', '41', '42', '43', '44'],
    returnShare: 0.22,
    elasticity: 1.8,
    season: flat,
    fraudPull: 1.6,
  },
  {
    name: 'electronics',
    share: 0.14,
    price: [17_900, 0.6],
    weightGrams: 900,
    packageKind: 'fragile',
    digital: false,
    sizes: [],
    returnShare: 0.08,
    elasticity: 2.4,
    season: [0.85, 0.85, 0.9, 0.9, 0.95, 0.95, 0.95, 1, 1, 1, 1.35, 1.45],
    fraudPull: 6,
  },
  {
    name: 'glassware',
    share: 0.12,
    price: [4_400, 0.5],
    weightGrams: 1_600,
    packageKind: 'fragile',
    digital: false,
    sizes: [],
    returnShare: 0.06,
    elasticity: 1.6,
    season: [0.9, 0.95, 1, 1, 1.1, 1.05, 0.95, 0.9, 0.95, 1, 1.1, 1.2],
    fraudPull: 0.3,
  },
  {
    name: 'garden',
    share: 0.12,
    price: [6_200, 0.7],
    weightGrams: 7_500,
    packageKind: 'bulky',
    digital: false,
    sizes: [],
    returnShare: 0.05,
    elasticity: 1.5,
    season: [0.35, 0.5, 1.1, 1.7, 1.9, 1.6, 1.2, 1, 0.8, 0.6, 0.4, 0.35],
    fraudPull: 0.3,
  },
  {
    name: 'beauty',
    share: 0.13,
    price: [2_300, 0.5],
    weightGrams: 260,
    packageKind: 'standard',
    digital: false,
    sizes: [],
    returnShare: 0.03,
    elasticity: 1.9,
    season: [0.95, 1.1, 0.95, 0.95, 1.1, 0.95, 0.95, 0.95, 0.95, 1, 1.05, 1.25],
    fraudPull: 0.8,
  },
  {
    name: 'gift-cards',
    share: 0.05,
    price: [5_000, 0.5],
    weightGrams: 0,
    packageKind: 'standard',
    digital: true,
    sizes: [],
    returnShare: 0,
    elasticity: 0.8,
    season: [0.7, 1, 0.8, 0.8, 1.1, 1, 0.8, 0.8, 0.8, 0.9, 1.2, 2.2],
    fraudPull: 5,
  },
];

/** States with their people in millions, the middle of each in degrees, and how postcodes begin there. */
export const states: readonly (readonly [region: string, weight: number, latitude: number, longitude: number, postal: string])[] = [
  ['CA', 39, 36.8, -119.4, '93'],
  ['TX', 30, 31, -99.3, '75'],
  ['FL', 23, 28.6, -82.4, '33'],
  ['NY', 20, 42.9, -75.5, '10'],
  ['PA', 13, 40.9, -77.8, '19'],
  ['IL', 12.5, 40, -89.2, '60'],
  ['OH', 12, 40.3, -82.8, '44'],
  ['GA', 11, 32.6, -83.4, '30'],
  ['NC', 11, 35.5, -79.4, '27'],
  ['MI', 10, 44.3, -85.4, '48'],
  ['NJ', 9.5, 40.2, -74.7, '07'],
  ['VA', 9, 37.5, -78.8, '22'],
  ['WA', 8, 47.4, -120.5, '98'],
  ['AZ', 7.5, 34.3, -111.7, '85'],
  ['TN', 7, 35.9, -86.4, '37'],
  ['MA', 7, 42.3, -71.8, '02'],
  ['IN', 7, 39.9, -86.3, '46'],
  ['MO', 6, 38.4, -92.5, '63'],
  ['CO', 6, 39, -105.5, '80'],
  ['WI', 6, 44.6, -89.9, '53'],
];

export const warehouses = [
  { locationId: 'west', region: 'NV', latitude: 39.5, longitude: -119.8, postal: '895', share: 0.36 },
  { locationId: 'east', region: 'PA', latitude: 40.6, longitude: -75.5, postal: '181', share: 0.38 },
  { locationId: 'south', region: 'TX', latitude: 32.8, longitude: -96.8, postal: '752', share: 0.26 },
] as const;

export const channels: readonly (readonly [name: string, weight: number])[] = [
  ['storefront', 46],
  ['shopify', 18],
  ['amazon', 25],
  ['walmart', 11],
];

export type CarrierService = {
  readonly carrier: string;
  readonly service: string;
  readonly express: boolean;
  /** Minor units: for the parcel, for each kilogram, and for each zone beyond the second. */
  readonly cost: { readonly base: number; readonly perKg: number; readonly perZone: number };
  /** Days on the way in zone 2, and more for each zone beyond. */
  readonly days: { readonly base: number; readonly perZone: number };
  /** Chance that a parcel is a day or more behind, in zone 2 and in zone 8. */
  readonly late: readonly [near: number, far: number];
  /** Chance of damage of a standard parcel; fragile ones by `fragile` as often, and far ones (zone 7 and 8) by `far` as often. */
  readonly damage: { readonly standard: number; readonly fragile: number; readonly far: number };
  /** Share of parcels. */
  readonly share: number;
};

/** Two carriers that look alike on a price list, of which one breaks glass on long ways. */
export const carrierServices: readonly CarrierService[] = [
  {
    carrier: 'northway',
    service: 'ground',
    express: false,
    cost: { base: 590, perKg: 62, perZone: 74 },
    days: { base: 1.6, perZone: 0.55 },
    late: [0.05, 0.13],
    damage: { standard: 0.004, fragile: 6, far: 5 },
    share: 0.45,
  },
  {
    carrier: 'meridian',
    service: 'ground',
    express: false,
    cost: { base: 640, perKg: 66, perZone: 80 },
    days: { base: 1.8, perZone: 0.5 },
    late: [0.04, 0.07],
    damage: { standard: 0.003, fragile: 4, far: 1.6 },
    share: 0.4,
  },
  {
    carrier: 'meridian',
    service: 'express',
    express: true,
    cost: { base: 1_450, perKg: 130, perZone: 190 },
    days: { base: 1, perZone: 0.12 },
    late: [0.03, 0.05],
    damage: { standard: 0.002, fragile: 4, far: 1.6 },
    share: 0.15,
  },
];

/** Share of orders for which a customer comes back instead of a new one. */
export const returningShare = 0.46;
/** Promotions in a year; each is of one category, for some days, at some percent off. */
export const promotionsPerYear = 26;
/** Minor units spent on advertising for each percent off and day of a promotion. */
export const spendPerPercentDay = 2_600;
/** What advertising beside the price adds to demand in the regions it is shown in. */
export const campaignLift = 1.18;
/** Times in a year in which an article runs out, and for how many days. */
export const stockOutsPerYear = 3;
/** Of those who find nothing, so many buy another article of the category; the others go. */
export const substitutionShare = 0.25;
/** Share of orders that go somewhere else than the bill: presents and offices. */
export const giftShare = 0.07;

/** What people who try on do, where the shop has them. */
export const tryingOn = {
  /** Share of orders for which a customer comes back: more than elsewhere, so that people come to be known by what they keep. */
  returningShare: 0.8,
  /** Share of people who order two sizes now and then, and how often they and the others do. */
  triersShare: 0.22,
  secondSize: { triers: 0.42, others: 0.03 },
  /** How much of what somebody orders goes back, against others: a median and how far people stray, as a deviation of a logarithm. */
  sendsBack: { median: 0.61, deviation: 1 },
  /** Share of people who wear a size more than they think, and as many a size less. */
  unusualFitShare: 0.09,
  /** How far articles of a category stray in what comes back of them, as a deviation of a logarithm. */
  articleDeviation: 0.5,
  /** Of what the category sends back, the part that has nothing to do with its fit. */
  withoutFit: 0.6,
  /** Chances that the size which fits worse comes back where two were ordered, and that a wrong one does where it was the only one. */
  otherSizeBack: 0.93,
  wrongSizeBack: 0.5,
  /** Dear articles come back more often: by their price against the category's, to the power of this. */
  priceExponent: 0.3,
  /** Of what is ordered in December more comes back, because somebody else unpacks it; and of what marketplaces sell. */
  presents: 1.25,
  marketplaces: 1.15,
  /** Share of those with a wrong size who buy the right one. */
  exchangesShare: 0.55,
} as const;
