import type { LocationId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';

/** Why a curve changes: a document brings units, or somebody waits for them. */
export type PromiseCause = {
  readonly kind: 'purchase_order' | 'transfer' | 'waiting';
  /** Number of the document, or the order's id. */
  readonly reference: string;
  /** Units that come, or that are taken when negative. */
  readonly quantity: number;
};

export type DatedSupply = {
  readonly locationId: LocationId;
  readonly kind: 'purchase_order' | 'transfer';
  readonly reference: string;
  readonly quantity: number;
  readonly expectedAt: Instant;
};

/** Units that somebody waits for and that nothing is reserved for. `dueAt` is absent when they are wanted at once. */
export type WaitingDemand = { readonly reference: string; readonly quantity: number; readonly dueAt?: Instant };

/** Stock of a location that is there now. `withheld` is safety stock and buffer together. */
export type StandingStock = {
  readonly locationId: LocationId;
  readonly onHand: number;
  readonly allocated: number;
  readonly withheld: number;
};

export type PromiseStep = {
  readonly from: Instant;
  /** Units that would be free then if nobody else came: may be below 0. */
  readonly projected: number;
  /** Units that may be promised for then without taking what is needed later; never below 0. */
  readonly availableToPromise: number;
  readonly causes: readonly PromiseCause[];
};

type Change = PromiseCause & { readonly at: Instant };

const byTime = (left: Change, right: Change): number => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0);

/**
 * A curve from `now` on. What is free at a moment is what is there plus all that has come by then, minus all that was due by
 * then; of that, no more may be promised than stays free at every later moment, so that a promise never takes what a later
 * dip needs. That is the cumulative available-to-promise with look-ahead: the running sum of supply minus actual demand, then
 * lowered in each period to the lowest value of any later period (Infor LN, "To compute cumulative ATP"; the APICS dictionary
 * calls it cumulative ATP with look-ahead; Oracle Inventory, ATP with backward consumption and accumulation).
 */
const curveOf = (now: Instant, start: number, changes: readonly Change[]): readonly PromiseStep[] => {
  const steps: { readonly from: Instant; readonly projected: number; readonly causes: PromiseCause[] }[] = [
    { from: now, projected: start, causes: [] },
  ];
  for (const { at, ...cause } of [...changes].sort(byTime)) {
    const last = steps.at(-1) ?? { from: now, projected: start, causes: [] };
    const step = at > last.from ? { from: at, projected: last.projected + cause.quantity, causes: [cause] } : undefined;
    if (step) steps.push(step);
    else steps[steps.length - 1] = { ...last, projected: last.projected + cause.quantity, causes: [...last.causes, cause] };
  }
  let lowest = Number.POSITIVE_INFINITY;
  return steps
    .toReversed()
    .map((step) => {
      lowest = Math.min(lowest, step.projected);
      return { ...step, availableToPromise: Math.max(0, lowest) };
    })
    .toReversed();
};

type Source = { readonly locationId: LocationId; readonly at: Instant; left: number };

/**
 * Spreads those who wait over locations, in their order: each takes the units that are there first. Nobody is assigned by it;
 * it says which units are spoken for. What no supply covers stands against the first location, where it keeps later units.
 */
const spread = (
  now: Instant,
  standing: readonly StandingStock[],
  supplies: readonly DatedSupply[],
  waiting: readonly WaitingDemand[],
): ReadonlyMap<LocationId, readonly Change[]> => {
  const sources: Source[] = [
    ...standing.map(({ locationId, onHand, allocated, withheld }) => ({ locationId, at: now, left: onHand - allocated - withheld })),
    ...supplies.map(({ locationId, quantity, expectedAt }) => ({ locationId, at: expectedAt, left: quantity })),
  ];
  sources.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : left.locationId < right.locationId ? -1 : 1));
  const taken = new Map<LocationId, Change[]>();
  const take = (locationId: LocationId, change: Change): void => void taken.set(locationId, [...(taken.get(locationId) ?? []), change]);
  for (const { reference, quantity, dueAt } of waiting) {
    const at = dueAt === undefined || dueAt < now ? now : dueAt;
    let wanted = quantity;
    for (const source of sources) {
      if (wanted === 0) break;
      const units = Math.min(wanted, Math.max(0, source.left));
      if (units === 0) continue;
      source.left -= units;
      wanted -= units;
      // Units that come later are taken when they come: before that nobody could have them.
      take(source.locationId, { at: source.at > at ? source.at : at, kind: 'waiting', reference, quantity: -units });
    }
    const [first] = standing;
    if (wanted > 0 && first) take(first.locationId, { at, kind: 'waiting', reference, quantity: -wanted });
  }
  return taken;
};

export type AvailableToPromise = {
  readonly locations: readonly { readonly locationId: LocationId; readonly steps: readonly PromiseStep[] }[];
  /** Over all locations: what stands at one does not fill a dip of another, so it is the sum of their curves. */
  readonly network: readonly PromiseStep[];
};

const stepAt = (steps: readonly PromiseStep[], at: Instant): PromiseStep | undefined => steps.findLast(({ from }) => from <= at);

const sumOf = (curves: readonly (readonly PromiseStep[])[]): readonly PromiseStep[] => {
  const moments = [...new Set(curves.flatMap((steps) => steps.map(({ from }) => from)))].sort();
  return moments.map((from) => {
    const standing = curves.flatMap((steps) => stepAt(steps, from) ?? []);
    return {
      from,
      projected: standing.reduce((sum, step) => sum + step.projected, 0),
      availableToPromise: standing.reduce((sum, step) => sum + step.availableToPromise, 0),
      causes: curves.flatMap((steps) => steps.filter((step) => step.from === from).flatMap(({ causes }) => causes)),
    };
  });
};

/**
 * What may be promised of one SKU and for when, at each location and over all of them.
 * @param parts.supplies dated units that will come. Those whose date has passed are left out: nobody knows when they come now
 * @param parts.waiting in the order in which they will be served
 * @param parts.mayShow locations whose curves are wanted; the network is the sum of these. Default all.
 * @param parts.until the end of the look: what comes later is left out
 */
export const availableToPromise = (parts: {
  readonly now: Instant;
  readonly until: Instant;
  readonly standing: readonly StandingStock[];
  readonly supplies: readonly DatedSupply[];
  readonly waiting: readonly WaitingDemand[];
  readonly mayShow?: (locationId: LocationId) => boolean;
}): AvailableToPromise => {
  const { now, until, mayShow = () => true } = parts;
  const supplies = parts.supplies.filter(({ expectedAt }) => expectedAt > now && expectedAt <= until);
  const waiting = parts.waiting.filter(({ dueAt }) => dueAt === undefined || dueAt <= until);
  const standing = [...parts.standing].sort((left, right) => (left.locationId < right.locationId ? -1 : 1));
  const elsewhere = [...new Set(supplies.map(({ locationId }) => locationId))]
    .filter((id) => !standing.some(({ locationId }) => locationId === id))
    .sort()
    .map((locationId): StandingStock => ({ locationId, onHand: 0, allocated: 0, withheld: 0 }));
  const places = [...standing, ...elsewhere];
  const taken = spread(now, places, supplies, waiting);
  const shown = places.filter(({ locationId }) => mayShow(locationId));
  const locations = shown.map(({ locationId, onHand, allocated, withheld }) => {
    const coming = supplies
      .filter((supply) => supply.locationId === locationId)
      .map(({ kind, reference, quantity, expectedAt }): Change => ({ at: expectedAt, kind, reference, quantity }));
    return { locationId, steps: curveOf(now, onHand - allocated - withheld, [...coming, ...(taken.get(locationId) ?? [])]) };
  });
  return { locations, network: sumOf(locations.map(({ steps }) => steps)) };
};
