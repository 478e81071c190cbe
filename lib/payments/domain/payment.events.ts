import type { CurrencyCode } from '../../kernel/money.ts';

/** Who says so: the channel that took the money, an operator, or a payment provider. */
export type PaymentSource = 'channel' | 'operator' | 'provider';

/** Minor units of `currency`; always above zero. */
type Amount = { readonly amountMinor: number; readonly currency: CurrencyCode };

export type PaymentAuthorized = {
  readonly type: 'payment.authorized';
  readonly source: PaymentSource;
  readonly reference: string | null;
} & Amount;
export type PaymentCaptured = {
  readonly type: 'payment.captured';
  readonly source: PaymentSource;
  readonly reference: string | null;
} & Amount;
export type PaymentVoided = { readonly type: 'payment.voided'; readonly source: PaymentSource } & Amount;
export type PaymentRefunded = { readonly type: 'payment.refunded'; readonly source: PaymentSource } & Amount;
/** The order is owed less than was captured: whoever holds the money is asked to give the difference back. */
export type RefundRequested = { readonly type: 'payment.refund_requested'; readonly reason: string } & Amount;
/** The order no longer needs what was authorised. */
export type VoidRequested = { readonly type: 'payment.void_requested'; readonly reason: string } & Amount;

/** Facts about the money of one order; the stream has the order's id. */
export type PaymentEvent = PaymentAuthorized | PaymentCaptured | PaymentVoided | PaymentRefunded | RefundRequested | VoidRequested;

export const paymentEventSchemaVersions: Readonly<Record<PaymentEvent['type'], number>> = {
  'payment.authorized': 1,
  'payment.captured': 1,
  'payment.voided': 1,
  'payment.refunded': 1,
  'payment.refund_requested': 1,
  'payment.void_requested': 1,
};
