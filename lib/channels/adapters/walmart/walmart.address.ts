import type { CanonicalAddress, CanonicalCustomer } from '../../domain/canonical-order.ts';
import { countryCodeOf, regionCodeOf } from '../../domain/places.ts';
import { type JsonObject, firstText, isObject, objectAt, textAt } from '../reading/json.ts';

// Walmart writes countries of its markets with three letters (`USA`), in places with two.
const codesByThreeLetters: Readonly<Record<string, string>> = { USA: 'US', CAN: 'CA', MEX: 'MX', CHL: 'CL', PRI: 'PR' };

const readCountry = (source: JsonObject): string | null => {
  const text = textAt(source, 'country');
  if (text === null) return null;
  return codesByThreeLetters[text.toUpperCase()] ?? countryCodeOf(text) ?? null;
};

// Mexican addresses go up to `address6` (colonia, municipality, references); a parcel label has two lines.
const furtherLines = ['address2', 'address3', 'address4', 'address5', 'address6'];

const readLine2 = (source: JsonObject): string | null =>
  furtherLines
    .map((key) => textAt(source, key))
    .filter((line) => line !== null)
    .join(', ') || null;

const readPostalAddress = (source: JsonObject, phone: string | null): CanonicalAddress | null => {
  const country = readCountry(source);
  const state = textAt(source, 'state');
  const address: CanonicalAddress = {
    name: textAt(source, 'name'),
    line1: textAt(source, 'address1'),
    line2: readLine2(source),
    city: textAt(source, 'city'),
    region: state !== null && country !== null ? (regionCodeOf(country, state) ?? state) : state,
    postalCode: textAt(source, 'postalCode'),
    country,
    phone,
  };
  return Object.entries(address).every(([key, value]) => value === null || key === 'phone') ? null : address;
};

/** Address under `shippingInfo` or `billingInfo`; null when it is missing or empty. */
export const readAddress = (order: JsonObject, key: 'shippingInfo' | 'billingInfo'): CanonicalAddress | null => {
  const info = objectAt(order, key);
  const source = info['postalAddress'];
  return isObject(source) ? readPostalAddress(source, textAt(info, 'phone')) : null;
};

// Sent to every seller while Walmart has no relay address yet. Taken as it is, it would make one person of many customers.
const placeholderEmail = 'nocxemail@walmartone.com';

/** The customer's relay address; null while Walmart has none. */
export const readEmail = (order: JsonObject): string | null => {
  const email = textAt(order, 'customerEmailId');
  return email?.toLowerCase() === placeholderEmail ? null : email;
};

/**
 * The buyer. Walmart passes on a relay address of its own, one per customer and seller, and no account of the customer
 * but `buyerId`, which only some markets fill.
 */
export const readCustomer = (order: JsonObject, shippingAddress: CanonicalAddress | null): CanonicalCustomer | null => {
  const customer: CanonicalCustomer = {
    sourceId: textAt(order, 'buyerId'),
    email: readEmail(order),
    name: firstText(shippingAddress?.name ?? null, textAt(objectAt(objectAt(order, 'billingInfo'), 'postalAddress'), 'name')),
    phone: textAt(objectAt(order, 'shippingInfo'), 'phone'),
  };
  return Object.values(customer).every((value) => value === null) ? null : customer;
};
