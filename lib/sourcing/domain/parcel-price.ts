import { greatCircleKm, locate } from './geography.ts';
import type { CarrierRate, ShippingRates, SourcingPolicy } from './sourcing.policy.ts';
import type { Place } from './sourcing.request.ts';

export type ParcelPrice = {
  readonly priceMinor: number;
  /** Carrier and service, when the price comes from a rate table. */
  readonly carrier?: string;
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

const bandPrice = (rate: CarrierRate, km: number, abroad: boolean): number | undefined => {
  if (abroad && rate.crossBorderMinor === undefined) return undefined;
  const band = rate.bands.find(({ upToKm }) => km <= upToKm);
  return band ? band.priceMinor + (abroad ? (rate.crossBorderMinor ?? 0) : 0) : undefined;
};

const cheapestService = (carriers: readonly CarrierRate[], km: number, abroad: boolean): ParcelPrice | undefined => {
  let best: { readonly priceMinor: number; readonly carrier: string } | undefined;
  for (const rate of carriers) {
    const priceMinor = bandPrice(rate, km, abroad);
    if (priceMinor === undefined) continue;
    const carrier = `${rate.carrier} ${rate.service}`;
    if (!best || priceMinor < best.priceMinor || (priceMinor === best.priceMinor && carrier < best.carrier)) best = { priceMinor, carrier };
  }
  return best;
};

const priceAt = (rates: ShippingRates, km: number, abroad: boolean): ParcelPrice | undefined => {
  if (rates.kind === 'rate-table') return cheapestService(rates.carriers, km, abroad);
  const distancePart = Math.round((rates.perThousandKmMinor * km) / 1_000);
  return { priceMinor: rates.baseMinor + distancePart + (abroad ? rates.crossBorderMinor : 0) };
};

/**
 * Price of a parcel in minor units, or undefined when no carrier of the policy serves the way.
 * @param km distance, or undefined when it is not known
 * @param abroad whether the way crosses a border
 */
export const parcelPrice = (policy: SourcingPolicy, km: number | undefined, abroad: boolean): ParcelPrice | undefined =>
  priceAt(policy.shipping, km ?? policy.unknownDistanceKm, abroad);
