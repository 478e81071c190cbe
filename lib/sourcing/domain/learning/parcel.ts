import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { crossesBorder, distanceTo, type Service, servicesFor } from '../parcel-price.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import type { Place } from '../sourcing.request.ts';
import { median, shareBeyond } from './distributions.ts';
import { expectedOf, type LearnedFigures, type Way } from './estimate.ts';
import { priceFor } from './expected-cost.ts';
import { type CellName, cellText, type Foretold, type Outcome, type PackageKind } from './outcome.ts';
import { zoneOf } from './zones.ts';

const dayMs = 86_400_000;

/** A parcel on its way, as far as its outcome will be counted. Holds nothing personal: the way is a distance. */
export type Parcel = CellName & {
  readonly km: number;
  readonly shippedAt: Instant;
  /** What the customer was told; null where nothing was promised. */
  readonly deliverBy: Instant | null;
  /** Price paid in minor units, and what the rates say; null where it is not known. */
  readonly costMinor: number | null;
  readonly ratedMinor: number | null;
  readonly ratedDays: number | null;
  readonly foretold: Foretold;
};

const noFigures: LearnedFigures = { version: '', cells: [] };

const wayOfParcel = ({ carrier, service, zone, km }: CellName & { readonly km: number }, ratedDays: number | null): Way => ({
  carrier,
  service,
  zone,
  km,
  ratedDays: ratedDays ?? undefined,
});

export type ShippedParcel = {
  readonly carrier: string;
  readonly service: string | null;
  readonly from: Place;
  readonly to: Place;
  readonly kind: PackageKind;
  readonly grams: number;
  readonly shippedAt: Instant;
  readonly deliverBy: Instant | null;
  readonly costMinor: number | null;
};

const ratedService = (policy: SourcingPolicy, { carrier, service }: ShippedParcel, km: number, abroad: boolean): Service | undefined =>
  servicesFor(policy, km, abroad).find(
    ({ name }) => name && cellText(name.carrier) === cellText(carrier) && cellText(name.service) === cellText(service),
  );

/** A parcel as it leaves, with what is foretold of it at that moment. */
export const parcelOf = (shipped: ShippedParcel, policy: SourcingPolicy, figures: LearnedFigures = noFigures): Parcel => {
  const km = Math.round(distanceTo(shipped.to)(shipped.from) ?? policy.unknownDistanceKm);
  const abroad = crossesBorder(shipped.from, shipped.to);
  const rated = ratedService(policy, shipped, km, abroad);
  const { kind, shippedAt, deliverBy, costMinor } = shipped;
  const name: CellName = { carrier: cellText(shipped.carrier), service: cellText(shipped.service), zone: zoneOf(km, abroad), kind };
  const ratedDays = rated?.transitDays ?? null;
  const ratedMinor = rated ? priceFor(rated, shipped.grams) : null;
  const expected = expectedOf(figures, wayOfParcel({ ...name, km }, ratedDays), kind);
  const isKnown = ratedDays !== null || !expected.isPrior;
  return {
    ...name,
    km,
    shippedAt,
    deliverBy,
    costMinor,
    ratedMinor,
    ratedDays,
    foretold: {
      ...(ratedMinor === null ? {} : { costMinor: Math.round(ratedMinor * expected.costRatio.mean) }),
      ...(costMinor === null ? {} : { actualCostMinor: costMinor }),
      ...(isKnown ? { days: Math.round(median(expected.days) * 100) / 100 } : {}),
    },
  };
};

/** How a parcel has ended. */
export type ParcelEnd = { readonly at: Instant; readonly isDelivered: boolean; readonly damaged: boolean };

/** What is counted of a parcel that has ended. */
export const outcomeOf = (parcel: Parcel, { at, isDelivered, damaged }: ParcelEnd): Outcome => {
  const { carrier, service, zone, kind, km, shippedAt, deliverBy, costMinor, ratedMinor, ratedDays, foretold } = parcel;
  const days = (toEpochMs(at) - toEpochMs(shippedAt)) / dayMs;
  return {
    carrier,
    service,
    zone,
    kind,
    km,
    at,
    ...(costMinor !== null && ratedMinor !== null && ratedMinor > 0 ? { costRatio: costMinor / ratedMinor } : {}),
    ...(isDelivered && days >= 0 ? { days } : {}),
    ...(deliverBy === null ? {} : { late: !isDelivered || at > deliverBy }),
    ...(deliverBy !== null && isDelivered && at > deliverBy ? { lateDays: Math.ceil((toEpochMs(at) - toEpochMs(deliverBy)) / dayMs) } : {}),
    ...(deliverBy === null ? {} : { promisedDays: Math.round(((toEpochMs(deliverBy) - toEpochMs(shippedAt)) / dayMs) * 1_000) / 1_000 }),
    ...(ratedDays === null ? {} : { ratedDays }),
    shippedAt,
    damaged,
    foretold,
  };
};

const logit = (share: number): number => Math.log(share / (1 - share));
/** A logarithm of nothing is endless. */
const inside = (share: number): number => Math.min(1 - 1e-6, Math.max(1e-6, share));

/**
 * How likely a parcel that has not arrived yet comes after the promise: P(T > limit | T > so far), by its service's days on the
 * way. 1 once the promise has passed; undefined where nothing was promised, or nobody knows the days.
 * @param foretold the probability that it would be late as a trained model told it when the parcel left; what the time that has
 * gone by since then adds to the odds is counted as before, so that both speak once
 */
export const lateRisk = (parcel: Parcel, now: Instant, figures: LearnedFigures = noFigures, foretold?: number): number | undefined => {
  const { deliverBy, shippedAt, kind, ratedDays } = parcel;
  if (deliverBy === null) return undefined;
  if (now >= deliverBy) return 1;
  const expected = expectedOf(figures, wayOfParcel(parcel, ratedDays), kind);
  if (ratedDays === null && expected.isPrior) return undefined;
  const [limit, soFar] = [deliverBy, now].map((at) => (toEpochMs(at) - toEpochMs(shippedAt)) / dayMs) as [number, number];
  const still = shareBeyond(expected.days, soFar);
  // Hardly any parcel takes that long, so that there is nothing to divide by: it is lost rather than late.
  if (still < 1e-6) return 1;
  const atFirst = shareBeyond(expected.days, limit);
  const counted = Math.min(1, atFirst / still);
  if (foretold === undefined) return counted;
  return 1 / (1 + Math.exp(-(logit(inside(foretold)) + logit(inside(counted)) - logit(inside(atFirst)))));
};

/** The middle of a zone, for parcels of which only the zone is known. */
const middles: Readonly<Record<string, number>> = {
  '1': 40,
  '2': 160,
  '3': 360,
  '4': 725,
  '5': 1_290,
  '6': 1_930,
  '7': 2_575,
  '8': 3_700,
  abroad: 2_500,
};
export const middleKm = (zone: CellName['zone']): number => middles[zone] ?? 0;
