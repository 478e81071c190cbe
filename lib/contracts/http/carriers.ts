// What outcomes have taught of carriers, and parcels from elsewhere to learn from.
import * as z from 'zod';
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
