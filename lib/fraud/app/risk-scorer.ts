import type { CurrencyCode } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { NotScored, Scored } from '../../intelligence/index.ts';
import type { FraudFeatures } from '../domain/fraud-features.ts';

/** What is assessed, free of personal data. */
export type RiskSubject = {
  readonly orderId: string;
  readonly channel: string;
  /** Minor units. */
  readonly totalMinor: number;
  readonly currency: CurrencyCode;
  /** What the model reads. */
  readonly features: FraudFeatures;
};

/** `verify` asks the customer, `review` asks a person of ours. */
export type RiskBand = 'pass' | 'verify' | 'review';

/** What the model said of the order. The policy has not used it. */
export type RiskAdvice =
  | (Pick<Scored, 'source' | 'model' | 'version' | 'score' | 'bias' | 'fallback'> & {
      /** The features that moved the score most, strongest first, on the scale of log-odds. */
      readonly topContributions: readonly { readonly feature: string; readonly contribution: number }[];
      /** What the other features moved it by together. */
      readonly otherContributions: number;
    })
  | NotScored;

export type RiskAssessment = {
  readonly band: RiskBand;
  readonly policy: { readonly name: string; readonly version: number };
  /** The tenant's decision that set the rule's limits. */
  readonly decidedBy?: PolicyRef;
  /** Present where a model is asked: the band follows from the policy alone, and the score stands beside it. */
  readonly advice?: RiskAdvice & { readonly usedByPolicy: false };
  readonly inputs: RiskSubject;
  /** In words, for the receipt and the person who reviews. */
  readonly reasons: readonly string[];
};

export interface RiskScorer {
  assess(tenantId: string, subject: RiskSubject): Promise<RiskAssessment>;
}
