import type { CarrierOutcome } from '../../lib/contracts/http/carriers.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import type { Place, ToldOutcome } from '../../lib/sourcing/index.ts';

// Clocks differ by minutes, not by more.
const clockSkewMs = 10 * 60_000;

const placeOf = ({ country, region }: CarrierOutcome['origin']): Place => ({ country, ...(region === undefined ? {} : { region }) });

/** A parcel from elsewhere in the words of sourcing. */
export const toldOutcome = (given: CarrierOutcome): ToldOutcome => ({
  reference: given.reference,
  carrier: given.carrier,
  service: given.service,
  origin: placeOf(given.origin),
  destination: placeOf(given.destination),
  packageKind: given.package_kind,
  weightGrams: given.weight_grams,
  costMinor: given.cost_minor,
  shippedAt: given.shipped_at,
  deliveredAt: given.delivered_at,
  promisedFor: given.promised_for,
  damaged: given.damaged,
  lost: given.lost,
});

/** What of a parcel has not happened yet. An outcome of tomorrow would count for more than one of today. */
export const futureProblemsIn = ({ shipped_at, delivered_at }: CarrierOutcome, at: string, now: Instant) =>
  Object.entries({ shipped_at, delivered_at }).flatMap(([field, moment]) =>
    moment !== undefined && moment > plusMs(now, clockSkewMs)
      ? [{ field: at === '' ? field : `${at}.${field}`, code: 'impossible-moment', message: 'lies in the future' }]
      : [],
  );
