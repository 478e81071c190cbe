import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

/** What a tenant decides for itself, each in versions of its own. */
export const policyNames = ['sourcing', 'fraud_review', 'duplicates', 'completion', 'stuck_orders'] as const;
export type PolicyName = (typeof policyNames)[number];

/** The longest window in which two orders can count as one come twice, in seconds. */
export const duplicateWindowSecondsMax = 86_400;
/** The longest time from delivery to completion, in seconds. */
export const completionDelaySecondsMax = 366 * 86_400;
export const reviewLimitsMax = 50;

/** An amount in minor units above which an order of the currency goes to review. */
export type ReviewLimit = { readonly currency: CurrencyCode; readonly amountMinor: number };

/** Each policy's value. They are objects, so that a member can be added without a new policy. */
export type PolicyValues = {
  /** How locations are chosen. */
  readonly sourcing: { readonly preset: string };
  /** Orders above the limit of their currency go to review; a currency without one goes too. `enabled: false` reviews none. */
  readonly fraud_review: { readonly enabled: boolean; readonly limits: readonly ReviewLimit[] };
  /** Seconds within which two orders of the same content count as one that came twice, 0 to 86,400; 0 looks for none. */
  readonly duplicates: { readonly windowSeconds: number };
  /** Seconds from delivery to completion, in which the customer may still complain. */
  readonly completion: { readonly delaySeconds: number };
  /** Seconds after which an order counts as stuck in its stage; in a stage that is not named none ever does. */
  readonly stuck_orders: { readonly stages: readonly { readonly stage: string; readonly afterSeconds: number }[] };
};

export type PolicyValue = PolicyValues[PolicyName];

/** Who changed a policy. */
export type PolicyActor = { readonly kind: 'user' | 'api_key' | 'system'; readonly id: string };

/** One version, which never changes again. Versions of a policy count from 1 without a gap. */
export type PolicyVersion<N extends PolicyName = PolicyName> = {
  readonly tenantId: TenantId;
  readonly name: N;
  readonly version: number;
  readonly value: PolicyValues[N];
  /** Why, in the words of whoever changed it. */
  readonly note: string;
  readonly actor: PolicyActor;
  readonly at: Instant;
  /** The version whose value this one took up again; null for a new value. */
  readonly restoredFrom: number | null;
};

/** Why a policy is not changed. */
export type PolicyRejection =
  /** Somebody else was faster; `version` is the one in force now. */
  { readonly code: 'policy-changed-meanwhile'; readonly version: number } | { readonly code: 'policy-version-not-found' };
