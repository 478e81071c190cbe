import { greatCircleKm, locate } from './geography.ts';
import type { CarrierRate, ShippingRates, SourcingPolicy } from './sourcing.policy.ts';
import type { Place } from './sourcing.request.ts';

export type ParcelPrice = {
  readonly priceMinor: number;
  /** Carrier and service, when the price comes from a rate table. */
  readonly carrier?: string;
};

/** Great-circle distance between two places in km, or undefined when either is unknown. */
export const distanceKm = (from: Place, to: Place): number | undefined => {
  const start = locate(from);
  const end = locate(to);
  return start && end ? greatCircleKm(start.coordinates, end.coordinates) : undefined;
};

const bandPrice = (rate: CarrierRate, km: number, crossesBorder: boolean): number | undefined => {
  if (crossesBorder && rate.crossBorderMinor === undefined) return undefined;
  const band = rate.bands.find(({ upToKm }) => km <= upToKm);
  return band ? band.priceMinor + (crossesBorder ? (rate.crossBorderMinor ?? 0) : 0) : undefined;
};

const cheapestService = (carriers: readonly CarrierRate[], km: number, crossesBorder: boolean): ParcelPrice | undefined => {
  let best: { readonly priceMinor: number; readonly carrier: string } | undefined;
  for (const rate of carriers) {
    const priceMinor = bandPrice(rate, km, crossesBorder);
    if (priceMinor === undefined) continue;
    const carrier = `${rate.carrier} ${rate.service}`;
    if (!best || priceMinor < best.priceMinor || (priceMinor === best.priceMinor && carrier < best.carrier)) best = { priceMinor, carrier };
  }
  return best;
};

const priceAt = (rates: ShippingRates, km: number, crossesBorder: boolean): ParcelPrice | undefined => {
  if (rates.kind === 'rate-table') return cheapestService(rates.carriers, km, crossesBorder);
  const distancePart = Math.round((rates.perThousandKmMinor * km) / 1_000);
  return { priceMinor: rates.baseMinor + distancePart + (crossesBorder ? rates.crossBorderMinor : 0) };
};

/** Price of a parcel in minor units, or undefined when no carrier of the policy serves the way. */
export const parcelPrice = (policy: SourcingPolicy, from: Place, to: Place): ParcelPrice | undefined => {
  // Without an address no border is known to be crossed, and the surcharge would be the same nearly everywhere.
  const crossesBorder = from.country !== '' && to.country !== '' && from.country !== to.country;
  return priceAt(policy.shipping, distanceKm(from, to) ?? policy.unknownDistanceKm, crossesBorder);
};
