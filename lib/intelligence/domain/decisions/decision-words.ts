// Words for decisions, in one place: what support reads out, and what staff see beside it.

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** `1 order`, `3 orders`. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string => `${count} ${count === 1 ? singular : plural}`;

/** Words of a code: `out-of-stock` is `out of stock`. */
export const spoken = (code: string): string => code.replaceAll(/[-_]/g, ' ');

/** Parts of a plan's cost, as an explanation names them. */
const costWords: Readonly<Record<string, string>> = {
  shipping: 'the price of the parcels',
  handling: 'the handling at the locations',
  split: 'the number of parcels',
  lateness: 'the days on the way and after the promise',
  workload: 'how busy the locations are',
  future: 'what the units would be worth later where they lie',
  preference: 'preferences of the policy',
  damage: 'the risk of damage on the way',
  returns: 'the risk that goods come back',
};

/** What the fraud model looks at, as one may say it to anybody: it names no value and no person. */
const featureWords: Readonly<Record<string, string>> = {
  total: 'the total of the order',
  highest_unit_price: 'the price of the dearest article',
  line_count: 'the number of different articles',
  unit_count: 'the number of units',
  largest_line_units: 'how many units of one article',
  digital_percent: 'the share of goods that are not shipped',
  discount_percent: 'the size of the discount',
  shipping_percent: 'the share of the shipping cost',
  hour: 'the time of day',
  weekday: 'the day of the week',
  pays_by_card: 'payment by card',
  pays_later: 'payment after delivery',
  discrepancy_count: 'contradictions in what the channel sent',
  email_orders_1h: 'other orders of the same customer within an hour',
  email_orders_24h: 'other orders of the same customer within a day',
  email_orders_7d: 'other orders of the same customer within a week',
  network_orders_1h: 'other orders from the same network within an hour',
  network_orders_24h: 'other orders from the same network within a day',
  network_orders_7d: 'other orders from the same network within a week',
  network_customers_7d: 'how many customers used the same network',
  device_orders_1h: 'other orders from the same device within an hour',
  device_orders_24h: 'other orders from the same device within a day',
  device_orders_7d: 'other orders from the same device within a week',
  device_customers_7d: 'how many customers used the same device',
  billing_other_country: 'whether bill and parcel go to the same country',
  billing_other_region: 'whether bill and parcel go to the same region',
  billing_other_postal: 'whether bill and parcel go to the same postal area',
  billing_km: 'the distance between the addresses of bill and parcel',
  email_free_mail: 'the kind of e-mail provider',
  email_disposable: 'whether the e-mail address is a throw-away one',
  email_domain_chargeback_rate: 'earlier chargebacks from the same e-mail domain',
  earlier_orders: 'how often the customer has ordered before',
  earlier_chargebacks: 'earlier chargebacks of the customer',
  customer_days: 'for how long the customer has been one',
  value_to_median: 'the total beside what the customer usually spends',
  marketplace: 'whether a marketplace vouches for the buyer',
  local_hour: 'the time of day where the parcel goes to',
};

/** What a part of a score or of a cost is called. A name that is not known here is spoken as it stands. */
export const partInWords = (kind: string, name: string): string => (kind === 'routing' ? costWords : featureWords)[name] ?? spoken(name);

/** Whether words have been found for it, which the tests hold against every feature and every part of a cost there is. */
export const hasWordsFor = (kind: string, name: string): boolean => Object.hasOwn(kind === 'routing' ? costWords : featureWords, name);

/** What is compared to tell that an order came twice. */
const sameWords: Readonly<Record<string, string>> = {
  person: 'the person',
  articles: 'the articles',
  quantities: 'the quantities',
  total: 'the total',
  currency: 'the currency',
  channel: 'the channel',
  purchase_order_number: 'the purchase order number',
};
export const sameInWords = (field: string): string => sameWords[field] ?? `the ${spoken(field)}`;

/** Why units have no source, as a customer may hear it. */
const unsourcedWords: Readonly<Record<string, string>> = {
  'no-stock': 'we do not have enough of it in stock at the moment',
  excluded: 'the place that still has it could not send it for this order',
  'location-unusable': 'the place that still has it cannot send at the moment',
  'not-released': 'it is not sold yet',
  'service-level': 'no place that has it can deliver by the promised date',
  'cold-chain': 'no place that has it can keep it cold on the way',
  hazmat: 'no place that has it may send dangerous goods',
  geography: 'no place that has it may send to this address',
  'location-type': 'the place that still has it does not send to customers',
  capacity: 'the places that have it can take no more parcels today',
  'max-parcels': 'the order would arrive in too many parcels',
};
export const unsourcedInWords = (reason: string): string => unsourcedWords[reason] ?? spoken(reason);
/** Whether words have been found for it. */
export const hasWordsForUnsourced = (reason: string): boolean => Object.hasOwn(unsourcedWords, reason);

/** What an action of a fraud check means to the customer. */
const bandWords: Readonly<Record<string, string>> = {
  pass: 'went through the check of payments without a delay',
  verify: 'is to be confirmed by the customer before it is sent, to keep others from paying with what is not theirs',
  review: 'is looked at by a person of ours before it is sent, to keep others from paying with what is not theirs',
  decline: 'is looked at by a person of ours, because the check of payments found it unsafe to send',
};
export const bandInWords = (band: string): string => bandWords[band] ?? `was given the result ${spoken(band)}`;
/** Whether words have been found for it. */
export const hasWordsForBand = (band: string): boolean => Object.hasOwn(bandWords, band);
