import { HoldId } from '../../../kernel/ids.ts';
import type { AddressCheck, AddressFinding, Destination, OrderContent } from '../order.values.ts';
import { needsCity, postalFormOf } from './postal-codes.ts';
import { hasRegion, liesInRegion } from './postal-regions.ts';

/** What of an address the check looks at. Missing parts are null or blank. */
export type CheckedAddress = {
  readonly name: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
};

const trimmed = (text: string | null): string => text?.trim() ?? '';

/** What people write where a form insists on a street. */
const noStreet =
  /^(?:test(?:ing)?|n\s*[./]\s*a\.?|na|x{2,}|same(?: (?:as|address).*)?|asdf+\w*|qwerty|tbd|unknown|none|null|undefined|0+)$/i;
// Fewer words than for a street: there are towns of the names Same, Y and Å.
const noCity = /^(?:test(?:ing)?|n\s*\/\s*a|x{3,}|asdf+\w*|qwerty|tbd|unknown|null|undefined|0+)$/i;
const onlySigns = /^[\p{P}\p{S}\s]+$/u;

const isPlaceholder = (text: string, words: RegExp): boolean => words.test(text) || onlySigns.test(text);

const streetFinding = (address: CheckedAddress, mayBeWithheld: boolean): AddressFinding | undefined => {
  const lines = [trimmed(address.line1), trimmed(address.line2)].filter((line) => line !== '');
  // Marketplaces keep back what is personal together: with the street, whose it is.
  if (lines.length === 0 && mayBeWithheld && trimmed(address.name) === '') return undefined;
  if (lines.length === 0) return { code: 'street-missing', field: 'line1' };
  // A second line with the street in it makes the address whole, whatever stands before it.
  return lines.every((line) => isPlaceholder(line, noStreet)) ? { code: 'placeholder', field: 'line1' } : undefined;
};

const cityFinding = (address: CheckedAddress, country: string): AddressFinding | undefined => {
  const city = trimmed(address.city);
  if (city === '') return needsCity(country) ? { code: 'city-missing', field: 'city' } : undefined;
  return isPlaceholder(city, noCity) ? { code: 'placeholder', field: 'city' } : undefined;
};

/** A region by its code, also where its country stands before it; undefined for one that is written out, or missing. */
const regionCodeOf = (region: string | null, country: string): string | undefined => {
  const text = trimmed(region).toUpperCase();
  const code = text.startsWith(`${country}-`) ? text.slice(country.length + 1) : text;
  return /^[A-Z]{2}$/.test(code) ? code : undefined;
};

const regionFinding = (region: string | undefined, country: string): AddressFinding | undefined =>
  region !== undefined && hasRegion(country, region) === false ? { code: 'region-unknown', field: 'region' } : undefined;

const postalFinding = (address: CheckedAddress, country: string, region: string | undefined): AddressFinding | undefined => {
  const form = postalFormOf(country);
  if (!form) return undefined;
  const code = trimmed(address.postalCode).toUpperCase().replace(/\s+/g, ' ');
  if (code === '') return form.required ? { code: 'postal-code-missing', field: 'postal_code' } : undefined;
  if (!form.pattern.test(code)) return { code: 'postal-code-form', field: 'postal_code' };
  // A region that does not exist is told of as such.
  if (region === undefined || hasRegion(country, region) === false) return undefined;
  return liesInRegion(country, region, code) === false ? { code: 'postal-code-region', field: 'postal_code' } : undefined;
};

/**
 * Why goods could hardly be delivered to an address: what is missing, and what contradicts what is known of its country. A
 * false alarm costs more than a miss, so what is not known for certain is let pass; P.O. boxes and addresses of the armed
 * forces are addresses. A finding names a field, and never what stands in it.
 * @param from a channel may keep the street back until its carrier is chosen; a person who corrects an address gives all of it
 */
export const checkAddress = (address: CheckedAddress, from: 'channel' | 'person' = 'channel'): readonly AddressFinding[] => {
  const country = trimmed(address.country).toUpperCase();
  const region = regionCodeOf(address.region, country);
  return [
    streetFinding(address, from === 'channel'),
    cityFinding(address, country),
    regionFinding(region, country),
    postalFinding(address, country, region),
  ].filter((finding) => finding !== undefined);
};

/** Whether anything of the order is to be sent to its address by us. */
export const isSentToAddress = (
  content: Pick<OrderContent, 'test' | 'delivery' | 'shippedAtChannel' | 'cancelledByChannel' | 'lines'>,
): boolean =>
  !content.test &&
  !content.delivery &&
  !content.cancelledByChannel &&
  content.shippedAtChannel !== 'wholly' &&
  content.lines.some(({ requiresShipping, fulfilledBy, quantity }) => requiresShipping && fulfilledBy === 'merchant' && quantity > 0);

/** What the field may be, in words; nothing of it tells what it is. */
export const allowedIn = ({ code }: AddressFinding, destination: Destination | null): string => {
  const country = destination?.country ?? '';
  switch (code) {
    case 'street-missing':
      return 'a street and a number, or a P.O. box';
    case 'city-missing':
      return 'a city';
    case 'placeholder':
      return 'what the parcel can be delivered by, and no placeholder';
    case 'region-unknown':
      return `a region of ${country} by its code of two letters`;
    case 'postal-code-region':
      return 'a code of that region';
    default:
      return postalFormOf(country)?.allowed ?? 'a postal code';
  }
};

const wrongWith: Readonly<Record<AddressFinding['code'], string>> = {
  'street-missing': 'is missing',
  'city-missing': 'is missing',
  'postal-code-missing': 'is missing',
  'postal-code-form': 'is none of its country',
  'postal-code-region': 'does not lie in the region',
  'region-unknown': 'is none of its country',
  placeholder: 'is a placeholder',
};

const fieldWords: Readonly<Record<AddressFinding['field'], string>> = {
  line1: 'street',
  city: 'city',
  region: 'region',
  postal_code: 'postal code',
};

/** A sentence for people about a finding. */
export const addressSentence = (finding: AddressFinding, destination: Destination | null): string =>
  `The ${fieldWords[finding.field]} ${wrongWith[finding.code]}; allowed is ${allowedIn(finding, destination)}.`;

/** How the ids of holds begin that the check places. */
const addressHoldPrefix = 'address-check-';

/** One hold for each address: one that a person has let pass is not held again, another one is. */
export const addressHoldId = ({ token }: AddressCheck): HoldId => HoldId(`${addressHoldPrefix}${token}`);

export const isAddressHold = ({ holdId }: { readonly holdId: string }): boolean => holdId.startsWith(addressHoldPrefix);
