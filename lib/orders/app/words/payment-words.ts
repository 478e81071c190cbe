import type * as z from 'zod';
import type { paymentEventPayloads } from '../../../contracts/events/payments.ts';
import { amountOf, spoken, type Vocabulary, type Words } from './words.ts';

type Payloads = { readonly [Type in keyof typeof paymentEventPayloads]: z.output<(typeof paymentEventPayloads)[Type]> };

const sources = { channel: 'the channel', operator: 'an operator', provider: 'the payment provider' } as const;

const payment = (title: string, sentence: string, reference: string | null = null): Words => ({
  kind: 'payment',
  title,
  sentence,
  reference,
});

/** What happened to the money of an order. */
export const paymentWords: Vocabulary<Payloads> = {
  'payment.authorized': ({ amount_minor: minor, currency, source, reference }) =>
    payment('Money reserved', `${amountOf(minor, currency)} is reserved, says ${sources[source]}.`, reference),
  'payment.captured': ({ amount_minor: minor, currency, source, reference }) =>
    payment('Money taken', `${amountOf(minor, currency)} was taken, says ${sources[source]}.`, reference),
  'payment.voided': ({ amount_minor: minor, currency, source }) =>
    payment('Reservation given up', `The reservation of ${amountOf(minor, currency)} was given up, says ${sources[source]}.`),
  'payment.refunded': ({ amount_minor: minor, currency, source }) =>
    payment('Money given back', `${amountOf(minor, currency)} was given back, says ${sources[source]}.`),
  'payment.refund_requested': ({ amount_minor: minor, currency, reason }) =>
    payment('Refund asked for', `Whoever holds the money was asked to give ${amountOf(minor, currency)} back (reason: ${spoken(reason)}).`),
  'payment.void_requested': ({ amount_minor: minor, currency, reason }) =>
    payment(
      'Void asked for',
      `Whoever holds the reservation was asked to give ${amountOf(minor, currency)} up (reason: ${spoken(reason)}).`,
    ),
};
