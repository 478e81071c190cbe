// What goods and people are planned by, as the policies `planning` and `labour` state it.
import * as z from 'zod';
import { locationTypes } from './catalog-bodies.ts';

const minor = (max: number) =>
  z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(max, `must be ${max} or less`);
const days = (min: number, max: number) =>
  z.int('must be a whole number of days').min(min, `must be ${min} or more`).max(max, `must be ${max} or less`);

export const PlanningPolicyValue = z
  .strictObject({
    service_percent: z.number().min(50).max(99.9).describe('Demand is to be covered in so many of 100 cases'),
    shortage: z
      .strictObject({
        loss_percent: z.number().min(0).max(1_000).describe('Percent of its price'),
        loss_minor: minor(1_000_000_000).describe('Minor units, for an article without a price'),
      })
      .describe('What a missing unit costs'),
    transfers: z.strictObject({
      enabled: z.boolean(),
      lead_time_days: days(0, 27).describe('Until goods of a transfer stand at their destination'),
      cover_days: days(1, 28).describe('After that; a transfer is to cover them'),
      keep_days: days(1, 90).describe('Of its own demand; a giving location keeps what covers them'),
      cost_per_transfer_minor: minor(1_000_000_000),
      cost_per_unit_minor: minor(1_000_000_000),
    }),
    replenishment: z.strictObject({
      enabled: z.boolean(),
      review_days: days(1, 90).describe('Between two purchases of an article'),
      lead_time_days: days(0, 365).describe('Until goods come from a supplier who has not said'),
    }),
    valid_days: days(1, 30).describe('After which a proposal that nobody decided on is void'),
    quiet_days: days(0, 90).describe('For which one that was declined is not made again'),
  })
  .meta({ id: 'PlanningPolicyValue' });

const isOncePerType = (types: readonly { readonly type: string }[]): boolean =>
  new Set(types.map(({ type }) => type)).size === types.length;

export const LabourPolicyValue = z
  .strictObject({
    lines_per_person_hour: z.number().positive('must be above 0').max(10_000).describe('Order lines picked and packed by one person'),
    shift_hours: z.number().positive('must be above 0').max(24),
    location_types: z
      .array(
        z.strictObject({
          type: z.enum(locationTypes),
          productivity_percent: z.number().positive('must be above 0').max(1_000).describe('Percent of the pace above'),
        }),
      )
      .max(locationTypes.length)
      .refine(isOncePerType, 'must name each type once')
      .describe('A type that is not named reaches all of it'),
  })
  .meta({ id: 'LabourPolicyValue' });
