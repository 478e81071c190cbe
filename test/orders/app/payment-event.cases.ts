import type { EventCase } from './event-case.ts';

const amount = { amount_minor: 1_250, currency: 'EUR' };

/** Events of payments, and what is said of them. */
export const paymentCases: readonly EventCase[] = [
  ['payment.authorized', { ...amount, source: 'channel', reference: 'auth-1' }, '12.50 EUR is reserved, says the channel.', 'auth-1'],
  [
    'payment.captured',
    { amount_minor: 1_500, currency: 'JPY', source: 'operator', reference: null },
    '1500 JPY was taken, says an operator.',
  ],
  ['payment.voided', { ...amount, source: 'provider' }, 'The reservation of 12.50 EUR was given up, says the payment provider.'],
  ['payment.refunded', { ...amount, source: 'channel' }, '12.50 EUR was given back, says the channel.'],
  [
    'payment.refund_requested',
    { ...amount, reason: 'order-cancelled' },
    'Whoever holds the money was asked to give 12.50 EUR back (reason: order cancelled).',
  ],
  [
    'payment.void_requested',
    { ...amount, reason: 'order-cancelled' },
    'Whoever holds the reservation was asked to give 12.50 EUR up (reason: order cancelled).',
  ],
];
