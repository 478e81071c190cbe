import * as z from 'zod';
import { currencyPattern } from '../../kernel/money.ts';

const amount = {
  amount_minor: z.int().min(1).meta({ description: 'Minor units of `currency`' }),
  currency: z.string().regex(currencyPattern),
};
const source = z.enum(['channel', 'operator', 'provider']);
const reported = { ...amount, source, reference: z.string().nullable() };
const requested = { ...amount, reason: z.string() };

/** Payload of every event of a `payment` stream, which has the id of its order. */
export const paymentEventPayloads = {
  'payment.authorized': z.strictObject(reported),
  'payment.captured': z.strictObject(reported),
  'payment.voided': z.strictObject({ ...amount, source }),
  'payment.refunded': z.strictObject({ ...amount, source }),
  'payment.refund_requested': z.strictObject(requested),
  'payment.void_requested': z.strictObject(requested),
} as const;

export const paymentDetailTypes: Readonly<Record<keyof typeof paymentEventPayloads, string>> = {
  'payment.authorized': 'PaymentAuthorized',
  'payment.captured': 'PaymentCaptured',
  'payment.voided': 'PaymentVoided',
  'payment.refunded': 'PaymentRefunded',
  'payment.refund_requested': 'PaymentRefundRequested',
  'payment.void_requested': 'PaymentVoidRequested',
};
