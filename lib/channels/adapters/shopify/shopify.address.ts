import type { CanonicalAddress, CanonicalCustomer } from '../../domain/canonical-order.ts';
import { countryCodeOf, regionCodeOf } from '../../domain/places.ts';
import { type JsonObject, firstText, isObject, objectAt, textAt } from '../reading/json.ts';
import { idOf } from './shopify.ids.ts';

const fullName = (person: JsonObject): string | null =>
  firstText(
    textAt(person, 'name'),
    [textAt(person, 'first_name'), textAt(person, 'last_name')].filter((part) => part !== null).join(' ') || null,
  );

/** Address at a key; null when it is missing or every field of it is empty. */
export const readAddress = (order: JsonObject, key: string): CanonicalAddress | null => {
  const source = order[key];
  if (!isObject(source)) return null;
  const country = readCountry(source);
  const address: CanonicalAddress = {
    // A parcel for a company without a person's name still needs an addressee.
    name: firstText(fullName(source), textAt(source, 'company')),
    line1: textAt(source, 'address1'),
    line2: textAt(source, 'address2'),
    city: textAt(source, 'city'),
    region: readRegion(source, country),
    postalCode: textAt(source, 'zip'),
    country,
    phone: textAt(source, 'phone'),
  };
  return Object.values(address).every((value) => value === null) ? null : address;
};

const readCountry = (source: JsonObject): string | null => {
  for (const key of ['country_code', 'country', 'country_name']) {
    const text = textAt(source, key);
    const code = text === null ? undefined : countryCodeOf(text);
    if (code !== undefined) return code;
  }
  return null;
};

const readRegion = (source: JsonObject, country: string | null): string | null => {
  const name = textAt(source, 'province');
  return firstText(textAt(source, 'province_code'), name !== null && country !== null ? (regionCodeOf(country, name) ?? null) : null, name);
};

/**
 * The buyer, from the customer record or, for a guest, from what the order itself says; null when it says nothing.
 * The order's own e-mail comes first: it is the one the buyer typed for this purchase.
 */
export const readCustomer = (order: JsonObject): CanonicalCustomer | null => {
  const record = objectAt(order, 'customer');
  const billing = objectAt(order, 'billing_address');
  const shipping = objectAt(order, 'shipping_address');
  const customer: CanonicalCustomer = {
    sourceId: idOf(record) ?? null,
    email: firstText(textAt(order, 'email'), textAt(order, 'contact_email'), textAt(record, 'email')),
    name: firstText(fullName(record), fullName(billing), fullName(shipping)),
    phone: firstText(textAt(order, 'phone'), textAt(record, 'phone')),
  };
  return Object.values(customer).every((value) => value === null) ? null : customer;
};
