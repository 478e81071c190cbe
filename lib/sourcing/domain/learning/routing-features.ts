// The one definition of the inputs of the routing model: what is known of a parcel as it leaves. Training computes them of past
// parcels with what had been counted by then, serving of those on their way with what has been counted now; both here.
import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { median, shareBeyond } from './distributions.ts';
import { expectedOf, type LearnedFigures } from './estimate.ts';
import type { CellName, Outcome } from './outcome.ts';

/** Names in the order of models/routing/features.json, which says what each means. */
export const routingFeatureNames = [
  'distance_km',
  'promised_days',
  'rated_days',
  'expected_days',
  'days_spread',
  'counted_late',
  'late_share',
  'counted_parcels',
  'cross_border',
  'delicate',
  'weekday',
] as const;

export type RoutingFeatures = Readonly<Record<(typeof routingFeatureNames)[number], number | null>>;

/** A parcel as it leaves, with what its customer was told. */
export type DepartedParcel = CellName & {
  readonly km: number;
  readonly shippedAt: Instant;
  readonly deliverBy: Instant;
  readonly ratedDays: number | null;
};

const dayMs = 86_400_000;
/** Beyond so many parcels a count tells no more. */
const parcelsMost = 1_000;

/** Day of the week in UTC, 0 for Monday: 1970-01-01 was a Thursday. */
const weekdayOf = (at: Instant): number => (Math.floor(toEpochMs(at) / dayMs) + 3) % 7;

/** What is known of a parcel as it leaves. @param figures what had been counted by then */
export const routingFeatures = (parcel: DepartedParcel, figures: LearnedFigures): RoutingFeatures => {
  const { carrier, service, zone, kind, km, shippedAt, deliverBy, ratedDays } = parcel;
  const expected = expectedOf(figures, { carrier, service, zone, km, ratedDays: ratedDays ?? undefined }, kind);
  const promisedDays = (toEpochMs(deliverBy) - toEpochMs(shippedAt)) / dayMs;
  return {
    distance_km: km,
    promised_days: promisedDays,
    rated_days: ratedDays,
    expected_days: median(expected.days),
    days_spread: expected.days.deviation,
    counted_late: shareBeyond(expected.days, promisedDays),
    late_share: expected.late.mean,
    counted_parcels: Math.min(parcelsMost, expected.parcels),
    cross_border: zone === 'abroad' ? 1 : 0,
    delicate: kind === 'standard' ? 0 : 1,
    weekday: weekdayOf(shippedAt),
  };
};

/** What is known of a parcel that has ended as of when it left; undefined where nothing was promised, or an earlier release kept it. */
export const departedOf = ({
  carrier,
  service,
  zone,
  kind,
  km,
  shippedAt,
  promisedDays,
  ratedDays,
}: Outcome): DepartedParcel | undefined => {
  if (shippedAt === undefined || promisedDays === undefined) return undefined;
  return { carrier, service, zone, kind, km, shippedAt, deliverBy: plusMs(shippedAt, promisedDays * dayMs), ratedDays: ratedDays ?? null };
};
