import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { arrivalRange, type ArrivalRange, type Leg, shareThereBy } from '../../domain/delivery-options/arrival.ts';
import { carbonOf, type CarbonMode } from '../../domain/delivery-options/carbon.ts';
import { expectedOf, type LearnedFigures } from '../../domain/learning/estimate.ts';
import { kindOf, learningFor, priceFor } from '../../domain/learning/expected-cost.ts';
import { zoneOf } from '../../domain/learning/zones.ts';
import { crossesBorder, distanceTo, servicesOn } from '../../domain/parcel-price.ts';
import type { Assignment } from '../../domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../../domain/sourcing.policy.ts';
import type { SourcingLine, SourcingRequest } from '../../domain/sourcing.request.ts';

const hourMs = 3_600_000;

/** What the dates of an option rest on. `prior-only`: hardly more than what the rates say, because too few parcels went that way. */
export type DateBasis = 'learned' | 'prior-only' | 'location' | 'unknown';

/** What a plan means for its customer. */
export type PlanFacts = {
  /** Minor units: the parcels by the rates, or by what was learned of them where the policy counts that. */
  readonly costMinor: number;
  /** Undefined where a distance, or the days of a way, are not known. */
  readonly range: ArrivalRange | undefined;
  /** Probability that everything is there by the promise; undefined where there is no promise or no range. */
  readonly chance: number | undefined;
  readonly basis: DateBasis;
  /** Parcels of the past that the dates rest on: of the way of which the fewest are known. */
  readonly seen: number;
  readonly parcels: number;
  /** Great-circle km of all parcels together; undefined where a place is not known. */
  readonly km: number | undefined;
  /** Undefined where the weight of an article or a distance is not known. */
  readonly carbon: { readonly grams: number; readonly modes: readonly CarbonMode[] } | undefined;
};

type ParcelFacts = {
  readonly costMinor: number;
  readonly leg: Leg | undefined;
  readonly isPrior: boolean;
  readonly seen: number;
  readonly km: number | undefined;
  readonly carbon: { readonly grams: number; readonly mode: CarbonMode } | undefined;
};

export type PlanFrame = {
  readonly request: SourcingRequest;
  readonly policy: SourcingPolicy;
  readonly figures: LearnedFigures;
  readonly now: Instant;
};

/** Grams of goods in a parcel; undefined where the catalog does not say what one of them weighs. */
const gramsOf = (lines: readonly (SourcingLine & { readonly sent: number })[]): number | undefined => {
  if (lines.some(({ weightGrams }) => weightGrams === undefined)) return undefined;
  return lines.reduce((sum, { weightGrams = 0, sent }) => sum + weightGrams * sent, 0);
};

const factsOfParcel = ({ request, policy, figures, now }: PlanFrame, assignment: Assignment): ParcelFacts | undefined => {
  const location = request.locations.find(({ locationId }) => locationId === assignment.locationId);
  if (!location) return undefined;
  const km = distanceTo(request.destination)(location);
  const abroad = crossesBorder(location, request.destination);
  const service = servicesOn({ from: location, km, abroad }, request, policy).find(({ carrier }) => carrier === assignment.carrier);
  if (!service) return undefined;
  const sentOf = new Map(assignment.lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const lines = request.lines.flatMap((line) => (sentOf.has(line.lineId) ? [{ ...line, sent: sentOf.get(line.lineId) ?? 0 }] : []));
  const kmPriced = km ?? policy.unknownDistanceKm;
  const { name, transitDays: ratedDays } = service;
  const way = { carrier: name?.carrier, service: name?.service, zone: zoneOf(kmPriced, abroad), km: kmPriced, ratedDays };
  const expected = expectedOf(figures, way, kindOf(lines));
  const grams = gramsOf(lines);
  const rated = priceFor({ ...service, priceMinor: location.quotedPriceMinor ?? service.priceMinor }, grams ?? 0);
  const counts = learningFor(request, policy) !== undefined && location.quotedPriceMinor === undefined && !service.isQuoted;
  // Nobody has ever named the days of such a way, and too few parcels went it to tell.
  const isForetold = km !== undefined && (ratedDays !== undefined || !expected.isPrior);
  return {
    costMinor: counts ? Math.round(rated * expected.costRatio.mean) : rated,
    leg: isForetold ? { leavesAt: plusMs(now, (location.processingHours ?? 0) * hourMs), days: expected.days } : undefined,
    isPrior: expected.isPrior,
    seen: expected.parcels,
    km,
    carbon: km === undefined || grams === undefined ? undefined : carbonOf(km, grams, ratedDays),
  };
};

/** All of them, or undefined where one is not known. */
const allKnown = <T>(values: readonly (T | undefined)[]): readonly T[] | undefined => {
  const known = values.flatMap((value) => (value === undefined ? [] : [value]));
  return known.length === values.length ? known : undefined;
};

/**
 * What a plan means for its customer: what it costs to send, when it is there, how sure that is, and how far it goes.
 * @param deliverBy what the customer would be told
 */
export const planFacts = (frame: PlanFrame, assignments: readonly Assignment[], deliverBy: Instant | undefined): PlanFacts | undefined => {
  const parcels = allKnown(assignments.map((assignment) => factsOfParcel(frame, assignment)));
  if (!parcels || parcels.length === 0) return undefined;
  const legs = allKnown(parcels.map(({ leg }) => leg));
  const range = legs && arrivalRange(legs, frame.now);
  const ways = allKnown(parcels.map(({ km }) => km));
  const carbons = allKnown(parcels.map(({ carbon }) => carbon));
  return {
    costMinor: parcels.reduce((sum, { costMinor }) => sum + costMinor, 0),
    range,
    chance: legs && range && deliverBy !== undefined ? shareThereBy(legs, deliverBy, frame.now) : undefined,
    basis: range === undefined ? 'unknown' : parcels.some(({ isPrior }) => isPrior) ? 'prior-only' : 'learned',
    seen: Math.min(...parcels.map(({ seen }) => seen)),
    parcels: parcels.length,
    km: ways && Math.round(ways.reduce((sum, km) => sum + km, 0)),
    carbon: carbons && {
      grams: carbons.reduce((sum, { grams }) => sum + grams, 0),
      modes: [...new Set(carbons.map(({ mode }) => mode))].sort(),
    },
  };
};
