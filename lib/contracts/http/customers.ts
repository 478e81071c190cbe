// What is shown to customers: recommendations and bundles.
import * as z from 'zod';
import { orderIdPattern, PersonId, Sku, skuPattern, TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused } from './common.ts';

const limit = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be 1 or more')
  .max(20, 'must be 20 or less')
  .default(5);
const sku = z.string().regex(skuPattern, 'must be a SKU').transform(Sku);
const share = z.number().min(0).max(1);

const RecommendedArticle = z
  .object({
    sku: z.string(),
    orders: z
      .int()
      .min(0)
      .meta({ description: 'Orders that have it beside what was asked about; of a best-selling article, all of its orders' }),
    share: share.nullable().meta({
      description:
        'Share of the orders with the one that have the other too, drawn towards the share of all orders; null for a best-selling article',
    }),
    lift: z
      .number()
      .min(0)
      .nullable()
      .meta({ description: 'How many times more often than by chance, drawn towards once; null for a best-selling article' }),
    reason: z.string(),
  })
  .meta({ id: 'RecommendedArticle' });

const counted = {
  counted_at: z.iso.datetime().nullable().meta({ description: 'When it was counted; null while nothing has been' }),
  baskets: z.int().min(0).meta({ description: 'Orders that it was counted from' }),
};

const found = {
  basis: z.enum(['bought-together', 'best-selling', 'nothing']).meta({
    description: '`best-selling`: too little is known of the article or the person; `nothing`: nothing is known, or everything is sold out',
  }),
  ...counted,
  items: z.array(RecommendedArticle),
};

const Recommendations = z.object(found).meta({ id: 'Recommendations' });

export const recommendationsRoute = {
  method: 'GET',
  path: '/recommendations',
  scope: 'catalog:read',
  operationId: 'listRecommendations',
  summary: 'Articles that are bought with an article and can be had now',
  query: z.strictObject({ sku, limit }),
  responses: { 200: { description: 'The best first', schema: Recommendations }, ...refused },
} as const satisfies Route;

export const bundlesRoute = {
  method: 'GET',
  path: '/bundles',
  scope: 'catalog:read',
  operationId: 'listBundles',
  summary: 'Articles that are bought together more often than by chance, proposed as bundles',
  query: z.strictObject({ limit }),
  responses: {
    200: {
      description: 'Those first that bring most orders beyond chance; only of articles that can be had now',
      schema: z.object({
        ...counted,
        items: z.array(
          z
            .object({
              skus: z.array(z.string()).min(2).max(3),
              orders: z.int().min(1).meta({ description: 'Orders that have all of them' }),
              support: share.meta({ description: 'Share of all orders' }),
              lift: z.number().min(0).meta({ description: 'How many times more often than by chance, drawn towards once' }),
            })
            .meta({ id: 'ProposedBundle' }),
        ),
      }),
    },
    ...refused,
  },
} as const satisfies Route;

export const personRecommendationsRoute = {
  method: 'GET',
  path: '/persons/{id}/recommendations',
  scope: 'orders:personal',
  operationId: 'listPersonRecommendations',
  summary: 'Articles for a person: with their consent by what they bought, without it what anybody is shown',
  params: z.object({
    id: z.string().regex(orderIdPattern, 'must be a person id, as `person_id` of an order says it').transform(PersonId),
  }),
  query: z.strictObject({ limit }),
  responses: {
    200: {
      description: 'The best first, without what they have',
      schema: z
        .object({
          ...found,
          consent: z.boolean().meta({ description: 'Whether they agree to personalisation; without it nothing of theirs is read' }),
          purchases: z.int().min(0).meta({ description: 'Articles of theirs that it rests on' }),
        })
        .meta({ id: 'PersonalRecommendations' }),
    },
    ...refused,
    ...notFoundResponse,
  },
} as const satisfies Route;

/** As with availability, the tenant stands in the path, so that a cache before us keeps one answer for everybody. */
export const storefrontRecommendationsRoute = {
  method: 'GET',
  path: '/storefronts/{tenant}/recommendations/{sku}',
  scope: 'public',
  operationId: 'getStorefrontRecommendations',
  summary: 'What to show beside an article, for websites and the caches before them',
  params: z.object({ tenant: z.string().regex(tenantIdPattern).transform(TenantId), sku }),
  responses: {
    200: {
      description: 'With Cache-Control and ETag; says nothing of how often anything is bought',
      schema: z.object({ items: z.array(z.object({ sku: z.string() })) }).meta({ id: 'StorefrontRecommendations' }),
    },
    304: { description: 'As the caller has it, by the ETag that it sent in If-None-Match' },
    404: { description: 'The tenant shows nothing to the public' },
  },
} as const satisfies Route;
