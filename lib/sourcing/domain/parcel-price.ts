import { greatCircleKm, locate } from './geography.ts';
import type { CarrierRate, ShippingRates, SourcingPolicy } from './sourcing.policy.ts';
import { countsQuotes, type QuotedService } from './quotes.ts';
import type { Place, SourcingLocation, SourcingRequest } from './sourcing.request.ts';

/** A way to send a parcel. */
export type Service = {
  readonly priceMinor: number;
  /** Added for each kilogram. */
  readonly perKilogramMinor: number;
  /** Days on the way, or undefined where nobody says. */
  readonly transitDays: number | undefined;
  /** Carrier and service, when the price comes from a rate table. */
  readonly carrier: string | undefined;
  /** The same two apart. */
  readonly name?: { readonly carrier: string; readonly service: string };
  /** A carrier has named the price for this parcel, so that what rates say of others teaches nothing of it. */
  readonly isQuoted?: true;
};

/** Great-circle distance in km from any place to this one, or undefined when either is unknown. */
export const distanceTo = (to: Place): ((from: Place) => number | undefined) => {
  const end = locate(to);
  return (from) => {
    const start = locate(from);
    return start && end ? greatCircleKm(start.coordinates, end.coordinates) : undefined;
  };
};

/** Without an address no border is known to be crossed, and the surcharge would be the same nearly everywhere. */
export const crossesBorder = (from: Place, to: Place): boolean => from.country !== '' && to.country !== '' && from.country !== to.country;

const atDistance = (rate: CarrierRate, km: number, abroad: boolean): readonly Service[] => {
  if (abroad && rate.crossBorderMinor === undefined) return [];
  const band = rate.bands.find(({ upToKm }) => km <= upToKm);
  if (!band) return [];
  return [
    {
      priceMinor: band.priceMinor + (abroad ? (rate.crossBorderMinor ?? 0) : 0),
      perKilogramMinor: rate.perKilogramMinor ?? 0,
      transitDays: band.transitDays,
      carrier: `${rate.carrier} ${rate.service}`,
      name: { carrier: rate.carrier, service: rate.service },
    },
  ];
};

const servicesAt = (rates: ShippingRates, km: number, abroad: boolean): readonly Service[] => {
  if (rates.kind === 'rate-table') return rates.carriers.flatMap((rate) => atDistance(rate, km, abroad));
  const distancePart = Math.round((rates.perThousandKmMinor * km) / 1_000);
  return [
    {
      priceMinor: rates.baseMinor + distancePart + (abroad ? rates.crossBorderMinor : 0),
      perKilogramMinor: 0,
      // What leaves today is on the way for a day at least.
      transitDays: rates.kmPerDay === undefined ? undefined : Math.max(1, Math.ceil(km / rates.kmPerDay)),
      carrier: undefined,
    },
  ];
};

/**
 * The services of the policy that take a parcel that far; none when no carrier serves the way.
 * @param km distance, or undefined when it is not known
 * @param abroad whether the way crosses a border
 */
export const servicesFor = (policy: SourcingPolicy, km: number | undefined, abroad: boolean): readonly Service[] =>
  servicesAt(policy.shipping, km ?? policy.unknownDistanceKm, abroad);

const serviceOfQuote = ({ carrier, service, priceMinor, perKilogramMinor, transitDays }: QuotedService): Service => ({
  priceMinor,
  perKilogramMinor,
  transitDays,
  carrier: `${carrier} ${service}`,
  name: { carrier, service },
  isQuoted: true,
});

/** A way of a parcel: `km` is undefined where the distance is not known. */
export type ParcelWay = { readonly from: Pick<SourcingLocation, 'locationId'>; readonly km: number | undefined; readonly abroad: boolean };

/** The services that carriers have named a price for on this way, where the policy goes by that; those of its rates otherwise. */
export const servicesOn = (
  { from, km, abroad }: ParcelWay,
  { quotes }: Pick<SourcingRequest, 'quotes'>,
  policy: SourcingPolicy,
): readonly Service[] => {
  const quoted = countsQuotes(policy) ? quotes?.of.find(({ locationId }) => locationId === from.locationId) : undefined;
  return quoted ? quoted.services.map(serviceOfQuote) : servicesFor(policy, km, abroad);
};

/** A request and a policy with one service alone, by its name on assignments; as they are where neither has it. */
export const withService = <Request extends Pick<SourcingRequest, 'quotes'>>(
  request: Request,
  policy: SourcingPolicy,
  name: string | undefined,
): { readonly request: Request; readonly policy: SourcingPolicy } => ({
  request: quotedBy(request, name),
  policy: ratedBy(policy, name),
});

const quotedBy = <Request extends Pick<SourcingRequest, 'quotes'>>(request: Request, name: string | undefined): Request => {
  const { quotes } = request;
  if (!quotes || name === undefined) return request;
  const of = quotes.of.map((quoted) => {
    const services = quoted.services.filter(({ carrier, service }) => `${carrier} ${service}` === name);
    return services.length === 0 ? quoted : { ...quoted, services };
  });
  return { ...request, quotes: { ...quotes, of } };
};

/** The policy with one service alone, by its name on assignments; the policy itself where prices do not depend on services. */
const ratedBy = (policy: SourcingPolicy, name: string | undefined): SourcingPolicy => {
  const { shipping } = policy;
  if (shipping.kind !== 'rate-table' || name === undefined) return policy;
  const carriers = shipping.carriers.filter(({ carrier, service }) => `${carrier} ${service}` === name);
  return carriers.length === 0 ? policy : { ...policy, shipping: { ...shipping, carriers } };
};
