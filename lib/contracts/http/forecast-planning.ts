// What forecasts propose to do: goods to move and to buy, people to plan, parcels to negotiate.
import * as z from 'zod';
import { proposalKinds, proposalStatuses } from '../../forecasting/domain/planning/proposal.ts';
import { locationIdPattern, skuPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { locationTypes } from './catalog-bodies.ts';
import { notFoundResponse, pageCursor, pageLimit, refused, rejectedResponse, words } from './common.ts';

const units = z.number().min(0);
const EndStanding = z
  .object({
    location_id: z.string(),
    available: units,
    incoming: units.meta({ description: 'Under way, and there within the days' }),
    expected: units.meta({ description: 'Demand expected within the days' }),
    days: z.int().min(0),
    needed: units.meta({ description: 'Stock that covers the demand as often as asked for, with the safety stock' }),
    safety_stock: units,
    short_before: units.meta({ description: 'Units expected to be missing without it' }),
    short_after: units,
  })
  .meta({ id: 'PlannedEnd', description: 'How one end of a proposal stands, in units' });

const Proposal = z
  .object({
    proposal_id: z.string(),
    kind: z.enum(proposalKinds),
    status: z.enum(proposalStatuses).meta({ description: '`lapsed`: what it rested on is no longer so, or nobody decided in time' }),
    sku: z.string(),
    from_location_id: z.string().nullable(),
    to_location_id: z.string(),
    supplier: z.string().nullable().meta({ description: 'Location of the supplier; null where nobody is known to sell the article' }),
    quantity: z.int().min(1),
    act_by: z.iso.date().meta({ description: 'The last day on which it is in time' }),
    expected_on: z.iso.date(),
    sentence: z.string(),
    reasons: z.array(z.string()),
    receipt: z.object({
      forecast_version: z.string(),
      service_percent: z.number(),
      policy_version: z.int().min(0),
      to: EndStanding,
      from: EndStanding.nullable(),
      lead_time_days: z.int().min(0),
      cost_minor: z.int().nullable(),
      benefit_minor: z.int().nullable().meta({ description: 'Loss expected to be avoided, less what the giving end risks' }),
      currency: z.string().nullable(),
      minimum_units: z.int().nullable(),
      pack_units: z.int().nullable(),
    }),
    opened_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    decision: z
      .object({
        by: z.object({ kind: z.enum(['user', 'system', 'api_key']), id: z.string() }),
        note: z.string().nullable(),
        document_id: z.string().nullable().meta({ description: 'Number of the transfer or purchase order' }),
        quantity: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'PlanningProposal', description: 'Goods to be moved or bought before they are missing, with what speaks for it' });

const ProposalPath = z.object({ id: z.string().regex(/^[a-z2-7]{26}$/, 'must be the id of a proposal') });
const note = words(500).optional().meta({ description: 'Why, without personal data' });
const answers = {
  200: { description: 'The proposal as it stands', schema: Proposal },
  ...refused,
  ...notFoundResponse,
  ...rejectedResponse,
} as const;

export const proposalsRoute = {
  method: 'GET',
  path: '/planning/proposals',
  scope: 'fulfilment:read',
  summary: 'Goods to be moved or bought before they are missing, each with what speaks for it',
  operationId: 'listPlanningProposals',
  query: z.strictObject({
    list: z.enum(['open', 'ended']).default('open'),
    kind: z.enum(proposalKinds).optional(),
    sku: z.string().regex(skuPattern).optional(),
    location_id: z.string().regex(locationIdPattern).optional().meta({ description: 'At either end' }),
    limit: pageLimit,
    cursor: pageCursor,
  }),
  responses: {
    200: {
      description: 'Open ones oldest first, those that have ended newest first; a page may be shorter than asked for',
      schema: z.object({ items: z.array(Proposal), cursor: z.string().optional() }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const acceptProposalRoute = {
  method: 'POST',
  path: '/planning/proposals/{id}/accept',
  scope: 'inventory:write',
  summary: 'Makes the transfer, as a draft, or the purchase order that is proposed; repeated it changes nothing',
  operationId: 'acceptPlanningProposal',
  params: ProposalPath,
  body: z.strictObject({
    quantity: z
      .int('must be a whole number')
      .min(1, 'must be 1 or more')
      .max(1_000_000_000)
      .optional()
      .meta({ description: 'Others than proposed' }),
    supplier: words(500).optional().meta({ description: 'From whom to buy; needed where nobody is known to sell the article' }),
    note,
  }),
  responses: answers,
} as const satisfies Route;

export const declineProposalRoute = {
  method: 'POST',
  path: '/planning/proposals/{id}/decline',
  scope: 'inventory:write',
  summary: 'Turns a proposal down; for a while it is not made again',
  operationId: 'declinePlanningProposal',
  params: ProposalPath,
  body: z.strictObject({ note }),
  responses: answers,
} as const satisfies Route;

const known = { forecast_version: z.string().nullable().meta({ description: 'Null while there is no forecast' }) };

export const staffingRoute = {
  method: 'GET',
  path: '/planning/staffing',
  scope: 'fulfilment:read',
  summary: 'How many people each location needs on each of the days ahead, by the forecast and the policy `labour`',
  operationId: 'getStaffingPlan',
  query: z.strictObject({
    location_id: z.string().regex(locationIdPattern).optional(),
    days: z.coerce.number().int().min(1).max(28).default(14),
  }),
  responses: {
    200: {
      description: 'Whole people for demand that is not exceeded in 50 and in 90 of 100 cases',
      schema: z.object({
        ...known,
        policy_version: z.int().min(0),
        units_per_line: z.number(),
        lines_per_order: z.number(),
        basis: z
          .enum(['measured', 'prior'])
          .meta({ description: '`prior`: no orders are known, so one unit a line and one line an order' }),
        locations: z.array(
          z.object({
            location_id: z.string(),
            type: z.enum(locationTypes),
            lines_per_person_hour: z.number(),
            capacity_per_day: z.int().nullable(),
            days: z.array(
              z
                .object({
                  day: z.iso.date(),
                  units,
                  lines: units,
                  people_p50: z.int().min(0),
                  people_p90: z.int().min(0),
                  parcels: units,
                  is_over_capacity: z.boolean().nullable().meta({ description: 'Null where the location has not said what it can send' }),
                })
                .meta({ id: 'StaffingDay' }),
            ),
          }),
        ),
      }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

export const carrierVolumesRoute = {
  method: 'GET',
  path: '/planning/carrier-volumes',
  scope: 'fulfilment:read',
  summary: 'Parcels expected by lane and month, for negotiations with carriers',
  operationId: 'getCarrierVolumes',
  query: z.strictObject({ months: z.coerce.number().int().min(1).max(12).default(3) }),
  responses: {
    200: {
      description: 'Lanes from locations into regions, most parcels first',
      schema: z.object({
        ...known,
        units_per_parcel: z.number(),
        season: z
          .object({
            counts: z.boolean().meta({ description: 'Whether days beyond the forecast have the season of the year' }),
            years: z.int().min(0).max(2).meta({ description: 'Earlier years by which it is told' }),
            proof: z
              .object({
                without_percent: z.number().min(0),
                with_percent: z.number().min(0),
                spans: z.int().min(1).meta({ description: 'Spans of four weeks of the past that were told and held against what came' }),
              })
              .nullable()
              .meta({
                description:
                  'How far volumes would have been off in the past, without the season and with it; null where less than about a year and a half is known',
              }),
          })
          .meta({ id: 'VolumeSeason', description: 'It counts where it would have told the past better by a twentieth' }),
        lanes: z.array(
          z.object({
            from_location_id: z.string().nullable().meta({ description: 'The location that would serve the region if it had everything' }),
            to_region: z.string(),
            months: z.array(
              z
                .object({
                  month: z.string(),
                  parcels: units,
                  units,
                  forecast_days: z.int().min(0).meta({ description: 'Days that the forecast reaches' }),
                  season_days: z
                    .int()
                    .min(0)
                    .meta({ description: 'Days beyond it that have the season of earlier years; the others are like its mean day' }),
                  days: z.int().min(0),
                })
                .meta({ id: 'LaneMonth' }),
            ),
          }),
        ),
      }),
    },
    ...refused,
  },
} as const satisfies Route;
