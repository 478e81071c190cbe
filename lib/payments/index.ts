export { createPayments, paymentAggregate, paymentKind, paymentStream, type Payments } from './app/payments.ts';
export type { PaymentState } from './domain/payment.decide.ts';
