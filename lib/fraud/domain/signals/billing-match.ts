import type { BillingMatch } from './risk-facts.ts';

/** As much of an address as the comparison takes. */
export type ComparedAddress = {
  readonly country: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
};

/** Distance between two addresses in km; undefined when one of them cannot be placed. */
export type DistanceKm = (from: ComparedAddress, to: ComparedAddress) => number | undefined;

const postalPrefixLength = 3;

const comparable = (text: string | null): string | null => {
  const plain = (text ?? '').trim().toUpperCase();
  return plain === '' ? null : plain;
};

// Written with and without the country in front, it is the same region.
const regionOf = ({ country, region }: ComparedAddress): string | null => {
  const code = comparable(region);
  return code !== null && country !== null && code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code;
};

const same = (one: string | null, other: string | null): boolean | null => (one === null || other === null ? null : one === other);

/** A region or postal code of another country is another one, however it is written. */
const sameWithin = (country: boolean | null, within: boolean | null): boolean | null => (country === false ? false : within);

/** Compares where the bill goes with where the parcel goes. Undefined where one of them is not known: then nothing is said. */
export const billingMatch = (
  billing: ComparedAddress | null,
  shipping: ComparedAddress | null,
  distanceKm: DistanceKm,
): BillingMatch | undefined => {
  if (billing === null || shipping === null) return undefined;
  const sameCountry = same(comparable(billing.country), comparable(shipping.country));
  const prefix = ({ postalCode }: ComparedAddress) => comparable(postalCode)?.slice(0, postalPrefixLength) ?? null;
  const km = distanceKm(billing, shipping);
  return {
    sameCountry,
    sameRegion: sameWithin(sameCountry, same(regionOf(billing), regionOf(shipping))),
    samePostal: sameWithin(sameCountry, same(prefix(billing), prefix(shipping))),
    km: km === undefined ? null : Math.round(km),
  };
};
