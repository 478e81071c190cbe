// Orders that may be fraudulent: reviews, codes that customers confirm, chargebacks, and what it all costs.
import * as z from 'zod';
import { bandActions } from '../../fraud/domain/bands.ts';
import { verificationFailures } from '../../fraud/domain/fraud-case.events.ts';
import { currencyPattern } from '../../kernel/money.ts';
import { CurrencyCode } from '../../kernel/money.ts';
import type { Route } from '../../platform/http/route.ts';
import { moment, notFoundResponse, OrderPath, pageCursor, refused, rejectedResponse } from './common.ts';

const instant = z.iso.datetime();
const count = z.int().min(0);
const minor = z.int().meta({ description: 'Minor units' });
const minorOfBands = z.object({ pass: minor, verify: minor, review: minor, decline: minor });

// ---------------------------------------------------------------- Reviews

const FraudReview = z
  .object({
    order_id: z.string(),
    hold_id: z.string(),
    placed_at: instant.meta({ description: 'When the order was held' }),
    due_at: instant.meta({ description: 'By when a person is to have decided, by the policy fraud_bands' }),
    overdue: z.boolean(),
    channel: z.string(),
    total_minor: minor,
    currency: z.string(),
    reason: z.string(),
    probability: z.number().min(0).max(1).nullable().meta({ description: 'Of fraud; null where no model answered' }),
    reasons: z.array(z.string()).meta({ description: 'Why it is held, then what speaks against it and for it' }),
    costs_minor: minorOfBands.nullable().meta({ description: 'What each action costs in expectation; null where none was worked out' }),
    recommended: z
      .object({ action: z.enum(['pass', 'verify', 'decline']), sentence: z.string() })
      .nullable()
      .meta({ description: 'pass: release the hold; verify: have the customer confirm a code; decline: reject the hold' }),
    verification: z.enum(['none', 'waiting', 'confirmed', 'failed']),
  })
  .meta({ id: 'FraudReview' });

export const listFraudReviewsRoute = {
  method: 'GET',
  path: '/fraud/reviews',
  scope: 'orders:read',
  operationId: 'listFraudReviews',
  summary: 'Orders that wait for a reviewer, those first that are due first, with reasons and the action of least expected cost',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(50), cursor: pageCursor }),
  responses: {
    200: {
      description: 'A page; it may hold fewer than were asked for and still have a cursor',
      schema: z.object({
        items: z.array(FraudReview),
        capacity: z.object({
          per_day: count.meta({ description: 'By the policy' }),
          decided_today: count.meta({ description: 'By the UTC day' }),
          waiting: count.meta({ description: 'At most 1,000 are counted' }),
          overdue: count,
        }),
        cursor: z.string().optional().meta({ description: 'For the next page; absent on the last one' }),
      }),
    },
    ...refused,
  },
} as const satisfies Route;

// ---------------------------------------------------------------- Bands

const amounts = z
  .string()
  .regex(/^\d{1,12}(,\d{1,12}){0,19}$/, 'must be 1 to 20 amounts in minor units with commas between them, such as 2500,10000')
  .transform((text) => text.split(',').map(Number));

export const fraudBandsRoute = {
  method: 'GET',
  path: '/fraud/bands',
  scope: 'policies:read',
  operationId: 'getFraudBands',
  summary: 'From which probability of fraud on an order of a value is verified, reviewed or better declined, by the policy fraud_bands',
  query: z.strictObject({
    amounts_minor: amounts.optional().meta({ description: 'Totals to look at, such as 2500,10000; by default some from small to large' }),
  }),
  responses: {
    200: {
      description: 'The bands of each value. An action that is never the cheapest is left out',
      schema: z.object({
        mode: z.enum(['off', 'advise', 'decide']),
        currency: z.string(),
        values: z.array(
          z.object({
            value_minor: minor,
            bands: z.array(z.object({ action: z.enum(bandActions), from: z.number().min(0).max(1), to: z.number().min(0).max(1) })),
          }),
        ),
      }),
    },
    ...refused,
  },
} as const satisfies Route;

// ---------------------------------------------------------------- Codes

const Verification = z
  .object({
    status: z.enum(['none', 'waiting', 'confirmed', 'failed']),
    reason: z.enum(verificationFailures).nullable().meta({ description: 'Why it has failed; null unless it has' }),
    expires_at: instant.nullable(),
    tries_left: count,
    sends_left: count,
    token: z
      .string()
      .nullable()
      .meta({ description: 'For POST /verifications/{token}; null before the first code, and for whoever may not change orders' }),
  })
  .meta({ id: 'Verification', description: 'How an order stands whose customer is to confirm it by a code' });

const PublicVerification = z
  .object({
    status: z.enum(['waiting', 'confirmed', 'failed']),
    expires_at: instant.nullable(),
    tries_left: count,
    sends_left: count,
  })
  .meta({ id: 'PublicVerification', description: 'As much as anybody with the token is told: nothing of the order' });

const Code = z.strictObject({ code: z.string().regex(/^\d{6}$/, 'must be the six digits of the message') });
const TokenPath = z.object({ token: z.string().regex(/^[0-9a-f]{64}$/, 'must be the token of a verification') });
const over = { 422: { description: 'The verification is over, or no more codes are sent; `code` says which' } } as const;
const refusedOverload = { 429: { description: 'Too many requests' } } as const;

export const confirmVerificationRoute = {
  method: 'POST',
  path: '/verifications/{token}',
  scope: 'public',
  operationId: 'confirmVerification',
  summary: 'A customer enters the code that was sent; the token names the verification and nothing else',
  params: TokenPath,
  body: Code,
  maxBodyBytes: 1_024,
  responses: {
    200: { description: 'How it stands now: `waiting` after a wrong code, with the tries that are left', schema: PublicVerification },
    404: { description: 'There is no such verification' },
    ...over,
    ...refusedOverload,
  },
} as const satisfies Route;

export const resendVerificationRoute = {
  method: 'POST',
  path: '/verifications/{token}/resend',
  scope: 'public',
  operationId: 'resendVerification',
  summary: 'Sends another code to the same phone; three are sent for one order',
  params: TokenPath,
  responses: {
    200: { description: 'Another code is on its way', schema: PublicVerification },
    404: { description: 'There is no such verification' },
    ...over,
    ...refusedOverload,
  },
} as const satisfies Route;

export const askForVerificationRoute = {
  method: 'POST',
  path: '/orders/{id}/verification',
  scope: 'holds:write',
  operationId: 'askForVerification',
  summary: 'Has the customer confirm the order by a code sent to their phone, or sends another code',
  params: OrderPath,
  responses: { 200: { description: 'How it stands now', schema: Verification }, ...refused, ...notFoundResponse, ...rejectedResponse },
} as const satisfies Route;

export const enterVerificationRoute = {
  method: 'POST',
  path: '/orders/{id}/verification/confirm',
  scope: 'holds:write',
  operationId: 'enterVerificationCode',
  summary: 'Enters the code that a customer reads out on the phone',
  params: OrderPath,
  body: Code,
  responses: {
    200: { description: 'How it stands now: `waiting` after a wrong code', schema: Verification },
    ...refused,
    ...notFoundResponse,
    ...rejectedResponse,
  },
} as const satisfies Route;

// ---------------------------------------------------------------- Cases

const Chargeback = z
  .object({
    chargeback_id: z.string(),
    received_at: instant,
    reason_code: z.string(),
    fraudulent: z.boolean().meta({ description: 'Whether the code says that the owner of the card did not order' }),
    amount_minor: minor,
    currency: z.string(),
  })
  .meta({ id: 'Chargeback' });

const FraudLabel = z
  .object({
    label: z.enum(['fraud', 'honest']),
    strength: z.enum(['strong', 'weak']).meta({ description: 'strong: the bank said so, or had its time to' }),
    basis: z.enum(['chargeback', 'review', 'verification', 'no-chargeback']),
    known_at: instant,
  })
  .meta({ id: 'FraudLabel', description: 'What the models learn of the order' });

const FraudCase = z
  .object({
    order_id: z.string(),
    verification: Verification,
    reviews: z.array(
      z.object({ hold_id: z.string(), outcome: z.enum(['released', 'rejected']), decided_by: z.string(), decided_at: instant }),
    ),
    chargebacks: z.array(Chargeback),
    label: FraudLabel.nullable().meta({ description: 'Null while nothing is known' }),
  })
  .meta({ id: 'FraudCase' });

export const getFraudCaseRoute = {
  method: 'GET',
  path: '/orders/{id}/fraud',
  scope: 'orders:read',
  operationId: 'getFraudCase',
  summary: 'What is known of the honesty of an order: its verification, reviews, chargebacks, and the label that follows',
  params: OrderPath,
  responses: { 200: { description: 'The case', schema: FraudCase }, ...refused, ...notFoundResponse },
} as const satisfies Route;

const Currency = z.string().regex(currencyPattern, 'must be a currency as three upper-case letters, such as USD').transform(CurrencyCode);

/** One chargeback as banks report it; the import takes the same. */
export const ChargebackBody = z.strictObject({
  received_at: moment,
  reason_code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._-]{1,40}$/, 'must be a code of the network, such as 10.4 or 4837')
    .describe('As the network names it. Codes of fraud make the order a label of fraud, others do not'),
  amount_minor: z.int().min(1).max(1_000_000_000_000),
  currency: Currency,
  chargeback_id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,80}$/, 'must be 1 to 80 letters, digits, dots, hyphens or underscores')
    .optional()
    .describe("The bank's own number. By default chargebacks of one day and code count as one"),
});

export const recordChargebackRoute = {
  method: 'POST',
  path: '/orders/{id}/chargebacks',
  scope: 'orders:manage',
  operationId: 'recordChargeback',
  summary: 'Records a chargeback of an order; the same one again changes nothing',
  params: OrderPath,
  body: ChargebackBody,
  responses: { 200: { description: 'The case as it stands now', schema: FraudCase }, ...refused, ...notFoundResponse, ...rejectedResponse },
} as const satisfies Route;

// ---------------------------------------------------------------- Messages that were not sent

export const outboxRoute = {
  method: 'GET',
  path: '/outbox',
  scope: 'orders:personal',
  operationId: 'listOutbox',
  summary: 'Messages that would have gone to phones, newest first; empty where they really go out',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  responses: {
    200: {
      description: 'The latest messages; those to people who were erased are gone',
      schema: z.object({
        items: z.array(z.object({ id: z.string(), kind: z.literal('sms'), to: z.string(), text: z.string(), at: instant })),
      }),
    },
    ...refused,
  },
} as const satisfies Route;
