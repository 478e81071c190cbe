import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { median, ninetieth } from '../../domain/learning/distributions.ts';
import { expectedOf, type LearnedFigures } from '../../domain/learning/estimate.ts';
import { kindOf } from '../../domain/learning/expected-cost.ts';
import { zoneOf } from '../../domain/learning/zones.ts';
import { crossesBorder, distanceTo, servicesOn } from '../../domain/parcel-price.ts';
import type { Assignment } from '../../domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../../domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../domain/sourcing.request.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** When a customer may count on the goods, by how long parcels have really taken. */
export type DeliveryRange = {
  /** One half of such orders is there by then, and nine of ten by `latest`. */
  readonly likely: Instant;
  readonly latest: Instant;
  /** Parcels that it rests on: of the way of which the fewest are known. */
  readonly parcels: number;
};

type Asked = Pick<SourcingRequest, 'destination' | 'locations' | 'lines' | 'quotes'>;
type Arrival = { readonly p50Ms: number; readonly p90Ms: number; readonly parcels: number };

const arrivalOf = (asked: Asked, assignment: Assignment, policy: SourcingPolicy, figures: LearnedFigures): Arrival | undefined => {
  const location = asked.locations.find(({ locationId }) => locationId === assignment.locationId);
  if (!location) return undefined;
  const km = distanceTo(asked.destination)(location);
  const abroad = crossesBorder(location, asked.destination);
  const service = servicesOn({ from: location, km, abroad }, asked, policy).find(({ carrier }) => carrier === assignment.carrier);
  if (km === undefined || !service) return undefined;
  const sent = new Set(assignment.lines.map(({ lineId }) => lineId));
  const kind = kindOf(asked.lines.filter(({ lineId }) => sent.has(lineId)));
  const way = {
    carrier: service.name?.carrier,
    service: service.name?.service,
    zone: zoneOf(km, abroad),
    km,
    ratedDays: service.transitDays,
  };
  const expected = expectedOf(figures, way, kind);
  if (expected.isPrior) return undefined;
  const leavesMs = (location.processingHours ?? 0) * hourMs;
  return { p50Ms: leavesMs + median(expected.days) * dayMs, p90Ms: leavesMs + ninetieth(expected.days) * dayMs, parcels: expected.parcels };
};

/**
 * The range of delivery of everything that a decision sends. A plan of several parcels is there when its last one is; that the
 * others may be late too is left out, so that the range is a little early for plans of many parcels.
 * @returns undefined where too few parcels have gone one of the ways, or its length is not known
 */
export const deliveryRange = (
  asked: Asked,
  assignments: readonly Assignment[],
  policy: SourcingPolicy,
  figures: LearnedFigures,
  now: Instant,
): DeliveryRange | undefined => {
  const arrivals = assignments.map((assignment) => arrivalOf(asked, assignment, policy, figures));
  const known = arrivals.flatMap((arrival) => arrival ?? []);
  if (known.length === 0 || known.length < arrivals.length) return undefined;
  return {
    likely: plusMs(now, Math.round(Math.max(...known.map(({ p50Ms }) => p50Ms)))),
    latest: plusMs(now, Math.round(Math.max(...known.map(({ p90Ms }) => p90Ms)))),
    parcels: Math.min(...known.map(({ parcels }) => parcels)),
  };
};
