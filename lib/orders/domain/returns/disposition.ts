import type { DispositionsPolicy } from '../../../kernel/dispositions-policy.ts';
import type { ReturnCondition } from './return.values.ts';

/** What may become of goods that came back. */
export const dispositions = ['resell', 'refurbish', 'liquidate', 'dispose'] as const;
export type Disposition = (typeof dispositions)[number];

/** A parcel that brings the goods to a place. */
export type DispositionParcel = {
  /** Carrier and service; null where the rates name none, and where the goods are there already. */
  readonly service: string | null;
  /** Of all units together, in minor units. */
  readonly priceMinor: number;
  /** On the way; null where nobody says, and then none are counted. */
  readonly days: number | null;
};

/** A location that may take the goods, and what is known of the article there. */
export type DispositionPlace = {
  readonly locationId: string;
  /** Whether the article may be sent from there, so that it can be sold there. */
  readonly sells: boolean;
  /** The cheapest first, then those that are faster. */
  readonly parcels: readonly DispositionParcel[];
  readonly available: number;
  /** Units a week that orders are expected to want from there; null while there is no forecast. */
  readonly weeklyDemand: number | null;
  /** What one more unit there spares later orders, in minor units: λ of sourcing. 0 where nobody knows. */
  readonly futureMinor: number;
};

/** Everything that the advice rests on: the same inputs give the same advice. */
export type DispositionInputs = {
  readonly condition: ReturnCondition;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Where the goods are; null while they are still with the customer. */
  readonly receivedAt: string | null;
  readonly places: readonly DispositionPlace[];
  readonly policy: DispositionsPolicy;
};

/** One way, with every amount that it was compared by: minor units for all the units together. */
export type DispositionOption = {
  readonly disposition: Disposition;
  readonly locationId: string;
  readonly service: string | null;
  /** From now until they lie on the shelf to be sold; null for what is not sold from there. */
  readonly daysToShelf: number | null;
  /** What the goods bring today. */
  readonly recoveryMinor: number;
  /** What of it is lost until they are sold. */
  readonly seasonLossMinor: number;
  /** From the shelf. */
  readonly weeksToSell: number | null;
  readonly futureMinor: number;
  readonly handlingMinor: number;
  readonly workMinor: number;
  readonly freightMinor: number;
  readonly netMinor: number;
};

/** Nobody looks further ahead than a year. */
const weeksMax = 52;

const shareOf = (policy: DispositionsPolicy, condition: ReturnCondition): number =>
  ({
    new: 100,
    opened: policy.openedPercent,
    worn: policy.wornPercent,
    damaged: policy.damagedPercent,
    incomplete: policy.incompletePercent,
  })[condition];

/**
 * Weeks until a returned unit is sold: it waits behind what is there, and half of what came with it. With what is lost each week
 * at a constant rate, the value then is value·(1 − loss)^weeks.
 */
const weeksToSell = ({ available, weeklyDemand }: DispositionPlace, quantity: number, unknown: number): number => {
  if (weeklyDemand === null) return unknown;
  if (weeklyDemand <= 0) return weeksMax;
  return Math.min(weeksMax, (Math.max(0, available) + quantity / 2) / weeklyDemand);
};

type Way = {
  readonly disposition: Disposition;
  readonly percent: number;
  readonly workMinor: number;
  /** Until it can be sold, once it has arrived; null for what is not sold from the place. */
  readonly days: number | null;
};

const waysOf = (policy: DispositionsPolicy, condition: ReturnCondition): readonly Way[] => {
  const asItIs = shareOf(policy, condition);
  return [
    ...(asItIs > 0 ? [{ disposition: 'resell', percent: asItIs, workMinor: 0, days: policy.shelfDays } as const] : []),
    // What is new has nothing to be put right.
    ...(condition !== 'new' && policy.refurbishedPercent > 0
      ? [
          {
            disposition: 'refurbish',
            percent: policy.refurbishedPercent,
            workMinor: policy.refurbishCostMinor,
            days: policy.refurbishDays + policy.shelfDays,
          } as const,
        ]
      : []),
    { disposition: 'liquidate', percent: policy.liquidatePercent, workMinor: 0, days: null },
    { disposition: 'dispose', percent: 0, workMinor: policy.disposeCostMinor, days: null },
  ];
};

const optionAt = (
  { quantity, unitPriceMinor, policy }: DispositionInputs,
  place: DispositionPlace,
  parcel: DispositionParcel,
  way: Way,
): DispositionOption => {
  const recoveryMinor = Math.round((quantity * unitPriceMinor * way.percent) / 100);
  const daysToShelf = way.days === null ? null : (parcel.days ?? 0) + way.days;
  const weeks = daysToShelf === null ? null : weeksToSell(place, quantity, policy.weeksWithoutForecast);
  // On its way and in the workshop it ages as it does on the shelf.
  const kept = weeks === null ? 1 : (1 - policy.lossPercentPerWeek / 100) ** (weeks + (daysToShelf ?? 0) / 7);
  const seasonLossMinor = recoveryMinor - Math.round(recoveryMinor * kept);
  const futureMinor = weeks !== null ? Math.round(quantity * place.futureMinor) : 0;
  const handlingMinor = quantity * policy.handlingMinor;
  const workMinor = quantity * way.workMinor;
  const freightMinor = parcel.priceMinor;
  return {
    disposition: way.disposition,
    locationId: place.locationId,
    service: parcel.service,
    daysToShelf,
    recoveryMinor,
    seasonLossMinor,
    weeksToSell: weeks === null ? null : Math.round(weeks * 10) / 10,
    futureMinor,
    handlingMinor,
    workMinor,
    freightMinor,
    netMinor: recoveryMinor - seasonLossMinor + futureMinor - handlingMinor - workMinor - freightMinor,
  };
};

/**
 * Every way that is open, the best first. What is not sold from a location goes no further than where it is: nothing is gained
 * by sending it on, and it goes there by the cheapest parcel. Ties go to the way named first, then to the sooner one, then to the
 * location by its id.
 */
export const dispositionOptions = (inputs: DispositionInputs): readonly DispositionOption[] =>
  inputs.places
    .flatMap((place) =>
      waysOf(inputs.policy, inputs.condition)
        .filter((way) => (way.days === null ? inputs.receivedAt === null || place.locationId === inputs.receivedAt : place.sells))
        .flatMap((way) => place.parcels.slice(0, way.days === null ? 1 : undefined).map((parcel) => optionAt(inputs, place, parcel, way))),
    )
    .toSorted(
      (one, other) =>
        other.netMinor - one.netMinor ||
        dispositions.indexOf(one.disposition) - dispositions.indexOf(other.disposition) ||
        (one.daysToShelf ?? 0) - (other.daysToShelf ?? 0) ||
        (one.locationId < other.locationId ? -1 : 1),
    );

/** The way by which the goods can be sold soonest, of several the one that leaves most; undefined where none is sold. @param options the best first */
export const fastestOption = (options: readonly DispositionOption[]): DispositionOption | undefined => {
  const daysOf = ({ daysToShelf }: DispositionOption): number => daysToShelf ?? Number.POSITIVE_INFINITY;
  const sold = options.filter(({ daysToShelf }) => daysToShelf !== null);
  return sold.toSorted((one, other) => daysOf(one) - daysOf(other))[0];
};

/** Parcels worth looking at: the cheapest, and each that is faster than all cheaper ones. What takes nobody knows how long must be the cheapest. */
export const worthwhileParcels = (parcels: readonly DispositionParcel[]): readonly DispositionParcel[] => {
  const daysOf = ({ days }: DispositionParcel): number => days ?? Number.POSITIVE_INFINITY;
  const byPrice = parcels.toSorted((one, other) => one.priceMinor - other.priceMinor || daysOf(one) - daysOf(other));
  return byPrice.reduce<readonly DispositionParcel[]>((kept, one) => {
    const last = kept.at(-1);
    return last === undefined || daysOf(one) < daysOf(last) ? [...kept, one] : kept;
  }, []);
};
