import type { PersonId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

export const verificationFailures = ['no-phone', 'undeliverable', 'expired', 'too-many-tries', 'no-sends-left'] as const;
export type VerificationFailure = (typeof verificationFailures)[number];

/** A customer is to confirm the order by a code. Verifications of an order count from 1. */
export type VerificationRequested = {
  readonly type: 'fraud.verification_requested';
  readonly verification: number;
  /** What asked for it, such as a hold; asking again for the same reason changes nothing. */
  readonly cause: string;
  readonly placedAt: Instant;
  readonly requestedAt: Instant;
};

/** A code is to be sent. Which one follows from the numbers and a key, so that none is written down anywhere. */
export type CodeIssued = {
  readonly type: 'fraud.code_issued';
  readonly verification: number;
  /** Counts the codes of the order, from 1. */
  readonly send: number;
  readonly expiresAt: Instant;
};

export type CodeRefused = { readonly type: 'fraud.code_refused'; readonly verification: number; readonly tries: number };

export type VerificationConfirmed = {
  readonly type: 'fraud.verification_confirmed';
  readonly verification: number;
  /** Who entered the code: the customer, or support on the phone with the customer. */
  readonly basis: 'customer' | 'support';
  readonly confirmedBy: string;
  readonly confirmedAt: Instant;
};

export type VerificationFailed = {
  readonly type: 'fraud.verification_failed';
  readonly verification: number;
  readonly reason: VerificationFailure;
  readonly failedAt: Instant;
};

/** What a person decided on the review of an order; the order's own stream says so too. */
export type ReviewDecided = {
  readonly type: 'fraud.review_decided';
  readonly holdId: string;
  readonly outcome: 'released' | 'rejected';
  readonly decidedBy: string;
  readonly decidedAt: Instant;
  readonly placedAt: Instant;
};

/** A bank has taken the money back, or says that it will. */
export type ChargebackReceived = {
  readonly type: 'fraud.chargeback_received';
  readonly chargebackId: string;
  readonly receivedAt: Instant;
  /** As the network names it, such as `10.4`. */
  readonly reasonCode: string;
  /** Whether the code says that the card's owner did not order. */
  readonly fraudulent: boolean;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  readonly placedAt: Instant;
  readonly personId: PersonId | null;
  /** Of the customer's e-mail address; null where it is not known any more. */
  readonly emailDomain: string | null;
};

/** What is known of one order's honesty; the stream has the order's id. */
export type FraudCaseEvent =
  | VerificationRequested
  | CodeIssued
  | CodeRefused
  | VerificationConfirmed
  | VerificationFailed
  | ReviewDecided
  | ChargebackReceived;

export const fraudCaseEventSchemaVersions: Readonly<Record<FraudCaseEvent['type'], number>> = {
  'fraud.verification_requested': 1,
  'fraud.code_issued': 1,
  'fraud.code_refused': 1,
  'fraud.verification_confirmed': 1,
  'fraud.verification_failed': 1,
  'fraud.review_decided': 1,
  'fraud.chargeback_received': 1,
};
