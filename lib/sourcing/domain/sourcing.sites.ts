import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { constraintOn, type Lifted } from './constraints.ts';
import { type LearnedSite, learnedRide, learningFor, priceFor } from './learning/expected-cost.ts';
import { crossesBorder, distanceTo, type Service, servicesOn } from './parcel-price.ts';
import type { UnsourcedReason } from './sourcing.decision.ts';
import type { Preference, SourcingPolicy } from './sourcing.policy.ts';
import type { SourcingLocation, SourcingRequest } from './sourcing.request.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** A queue counts as this many days at most, also where nobody works it off. */
const queueDaysMax = 30;

/** A location that may send, and by which service it would. Costs are in minor units and already weighted by the policy. */
export type UsableLocation = {
  readonly location: SourcingLocation;
  readonly km: number | undefined;
  readonly carrier: string | undefined;
  /** What the policy's weight makes of the price of a parcel, before weight. */
  readonly priceMinor: number;
  readonly perKilogramMinor: number;
  readonly expectedAt: Instant | undefined;
  readonly lateDays: number;
  readonly latenessCost: number;
  readonly workloadCost: number;
  readonly preferenceCost: number;
  /** What was learned of the way by this service; absent where nothing counts. */
  readonly learned?: LearnedSite;
};

export type Usability = {
  readonly usable: readonly UsableLocation[];
  /** Why the others may not send, by location. */
  readonly barred: ReadonlyMap<string, UnsourcedReason>;
};

/** Rounds a share in percent of a cost to whole minor units. */
export const weighted = (costMinor: number, percent: number | undefined): number => Math.round((costMinor * (percent ?? 0)) / 100);

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Cost of a day's queue for each parcel: days that the waiting work takes with the staff that is there. */
const workloadOf = ({ workload }: SourcingLocation, policy: SourcingPolicy): number => {
  if (!workload || !policy.workload) return 0;
  const perDay = workload.capacityPerDay * workload.staffing;
  const days = workload.queueDepth <= 0 ? 0 : perDay <= 0 ? queueDaysMax : Math.min(queueDaysMax, workload.queueDepth / perDay);
  return weighted(Math.round(days * policy.workload.perQueuedDayMinor), policy.weightsPercent.workload);
};

const isInRegion = (location: SourcingLocation, code: string): boolean => {
  if (!code.includes('-')) return location.country === code;
  const region = location.region?.toUpperCase();
  return region === code || `${location.country}-${region}` === code;
};

const goesAgainst = (location: SourcingLocation, preference: Preference): boolean => {
  switch (preference.kind) {
    case 'types':
      return !preference.types.includes(location.type);
    case 'regions':
      return !preference.regions.some((code) => isInRegion(location, code));
    case 'avoid':
      return preference.locationIds.includes(location.locationId);
    case 'keep-pickup':
      return location.pickup === true;
  }
};

const preferenceOf = (location: SourcingLocation, { preferences = [], weightsPercent }: SourcingPolicy): number =>
  weighted(
    preferences.reduce((sum, preference) => sum + (goesAgainst(location, preference) ? preference.penaltyMinor : 0), 0),
    weightsPercent.preference,
  );

type Ride = {
  readonly service: Service;
  readonly expectedAt: Instant | undefined;
  readonly lateDays: number;
  readonly latenessCost: number;
  /** What of the order is expected to be lost by it; 0 where nothing was learned. */
  readonly damageCost: number;
  readonly learned?: LearnedSite;
};

const rideOf = (service: Service, location: SourcingLocation, request: SourcingRequest, policy: SourcingPolicy): Ride => {
  const { now, promise } = request;
  const { transitDays } = service;
  const expectedAt =
    now === undefined || transitDays === undefined
      ? undefined
      : plusMs(now, Math.round((location.processingHours ?? 0) * hourMs + transitDays * dayMs));
  const lateMs = expectedAt === undefined || !promise ? 0 : toEpochMs(expectedAt) - toEpochMs(promise.deliverBy);
  const lateDays = Math.max(0, Math.ceil(lateMs / dayMs));
  const cost = policy.lateness
    ? policy.lateness.perDayLateMinor * lateDays + policy.lateness.perTransitDayMinor * Math.round(transitDays ?? 0)
    : 0;
  return { service, expectedAt, lateDays, latenessCost: weighted(cost, policy.weightsPercent.lateness), damageCost: 0 };
};

/** The service that costs least with its lateness, for the weight of the whole order; by price, then by name among equals. */
const bestRide = (rides: readonly Ride[], policy: SourcingPolicy, grams: number): Ride | undefined => {
  let best: { readonly ride: Ride; readonly cost: number } | undefined;
  for (const ride of rides) {
    const { priceMinor, carrier = '' } = ride.service;
    const cost = weighted(priceFor(ride.service, grams), policy.weightsPercent.shipping) + ride.latenessCost + ride.damageCost;
    const other = best?.ride.service;
    const better =
      !best ||
      !other ||
      cost < best.cost ||
      (cost === best.cost && (priceMinor - other.priceMinor || byText(carrier, other.carrier ?? '')) < 0);
    if (better) best = { ride, cost };
  }
  return best?.ride;
};

type Way = { readonly from: SourcingLocation; readonly km: number | undefined; readonly abroad: boolean };

/** Whether a promise that must be kept is kept by it. */
type Allows = (ride: Ride) => boolean;

type Picking = {
  readonly request: SourcingRequest;
  readonly policy: SourcingPolicy;
  readonly grams: number;
  readonly allows: Allows;
};

/** The best service of a way by its rates, or, where outcomes count, by what they have taught. */
const createPickRide = ({ request, policy, grams, allows }: Picking) => {
  const learning = learningFor(request, policy);
  return (services: readonly Service[], { from, km, abroad }: Way): Ride | undefined => {
    const rated = services.map((service) => rideOf(service, from, request, policy)).filter(allows);
    if (!learning) return bestRide(rated, policy, grams);
    const way = { from, km: km ?? policy.unknownDistanceKm, abroad };
    const rides = services.map((service): Ride => {
      const { service: priced, site, expectedAt, lateDays, lateness, damage } = learnedRide(learning, service, way, request, policy);
      const latenessCost = weighted(lateness, policy.weightsPercent.lateness);
      return { service: priced, expectedAt, lateDays, latenessCost, damageCost: damage, learned: site };
    });
    const best = bestRide(rides.filter(allows), policy, grams);
    const byRates = bestRide(rated, policy, grams);
    const other = rides.find(({ service }) => service.carrier === byRates?.service.carrier)?.learned;
    if (!best?.learned || !other || other.carrier === best.learned.carrier) return best;
    return { ...best, learned: { ...best.learned, insteadOf: other } };
  };
};

/** Sorts the locations into those that may send, in the order of their ids, and those that may not. */
export const usableLocations = (request: SourcingRequest, policy: SourcingPolicy, lifted: Lifted): Usability => {
  const kmFrom = distanceTo(request.destination);
  const grams = request.lines.reduce((sum, line) => sum + (line.weightGrams ?? 0) * line.quantity, 0);
  const keepsPromise = policy.constraints?.keepPromise === true && request.promise !== undefined && lifted !== 'service-level';
  const allows: Allows = keepsPromise ? (ride) => ride.expectedAt !== undefined && ride.lateDays === 0 : () => true;
  const pickRide = createPickRide({ request, policy, grams, allows });
  const usable: UsableLocation[] = [];
  const barred = new Map<string, UnsourcedReason>();
  for (const location of [...request.locations].sort((left, right) => byText(left.locationId, right.locationId))) {
    const constraint = location.active ? constraintOn(location, request, policy, lifted) : 'location-unusable';
    if (constraint) {
      barred.set(location.locationId, constraint);
      continue;
    }
    const km = kmFrom(location);
    const abroad = crossesBorder(location, request.destination);
    const services = servicesOn({ from: location, km, abroad }, request, policy);
    const ride = pickRide(services, { from: location, km, abroad });
    if (!ride) {
      barred.set(location.locationId, services.length === 0 ? 'location-unusable' : 'service-level');
      continue;
    }
    const { service, expectedAt, lateDays, latenessCost } = ride;
    usable.push({
      location,
      km,
      carrier: service.carrier,
      priceMinor: location.quotedPriceMinor ?? service.priceMinor,
      perKilogramMinor: service.perKilogramMinor,
      expectedAt,
      lateDays,
      latenessCost,
      workloadCost: workloadOf(location, policy),
      preferenceCost: preferenceOf(location, policy),
      ...(ride.learned ? { learned: ride.learned } : {}),
    });
  }
  return { usable, barred };
};
