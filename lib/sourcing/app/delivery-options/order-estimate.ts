import type { LocationId, OrderId, TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { Clock } from '../../../platform/ports.ts';
import { arrivalRange, type ArrivalRange, type Leg, shareThereBy } from '../../domain/delivery-options/arrival.ts';
import { expectedOf, type LearnedFigures, type Way } from '../../domain/learning/estimate.ts';
import { type PackageKind, packageKinds } from '../../domain/learning/outcome.ts';
import type { Parcel } from '../../domain/learning/parcel.ts';
import { zoneOf } from '../../domain/learning/zones.ts';
import { servicesFor } from '../../domain/parcel-price.ts';
import type { SourcingDecision } from '../../domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../../domain/sourcing.policy.ts';
import type { OutcomeRows } from '../learning/outcome.rows.ts';
import { parcelName } from '../learning/record-outcomes.ts';
import type { LearnedReader, PolicyReader } from '../sourcing.ports.ts';

const hourMs = 3_600_000;

/** Work of an order that has not arrived, as far as its arrival is foretold. */
export type AwaitedWork = {
  readonly workId: string;
  readonly locationId: LocationId;
  readonly shipmentIds: readonly string[];
  /** Everything of it has left. */
  readonly isShipped: boolean;
};

export type AwaitedOrder = {
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  readonly country: string;
  /** What the customer was told; null where nobody told anything. */
  readonly deliverBy: Instant | null;
  readonly works: readonly AwaitedWork[];
};

/** When the rest of an order will be there. */
export type DeliveryEstimate = ArrivalRange & {
  /** `prior-only`: too few parcels went that way, so that it is hardly more than what the rates say. */
  readonly basis: 'learned' | 'prior-only';
  /** Parcels of the past that it rests on: of the way of which the fewest are known. */
  readonly seen: number;
  /** Parcels of the order that are on their way, and those that have not left. */
  readonly travelling: number;
  readonly waiting: number;
  /** Probability of keeping what the customer was told; null where nobody told anything. */
  readonly chance: number | null;
};

type Place = { readonly country: string; readonly processingHours: number };
type Planned = {
  readonly carrier: string | undefined;
  readonly km: number;
  readonly kind: PackageKind;
  /** The service as its carrier has offered it for this order; undefined where it is one of the rates. */
  readonly quoted: Pick<Way, 'carrier' | 'service' | 'ratedDays'> | undefined;
};

export type OrderEstimateParts = {
  readonly parcels: Pick<OutcomeRows, 'findOpen'>;
  readonly learned: LearnedReader;
  readonly policies: PolicyReader;
  /** The routing decisions of an order, the newest last. */
  readonly decisions: (tenantId: TenantId, orderId: OrderId) => Promise<readonly SourcingDecision[]>;
  /** Undefined for a location that is gone. */
  readonly place: (tenantId: TenantId, locationId: LocationId) => Promise<Place | undefined>;
  readonly clock: Clock;
};

type Foretold = { readonly leg: Leg; readonly isPrior: boolean; readonly seen: number };

const foretell = (figures: LearnedFigures, way: Way, kind: PackageKind, leavesAt: Instant): Foretold | undefined => {
  const { isPrior, parcels, days } = expectedOf(figures, way, kind);
  return way.ratedDays === undefined && isPrior ? undefined : { leg: { leavesAt, days }, isPrior, seen: parcels };
};

const ofParcel = (figures: LearnedFigures, { carrier, service, zone, km, ratedDays, kind, shippedAt }: Parcel): Foretold | undefined =>
  foretell(figures, { carrier, service, zone, km, ratedDays: ratedDays ?? undefined }, kind, shippedAt);

/** What the newest decision that sends something from a location says of the way; it knows the distance and nothing closer. */
const plannedFrom = (decisions: readonly SourcingDecision[], locationId: LocationId): Planned | undefined => {
  for (const { assignments, receipt } of decisions.toReversed()) {
    const found = assignments.find((assignment) => assignment.locationId === locationId);
    if (!found) continue;
    if (found.distanceKm === undefined) return undefined;
    const told = receipt.learned?.ways.find((way) => way.locationId === locationId)?.kind;
    const taken = receipt.quotes?.of.find((one) => one.locationId === locationId)?.taken;
    return {
      carrier: found.carrier,
      km: found.distanceKm,
      kind: packageKinds.find((kind) => kind === told) ?? 'standard',
      quoted: taken && { carrier: taken.carrier, service: taken.service, ratedDays: taken.transitDays },
    };
  }
  return undefined;
};

/** The way of goods that have not left, by the service that was planned. */
const ofPlan = (
  figures: LearnedFigures,
  { carrier, km, kind, quoted }: Planned,
  {
    from,
    country,
    policy,
    now,
    placedAt,
  }: { readonly from: Place; readonly country: string; readonly policy: SourcingPolicy; readonly now: Instant; readonly placedAt: Instant },
): Foretold | undefined => {
  const abroad = from.country !== '' && country !== '' && from.country !== country;
  const service = quoted ? undefined : servicesFor(policy, km, abroad).find((one) => one.carrier === carrier);
  if (!quoted && !service) return undefined;
  const ready = plusMs(placedAt, from.processingHours * hourMs);
  const way = {
    ...(quoted ?? { carrier: service?.name?.carrier, service: service?.name?.service, ratedDays: service?.transitDays }),
    zone: zoneOf(km, abroad),
    km,
  };
  return foretell(figures, way, kind, ready > now ? ready : now);
};

/**
 * Foretells when the rest of an order will be there: parcels on their way by what is known of their service and how long they have
 * taken already, and what has not left by the service that was planned for it. It changes as parcels move and as more is learned.
 * It reads one row for each parcel on its way, and where something waits the decisions of the order and its locations.
 */
export const createOrderEstimate = ({ parcels, learned, policies, decisions, place, clock }: OrderEstimateParts) => {
  const travellingOf = async (tenantId: TenantId, figures: LearnedFigures, works: readonly AwaitedWork[]) => {
    const names = works.flatMap(({ workId, shipmentIds }) => shipmentIds.map((shipmentId) => parcelName(workId, shipmentId)));
    const open = await Promise.all(names.map((name) => parcels.findOpen(tenantId, name)));
    return open.flatMap((found) => (found ? [ofParcel(figures, found.parcel)] : []));
  };

  const waitingOf = async (tenantId: TenantId, figures: LearnedFigures, order: AwaitedOrder, works: readonly AwaitedWork[]) => {
    if (works.length === 0) return [];
    const [policy, decided] = await Promise.all([policies.policy(tenantId, undefined), decisions(tenantId, order.orderId)]);
    return Promise.all(
      works.map(async ({ locationId }) => {
        const planned = plannedFrom(decided, locationId);
        const from = planned && (await place(tenantId, locationId));
        if (!policy || !planned || !from) return undefined;
        const { country, placedAt } = order;
        return ofPlan(figures, planned, { from, country, policy, now: clock.now(), placedAt });
      }),
    );
  };

  /** @returns undefined where one of the parcels cannot be foretold, or all have arrived */
  return async (tenantId: TenantId, order: AwaitedOrder): Promise<DeliveryEstimate | undefined> => {
    const figures = (await learned.figures(tenantId)) ?? { version: '', cells: [] };
    const waits = order.works.filter(({ isShipped }) => !isShipped);
    const [travelling, waiting] = await Promise.all([
      travellingOf(tenantId, figures, order.works),
      waitingOf(tenantId, figures, order, waits),
    ]);
    const all = [...travelling, ...waiting];
    const foretold = all.flatMap((one) => (one ? [one] : []));
    if (foretold.length === 0 || foretold.length < all.length) return undefined;
    const now = clock.now();
    const legs = foretold.map(({ leg }) => leg);
    const range = arrivalRange(legs, now);
    if (!range) return undefined;
    const chance = order.deliverBy === null ? undefined : shareThereBy(legs, order.deliverBy, now);
    return {
      ...range,
      basis: foretold.some(({ isPrior }) => isPrior) ? 'prior-only' : 'learned',
      seen: Math.min(...foretold.map(({ seen }) => seen)),
      travelling: travelling.length,
      waiting: waiting.length,
      chance: chance === undefined ? null : Math.round(chance * 1_000) / 1_000,
    };
  };
};

export type EstimateOrder = ReturnType<typeof createOrderEstimate>;
