import type * as z from 'zod';
import type { fraudEventPayloads } from '../../../contracts/events/fraud.ts';
import { amountOf, spoken, type TimelineKind, type Vocabulary, type Words } from './words.ts';

type Payloads = { readonly [Type in keyof typeof fraudEventPayloads]: z.output<(typeof fraudEventPayloads)[Type]> };

const told = (kind: TimelineKind, title: string, sentence: string, reference: string | null = null): Words => ({
  kind,
  title,
  sentence,
  reference,
});

const failures = {
  'no-phone': 'there is no phone number',
  undeliverable: 'the code could not be delivered',
  expired: 'nobody entered it in time',
  'too-many-tries': 'a wrong code was entered too often',
  'no-sends-left': 'no further code may be sent',
} as const;

/** What was found out about an order's honesty. */
export const fraudWords: Vocabulary<Payloads> = {
  'fraud.verification_requested': () =>
    told('hold', 'Confirmation asked for', 'The customer is asked to confirm the order by a code on their phone.'),
  'fraud.code_issued': ({ send, expires_at: until }) =>
    told('hold', 'Code sent', `${send === 1 ? 'A code' : `Code number ${send}`} goes to the customer; it is good until ${until}.`),
  'fraud.code_refused': ({ tries }) => told('hold', 'Code refused', `A wrong code was entered (${tries} so far).`),
  'fraud.verification_confirmed': ({ basis }) =>
    told(
      'hold',
      'Order confirmed by code',
      basis === 'customer'
        ? 'The customer confirmed the order by the code.'
        : 'Support confirmed the order by the code that the customer read out.',
    ),
  'fraud.verification_failed': ({ reason }) =>
    told('hold', 'Confirmation failed', `The order was not confirmed by a code: ${failures[reason]}. A person looks at it instead.`),
  'fraud.review_decided': ({ hold_id: holdId, outcome }) =>
    told(
      'hold',
      'Fraud review decided',
      outcome === 'released' ? 'The review found the order genuine.' : 'The review found the order fraudulent.',
      holdId,
    ),
  'fraud.chargeback_received': ({ chargeback_id: id, reason_code: code, fraudulent, amount_minor: minor, currency }) =>
    told(
      'payment',
      'Chargeback received',
      `The bank took back ${amountOf(minor, currency)} under code ${spoken(code)}${fraudulent ? ', which stands for fraud' : ', which says nothing of fraud'}.`,
      id,
    ),
};
