import type { DispositionsPolicy } from '../../../kernel/dispositions-policy.ts';
import type { ReturnCondition } from './return.values.ts';

/** What may become of goods that came back. */
export const dispositions = ['resell', 'refurbish', 'liquidate', 'dispose'] as const;
export type Disposition = (typeof dispositions)[number];

/** A location that may take the goods, and what is known of the article there. */
export type DispositionPlace = {
  readonly locationId: string;
  /** Whether the article may be sent from there, so that it can be sold there. */
  readonly sells: boolean;
  /** Of all units together, in minor units; 0 where they are there already. */
  readonly freightMinor: number;
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
  /** What the goods bring today. */
  readonly recoveryMinor: number;
  /** What of it is lost until they are sold. */
  readonly seasonLossMinor: number;
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

type Way = { readonly disposition: Disposition; readonly percent: number; readonly workMinor: number; readonly isSold: boolean };

const waysOf = (policy: DispositionsPolicy, condition: ReturnCondition): readonly Way[] => {
  const asItIs = shareOf(policy, condition);
  return [
    ...(asItIs > 0 ? [{ disposition: 'resell', percent: asItIs, workMinor: 0, isSold: true } as const] : []),
    // What is new has nothing to be put right.
    ...(condition !== 'new' && policy.refurbishedPercent > 0
      ? [{ disposition: 'refurbish', percent: policy.refurbishedPercent, workMinor: policy.refurbishCostMinor, isSold: true } as const]
      : []),
    { disposition: 'liquidate', percent: policy.liquidatePercent, workMinor: 0, isSold: false },
    { disposition: 'dispose', percent: 0, workMinor: policy.disposeCostMinor, isSold: false },
  ];
};

const optionAt = ({ quantity, unitPriceMinor, policy }: DispositionInputs, place: DispositionPlace, way: Way): DispositionOption => {
  const recoveryMinor = Math.round((quantity * unitPriceMinor * way.percent) / 100);
  const weeks = way.isSold ? weeksToSell(place, quantity, policy.weeksWithoutForecast) : null;
  const kept = weeks === null ? 1 : (1 - policy.lossPercentPerWeek / 100) ** weeks;
  const seasonLossMinor = recoveryMinor - Math.round(recoveryMinor * kept);
  const futureMinor = way.isSold ? Math.round(quantity * place.futureMinor) : 0;
  const handlingMinor = quantity * policy.handlingMinor;
  const workMinor = quantity * way.workMinor;
  const { freightMinor, locationId } = place;
  return {
    disposition: way.disposition,
    locationId,
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
 * by sending it on. Ties go to the way named first, then to the location by its id.
 */
export const dispositionOptions = (inputs: DispositionInputs): readonly DispositionOption[] =>
  inputs.places
    .flatMap((place) =>
      waysOf(inputs.policy, inputs.condition)
        .filter((way) => (way.isSold ? place.sells : inputs.receivedAt === null || place.locationId === inputs.receivedAt))
        .map((way) => optionAt(inputs, place, way)),
    )
    .toSorted(
      (one, other) =>
        other.netMinor - one.netMinor ||
        dispositions.indexOf(one.disposition) - dispositions.indexOf(other.disposition) ||
        (one.locationId < other.locationId ? -1 : 1),
    );
