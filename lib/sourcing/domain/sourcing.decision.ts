import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { QuoteService } from '../../kernel/sourcing-policy.ts';
import type { QuotedService, Quotes } from './quotes.ts';
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
export type UnsourcedLine = SourcedLine & {
  readonly reason: UnsourcedReason;
  /** Other reasons behind which stock of it stands; absent where there are none. */
  readonly also?: readonly UnsourcedReason[];
};

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
  /** What of the goods is expected to be lost on the way, by what was learned of the services. */
  readonly damage?: number;
  /** What it is expected to cost that units come back to where they are sent from. */
  readonly returns?: number;
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

/** What is expected of parcels by a service on a way. Shares are in percent. */
export type LearnedFacts = {
  readonly carrier: string | null;
  /** Parcels that it rests on: of the service in the zone, and those of the same kind of goods. */
  readonly parcels: number;
  readonly parcelsOfKind: number;
  /** `prior-only`: too few parcels, so that it is hardly more than what the rates and the usual say. */
  readonly basis: 'learned' | 'prior-only';
  readonly damagePercent: number;
  readonly latePercent: number;
  /** Price paid over that of the rates. */
  readonly costRatio: number;
  /** Days on the way that one half, and nine of ten, of the parcels stay within. */
  readonly days: { readonly p50: number; readonly p90: number };
};

/** The learned figures that a parcel of the chosen plan was decided by. */
export type LearnedWay = LearnedFacts & {
  readonly locationId: LocationId;
  readonly zone: string;
  readonly kind: string;
  /** The service that the rates alone would have taken from there, where it is another one. */
  readonly insteadOf?: LearnedFacts;
};

/** By what a receipt says that units of an article come back; of what too little was sold nothing is expected to. */
export type ReturnFacts = {
  readonly sku: Sku;
  /** Lines sold of the article, and of its category. */
  readonly sold: number;
  readonly categorySold: number;
  readonly basis: 'learned' | 'too-few';
  /** Percent of the units, 0 where too little was sold. */
  readonly percent: number;
};

/** One of nearly equal plans was, or could have been, drawn instead of the best, so that the log tells what others are worth. */
export type Exploration = {
  /** Plans that the draw was among, each with the probability with which it was to be drawn; they sum to 1. */
  readonly among: readonly { readonly planId: string; readonly propensity: number }[];
  /** Probability with which the chosen plan was drawn. */
  readonly propensity: number;
  /** Another plan than the best was drawn. */
  readonly explored: boolean;
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
  /** Present where what was learned of carriers counted; `arm` where it counts for a share of the orders only. */
  readonly learned?: { readonly version: string | null; readonly arm?: 'learned' | 'control'; readonly ways: readonly LearnedWay[] };
  /** Present where carriers were asked for prices: which locations they named some from, and why not from others. */
  readonly quotes?: {
    readonly from: QuoteService;
    readonly of: readonly {
      readonly locationId: LocationId;
      readonly at: Instant;
      /** Services that were offered from there. */
      readonly services: number;
      /** The one by which the chosen plan sends from there; absent where it sends nothing from there. */
      readonly taken?: Pick<QuotedService, 'carrier' | 'service' | 'transitDays'>;
    }[];
    readonly missing: Quotes['missing'];
  };
  /** Present where the policy counts what comes back. `version` is null while nothing has been counted. */
  readonly returns?: { readonly version: string | null; readonly of: readonly ReturnFacts[] };
  /** Present where plans may be drawn. */
  readonly exploration?: Exploration;
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
