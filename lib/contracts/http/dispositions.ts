// What becomes of goods that came back.
import * as z from 'zod';
import { locationIdPattern, Sku, skuPattern } from '../../kernel/ids.ts';
import { dispositions } from '../../orders/domain/returns/disposition.ts';
import { returnConditions } from '../../orders/domain/returns/return.values.ts';
import type { Route } from '../../platform/http/route.ts';
import { refused, rejectedResponse, text } from './common.ts';
import { DispositionsPolicyValue } from './dispositions-policy.ts';

/** Goods that advice is asked for. */
export const DispositionBody = z
  .strictObject({
    sku: z.string().regex(skuPattern, 'must be a SKU').transform(Sku),
    condition: z.enum(returnConditions, `must be one of ${returnConditions.join(', ')}`),
    quantity: z.int('must be a whole number').min(1).max(100_000).default(1),
    location_id: z
      .string()
      .regex(locationIdPattern, 'must be the id of a location')
      .optional()
      .meta({ description: 'Where the goods are' }),
    origin: z
      .strictObject({
        country: z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE'),
        region: text(100).optional(),
      })
      .optional()
      .meta({ description: 'From where the customer sends them, while no location has them' }),
    unit_price: z.int('must be a whole number of minor units').min(0).max(1_000_000_000).optional().meta({
      description: 'What a new unit sells for; the price in the catalog when left out',
    }),
  })
  .refine(({ location_id: at, origin }) => (at === undefined) !== (origin === undefined), {
    path: ['location_id'],
    error: 'must stand alone, or origin must: either the goods are at a location or they are not',
  });

const option = z.object({
  disposition: z.enum(dispositions),
  location_id: z.string(),
  service: z.string().nullable().meta({ description: 'Carrier and service of the parcel that brings the goods there' }),
  days_to_shelf: z.number().nullable().meta({ description: 'Until they lie there to be sold; null for what is not sold from there' }),
  recovery_minor: z.int().meta({ description: 'What the goods bring today' }),
  season_loss_minor: z.int().meta({ description: 'What of it is lost until they are sold' }),
  weeks_to_sell: z.number().nullable().meta({ description: 'From the shelf' }),
  future_minor: z.int().meta({ description: 'What having them there spares later orders' }),
  handling_minor: z.int(),
  work_minor: z.int(),
  freight_minor: z.int(),
  net_minor: z.int(),
});

const DispositionAdvice = z
  .object({
    best: option.meta({ description: 'What leaves most' }),
    fastest: option.nullable().meta({ description: 'What can be sold soonest; null where nothing is sold' }),
    options: z.array(option).meta({ description: 'Every way that is open, the best first; forty at most' }),
    currency: z.string().nullable(),
    decided_by: z.object({ policy: z.string(), version: z.int(), source: z.enum(['stored', 'setting', 'default']) }),
    forecast_version: z.string().nullable(),
    future_version: z.string().nullable(),
    basis: z.enum(['forecast', 'assumed']).meta({ description: '`assumed`: no forecast says how fast the article sells' }),
    sentence: z.string(),
    inputs: z
      .object({
        condition: z.enum(returnConditions),
        quantity: z.int(),
        unit_price_minor: z.int(),
        received_at: z.string().nullable(),
        places: z.array(
          z.object({
            location_id: z.string(),
            sells: z.boolean(),
            parcels: z
              .array(z.object({ service: z.string().nullable(), price_minor: z.int(), days: z.number().nullable() }))
              .meta({ description: 'The cheapest first, then those that are faster' }),
            available: z.int(),
            weekly_demand: z.number().nullable(),
            future_minor: z.number(),
          }),
        ),
        policy: DispositionsPolicyValue,
      })
      .meta({ description: 'All that the advice rests on: the same inputs give the same advice' }),
  })
  .meta({ id: 'DispositionAdvice' });

export const dispositionRoute = {
  method: 'POST',
  path: '/returns/disposition',
  scope: 'inventory:read',
  operationId: 'adviseDisposition',
  summary: 'What becomes of goods that came back and where they go, every way compared; it changes nothing',
  body: DispositionBody,
  responses: { 200: { description: 'The advice', schema: DispositionAdvice }, ...refused, ...rejectedResponse },
} as const satisfies Route;
