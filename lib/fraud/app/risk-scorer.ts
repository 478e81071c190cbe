import type { PersonId } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { NotScored, Scored } from '../../intelligence/index.ts';
import type { BandAction } from '../domain/bands.ts';
import type { Exploration } from '../domain/exploration.ts';
import type { KnownFeatures } from '../domain/fraud-features.ts';

/** What is assessed, free of personal data. */
export type RiskSubject = {
  readonly orderId: string;
  readonly channel: string;
  /** Minor units. */
  readonly totalMinor: number;
  readonly currency: CurrencyCode;
  /** What the model reads. */
  readonly features: KnownFeatures;
  /** Features that were not known, by name; absent in receipts of older releases. */
  readonly missing?: readonly string[];
};

/** `verify` asks the customer, `review` asks a person of ours, `decline` asks nobody: only where the policy says so. */
export type RiskBand = BandAction;

/** What the model said of the order. */
export type RiskAdvice =
  | (Pick<Scored, 'source' | 'model' | 'version' | 'score' | 'bias' | 'fallback'> & {
      /** Which version of the registry it was, and what those in shadow said; absent where the starter alone is served. */
      readonly assignment?: Scored['assignment'];
      /** The features that moved the score most, strongest first, on the scale of log-odds. */
      readonly topContributions: readonly { readonly feature: string; readonly contribution: number }[];
      /** What the other features moved it by together. */
      readonly otherContributions: number;
    })
  | NotScored;

/** What each action would cost, and which is the cheapest. Amounts are whole minor units of `currency`, rounded. */
export type BandsReceipt = {
  readonly mode: 'advise' | 'decide';
  readonly decidedBy: PolicyRef;
  readonly currency: CurrencyCode;
  readonly valueMinor: number;
  readonly probability: number;
  readonly costsMinor: Readonly<Record<BandAction, number>>;
  /** The cheapest action that needs no person to decline. */
  readonly action: BandAction;
  /** What a person who looks at the order is best advised to do. */
  readonly recommended: 'pass' | 'verify' | 'decline';
  /** The probabilities between which the action is the cheapest, and which ones take over beyond. */
  readonly range: { readonly from: number; readonly to: number; readonly below: BandAction | null; readonly above: BandAction | null };
  /** Null where the order was not up for it. */
  readonly exploration: Exploration | null;
  /** Why the cheapest action was left to a person; absent where it was not. */
  readonly withheld?: 'no-consent';
  readonly reasons: readonly string[];
};

/** Why the costs were not looked at. */
export type BandsSilent = { readonly mode: 'advise' | 'decide'; readonly decidedBy: PolicyRef; readonly silent: 'no-score' | 'currency' };

export type RiskAssessment = {
  readonly band: RiskBand;
  readonly policy: { readonly name: string; readonly version: number };
  /** The tenant's decision that set the limits of what decided. */
  readonly decidedBy?: PolicyRef;
  /** Present where a model is asked; whether the band follows from it says `usedByPolicy`. */
  readonly advice?: RiskAdvice & { readonly usedByPolicy: boolean };
  /** Absent where the tenant has switched them off, and in receipts of older releases. */
  readonly bands?: BandsReceipt | BandsSilent;
  readonly inputs: RiskSubject;
  /** In words, for the receipt and the person who reviews. */
  readonly reasons: readonly string[];
};

export interface RiskScorer {
  /** @param personId whose consent counts where the order would be declined without a person; it stands on no receipt */
  assess(tenantId: string, subject: RiskSubject, personId?: PersonId | null): Promise<RiskAssessment>;
}
