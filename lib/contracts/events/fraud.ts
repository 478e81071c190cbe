import * as z from 'zod';
import { verificationFailures } from '../../fraud/domain/fraud-case.events.ts';
import { orderIdPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';

const instant = z.iso.datetime({ precision: 3 });
const verification = z.int().min(1).meta({ description: 'Counts the verifications of the order' });

/** Payload of every event of a `fraud` stream, which has the id of its order. */
export const fraudEventPayloads = {
  'fraud.verification_requested': z.strictObject({ verification, cause: z.string(), placed_at: instant, requested_at: instant }),
  'fraud.code_issued': z.strictObject({
    verification,
    send: z.int().min(1).meta({ description: 'Counts the codes of the order; the code itself stands nowhere' }),
    expires_at: instant,
  }),
  'fraud.code_refused': z.strictObject({ verification, tries: z.int().min(1) }),
  'fraud.verification_confirmed': z.strictObject({
    verification,
    basis: z.enum(['customer', 'support']),
    confirmed_by: z.string(),
    confirmed_at: instant,
  }),
  'fraud.verification_failed': z.strictObject({ verification, reason: z.enum(verificationFailures), failed_at: instant }),
  'fraud.review_decided': z.strictObject({
    hold_id: z.string(),
    outcome: z.enum(['released', 'rejected']),
    decided_by: z.string(),
    decided_at: instant,
    placed_at: instant,
  }),
  'fraud.chargeback_received': z.strictObject({
    chargeback_id: z.string(),
    received_at: instant,
    reason_code: z.string(),
    fraudulent: z.boolean(),
    amount_minor: z.int().min(1),
    currency: z.string().regex(currencyPattern),
    placed_at: instant,
    person_id: z.string().regex(orderIdPattern).nullable(),
    email_domain: z.string().nullable(),
  }),
} as const;

export const fraudDetailTypes: Readonly<Record<keyof typeof fraudEventPayloads, string>> = {
  'fraud.verification_requested': 'FraudVerificationRequested',
  'fraud.code_issued': 'FraudCodeIssued',
  'fraud.code_refused': 'FraudCodeRefused',
  'fraud.verification_confirmed': 'FraudVerificationConfirmed',
  'fraud.verification_failed': 'FraudVerificationFailed',
  'fraud.review_decided': 'FraudReviewDecided',
  'fraud.chargeback_received': 'FraudChargebackReceived',
};
