import type { LocationId, TenantId } from '../../../kernel/ids.ts';
import { Sku } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import { err, invariant, ok, type Result } from '../../../kernel/result.ts';
import type { LearnedFigures } from '../../domain/learning/estimate.ts';
import { distanceTo } from '../../domain/parcel-price.ts';
import type { SourcingDecision, UnsourcedReason } from '../../domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../../domain/sourcing.policy.ts';
import type { SourcingLocation, SourcingRequest } from '../../domain/sourcing.request.ts';
import {
  type AskedRoute,
  type EvaluateRouteParts,
  frameOf,
  placeOf,
  ratedPlaceOf,
  type UnknownArticle,
  unknownIn,
} from '../evaluate-route.ts';
import { requestAtPickup } from '../pickup-request.ts';
import { decideWith } from '../propose-plan.ts';
import { type PlanFacts, planFacts } from './plan-facts.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Ways to send that are planned for one question at most. */
const methodsMax = 12;
/** Places nearby that are looked at, and named, at most. */
const placesLookedAt = 5;
const placesNamed = 3;
/** How far somebody goes to collect something. Of a customer no more may be known than the subdivision, whose middle then counts. */
const pickupKmMax = 100;
/** Characters of a postal code that name an area in which nothing is far. */
const postalAreaLength = 3;
/** What is late as often as not is no option. */
const chanceMin = 0.5;
const anyMethod = '*';
/** The code of the only way there is, where nobody has named one. */
export const standardMethod = 'standard';

/** A way in which the goods could reach the customer. */
export type DeliveryPlan = PlanFacts & {
  readonly kind: 'delivery' | 'pickup';
  /** What the order is to carry as the code of its shipping line; `pickup` where the customer comes. */
  readonly method: string;
  /** Where the customer comes; undefined where a carrier brings the goods. */
  readonly locationId: LocationId | undefined;
  /** What the customer may be told; undefined where nobody can say. */
  readonly deliverBy: Instant | undefined;
};

/** Why a way is not offered. */
export type LeftOutReason = UnsourcedReason | 'promise-not-kept' | 'dominated';
export type LeftOut = { readonly method: string; readonly reason: LeftOutReason };

export type DeliveryPlans = {
  readonly plannedAt: Instant;
  readonly currency: CurrencyCode;
  /** Minor units of the goods, by the catalog. */
  readonly goodsMinor: number;
  readonly policy: { readonly name: string; readonly version: number };
  /** Version of what was learned of carriers; null while nothing has been. */
  readonly figuresVersion: string | null;
  readonly plans: readonly DeliveryPlan[];
  readonly leftOut: readonly LeftOut[];
};

export type DeliveryPlansParts = EvaluateRouteParts & {
  /** Days from placing to delivery by shipping method. */
  readonly levels: (tenantId: TenantId) => Promise<readonly { readonly method: string; readonly days: number }[]>;
};

type Method = { readonly method: string; readonly policy: SourcingPolicy; readonly days?: number; readonly isOfRates?: true };

/**
 * The ways that a tenant sells: the methods of its service levels; without any the services of its rates; without those one.
 * A service of the rates is planned for as though there were no other.
 */
const methodsOf = (policy: SourcingPolicy, levels: readonly { readonly method: string; readonly days: number }[]): readonly Method[] => {
  const named = levels.filter(({ method }) => method !== anyMethod);
  if (named.length > 0) return named.slice(0, methodsMax).map(({ method, days }) => ({ method: method.trim(), policy, days }));
  const forAny = levels[0]?.days;
  if (policy.shipping.kind === 'distance' || forAny !== undefined)
    return [{ method: standardMethod, policy, ...(forAny === undefined ? {} : { days: forAny }) }];
  // Named by the table, so priced by it: what carriers quote are services of other names.
  const { quotes: _asked, ...byTable } = policy;
  return policy.shipping.carriers.slice(0, methodsMax).map((rate) => ({
    method: `${rate.carrier} ${rate.service}`,
    policy: { ...byTable, shipping: { kind: 'rate-table', carriers: [rate] } },
    isOfRates: true,
  }));
};

const whyNot = ({ unsourced }: SourcingDecision): UnsourcedReason => unsourced[0]?.reason ?? 'no-stock';

type Frame = {
  readonly request: SourcingRequest;
  readonly figures: LearnedFigures;
  readonly now: Instant;
  readonly sha256: (text: string) => string;
};
type Planned = DeliveryPlan | LeftOut;
const isLeftOut = (planned: Planned): planned is LeftOut => 'reason' in planned;
const isPlan = (planned: Planned): planned is DeliveryPlan => !isLeftOut(planned);

const planMethod = async ({ request, figures, now, sha256 }: Frame, { method, policy, days, isOfRates }: Method): Promise<Planned> => {
  const promised = days === undefined ? undefined : plusMs(now, days * dayMs);
  const asked: SourcingRequest = { ...request, now, ...(promised === undefined ? {} : { promise: { deliverBy: promised } }) };
  const { decision } = await decideWith({ sha256 }, asked, policy);
  if (!decision.complete) return { method, reason: whyNot(decision) };
  const frame = { request: asked, policy, figures, now };
  const facts = planFacts(frame, decision.assignments, promised);
  if (!facts) return { method, reason: 'location-unusable' };
  if (facts.chance !== undefined && facts.chance < chanceMin) return { method, reason: 'promise-not-kept' };
  // Where the tenant promises no days itself, it may promise those in which nine of ten parcels come.
  const deliverBy = promised ?? (isOfRates ? facts.range?.latest : undefined);
  const chance = deliverBy === undefined ? undefined : (facts.chance ?? planFacts(frame, decision.assignments, deliverBy)?.chance);
  return { kind: 'delivery', method, locationId: undefined, ...facts, deliverBy, chance };
};

const isForCustomers = ({ active, type, pickup }: SourcingLocation): boolean =>
  active && type !== 'supplier' && (pickup ?? type === 'store');

/** `km` is undefined where the first characters of the postal code alone say that it is near. */
type Near = { readonly location: SourcingLocation; readonly km: number | undefined };

const isInSamePostalArea = (one: SourcingLocation, other: SourcingRequest['destination']): boolean =>
  one.postalPrefix !== undefined && one.postalPrefix.length >= postalAreaLength && one.postalPrefix === other.postalPrefix;

/** Places where the customer could come: those of the same postal area, then the nearest. */
const placesNear = ({ locations, destination }: SourcingRequest): readonly Near[] => {
  const kmFrom = distanceTo(destination);
  return locations
    .flatMap((location): readonly Near[] => {
      if (!isForCustomers(location) || location.country !== destination.country) return [];
      if (isInSamePostalArea(location, destination)) return [{ location, km: undefined }];
      const km = kmFrom(location);
      return km !== undefined && km <= pickupKmMax ? [{ location, km }] : [];
    })
    .toSorted((left, right) => (left.km ?? 0) - (right.km ?? 0) || (left.location.locationId < right.location.locationId ? -1 : 1))
    .slice(0, placesLookedAt);
};

const planPickup = async (
  { request, now, sha256 }: Frame,
  policy: SourcingPolicy,
  { location, km }: Near,
): Promise<DeliveryPlan | undefined> => {
  const { request: there, policy: collected } = requestAtPickup(request, policy, location.locationId);
  const { decision } = await decideWith({ sha256 }, there, collected);
  if (!decision.complete) return undefined;
  const readyAt = plusMs(now, (location.processingHours ?? 0) * hourMs);
  return {
    kind: 'pickup',
    method: 'pickup',
    locationId: location.locationId,
    costMinor: 0,
    range: { earliest: readyAt, likely: readyAt, latest: readyAt },
    chance: undefined,
    basis: 'location',
    seen: 0,
    parcels: 0,
    km: km === undefined ? undefined : Math.round(km),
    carbon: undefined,
    deliverBy: undefined,
  };
};

/** Whether one is neither dearer nor later than the other, and better in one of the two. */
const beats = (one: DeliveryPlan, other: DeliveryPlan): boolean => {
  if (!one.range || !other.range) return false;
  const isNoWorse = one.costMinor <= other.costMinor && one.range.latest <= other.range.latest;
  return isNoWorse && (one.costMinor < other.costMinor || one.range.latest < other.range.latest);
};

/** Of the services of a rate table those are left that somebody could want: no other is both cheaper and faster. */
const worthOffering = (planned: readonly Planned[], methods: readonly Method[]): readonly Planned[] => {
  const plans = planned.filter(isPlan);
  return planned.map((one, index): Planned => {
    if (isLeftOut(one) || !methods[index]?.isOfRates) return one;
    return plans.some((other) => beats(other, one)) ? { method: one.method, reason: 'dominated' } : one;
  });
};

/**
 * Plans every way in which the goods could reach a customer at this moment, by the tenant's own policy: what is promised is what
 * an order placed now would be sourced by. Stock and places are read once for all of them. Nothing is written or reserved.
 */
export const createDeliveryPlans =
  ({ choose, book, clock, sha256, learned, levels }: DeliveryPlansParts) =>
  async (tenantId: TenantId, body: AskedRoute): Promise<Result<DeliveryPlans, readonly UnknownArticle[]>> => {
    const known = await book.articles(tenantId, [...new Set(body.lines.map(({ sku }) => Sku(sku)))]);
    const unknown = unknownIn(body, known);
    if (unknown.length > 0) return err(unknown);
    const now = clock.now();
    const { lines, currency, dates } = frameOf(body, known, now);
    const [chosen, stated, figures] = await Promise.all([
      choose({
        tenantId,
        decisionId: 'delivery-options',
        currency,
        lines,
        destination: placeOf(body),
        sentTo: async () => ratedPlaceOf(body),
        onlyKeptQuotes: true,
      }),
      levels(tenantId),
      learned?.figures(tenantId),
    ]);
    invariant(chosen.ok, 'lines have been looked at, and the policy is that of the tenant');
    const { request, policy } = chosen.value.inputs;
    const goodsMinor = lines.reduce((sum, { unitValueMinor, quantity }) => sum + unitValueMinor * quantity, 0);
    const told = {
      plannedAt: now,
      currency,
      goodsMinor,
      policy: { name: policy.name, version: policy.version },
      figuresVersion: figures?.version ?? null,
    };
    const methods = methodsOf(policy, stated);
    const ofMethods = (reason: LeftOutReason): readonly LeftOut[] => methods.map(({ method }) => ({ method, reason }));
    if (dates.size > 0) return ok({ ...told, plans: [], leftOut: ofMethods('not-released') });
    const frame: Frame = { request, figures: figures ?? { version: '', cells: [] }, now, sha256 };
    const planned: Planned[] = [];
    for (const method of methods) planned.push(await planMethod(frame, method));
    const offered = worthOffering(planned, methods);
    const collected: DeliveryPlan[] = [];
    for (const place of placesNear(request)) {
      const plan = collected.length < placesNamed ? await planPickup(frame, policy, place) : undefined;
      if (plan) collected.push(plan);
    }
    return ok({
      ...told,
      plans: [...offered.filter(isPlan), ...collected],
      leftOut: offered.filter(isLeftOut),
    });
  };

export type ReadDeliveryPlans = ReturnType<typeof createDeliveryPlans>;
