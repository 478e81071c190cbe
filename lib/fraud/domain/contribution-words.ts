/** What a feature is about, as a reviewer would say it; one that is not named here is told by its own name. */
const subjects: Readonly<Record<string, string>> = {
  total: 'the total',
  highest_unit_price: 'the price of the dearest article',
  line_count: 'the number of articles',
  unit_count: 'the number of units',
  largest_line_units: 'so many units of one article',
  digital_percent: 'the share of digital goods',
  discount_percent: 'the discount',
  shipping_percent: 'what is paid for shipping',
  hour: 'the hour of the day',
  weekday: 'the day of the week',
  pays_by_card: 'paying by card',
  pays_later: 'paying later',
  discrepancy_count: 'contradictions in the figures',
  email_orders_1h: 'orders of the same e-mail within the hour',
  email_orders_24h: 'orders of the same e-mail within a day',
  email_orders_7d: 'orders of the same e-mail within a week',
  network_orders_1h: 'orders from the same network within the hour',
  network_orders_24h: 'orders from the same network within a day',
  network_orders_7d: 'orders from the same network within a week',
  network_customers_7d: 'the number of customers on the same network',
  device_orders_1h: 'orders from the same device within the hour',
  device_orders_24h: 'orders from the same device within a day',
  device_orders_7d: 'orders from the same device within a week',
  device_customers_7d: 'the number of customers on the same device',
  billing_other_country: 'whether the bill goes to another country',
  billing_other_region: 'whether the bill goes to another region',
  billing_other_postal: 'whether the bill goes to another postal area',
  billing_km: 'how far the bill goes from the parcel',
  email_free_mail: 'whether the e-mail is of a free provider',
  email_disposable: 'whether the e-mail is a throw-away one',
  email_domain_chargeback_rate: 'earlier chargebacks of the e-mail domain',
  earlier_orders: 'the number of earlier orders',
  earlier_chargebacks: 'earlier chargebacks of the customer',
  customer_days: 'how long the customer has been known',
  value_to_median: 'the total against what the customer usually spends',
  marketplace: 'whether a marketplace brought the order',
  local_hour: 'the hour of the day at the destination',
};

const subjectOf = (feature: string): string => subjects[feature] ?? feature.replaceAll('_', ' ');

const listed = (subjectsOf: readonly string[]): string =>
  subjectsOf.length < 2 ? subjectsOf.join('') : `${subjectsOf.slice(0, -1).join(', ')} and ${subjectsOf.at(-1)}`;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** What speaks against an order and what for it, strongest first, in at most two sentences. */
export const contributionReasons = (
  contributions: readonly { readonly feature: string; readonly contribution: number }[],
): readonly string[] => {
  const ranked = contributions.toSorted((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution));
  const against = ranked.filter(({ contribution }) => contribution > 0).map(({ feature }) => subjectOf(feature));
  const inFavour = ranked.filter(({ contribution }) => contribution < 0).map(({ feature }) => subjectOf(feature));
  return [
    ...(against.length === 0 ? [] : [sentence(`${listed(against)} ${against.length === 1 ? 'makes' : 'make'} fraud likelier.`)]),
    ...(inFavour.length === 0 ? [] : [sentence(`${listed(inFavour)} ${inFavour.length === 1 ? 'makes' : 'make'} it less likely.`)]),
  ];
};
