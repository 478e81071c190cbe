import type { Instant } from '../../kernel/instant.ts';
import type { LocationId, Sku } from '../../kernel/ids.ts';
import type { Assignment } from './sourcing.decision.ts';
import type { SourcingLocation, SourcingRequest, StockAt } from './sourcing.request.ts';

/**
 * Stock and capacity as they would have been. What another policy would have taken differently stays different: every later
 * decision finds as many units more or fewer. Receipts, counts and whatever else moved stock are those of the log.
 */
export type OtherStock = {
  /** The request as the other policy would have met it. */
  readonly meet: (request: SourcingRequest, decidedAt: Instant) => SourcingRequest;
  /** Notes what either took. */
  readonly take: (logged: readonly Assignment[], other: readonly Assignment[], decidedAt: Instant) => void;
};

const dayLength = '2026-11-22'.length;

export const createOtherStock = (): OtherStock => {
  /** Units more, or fewer, than in the log. */
  const units = new Map<Sku, Map<LocationId, number>>();
  /** Parcels more, or fewer, that a location can still take on the day. */
  const parcels = new Map<LocationId, number>();
  let parcelsOf = '';

  const addUnits = (sku: Sku, locationId: LocationId, quantity: number): void => {
    let levels = units.get(sku);
    if (!levels) units.set(sku, (levels = new Map()));
    const level = (levels.get(locationId) ?? 0) + quantity;
    if (level === 0) levels.delete(locationId);
    else levels.set(locationId, level);
  };

  /** What a location can still take begins anew each day. */
  const onDay = (decidedAt: Instant): void => {
    const day = decidedAt.slice(0, dayLength);
    if (day !== parcelsOf) parcels.clear();
    parcelsOf = day;
  };

  const takeAll = (assignments: readonly Assignment[], sign: 1 | -1): void => {
    for (const { locationId, lines } of assignments) {
      parcels.set(locationId, (parcels.get(locationId) ?? 0) + sign);
      for (const { sku, quantity } of lines) addUnits(sku, locationId, sign * quantity);
    }
  };

  const metLevels = (request: SourcingRequest): readonly StockAt[] => {
    const skus = new Set(request.lines.map(({ sku }) => sku));
    const changed = new Map([...skus].flatMap((sku) => (units.has(sku) ? [[sku, new Map(units.get(sku))] as const] : [])));
    const levels = request.availability.map((level): StockAt => {
      const of = changed.get(level.sku);
      const more = of?.get(level.locationId) ?? 0;
      of?.delete(level.locationId);
      return more === 0 ? level : { ...level, available: Math.max(0, level.available + more) };
    });
    // The log had none of it there, so nobody wrote it down.
    const known = new Set(request.locations.flatMap(({ locationId, active }) => (active ? [locationId] : [])));
    const unlisted = [...changed].flatMap(([sku, of]) =>
      [...of].flatMap(([locationId, more]) => (more > 0 && known.has(locationId) ? [{ sku, locationId, available: more }] : [])),
    );
    return [...levels, ...unlisted];
  };

  const metLocation = (location: SourcingLocation): SourcingLocation => {
    const more = parcels.get(location.locationId) ?? 0;
    return location.capacity === undefined || more === 0 ? location : { ...location, capacity: Math.max(0, location.capacity + more) };
  };

  return {
    meet: (request, decidedAt) => {
      onDay(decidedAt);
      return { ...request, availability: metLevels(request), locations: request.locations.map(metLocation) };
    },
    take: (logged, other, decidedAt) => {
      onDay(decidedAt);
      takeAll(logged, 1);
      takeAll(other, -1);
    },
  };
};
