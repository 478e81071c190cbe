import type { LineId, LocationId, Sku } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';

export type SourcedLine = { readonly lineId: LineId; readonly sku: Sku; readonly quantity: number };

/** One parcel: what one location sends. */
export type Assignment = {
  readonly locationId: LocationId;
  readonly lines: readonly SourcedLine[];
  /** Great-circle distance in whole km; absent when a place is unknown. */
  readonly distanceKm?: number;
  /** Carrier and service priced, when the policy has a rate table. */
  readonly carrier?: string;
};

export type UnsourcedReason =
  /** No active location holds enough of it. */
  | 'no-stock'
  /** What stock there is stands only at locations excluded for it. */
  | 'excluded'
  /** What stock there is stands at locations that are inactive, full, or served by no carrier to this destination. */
  | 'location-unusable';

/** Units of a line that found no source. */
export type UnsourcedLine = SourcedLine & { readonly reason: UnsourcedReason };

/** Parts of a score in minor units; they sum to it exactly. */
export type Contributions = { readonly shipping: number; readonly handling: number; readonly split: number };

/** A plan that was considered. The lowest score is the best. */
export type PlanCandidate = {
  readonly planId: string;
  readonly assignments: readonly Assignment[];
  readonly scoreMinor: number;
  readonly contributions: Contributions;
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
  readonly runnerUp?: { readonly planId: string; readonly marginMinor: number; readonly wouldChange: string };
  readonly unsourced: readonly UnsourcedLine[];
  readonly search: 'exact' | 'heuristic' | 'rule';
  /** True only when no plan of a lower score exists, and that is proven. */
  readonly optimal: boolean;
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
