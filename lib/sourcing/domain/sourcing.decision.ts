import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { Constraint } from './sourcing.policy.ts';

export type SourcedLine = { readonly lineId: LineId; readonly sku: Sku; readonly quantity: number };

/** One parcel: what one location sends. */
export type Assignment = {
  readonly locationId: LocationId;
  readonly lines: readonly SourcedLine[];
  /** Great-circle distance in whole km; absent when a place is unknown. */
  readonly distanceKm?: number;
  /** Carrier and service priced, when the policy has a rate table. */
  readonly carrier?: string;
  /** When the parcel is expected; absent where the transit or the moment of the decision is not known. */
  readonly expectedAt?: Instant;
  /** Days after the promise, rounded up; absent when in time or nothing was promised. */
  readonly lateDays?: number;
};

/** Why units have no source. A constraint is named where most of the stock that there is stands behind it. */
export type UnsourcedReason =
  /** No active location holds enough of it. */
  | 'no-stock'
  /** What stock there is stands only at locations excluded for it. */
  | 'excluded'
  /** What stock there is stands at locations that are inactive, or served by no carrier to this destination. */
  | 'location-unusable'
  /** The article is not sold yet. Whoever asks for sources finds that, not the search. */
  | 'not-released'
  | Constraint;

/** Units of a line that found no source. */
export type UnsourcedLine = SourcedLine & { readonly reason: UnsourcedReason };

/** Parts of a score in minor units; they sum to it exactly. Those of the second half are left out where they are 0. */
export type Contributions = {
  readonly shipping: number;
  readonly handling: number;
  readonly split: number;
  /** Days in transit and days after the promise. */
  readonly lateness?: number;
  /** How busy the locations are. */
  readonly workload?: number;
  /** What the units would have been worth later where they are taken from. */
  readonly future?: number;
  /** Preferences of the policy that the plan goes against. */
  readonly preference?: number;
};
export type ContributionName = keyof Contributions;

/** A plan that was considered. The lowest score is the best. */
export type PlanCandidate = {
  readonly planId: string;
  readonly assignments: readonly Assignment[];
  readonly scoreMinor: number;
  readonly contributions: Contributions;
};

/**
 * A change that makes another plan win, all else being equal: the price of a parcel or its handling at one location. Applied to
 * the location as `quotedPriceMinor` or `handlingCostMinor.perParcel` it turns the choice.
 */
export type Flip = {
  readonly locationId: LocationId;
  readonly field: 'quotedPriceMinor' | 'handlingCostMinor.perParcel';
  readonly fromMinor: number;
  readonly toMinor: number;
};

/** A hard constraint without which a plan of a lower score, or of more units, would have been chosen. */
export type Binding = {
  readonly constraint: Constraint;
  /** By how much that plan is cheaper; absent where it sends more units than the chosen one. */
  readonly savingMinor?: number;
  /** Units that it sends beyond those of the chosen one, 0 or more. */
  readonly moreUnits: number;
  readonly locationIds: readonly LocationId[];
};

/** Why this plan, so that anyone can check it later. Holds no personal data: places appear as distances only. */
export type DecisionReceipt = {
  readonly decisionId: string;
  readonly kind: 'routing';
  readonly policy: { readonly name: string; readonly version: number };
  /** The tenant's decision that chose this policy; absent where the caller named it. */
  readonly decidedBy?: PolicyRef;
  readonly currency: CurrencyCode;
  /** SHA-256 over the request and the policy in canonical JSON. */
  readonly inputsHash: string;
  /** How the destination's position is known. */
  readonly destinationPrecision: 'coordinates' | 'region' | 'country' | 'unknown';
  /** Up to ten plans, the chosen one first, then by score. */
  readonly candidates: readonly PlanCandidate[];
  /** `planId` of the chosen plan; absent when nothing could be sourced. */
  readonly chosen?: string;
  readonly reasons: readonly string[];
  /** The best plan that does without one of the chosen locations, and what would make it win. */
  readonly runnerUp?: { readonly planId: string; readonly marginMinor: number; readonly wouldChange: string; readonly flip?: Flip };
  readonly unsourced: readonly UnsourcedLine[];
  /** The constraint that costs most; absent when none does. */
  readonly binding?: Binding;
  /** Version of the future values that counted. */
  readonly futureValueVersion?: string;
  readonly search: 'exact' | 'heuristic' | 'rule' | 'mip';
  /** True only when no plan of a lower score exists, and that is proven. */
  readonly optimal: boolean;
  /** What a better plan could save at most, in minor units; absent when the plan is proven. */
  readonly gapMinor?: number;
};

export type SourcingDecision = {
  readonly decisionId: string;
  /** Every unit of every line has a source. */
  readonly complete: boolean;
  readonly assignments: readonly Assignment[];
  readonly unsourced: readonly UnsourcedLine[];
  /** What the policy wants done with unsourced units. */
  readonly remainder: 'wait' | 'split';
  readonly receipt: DecisionReceipt;
};
