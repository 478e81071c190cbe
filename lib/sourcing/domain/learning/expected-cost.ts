import { type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import type { LearnedUse } from '../../../kernel/sourcing-policy.ts';
import type { Service } from '../parcel-price.ts';
import type { DecisionReceipt, LearnedFacts, LearnedWay } from '../sourcing.decision.ts';
import type { SourcingLine, SourcingLocation, SourcingRequest } from '../sourcing.request.ts';
import type { SourcingPolicy } from '../sourcing.policy.ts';
import { expectedBeyond, meanOf, median, ninetieth } from './distributions.ts';
import { type Expected, expectedOf, type LearnedFigures } from './estimate.ts';
import { mostDelicate, type PackageKind } from './outcome.ts';
import { covers } from './rollout.ts';
import { zoneOf } from './zones.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const gramsPerKilogram = 1_000;

/** What was learned of the way from a location by the service that was picked there. */
export type LearnedSite = {
  readonly expected: (kind: PackageKind) => Expected;
  readonly kind: PackageKind;
  readonly carrier: string | undefined;
  /** Share of the expected damage that counts, in percent. */
  readonly damagePercent: number;
  /** What the rates alone would have picked, where that is another service. */
  readonly insteadOf?: { readonly carrier: string | undefined; readonly expected: (kind: PackageKind) => Expected };
};

/** The kind of goods of lines that go together. */
export const kindOf = (lines: readonly SourcingLine[]): PackageKind =>
  mostDelicate(lines.map(({ packageKind, requirements }) => packageKind ?? (requirements?.includes('cold-chain') ? 'cold' : 'standard')));

const fullPercent = 100;

/** Minor units of each unit's value that are expected to be lost on the way: P(damage) × value, weighed by the policy. */
export const damageCost = ({ expected, damagePercent }: LearnedSite, kind: PackageKind, unitValueMinor: number): number =>
  Math.round((expected(kind).damage.mean * unitValueMinor * damagePercent) / fullPercent);

/** What counts of what was learned, for one request; undefined where nothing does. */
export type Learning = { readonly figures: LearnedFigures; readonly use: LearnedUse; readonly kind: PackageKind };

export const learningFor = (request: SourcingRequest, policy: SourcingPolicy): Learning | undefined => {
  const { learned: use, method } = policy;
  if (!use?.enabled || !request.learned || method !== 'lowest-score' || !covers(use, request)) return undefined;
  return { figures: request.learned, use, kind: kindOf(request.lines) };
};

/** What is to be expected by a service, by kind of goods; each kind is worked out once. */
const createExpected = ({ figures }: Learning, service: Service, km: number, abroad: boolean): ((kind: PackageKind) => Expected) => {
  const known = new Map<PackageKind, Expected>();
  const way = {
    carrier: service.name?.carrier,
    service: service.name?.service,
    zone: zoneOf(km, abroad),
    km,
    ratedDays: service.transitDays,
  };
  return (kind) => {
    const found = known.get(kind) ?? expectedOf(figures, way, kind);
    known.set(kind, found);
    return found;
  };
};

/** A service with what was learned of it in place of what its rates say. */
export type LearnedRide = {
  readonly service: Service;
  readonly site: LearnedSite;
  readonly expectedAt: Instant | undefined;
  readonly lateDays: number;
  /** Minor units, before the policy's weight: expected days after the promise and on the way. */
  readonly lateness: number;
  /** Minor units: what of the whole order is expected to be lost by it. */
  readonly damage: number;
};

type Arrival = Pick<LearnedRide, 'expectedAt' | 'lateDays' | 'lateness'>;

const arrivalOf = (
  expected: Expected,
  service: Service,
  from: SourcingLocation,
  request: SourcingRequest,
  policy: SourcingPolicy,
): Arrival => {
  const { now, promise } = request;
  // A few parcels tell nothing of a way whose days nobody has ever named.
  if (service.transitDays === undefined && expected.isPrior) return { expectedAt: undefined, lateDays: 0, lateness: 0 };
  const { perDayLateMinor = 0, perTransitDayMinor = 0 } = policy.lateness ?? {};
  const onTheWay = perTransitDayMinor * meanOf(expected.days);
  if (now === undefined) return { expectedAt: undefined, lateDays: 0, lateness: Math.round(onTheWay) };
  const leavesMs = (from.processingHours ?? 0) * hourMs;
  const expectedAt = plusMs(now, Math.round(leavesMs + median(expected.days) * dayMs));
  if (!promise) return { expectedAt, lateDays: 0, lateness: Math.round(onTheWay) };
  const daysLeft = (toEpochMs(promise.deliverBy) - toEpochMs(now) - leavesMs) / dayMs;
  const lateDays = Math.max(0, Math.ceil((toEpochMs(expectedAt) - toEpochMs(promise.deliverBy)) / dayMs));
  return { expectedAt, lateDays, lateness: Math.round(perDayLateMinor * expectedBeyond(expected.days, daysLeft) + onTheWay) };
};

/** @param km distance of the way, or what the policy assumes where it is not known */
export const learnedRide = (
  learning: Learning,
  service: Service,
  way: { readonly from: SourcingLocation; readonly km: number; readonly abroad: boolean },
  request: SourcingRequest,
  policy: SourcingPolicy,
): LearnedRide => {
  const expected = createExpected(learning, service, way.km, way.abroad);
  const { kind, use } = learning;
  const ofKind = expected(kind);
  const ratio = service.isQuoted ? 1 : ofKind.costRatio.mean;
  const site = { expected, kind, carrier: service.carrier, damagePercent: use.damagePercent ?? fullPercent };
  return {
    service: {
      ...service,
      priceMinor: Math.round(service.priceMinor * ratio),
      perKilogramMinor: Math.round(service.perKilogramMinor * ratio),
    },
    site,
    ...arrivalOf(ofKind, service, way.from, request, policy),
    damage: request.lines.reduce((sum, line) => sum + line.quantity * damageCost(site, kindOf([line]), line.unitValueMinor), 0),
  };
};

/** Price of a service for the weight of a whole order. */
export const priceFor = ({ priceMinor, perKilogramMinor }: Service, grams: number): number =>
  priceMinor + Math.round((perKilogramMinor * grams) / gramsPerKilogram);

const decimals = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

const factsOf = (carrier: string | undefined, expected: Expected): LearnedFacts => ({
  carrier: carrier ?? null,
  parcels: expected.parcels,
  parcelsOfKind: expected.parcelsOfKind,
  basis: expected.isPrior ? 'prior-only' : 'learned',
  damagePercent: decimals(expected.damage.mean * 100, 2),
  latePercent: decimals(expected.late.mean * 100, 1),
  costRatio: decimals(expected.costRatio.mean, 3),
  days: { p50: decimals(median(expected.days), 2), p90: decimals(ninetieth(expected.days), 2) },
});

/** What a receipt shows of the way from a location. */
export const wayOf = (locationId: SourcingLocation['locationId'], { expected, kind, carrier, insteadOf }: LearnedSite): LearnedWay => {
  const ofKind = expected(kind);
  return {
    locationId,
    zone: ofKind.zone,
    kind,
    ...factsOf(carrier, ofKind),
    ...(insteadOf ? { insteadOf: factsOf(insteadOf.carrier, insteadOf.expected(kind)) } : {}),
  };
};

const inWords = ({ carrier, damagePercent, parcelsOfKind, days }: LearnedFacts, kind: string): string =>
  `${carrier ?? 'parcels'}: ${damagePercent} % of ${kind} goods damaged over ${parcelsOfKind} parcels, ${days.p50} days on the way`;

/** Why services were taken, in sentences. */
export const describeWays = (learned: DecisionReceipt['learned']): readonly string[] => {
  if (!learned || learned.arm === 'control') return [];
  if (learned.version === null) return ['Nothing has been learned of carriers yet; what the rates say counts.'];
  return learned.ways.flatMap((way) => {
    const { locationId, zone, kind, insteadOf, basis } = way;
    if (insteadOf)
      return [
        `From ${locationId} in zone ${zone} the rates alone would take ${insteadOf.carrier ?? 'another service'}, but outcomes count: ${inWords(insteadOf, kind)}; ${inWords(way, kind)}.`,
      ];
    return basis === 'prior-only'
      ? [`Of ${way.carrier ?? 'parcels'} from ${locationId} in zone ${zone} too few outcomes are known; what the rates say counts.`]
      : [];
  });
};
