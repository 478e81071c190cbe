import type { CanonicalAddress, CanonicalCustomer } from '../../domain/canonical-order.ts';
import { countryCodeOf, regionCodeOf } from '../../domain/places.ts';
import { type JsonObject, firstText, isObject, objectAt, textAt } from '../reading/json.ts';

const fullName = (person: JsonObject): string | null =>
  [textAt(person, 'first_name'), textAt(person, 'last_name')].filter((part) => part !== null).join(' ') || null;

/** Address at a key; null when it names no place: WooCommerce fills in the country even where there is nothing to send. */
export const readAddress = (order: JsonObject, key: 'billing' | 'shipping'): CanonicalAddress | null => {
  const source = order[key];
  if (!isObject(source)) return null;
  const country = countryCodeOf(textAt(source, 'country') ?? '') ?? null;
  const place = {
    line1: textAt(source, 'address_1'),
    line2: textAt(source, 'address_2'),
    city: textAt(source, 'city'),
    postalCode: textAt(source, 'postcode'),
  };
  if (Object.values(place).every((value) => value === null)) return null;
  // WooCommerce's own codes of some countries carry the country, such as `DE-BY`.
  const stated = textAt(source, 'state');
  const state = country !== null && stated?.startsWith(`${country}-`) === true ? stated.slice(country.length + 1) || null : stated;
  return {
    // A parcel for a company without a person's name still needs an addressee.
    name: firstText(fullName(source), textAt(source, 'company')),
    line1: place.line1,
    line2: place.line2,
    city: place.city,
    region: state !== null && country !== null ? (regionCodeOf(country, state) ?? state) : state,
    postalCode: place.postalCode,
    country,
    phone: textAt(source, 'phone'),
  };
};

/** The buyer, as they gave themselves at the checkout; null when the order says nothing. */
export const readCustomer = (order: JsonObject): CanonicalCustomer | null => {
  const billing = objectAt(order, 'billing');
  const shipping = objectAt(order, 'shipping');
  const account = textAt(order, 'customer_id');
  const customer: CanonicalCustomer = {
    // 0 is a guest.
    sourceId: account === '0' ? null : account,
    email: textAt(billing, 'email'),
    name: firstText(fullName(billing), fullName(shipping), textAt(billing, 'company')),
    phone: firstText(textAt(billing, 'phone'), textAt(shipping, 'phone')),
  };
  return Object.values(customer).every((value) => value === null) ? null : customer;
};
