import type { DispositionsPolicy } from '../../kernel/dispositions-policy.ts';
import type { FraudBandsPolicy } from '../../kernel/fraud-policies.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { LabourPolicy, PlanningPolicy } from '../../kernel/planning-policies.ts';
import type { PromotionsPolicy } from '../../kernel/promotions-policy.ts';
import type { RetrainingPolicy } from '../../kernel/retraining-policy.ts';
import type { ReturnRiskPolicy } from '../../kernel/return-risk-policy.ts';
import type { SourcingPolicyChoice } from '../../kernel/sourcing-policy.ts';
import type { BuffersPolicy, SafetyStockPolicy, StockChecksPolicy, StorefrontPolicy } from '../../kernel/stock-policies.ts';

/** What a tenant decides for itself, each in versions of its own. */
export const policyNames = [
  'sourcing',
  'fraud_review',
  'fraud_bands',
  'duplicates',
  'addresses',
  'completion',
  'stuck_orders',
  'buffers',
  'safety_stock',
  'storefront',
  'pickup',
  'stock_checks',
  'service_levels',
  'retraining',
  'planning',
  'labour',
  'return_risk',
  'dispositions',
  'promotions',
] as const;
export type PolicyName = (typeof policyNames)[number];

/** The longest window in which two orders can count as one come twice, in seconds. */
export const duplicateWindowSecondsMax = 86_400;
/** The longest time from delivery to completion, in seconds. */
export const completionDelaySecondsMax = 366 * 86_400;
export const reviewLimitsMax = 50;
/** Shipping methods that service levels can name, and the most days that one can give. */
export const serviceLevelsMax = 200;
export const serviceLevelDaysMax = 365;
/** Articles, accounts or channels that a policy may say something of their own for. */
export const stockOverridesMax = 300;

/** An amount in minor units above which an order of the currency goes to review. */
export type ReviewLimit = { readonly currency: CurrencyCode; readonly amountMinor: number };

/** Each policy's value. They are objects, so that a member can be added without a new policy. */
export type PolicyValues = {
  /** How locations are chosen. */
  readonly sourcing: SourcingPolicyChoice;
  /** Orders above the limit of their currency go to review; a currency without one goes too. `enabled: false` reviews none. */
  readonly fraud_review: { readonly enabled: boolean; readonly limits: readonly ReviewLimit[] };
  /** What the actions against fraud cost, and whether the cheapest one is taken. */
  readonly fraud_bands: FraudBandsPolicy;
  /** Seconds within which two orders of the same content count as one that came twice, 0 to 86,400; 0 looks for none. */
  readonly duplicates: { readonly windowSeconds: number };
  /** What happens to an order whose address goods could hardly be delivered to: it waits for a person, is only told of, or neither. */
  readonly addresses: { readonly onDoubt: 'hold' | 'tell' | 'off' };
  /** Seconds from delivery to completion, in which the customer may still complain. */
  readonly completion: { readonly delaySeconds: number };
  /** Seconds after which an order counts as stuck in its stage; in a stage that is not named none ever does. */
  readonly stuck_orders: { readonly stages: readonly { readonly stage: string; readonly afterSeconds: number }[] };
  /** How much of what may be sold channels are not told of. */
  readonly buffers: BuffersPolicy;
  /** Units that locations keep and channels are never told of. */
  readonly safety_stock: SafetyStockPolicy;
  /** What a website may show to anybody of what is in stock. */
  readonly storefront: StorefrontPolicy;
  /** Seconds for which goods lie ready for their customer, up to 28 days, and what happens when nobody comes. */
  readonly pickup: { readonly heldSeconds: number; readonly onExpiry: 'cancel' | 'hold' };
  /** Days from placing to delivery by shipping method, `*` for any; for orders that state no date themselves. */
  readonly service_levels: { readonly methods: readonly { readonly method: string; readonly days: number }[] };
  /** When models are trained anew, and how a new version goes live. */
  readonly retraining: RetrainingPolicy;
  /** When goods are proposed to be moved or bought before they are missing. */
  readonly planning: PlanningPolicy;
  /** How much one person gets done, for staffing plans. */
  readonly labour: LabourPolicy;
  /** What a return costs, and when a customer is told that one is likely. */
  readonly return_risk: ReturnRiskPolicy;
  /** What goods that came back still bring, and what each way with them costs. */
  readonly dispositions: DispositionsPolicy;
  /** What the shop takes off, and whom it shows that. */
  readonly promotions: PromotionsPolicy;
  /** When something about stock is strange enough to be told. */
  readonly stock_checks: StockChecksPolicy;
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

/** What does not stand against a value, and is worth a look. */
export type PolicyWarning = {
  /** The member by which it is so, such as `value.policy.constraints.from_countries`. */
  readonly field: string;
  readonly code:
    | 'destination-unsourced'
    | 'articles-unsourced'
    | 'locations-serve-nothing'
    | 'unknown-location'
    | 'evidence-worse'
    | 'evidence-thin';
  readonly message: string;
  /** Country or region, such as `US-NY`; null where it is about none. */
  readonly destination: string | null;
  /** How many of the latest orders go there; null where there are none to go by. */
  readonly orders: number | null;
};

/** Why a value cannot be meant: with what the tenant has, nothing could be done by it. */
export type PolicyImpossible = {
  readonly code: 'policy-impossible';
  readonly problems: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  /** A destination whose orders would find no source, such as `US-NY`. */
  readonly destination: string;
};

/** Why a policy is not changed. */
export type PolicyRejection =
  | PolicyImpossible
  /** Somebody else was faster; `version` is the one in force now. */
  | { readonly code: 'policy-changed-meanwhile'; readonly version: number }
  | { readonly code: 'policy-version-not-found' };
