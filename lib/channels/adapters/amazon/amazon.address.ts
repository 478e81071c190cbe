import type { CanonicalAddress } from '../../domain/canonical-order.ts';
import { countryCodeOf, regionCodeOf } from '../../domain/places.ts';
import { firstText, type JsonObject, textAt } from '../reading/json.ts';

/** Names of the members that hold an address, most telling first. */
export type AddressNames = {
  readonly name: string;
  readonly company: string;
  readonly lines: readonly string[];
  readonly city: readonly string[];
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
  readonly phone: readonly string[];
};

/** An address; null when every member of it is empty. Amazon leaves out what the application may not see. */
export const readAddress = (source: JsonObject, names: AddressNames): CanonicalAddress | null => {
  const company = textAt(source, names.company);
  const addressee = firstText(textAt(source, names.name), company);
  // A parcel to a firm needs the firm's name on it, and there is no line of its own for that.
  const lines = [...names.lines.map((key) => textAt(source, key)), company === addressee ? null : company].filter((line) => line !== null);
  const countryText = textAt(source, names.country);
  const country = countryText === null ? null : (countryCodeOf(countryText) ?? null);
  const region = textAt(source, names.region);
  const address: CanonicalAddress = {
    name: addressee,
    line1: lines[0] ?? null,
    line2: lines.slice(1).join(', ') || null,
    city: firstText(...names.city.map((key) => textAt(source, key))),
    region: region !== null && country !== null ? (regionCodeOf(country, region) ?? region) : region,
    postalCode: textAt(source, names.postalCode),
    country,
    phone: firstText(...names.phone.map((key) => textAt(source, key))),
  };
  return Object.values(address).every((value) => value === null) ? null : address;
};
