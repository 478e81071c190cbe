import type { CurrencyCode } from '../../kernel/money.ts';

/** What is assessed, free of personal data. */
export type RiskSubject = {
  readonly orderId: string;
  readonly channel: string;
  /** Minor units. */
  readonly totalMinor: number;
  readonly currency: CurrencyCode;
};

/** `verify` asks the customer, `review` asks a person of ours. */
export type RiskBand = 'pass' | 'verify' | 'review';

export type RiskAssessment = {
  readonly band: RiskBand;
  readonly policy: { readonly name: string; readonly version: number };
  readonly inputs: RiskSubject;
  /** In words, for the receipt and the person who reviews. */
  readonly reasons: readonly string[];
};

export interface RiskScorer {
  assess(tenantId: string, subject: RiskSubject): Promise<RiskAssessment>;
}
