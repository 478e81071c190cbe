import type { Instant } from '../../../kernel/instant.ts';
import type { LocationId } from '../../../kernel/ids.ts';
import type { RecommendedAction, Severity } from './anomaly.ts';

/** What a location should have of an article, and where that figure comes from. */
export type SafetyTarget =
  | { readonly source: 'policy'; readonly units: number }
  | {
      readonly source: 'forecast';
      /** So many units cover the demand of the lead time as often as was asked for. */
      readonly units: number;
      readonly leadTimeDays: number;
      readonly coveredPercent: number;
      /** Expected demand of the lead time at the location. */
      readonly expectedUnits: number;
    };

export type Arriving = { readonly reference: string; readonly quantity: number; readonly expectedAt: Instant };

/** Another location, and what it has beyond its own target. */
export type Elsewhere = { readonly locationId: LocationId; readonly surplus: number };

export type SafetyStanding = {
  readonly available: number;
  readonly target: SafetyTarget;
  /** Units of documents under way that come in time. */
  readonly arriving: readonly Arriving[];
  readonly elsewhere: readonly Elsewhere[];
};

export type SafetyBreach = {
  /** Units that are compared with the target. */
  readonly counted: number;
  readonly shortfall: number;
  readonly severity: Severity;
  readonly recommendedAction: RecommendedAction;
};

const total = (arriving: readonly Arriving[]): number => arriving.reduce((sum, { quantity }) => sum + quantity, 0);

const whatToDo = ({ target, arriving, elsewhere }: SafetyStanding, shortfall: number): RecommendedAction => {
  const last = arriving.at(-1);
  // A policy counts what stands there now; what is under way heals it without anybody's doing.
  if (target.source === 'policy' && last && total(arriving) >= shortfall)
    return { kind: 'await_incoming', reference: last.reference, quantity: total(arriving), expectedAt: last.expectedAt };
  const [richest] = elsewhere.toSorted((left, right) => right.surplus - left.surplus || (left.locationId < right.locationId ? -1 : 1));
  if (richest && richest.surplus >= shortfall) return { kind: 'transfer', fromLocationId: richest.locationId, quantity: shortfall };
  const untilThere = target.source === 'forecast' ? Math.ceil(target.expectedUnits) : 0;
  return { kind: 'purchase_order', quantity: shortfall + untilThere };
};

/**
 * Whether a location has less than it should. The units of a policy are compared with what is there now and promised to
 * nobody; those of a forecast, which cover a time, with that and what arrives within the time.
 */
export const safetyBreachOf = (standing: SafetyStanding): SafetyBreach | undefined => {
  const { available, target, arriving } = standing;
  const counted = available + (target.source === 'forecast' ? total(arriving) : 0);
  if (target.units === 0 || counted >= target.units) return undefined;
  const shortfall = target.units - counted;
  return {
    counted,
    shortfall,
    severity: counted <= 0 ? 'high' : counted * 2 <= target.units ? 'medium' : 'low',
    recommendedAction: whatToDo(standing, shortfall),
  };
};

/** Why it is told, in a sentence. */
export const describeBreach = (sku: string, locationId: string, target: SafetyTarget, { counted }: SafetyBreach): string =>
  target.source === 'policy'
    ? `${locationId} has ${counted} of ${sku} to give and is to keep ${target.units}, by the policy of safety stock.`
    : `${locationId} has, or gets within ${target.leadTimeDays} days, ${counted} of ${sku}; it takes ${target.units} to cover the demand of that time in ${target.coveredPercent} of 100 cases, by the forecast.`;
