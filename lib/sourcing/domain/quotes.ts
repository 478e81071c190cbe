import type { LocationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { QuoteService, SourcingPolicy } from '../../kernel/sourcing-policy.ts';

/** A service as a carrier has priced it for the goods of an order, from one location to where they go. */
export type QuotedService = {
  readonly carrier: string;
  readonly service: string;
  /** Minor units of a parcel before its weight, and of each kilogram. */
  readonly priceMinor: number;
  readonly perKilogramMinor: number;
  /** Days on the way; absent where the carrier does not say. */
  readonly transitDays?: number;
};

/**
 * Why there is no quote from a location:
 * - `not-asked`: others that hold the goods are nearer,
 * - `address-unknown`: without a postal code of both ends nobody can say a price,
 * - `too-heavy`: no parcel is that heavy,
 * - `no-service`: no carrier sends it, or none names a price in the order's currency,
 * - `no-answer`: not in time, or broken off, or unreadable,
 * - `rate-limited`: too many questions; the service is left alone for a while,
 * - `refused`: the credentials are missing or not taken, or the question is not understood.
 */
export const quoteGaps = ['not-asked', 'address-unknown', 'too-heavy', 'no-service', 'no-answer', 'rate-limited', 'refused'] as const;
export type QuoteGap = (typeof quoteGaps)[number];

/** The service was to answer and did not, so that somebody may have to look. */
export const isFailure = (gap: QuoteGap): boolean => gap === 'no-answer' || gap === 'rate-limited' || gap === 'refused';

/** Prices of carriers for one order, as they were told at the moment of its decision. Holds nothing of the address. */
export type Quotes = {
  readonly from: QuoteService;
  readonly of: readonly { readonly locationId: LocationId; readonly at: Instant; readonly services: readonly QuotedService[] }[];
  readonly missing: readonly { readonly locationId: LocationId; readonly gap: QuoteGap }[];
};

/** As a receipt tells of them. */
type QuotesTold = Pick<Quotes, 'from' | 'missing'> & { readonly of: readonly { readonly locationId: LocationId }[] };

/** Whether a policy goes by prices that carriers name. Where nothing is weighed there is nothing to ask for. */
export const countsQuotes = ({ quotes, method, weightsPercent }: SourcingPolicy): boolean =>
  quotes !== undefined && method === 'lowest-score' && weightsPercent.shipping > 0;

/** What one service costs at one weight. */
export type Priced = Pick<QuotedService, 'carrier' | 'service' | 'transitDays'> & { readonly amountMinor: number };
/** Grams of a parcel, and what its services cost. */
export type PricedWeight = { readonly grams: number; readonly services: readonly Priced[] };

const gramsPerKilogram = 1_000;
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const nameOf = ({ carrier, service }: Pick<Priced, 'carrier' | 'service'>): string => JSON.stringify([carrier, service]);

/**
 * A line through the price of the whole order and that of its lightest unit, so that parcels between have a price too: the whole
 * order costs exactly what was quoted, and no parcel costs less than nothing. A service that carries only one of them costs the
 * same whatever it carries.
 * @param light absent where the order is one unit, or the weights are not known
 */
export const quotedServices = (whole: PricedWeight, light?: PricedWeight): readonly QuotedService[] => {
  const lighter = new Map(light?.services.map((one) => [nameOf(one), one]));
  return whole.services
    .map((one): QuotedService => {
      const { carrier, service, amountMinor, transitDays } = one;
      const below = lighter.get(nameOf(one));
      const more = light ? whole.grams - light.grams : 0;
      const slope = below && more > 0 ? Math.max(0, (amountMinor - below.amountMinor) / more) : 0;
      const perGram = Math.min(slope, whole.grams > 0 ? amountMinor / whole.grams : 0);
      const perKilogramMinor = Math.floor(perGram * gramsPerKilogram);
      return {
        carrier,
        service,
        priceMinor: amountMinor - Math.round((perKilogramMinor * whole.grams) / gramsPerKilogram),
        perKilogramMinor,
        ...(transitDays === undefined ? {} : { transitDays }),
      };
    })
    .sort((left, right) => byText(left.carrier, right.carrier) || byText(left.service, right.service));
};

/** The service of a location by its name on assignments. */
export const quotedBy = ({ of }: Quotes, locationId: LocationId, name: string | undefined): QuotedService | undefined =>
  of.find((one) => one.locationId === locationId)?.services.find(({ carrier, service }) => `${carrier} ${service}` === name);

const places = (locationIds: readonly LocationId[]): string => locationIds.join(', ');

/** Why there is no price, in words. */
export const gapWords: Readonly<Record<QuoteGap, string>> = {
  'not-asked': 'nearer locations hold the goods',
  'address-unknown': 'the postal code of the location or of the destination is not known',
  'too-heavy': 'no parcel is that heavy',
  'no-service': 'no carrier named a price',
  'no-answer': 'no answer came in time',
  'rate-limited': 'too many were asked for',
  refused: 'the question was refused',
};

/** The same names as people know them. */
export const quoteServiceNames: Readonly<Record<QuoteService, string>> = { easypost: 'EasyPost', shipstation: 'ShipStation' };

/** Which prices carriers have named and which come from the rates, in sentences. */
export const describeQuotes = (quotes: QuotesTold | undefined): readonly string[] => {
  if (!quotes) return [];
  const name = quoteServiceNames[quotes.from];
  const asked = quotes.of.map(({ locationId }) => locationId);
  const gaps = Map.groupBy(quotes.missing, ({ gap }) => gap);
  return [
    ...(asked.length === 0 ? [] : [`Prices from ${places(asked)} are those that carriers named through ${name}.`]),
    ...[...gaps].map(
      ([gap, of]) => `Prices from ${places(of.map(({ locationId }) => locationId))} are those of the policy’s rates: ${gapWords[gap]}.`,
    ),
  ];
};
