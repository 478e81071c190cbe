import { CurrencyCode } from '../../../kernel/money.ts';

export type AmazonRegion = 'na' | 'eu' | 'fe';

export type Marketplace = {
  readonly country: string;
  readonly currency: CurrencyCode;
  readonly region: AmazonRegion;
  /** Whether prices on the site contain the tax, as consumer law asks everywhere but in the United States and Canada. */
  readonly taxesIncluded: boolean;
};

/** Addresses of the API by region (Selling Partner API, "SP-API endpoints"). */
export const amazonEndpoints: Readonly<Record<AmazonRegion, string>> = {
  na: 'https://sellingpartnerapi-na.amazon.com',
  eu: 'https://sellingpartnerapi-eu.amazon.com',
  fe: 'https://sellingpartnerapi-fe.amazon.com',
};

const marketplace = (country: string, currency: string, region: AmazonRegion, taxesIncluded = true): Marketplace => ({
  country,
  currency: CurrencyCode(currency),
  region,
  taxesIncluded,
});

// Selling Partner API, "Marketplace IDs".
const marketplaces: Readonly<Record<string, Marketplace>> = {
  ATVPDKIKX0DER: marketplace('US', 'USD', 'na', false),
  A2EUQ1WTGCTBG2: marketplace('CA', 'CAD', 'na', false),
  A1AM78C64UM0Y8: marketplace('MX', 'MXN', 'na'),
  A2Q3Y263D00KWC: marketplace('BR', 'BRL', 'na'),
  A1F83G8C2ARO7P: marketplace('GB', 'GBP', 'eu'),
  A1PA6795UKMFR9: marketplace('DE', 'EUR', 'eu'),
  A13V1IB3VIYZZH: marketplace('FR', 'EUR', 'eu'),
  APJ6JRA9NG5V4: marketplace('IT', 'EUR', 'eu'),
  A1RKKUPIHCS9HS: marketplace('ES', 'EUR', 'eu'),
  A1805IZSGTT6HS: marketplace('NL', 'EUR', 'eu'),
  AMEN7PMS3EDWL: marketplace('BE', 'EUR', 'eu'),
  A28R8C7NBKEWEA: marketplace('IE', 'EUR', 'eu'),
  A2NODRKZP88ZB9: marketplace('SE', 'SEK', 'eu'),
  A1C3SOZRARQ6R3: marketplace('PL', 'PLN', 'eu'),
  A33AVAJ2PDY3EV: marketplace('TR', 'TRY', 'eu'),
  A2VIGQ35RCS4UG: marketplace('AE', 'AED', 'eu'),
  A17E79C6D8DWNP: marketplace('SA', 'SAR', 'eu'),
  ARBP9OOSHTCHU: marketplace('EG', 'EGP', 'eu'),
  AE08WJ6YKNBMC: marketplace('ZA', 'ZAR', 'eu'),
  A21TJRUUN4KGV: marketplace('IN', 'INR', 'eu'),
  A1VC38T7YXB528: marketplace('JP', 'JPY', 'fe'),
  A39IBJ37TRP1C6: marketplace('AU', 'AUD', 'fe'),
  A19VAU5U5O7RUS: marketplace('SG', 'SGD', 'fe'),
};

/** Undefined for a marketplace that this list does not have yet. */
export const marketplaceOf = (marketplaceId: string | null): Marketplace | undefined =>
  marketplaceId !== null && Object.hasOwn(marketplaces, marketplaceId) ? marketplaces[marketplaceId] : undefined;

const siteCountries: Readonly<Record<string, string>> = {
  com: 'US',
  ca: 'CA',
  'com.mx': 'MX',
  'com.br': 'BR',
  'co.uk': 'GB',
  de: 'DE',
  fr: 'FR',
  it: 'IT',
  es: 'ES',
  nl: 'NL',
  'com.be': 'BE',
  ie: 'IE',
  se: 'SE',
  pl: 'PL',
  'com.tr': 'TR',
  ae: 'AE',
  sa: 'SA',
  eg: 'EG',
  'co.za': 'ZA',
  in: 'IN',
  'co.jp': 'JP',
  'com.au': 'AU',
  sg: 'SG',
};

/** Id of the marketplace that order reports name by its site, such as `Amazon.co.uk`; null when it is none of them. */
export const marketplaceIdOfSite = (site: string | null): string | null => {
  const ending = /^amazon\.([a-z.]+)$/i.exec(site ?? '')?.[1]?.toLowerCase() ?? '';
  const country = Object.hasOwn(siteCountries, ending) ? siteCountries[ending] : undefined;
  return Object.entries(marketplaces).find(([, { country: its }]) => its === country)?.[0] ?? null;
};
