import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { invariant } from '../../kernel/result.ts';
import { constraintOnItem, demandsOf, type Lifted, parcelsMaxOf } from './constraints.ts';
import type { SourcedLine, UnsourcedLine, UnsourcedReason } from './sourcing.decision.ts';
import { type Constraint, constraints, type SourcingPolicy } from './sourcing.policy.ts';
import type { SourcingLine, SourcingRequest } from './sourcing.request.ts';
import { damageCost, kindOf, type LearnedSite } from './learning/expected-cost.ts';
import { type Returning, returningFor } from './returns/expected-returns.ts';
import { type Usability, type UsableLocation, usableLocations, weighted } from './sourcing.sites.ts';

/** All lines of one SKU: they share its stock, so they are sourced as one. */
export type Item = {
  readonly sku: Sku;
  readonly lines: readonly SourcingLine[];
  /** Units that can be had: those wanted, or all there are. At least 1. */
  readonly demand: number;
  /** No site holds the demand alone. Only such an item is divided; every other comes whole from one site. */
  readonly divided: boolean;
};

/** A location that may send. Costs are in minor units and already weighted by the policy. */
export type Site = {
  readonly locationId: LocationId;
  readonly distanceKm: number | undefined;
  readonly carrier: string | undefined;
  readonly expectedAt: Instant | undefined;
  /** Days after the promise; 0 when in time. */
  readonly lateDays: number;
  /** Price and handling of a parcel before the policy weighs them. */
  readonly priceMinor: number;
  readonly perParcelMinor: number;
  readonly shippingCost: number;
  readonly parcelHandlingCost: number;
  readonly latenessCost: number;
  readonly workloadCost: number;
  readonly preferenceCost: number;
  /** Handling of each SKU picked. */
  readonly lineHandlingCost: number;
  /** What each unit would be worth later here, and what its weight costs to ship, in the order of the items. */
  readonly futureCosts: readonly number[];
  readonly weightCosts: readonly number[];
  /** What of each unit is expected to be lost on the way, in the order of the items; absent where nothing was learned. */
  readonly damageCosts?: readonly number[];
  /** What it is expected to cost that each unit comes back here, in the order of the items; absent where that does not count. */
  readonly returnCosts?: readonly number[];
  /** What was learned of the way from here; absent where nothing counts. */
  readonly learned?: LearnedSite;
  /** Units it may send of each item, in the order of the items. */
  readonly stock: readonly number[];
};

export type SourcingProblem = {
  readonly items: readonly Item[];
  /** In the order of their ids, so that equal requests are solved equally however they are listed. */
  readonly sites: readonly Site[];
  readonly splitCost: number;
  /** Parcels that a plan may have at most; undefined where that limits nothing. */
  readonly parcelsMax: number | undefined;
  readonly unsourced: readonly UnsourcedLine[];
  /** Constraints that keep stock from being used. */
  readonly restricting: ReadonlySet<Constraint>;
};

/** Cost of opening a site: a parcel from it without what is in it. */
export const parcelCost = (site: Site): number =>
  site.shippingCost + site.parcelHandlingCost + site.latenessCost + site.workloadCost + site.preferenceCost;

/** Cost of each unit of an item that a site sends. */
export const unitCost = (site: Site, itemIndex: number): number =>
  (site.futureCosts[itemIndex] ?? 0) +
  (site.weightCosts[itemIndex] ?? 0) +
  (site.damageCosts?.[itemIndex] ?? 0) +
  (site.returnCosts?.[itemIndex] ?? 0);

/** Units a site sends of an item that still lacks `remaining` units. */
export const takeFrom = (item: Item, site: Site, itemIndex: number, remaining: number): number => {
  const stock = site.stock[itemIndex] ?? 0;
  if (item.divided) return Math.min(stock, remaining);
  return stock >= item.demand ? remaining : 0;
};

/** Whether a site can send the whole demand alone. */
export const holdsAll = (problem: SourcingProblem, site: Site): boolean =>
  problem.items.every((item, itemIndex) => (site.stock[itemIndex] ?? 0) >= item.demand);

const isConstraint = (reason: UnsourcedReason): reason is Constraint => (constraints as readonly string[]).includes(reason);

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Units by SKU and location. */
type Stock = ReadonlyMap<Sku, ReadonlyMap<LocationId, number>>;

const stockOf = (request: SourcingRequest): Stock => {
  const stock = new Map<Sku, Map<LocationId, number>>();
  for (const { sku, locationId, available } of request.availability) {
    let levels = stock.get(sku);
    if (!levels) stock.set(sku, (levels = new Map()));
    levels.set(locationId, available);
  }
  return stock;
};

const groupBySku = (lines: readonly SourcingLine[]): ReadonlyMap<Sku, readonly SourcingLine[]> => {
  const groups = new Map<Sku, SourcingLine[]>();
  for (const line of [...lines].sort((left, right) => byText(left.lineId, right.lineId))) {
    invariant(Number.isSafeInteger(line.quantity) && line.quantity > 0, 'a line to source has at least one unit');
    groups.set(line.sku, [...(groups.get(line.sku) ?? []), line]);
  }
  return groups;
};

/** Locations barred for a SKU: those excluded altogether and those excluded for one of its lines. */
const barredFor = (request: SourcingRequest, lines: readonly SourcingLine[]): ReadonlySet<LocationId> => {
  const lineIds = new Set<LineId>(lines.map((line) => line.lineId));
  return new Set(request.excluded.filter(({ lineId }) => lineId === undefined || lineIds.has(lineId)).map(({ locationId }) => locationId));
};

/** Reasons that weigh equally, in the order in which they are told. */
const reasonOrder: readonly UnsourcedReason[] = ['excluded', ...constraints, 'location-unusable'];

type Missing = Pick<UnsourcedLine, 'reason' | 'also'>;

/** The reason behind which most of the stock stands, and the others: each may end by itself, whatever becomes of the first. */
const whyMissing = (units: ReadonlyMap<UnsourcedReason, number>): Missing => {
  let most: UnsourcedReason = 'no-stock';
  for (const reason of reasonOrder) if ((units.get(reason) ?? 0) > (units.get(most) ?? 0)) most = reason;
  const also = reasonOrder.filter((reason) => reason !== most && units.has(reason));
  return { reason: most, ...(also.length === 0 ? {} : { also }) };
};

/** The units of `lines` that are left when `available` of them are sourced, first lines first. */
const shortfall = (lines: readonly SourcingLine[], available: number, why: Missing): readonly UnsourcedLine[] => {
  let left = available;
  return lines.flatMap(({ lineId, sku, quantity }) => {
    const sourced = Math.min(quantity, left);
    left -= sourced;
    return quantity > sourced ? [{ lineId, sku, quantity: quantity - sourced, ...why }] : [];
  });
};

type Values = ReadonlyMap<Sku, ReadonlyMap<LocationId, number>>;

const futureValues = (request: SourcingRequest, policy: SourcingPolicy): Values => {
  const values = new Map<Sku, Map<LocationId, number>>();
  if (!policy.weightsPercent.future) return values;
  for (const { sku, locationId, valueMinor } of request.futureValue?.of ?? []) {
    let places = values.get(sku);
    if (!places) values.set(sku, (places = new Map()));
    places.set(locationId, valueMinor);
  }
  return values;
};

/** One SKU: what is asked, what each usable location may send of it, and what becomes of the rest. */
type Row = {
  readonly item: Item;
  readonly bySite: readonly number[];
  readonly future: readonly number[];
  readonly weightCost: readonly number[];
  readonly damage: readonly number[];
  /** Undefined where what comes back does not count. */
  readonly back: readonly number[] | undefined;
};

type Frame = {
  readonly request: SourcingRequest;
  readonly policy: SourcingPolicy;
  readonly lifted: Lifted;
  readonly usability: Usability;
  readonly stock: Stock;
  readonly values: Values;
  /** Undefined where what comes back does not count. */
  readonly returning: Returning | undefined;
  /** Constraints that keep stock from being used. */
  readonly restricting: Set<Constraint>;
};

/** What each usable location may send of a SKU, and how much stands behind which reason. */
const unitsOf = (frame: Frame, sku: Sku, lines: readonly SourcingLine[]) => {
  const { request, lifted, usability, stock, restricting } = frame;
  const excluded = barredFor(request, lines);
  const demands = demandsOf(lines);
  const levels = stock.get(sku);
  const behind = new Map<UnsourcedReason, number>();
  const note = (reason: UnsourcedReason, units: number): void => {
    if (units <= 0) return;
    behind.set(reason, (behind.get(reason) ?? 0) + units);
    if (isConstraint(reason)) restricting.add(reason);
  };
  const bySite = usability.usable.map(({ location }) => {
    const units = Math.max(0, levels?.get(location.locationId) ?? 0);
    if (units === 0) return 0;
    const reason = excluded.has(location.locationId) ? 'excluded' : demands && constraintOnItem(location, demands, lifted);
    if (!reason) return units;
    note(reason, units);
    return 0;
  });
  for (const [locationId, reason] of usability.barred) note(reason, levels?.get(locationId as LocationId) ?? 0);
  return { bySite, why: whyMissing(behind) };
};

const mostValuable = (lines: readonly SourcingLine[]): number => lines.reduce((most, line) => Math.max(most, line.unitValueMinor), 0);

const rowOf = (frame: Frame, sku: Sku, lines: readonly SourcingLine[], unsourced: UnsourcedLine[]): Row | undefined => {
  const { bySite, why } = unitsOf(frame, sku, lines);
  const { weightsPercent } = frame.policy;
  const wanted = lines.reduce((sum, line) => sum + line.quantity, 0);
  const demand = Math.min(
    wanted,
    bySite.reduce((sum, units) => sum + units, 0),
  );
  if (demand < wanted) unsourced.push(...shortfall(lines, demand, why));
  if (demand === 0) return undefined;
  const places = frame.values.get(sku);
  const grams = lines.reduce((most, line) => Math.max(most, line.weightGrams ?? 0), 0);
  return {
    item: { sku, lines, demand, divided: !bySite.some((units) => units >= demand) },
    bySite,
    future: frame.usability.usable.map(({ location }) =>
      weighted(Math.round(places?.get(location.locationId) ?? 0), weightsPercent.future),
    ),
    weightCost: frame.usability.usable.map(({ perKilogramMinor }) =>
      weighted(Math.round((perKilogramMinor * grams) / 1_000), weightsPercent.shipping),
    ),
    damage: frame.usability.usable.map(({ learned }) => (learned ? damageCost(learned, kindOf(lines), mostValuable(lines)) : 0)),
    back: frame.returning && frame.usability.usable.map(frame.returning(sku, grams)),
  };
};

const siteOf = (usable: UsableLocation, index: number, rows: readonly Row[], { weightsPercent }: SourcingPolicy): Site => {
  const { location, km, carrier, priceMinor, expectedAt, lateDays, latenessCost, workloadCost, preferenceCost } = usable;
  return {
    locationId: location.locationId,
    distanceKm: km,
    carrier,
    expectedAt,
    lateDays,
    priceMinor,
    perParcelMinor: location.handlingCostMinor.perParcel,
    shippingCost: weighted(priceMinor, weightsPercent.shipping),
    parcelHandlingCost: weighted(location.handlingCostMinor.perParcel, weightsPercent.handling),
    lineHandlingCost: weighted(location.handlingCostMinor.perLine, weightsPercent.handling),
    latenessCost,
    workloadCost,
    preferenceCost,
    stock: rows.map(({ bySite }) => bySite[index] ?? 0),
    futureCosts: rows.map(({ future }) => future[index] ?? 0),
    weightCosts: rows.map(({ weightCost }) => weightCost[index] ?? 0),
    ...(rows.some(({ back }) => back) ? { returnCosts: rows.map(({ back }) => back?.[index] ?? 0) } : {}),
    ...(usable.learned ? { damageCosts: rows.map(({ damage }) => damage[index] ?? 0), learned: usable.learned } : {}),
  };
};

/**
 * Reduces a request to what the search works on: items with a demand that stock can meet, and sites with weighted costs.
 * Lines are merged by SKU. Every unit that stock can supply is demanded, so a plan never leaves out what could be sent.
 * @param lifted a constraint that does not count, to learn what it costs
 */
export const stateProblem = (request: SourcingRequest, policy: SourcingPolicy, lifted?: Lifted): SourcingProblem => {
  const restricting = new Set<Constraint>();
  const usability = usableLocations(request, policy, lifted);
  const frame: Frame = {
    request,
    policy,
    lifted,
    usability,
    stock: stockOf(request),
    values: futureValues(request, policy),
    returning: returningFor(request, policy),
    restricting,
  };
  const unsourced: UnsourcedLine[] = [];
  const groups = [...groupBySku(request.lines)].sort(([left], [right]) => byText(left, right));
  const rows = groups.flatMap(([sku, lines]) => rowOf(frame, sku, lines, unsourced) ?? []);
  const sites = usability.usable.map((usable, index) => siteOf(usable, index, rows, policy));
  const senders = sites.filter((site) => site.stock.some((units) => units > 0));
  const parcelsMax = parcelsMaxOf(request, policy, lifted);
  return {
    items: rows.map(({ item }) => item),
    sites: senders,
    splitCost: weighted(policy.splitCostMinor, policy.weightsPercent.split),
    parcelsMax: parcelsMax !== undefined && parcelsMax < senders.length ? parcelsMax : undefined,
    unsourced,
    restricting,
  };
};

/**
 * Hands the units that sites send of an item out to its lines: whole lines first, so that a line is divided only when it must be.
 * @param units by site, summing to the item's demand
 */
export const linesBySite = (item: Item, units: readonly number[]): readonly (readonly SourcedLine[])[] => {
  // What has no source is missing from the last lines, as `shortfall` says.
  let sourced = item.demand;
  const open = item.lines.map(({ lineId, sku, quantity }) => {
    const wanted = Math.min(quantity, sourced);
    sourced -= wanted;
    return { lineId, sku, left: wanted };
  });
  return units.map((sent) => {
    let left = sent;
    const taken: SourcedLine[] = [];
    const take = (line: (typeof open)[number], quantity: number): void => {
      line.left -= quantity;
      left -= quantity;
      taken.push({ lineId: line.lineId, sku: line.sku, quantity });
    };
    for (const line of [...open].sort((a, b) => b.left - a.left)) if (line.left > 0 && line.left <= left) take(line, line.left);
    for (const line of open) if (line.left > 0 && left > 0) take(line, Math.min(line.left, left));
    return taken;
  });
};
