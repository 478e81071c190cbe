// Ways in which goods could reach a customer, as a checkout offers them.
import * as z from 'zod';
import { optionFeatures } from '../../customers/domain/delivery-options/preferences.ts';
import { Sku, skuPattern, TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { constraints } from '../../sourcing/domain/sourcing.policy.ts';
import { notFoundResponse, refused, text } from './common.ts';
import { EvaluateRouteBody } from './routing.ts';

const instant = z.iso.datetime();
const share = z.number().min(0).max(1);
const amountMax = 1_000_000_000_000;
const { lines, destination, currency } = EvaluateRouteBody.shape;

/** `POST /checkout/delivery-options` */
export const DeliveryOptionsBody = z
  .strictObject({
    lines,
    destination,
    currency,
    customer: z
      .strictObject({ email: z.email('must be an e-mail address').max(320) })
      .optional()
      .meta({
        description: 'Whoever buys. With their consent to personalisation the options stand in the order that they chose by before',
      }),
    order_reference: z
      .string()
      .regex(/^[^\u0000-\u001f\u007f]{1,128}$/u, 'must be 1 to 128 characters')
      .optional()
      .meta({
        description: '`channel_order_id` under which the order will come, so that what was chosen is learned from without knowing who',
      }),
    prices: z
      .array(
        z.strictObject({
          method: text(500).meta({ description: '`method` of an option, or its `option_id`' }),
          price_minor: z
            .int('must be a whole number of minor units')
            .min(0, 'must be 0 or more')
            .max(amountMax, `must be ${amountMax} or less`),
        }),
      )
      .max(50, 'must have at most 50 prices')
      .optional()
      .meta({ description: 'What the customer is charged for a way; one that is not named is taken to cost what sending costs' }),
  })
  .meta({ id: 'DeliveryOptionsBody' });
export type DeliveryOptionsBody = z.output<typeof DeliveryOptionsBody>;

/** An object with a number for each thing that options differ in. */
const perFeature = (value: z.ZodNumber) =>
  z.object(Object.fromEntries(optionFeatures.map((feature) => [feature, value])) as Record<(typeof optionFeatures)[number], z.ZodNumber>);

/** Between which moments the goods come. */
export const DeliveryRange = z
  .object({
    earliest: instant.meta({ description: 'One of ten such orders is there by then' }),
    likely: instant.meta({ description: 'One half is there by then' }),
    latest: instant.meta({ description: 'Nine of ten are there by then' }),
  })
  .meta({ id: 'DeliveryRange' });

export const dateBases = ['learned', 'prior-only', 'location', 'unknown'] as const;

const DeliveryOption = z
  .object({
    option_id: z.string().meta({ description: 'The method in lower case, or `pickup:` and the place' }),
    kind: z.enum(['delivery', 'pickup']),
    method: z.string().meta({ description: 'To be the `code` of the first of the order’s `shipping_lines`, for a delivery' }),
    location_id: z.string().nullable().meta({ description: 'Where the customer comes; to be `delivery.location_id` of the order' }),
    price_minor: z.int().min(0),
    price_basis: z.enum(['shop', 'rates']).meta({ description: '`shop`: as `prices` said; `rates`: what sending costs' }),
    cost_minor: z.int().min(0).meta({ description: 'What sending costs, by the rates or by what was learned of them' }),
    deliver_by: instant.nullable().meta({
      description: 'What the customer may be told, and `deliver_by` of the order; null where nobody can say, and for a pickup',
    }),
    estimate: DeliveryRange.nullable().meta({ description: 'When it really comes; null where no distance or no days are known' }),
    date_basis: z.enum(dateBases).meta({
      description:
        '`learned` from parcels; `prior-only`: too few parcels went that way, so that it is hardly more than what the rates say; `location`: when the place has it ready',
    }),
    seen: z.int().min(0).meta({ description: 'Parcels of the past that the dates rest on' }),
    chance: share.nullable().meta({ description: 'Probability of keeping `deliver_by`' }),
    parcels: z.int().min(0),
    distance_km: z.int().min(0).nullable().meta({ description: 'Great circle, all parcels together; of a pickup to the place' }),
    co2: z
      .object({ grams: z.int().min(0), modes: z.array(z.enum(['road', 'air'])) })
      .nullable()
      .meta({
        description:
          'An estimate from weight and distance, by average factors of the EPA; a service that is faster than a truck is taken to fly. Null where the weight of an article is not known',
      }),
    share: share.meta({ description: 'How likely somebody of this taste chooses it' }),
    features: perFeature(z.number().min(0)).meta({ description: 'What it differs in from the best of what is offered' }),
    contributions: perFeature(z.number()).meta({ description: 'What each of that does to its place; the sum decides' }),
    reason: z.string(),
  })
  .meta({ id: 'DeliveryOption' });

const DeliveryOptions = z
  .object({
    options_id: z.string(),
    answered_at: instant,
    expires_at: instant.meta({ description: 'Until then it can be read again' }),
    currency: z.string(),
    goods_minor: z.int().min(0),
    policy: z.object({ name: z.string(), version: z.int() }),
    figures_version: z.string().nullable().meta({ description: 'Of what was learned of carriers; null while nothing has been' }),
    ranking: z.object({
      basis: z.enum(['personal', 'shop', 'assumed']).meta({
        description: 'By what this customer chose before, by what the shop’s customers chose, or by assumptions while hardly anybody has',
      }),
      consent: z.boolean().nullable().meta({
        description: 'Whether the customer agrees to personalisation; null where none was named. Without it nothing of theirs is read',
      }),
      choices_of_shop: z.int().min(0),
      choices_of_person: z.int().min(0),
      weights: perFeature(z.number()),
    }),
    items: z.array(DeliveryOption).meta({ description: 'The one first that the customer most likely wants' }),
    left_out: z
      .array(
        z.object({
          method: z.string(),
          reason: z
            .enum(['no-stock', 'excluded', 'location-unusable', 'not-released', ...constraints, 'promise-not-kept', 'dominated'])
            .meta({ description: '`promise-not-kept`: more likely late than not; `dominated`: another service is cheaper and faster' }),
        }),
      )
      .meta({ description: 'What the shop sells and cannot offer here, and why' }),
    is_open: z.boolean().meta({ description: 'Whether its order may still be found' }),
    choice: z
      .object({
        option_id: z.string().nullable().meta({ description: 'Null where the order was for none of these' }),
        order_id: z.string(),
        learned_at: instant,
      })
      .nullable()
      .meta({ description: 'What was ordered, looked for an hour, a day and three days later; null where no order was found' }),
  })
  .meta({ id: 'DeliveryOptions' });

export const deliveryOptionsRoute = {
  method: 'POST',
  path: '/checkout/delivery-options',
  scope: 'orders:write',
  operationId: 'offerDeliveryOptions',
  summary: 'Ways in which goods could reach a customer, with price, dates and chance, in the order they most likely want them',
  body: DeliveryOptionsBody,
  responses: {
    200: { description: 'The options; the answer is kept for 30 days as its own receipt', schema: DeliveryOptions },
    400: { description: 'A field is not as it must be; `problems` names it, an article that nobody knows by `lines.N.sku`' },
    ...refused,
  },
} as const satisfies Route;

export const getDeliveryOptionsRoute = {
  method: 'GET',
  path: '/checkout/delivery-options/{id}',
  scope: 'orders:read',
  operationId: 'getDeliveryOptions',
  summary: 'What a checkout was answered and why, and what was chosen',
  params: z.object({ id: z.string().regex(/^[a-z0-9]{26}$/, 'must be the id of an answer: 26 characters a–z, 0–9') }),
  responses: { 200: { description: 'As it was answered', schema: DeliveryOptions }, ...refused, ...notFoundResponse },
} as const satisfies Route;

export const deliveryTasteRoute = {
  method: 'GET',
  path: '/delivery-taste',
  scope: 'orders:read',
  operationId: 'getDeliveryTaste',
  summary: 'What the shop’s customers want of a delivery, learned from what they chose',
  responses: {
    200: {
      description: 'The average of the shop; nobody can be told from it',
      schema: z
        .object({
          choices: z.int().min(0).meta({ description: 'Choices that it rests on' }),
          basis: z.enum(['shop', 'assumed']),
          features: z.array(
            z.object({
              feature: z.enum(optionFeatures),
              weight: z.number().meta({ description: 'What one more of it does; below 0 nobody wants it' }),
              deviation: z.number().min(0).meta({ description: 'How far the truth may be from that' }),
            }),
          ),
          day_percent: z
            .number()
            .min(0)
            .nullable()
            .meta({ description: 'What a day sooner is worth, in percent of the order; null where the price does not matter' }),
        })
        .meta({ id: 'DeliveryTaste' }),
    },
    ...refused,
  },
} as const satisfies Route;

/**
 * As with availability, the tenant stands in the path, so that a cache before us keeps one answer for everybody. Only a country and a
 * subdivision are asked for: with a postal code hardly any two questions would be the same.
 */
export const storefrontDeliveryRoute = {
  method: 'GET',
  path: '/storefronts/{tenant}/delivery/{sku}',
  scope: 'public',
  operationId: 'getStorefrontDelivery',
  summary: 'When an article would be with a customer, for websites and the caches before them',
  params: z.object({
    tenant: z.string().regex(tenantIdPattern).transform(TenantId),
    sku: z.string().regex(skuPattern, 'must be a SKU').transform(Sku),
  }),
  query: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE'),
    region: z
      .string()
      .regex(/^([A-Z]{2}-)?[A-Z0-9]{1,3}$/, 'must be a subdivision after ISO 3166-2, with or without its country, such as US-NY')
      .optional(),
  }),
  responses: {
    200: {
      description: 'With Cache-Control and ETag; days of the customer’s calendar, and nothing of what sending costs',
      schema: z
        .object({
          sku: z.string(),
          time_zone: z.string().meta({
            description:
              'Whose calendar the days are of, by the IANA database: that of the destination. `UTC` where country and region do not tell it, as of a country with several zones whose region is not given',
          }),
          items: z
            .array(
              z.object({
                method: z.string(),
                earliest_on: z.iso.date().meta({ description: 'One of ten such orders is there by the end of that day' }),
                likely_on: z.iso.date().meta({ description: 'One half is there by then' }),
                latest_on: z.iso.date().meta({ description: 'Nine of ten are there by then' }),
                basis: z.enum(['learned', 'prior-only']).meta({
                  description: '`prior-only`: too few parcels went that way, so that it is hardly more than what the rates say',
                }),
              }),
            )
            .meta({ description: 'The cheapest way first; empty where the article cannot be had now, or nobody can tell' }),
        })
        .meta({ id: 'StorefrontDelivery' }),
    },
    304: { description: 'As the caller has it, by the ETag that it sent in If-None-Match' },
    400: { description: 'The request is not as it must be; `problems` names the field' },
    404: { description: 'The tenant shows nothing to the public, or there is no such article' },
  },
} as const satisfies Route;
