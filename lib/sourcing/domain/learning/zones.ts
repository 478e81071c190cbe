/**
 * How far a parcel goes, in the steps that parcel carriers of the United States price by: up to 50, 150, 300, 600, 1,000, 1,400
 * and 1,800 miles, and beyond (USPS Domestic Mail Manual, zones 1 to 8). A parcel that crosses a border has a zone of its own.
 */
export const zones = ['1', '2', '3', '4', '5', '6', '7', '8', 'abroad'] as const;
export type Zone = (typeof zones)[number];

const kmPerMile = 1.609344;
const milesUpTo: readonly (readonly [miles: number, zone: Zone])[] = [
  [50, '1'],
  [150, '2'],
  [300, '3'],
  [600, '4'],
  [1_000, '5'],
  [1_400, '6'],
  [1_800, '7'],
];

/** @param km great-circle distance, 0 or more */
export const zoneOf = (km: number, abroad: boolean): Zone =>
  abroad ? 'abroad' : (milesUpTo.find(([miles]) => km <= miles * kmPerMile)?.[1] ?? '8');

/** Kilometres that ground transport does in a day, as the standard policy has it. */
const kmPerDay = 800;

/**
 * Days on the way that nobody has to know anything for: a day, and one more for each 800 km. What is learned is by how much a
 * service is faster or slower than this, so that a long way and a short one within a zone do not blur each other.
 */
export const baselineDays = (km: number): number => 1 + km / kmPerDay;
