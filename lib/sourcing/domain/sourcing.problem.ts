import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import { invariant } from '../../kernel/result.ts';
import { crossesBorder, distanceTo, parcelPrice } from './parcel-price.ts';
import type { SourcedLine, UnsourcedLine, UnsourcedReason } from './sourcing.decision.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import type { SourcingLine, SourcingLocation, SourcingRequest } from './sourcing.request.ts';

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
  readonly shippingCost: number;
  readonly parcelHandlingCost: number;
  /** Handling of each SKU picked. */
  readonly lineHandlingCost: number;
  /** Units it may send of each item, in the order of the items. */
  readonly stock: readonly number[];
};

export type SourcingProblem = {
  readonly items: readonly Item[];
  /** In the order of their ids, so that equal requests are solved equally however they are listed. */
  readonly sites: readonly Site[];
  readonly splitCost: number;
  readonly unsourced: readonly UnsourcedLine[];
};

/** Units a site sends of an item that still lacks `remaining` units. */
export const takeFrom = (item: Item, site: Site, itemIndex: number, remaining: number): number => {
  const stock = site.stock[itemIndex] ?? 0;
  if (item.divided) return Math.min(stock, remaining);
  return stock >= item.demand ? remaining : 0;
};

/** Whether a site can send the whole demand alone. */
export const holdsAll = (problem: SourcingProblem, site: Site): boolean =>
  problem.items.every((item, itemIndex) => (site.stock[itemIndex] ?? 0) >= item.demand);

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

const weighted = (costMinor: number, percent: number): number => Math.round((costMinor * percent) / 100);

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

type UsableLocation = {
  readonly location: SourcingLocation;
  readonly km: number | undefined;
  readonly priceMinor: number;
  readonly carrier: string | undefined;
};

const usableLocations = (request: SourcingRequest, policy: SourcingPolicy): readonly UsableLocation[] => {
  const kmFrom = distanceTo(request.destination);
  return [...request.locations]
    .sort((left, right) => byText(left.locationId, right.locationId))
    .flatMap((location) => {
      if (!location.active || (location.capacity !== undefined && location.capacity < 1)) return [];
      const km = kmFrom(location);
      const price = parcelPrice(policy, km, crossesBorder(location, request.destination));
      return price ? [{ location, km, priceMinor: price.priceMinor, carrier: price.carrier }] : [];
    });
};

const reasonFor = (
  sku: Sku,
  barred: ReadonlySet<LocationId>,
  usable: readonly UsableLocation[],
  request: SourcingRequest,
  stock: Stock,
): UnsourcedReason => {
  const held = (locationId: LocationId): boolean => (stock.get(sku)?.get(locationId) ?? 0) > 0;
  if (usable.some(({ location }) => barred.has(location.locationId) && held(location.locationId))) return 'excluded';
  const usableIds = new Set(usable.map(({ location }) => location.locationId));
  return request.locations.some(({ locationId }) => !usableIds.has(locationId) && held(locationId)) ? 'location-unusable' : 'no-stock';
};

/** The units of `lines` that are left when `available` of them are sourced, first lines first. */
const shortfall = (lines: readonly SourcingLine[], available: number, reason: UnsourcedReason): readonly UnsourcedLine[] => {
  let left = available;
  return lines.flatMap(({ lineId, sku, quantity }) => {
    const sourced = Math.min(quantity, left);
    left -= sourced;
    return quantity > sourced ? [{ lineId, sku, quantity: quantity - sourced, reason }] : [];
  });
};

/**
 * Reduces a request to what the search works on: items with a demand that stock can meet, and sites with weighted costs.
 * Lines are merged by SKU. Every unit that stock can supply is demanded, so a plan never leaves out what could be sent.
 */
export const stateProblem = (request: SourcingRequest, policy: SourcingPolicy): SourcingProblem => {
  const stock = stockOf(request);
  const usable = usableLocations(request, policy);
  const items: Item[] = [];
  const stockOfItems: (readonly number[])[] = [];
  const unsourced: UnsourcedLine[] = [];
  for (const [sku, lines] of [...groupBySku(request.lines)].sort(([left], [right]) => byText(left, right))) {
    const barred = barredFor(request, lines);
    const levels = stock.get(sku);
    const bySite = usable.map(({ location: { locationId } }) => (barred.has(locationId) ? 0 : Math.max(0, levels?.get(locationId) ?? 0)));
    const wanted = lines.reduce((sum, line) => sum + line.quantity, 0);
    const demand = Math.min(
      wanted,
      bySite.reduce((sum, units) => sum + units, 0),
    );
    if (demand < wanted) unsourced.push(...shortfall(lines, demand, reasonFor(sku, barred, usable, request, stock)));
    if (demand === 0) continue;
    items.push({ sku, lines, demand, divided: !bySite.some((units) => units >= demand) });
    stockOfItems.push(bySite);
  }
  const { weightsPercent } = policy;
  const sites = usable.map(
    ({ location, km, priceMinor, carrier }, siteIndex): Site => ({
      locationId: location.locationId,
      distanceKm: km,
      carrier,
      shippingCost: weighted(priceMinor, weightsPercent.shipping),
      parcelHandlingCost: weighted(location.handlingCostMinor.perParcel, weightsPercent.handling),
      lineHandlingCost: weighted(location.handlingCostMinor.perLine, weightsPercent.handling),
      stock: stockOfItems.map((bySite) => bySite[siteIndex] ?? 0),
    }),
  );
  return {
    items,
    sites: sites.filter((site) => site.stock.some((units) => units > 0)),
    splitCost: weighted(policy.splitCostMinor, weightsPercent.split),
    unsourced,
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
