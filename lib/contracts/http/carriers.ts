// What outcomes have taught of carriers, and parcels from elsewhere to learn from.
import * as z from 'zod';
import { locationIdPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import { quoteServices } from '../../kernel/sourcing-policy.ts';
import { quoteGaps } from '../../sourcing/domain/quotes.ts';
import { packageKinds } from '../../sourcing/domain/learning/outcome.ts';
import { zones } from '../../sourcing/domain/learning/zones.ts';
import type { Route } from '../../platform/http/route.ts';
import { moment, refused, text } from './common.ts';

const interval = z
  .object({ mean: z.number(), low: z.number(), high: z.number() })
  .meta({ description: 'What is to be expected, and the range that holds nine cases of ten' });

const CarrierPerformance = z
  .object({
    carrier: z.string(),
    service: z.string(),
    zone: z
      .enum(zones)
      .meta({ description: 'How far: up to 50, 150, 300, 600, 1,000, 1,400 and 1,800 miles, 8 beyond; or across a border' }),
    package_kind: z.enum(packageKinds),
    parcels: z.int().min(0).meta({ description: 'Parcels that were counted, however old' }),
    basis: z.enum(['learned', 'prior-only']).meta({ description: 'prior-only: too few parcels to know better than the rates' }),
    damage_percent: interval,
    late_percent: interval,
    cost_ratio: interval.meta({ description: 'Price paid over that of the rates' }),
    days: z.object({ p50: z.number().min(0), p90: z.number().min(0) }).meta({ description: 'Days on the way in the middle of the zone' }),
  })
  .meta({ id: 'CarrierPerformance' });

export const carrierPerformanceRoute = {
  method: 'GET',
  path: '/carriers/performance',
  scope: 'operations:read',
  operationId: 'carrierPerformance',
  summary: 'What outcomes have taught of carriers, by service, zone and kind of goods',
  query: z.strictObject({
    carrier: text(100).optional().meta({ description: 'Of this one alone' }),
    zone: z.enum(zones, `must be one of ${zones.join(', ')}`).optional(),
  }),
  responses: {
    200: {
      description: 'The last count',
      schema: z.object({
        version: z.string().nullable().meta({ description: 'Null while nothing has been learned' }),
        made_at: z.iso.datetime().nullable(),
        items: z.array(CarrierPerformance),
      }),
    },
    ...refused,
  },
} as const satisfies Route;

const country = z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE');
const place = { country, region: text(100).optional().meta({ description: 'Subdivision after ISO 3166-2, such as US-NY' }) };

/** A parcel from elsewhere. */
export const CarrierOutcome = z
  .strictObject({
    reference: z
      .string()
      .regex(/^[^#\u0000-\u001f\u007f]{1,100}$/u, 'must be 1 to 100 characters without # and control characters')
      .meta({ description: 'Its own number, under which it is counted once' }),
    carrier: text(60),
    service: text(60).optional(),
    origin: z.strictObject(place),
    destination: z.strictObject(place),
    package_kind: z.enum(packageKinds, `must be one of ${packageKinds.join(', ')}`).default('standard'),
    weight_grams: z.int('must be a whole number').min(0, 'must be 0 or more').max(100_000_000).optional(),
    cost_minor: z.int('must be a whole number').min(0, 'must be 0 or more').max(100_000_000).optional(),
    shipped_at: moment,
    delivered_at: moment.optional().meta({ description: 'Left out for a parcel that never came' }),
    promised_for: moment.optional(),
    damaged: z.boolean().default(false),
    lost: z.boolean().default(false),
  })
  .refine(({ delivered_at: at, lost }) => lost !== (at !== undefined), {
    path: ['delivered_at'],
    message: 'must be given, unless the parcel is lost',
  })
  .refine(({ shipped_at: from, delivered_at: to }) => to === undefined || to >= from, {
    path: ['delivered_at'],
    message: 'must not lie before shipped_at',
  })
  .meta({ id: 'CarrierOutcome' });
export type CarrierOutcome = z.output<typeof CarrierOutcome>;

const gramsMax = 1_000_000;

/** `POST /carriers/quotes` */
export const CarrierQuoteBody = z
  .strictObject({
    location_id: z.string().trim().regex(locationIdPattern, 'must be 1 to 64 characters without # and control characters'),
    destination: z.strictObject({
      country,
      region: text(100).optional().meta({ description: 'Subdivision after ISO 3166-2, such as US-NY' }),
      postal_code: text(40).meta({ description: 'The whole of it, without which no carrier names a price' }),
      city: text(100).optional(),
    }),
    weight_grams: z.int('must be a whole number of grams').min(1, 'must be 1 or more').max(gramsMax, `must be ${gramsMax} or less`),
    currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as USD').default('USD'),
  })
  .meta({ id: 'CarrierQuoteBody' });

export const carrierQuotesRoute = {
  method: 'POST',
  path: '/carriers/quotes',
  scope: 'operations:write',
  operationId: 'askCarrierQuotes',
  summary: 'What carriers ask for a parcel at this moment, through the service that the policy sourcing names',
  body: CarrierQuoteBody,
  responses: {
    200: {
      description: 'What came back, cheapest first; with a gap there are no services',
      schema: z
        .object({
          from: z.enum(quoteServices).meta({ description: 'The service that asked the carriers' }),
          asked_at: z.iso.datetime(),
          services: z.array(
            z.object({
              carrier: z.string(),
              service: z.string(),
              price_minor: z.int().min(0).meta({ description: 'Minor units of the currency' }),
              transit_days: z.number().min(0).optional().meta({ description: 'Days on the way; absent where the carrier names none' }),
            }),
          ),
          gap: z
            .object({ code: z.enum(quoteGaps), message: z.string() })
            .nullable()
            .meta({ description: 'Why there is no price; orders would go by the rates of the policy' }),
        })
        .meta({ id: 'CarrierQuotes' }),
    },
    400: { description: 'A field is not as it must be; `problems` names it, a location that does not exist by `location_id`' },
    409: { description: 'The policy sourcing names no service to ask (`quotes-not-set-up`)' },
    ...refused,
  },
} as const satisfies Route;

export const carrierOutcomesRoute = {
  method: 'POST',
  path: '/carriers/outcomes',
  scope: 'operations:write',
  operationId: 'recordCarrierOutcomes',
  summary: 'Parcels that were sent from elsewhere or before, to learn from; each is counted once',
  body: z.strictObject({
    outcomes: z.array(CarrierOutcome).min(1, 'must have at least one parcel').max(500, 'must have at most 500 parcels'),
  }),
  responses: {
    200: {
      description: 'How many were new, and how many were known',
      schema: z.object({ recorded: z.int().min(0), known: z.int().min(0) }).meta({ id: 'RecordedOutcomes' }),
    },
    ...refused,
  },
} as const satisfies Route;
