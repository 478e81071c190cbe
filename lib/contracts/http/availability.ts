import * as z from 'zod';
import { Sku, skuPattern, TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import type { Route } from '../../platform/http/route.ts';

const skusMax = 50;

export const StorefrontPolicyValue = z
  .strictObject({
    public: z.boolean().describe('Whether anybody may ask what is in stock; without it the addresses are not there'),
    exact_up_to: z.int().min(0).max(1_000).describe('Units that are shown exactly; of more only that there are more'),
    fresh_seconds: z.int().min(0).max(3_600).describe('For so long caches of a network keep an answer'),
    stale_seconds: z.int().min(0).max(3_600).describe('For so long they may give out an old one while they ask anew'),
  })
  .meta({ id: 'StorefrontPolicyValue' });

const Availability = z
  .object({
    sku: z.string(),
    in_stock: z.boolean(),
    quantity: z.int().min(0).meta({ description: 'Units that can be had, up to what the policy shows exactly' }),
    more: z.boolean().meta({ description: 'Whether there are more than `quantity`' }),
    expected_at: z.iso.datetime().nullable().meta({ description: 'Of what is sold out: when more is expected; null when nobody said' }),
  })
  .meta({ id: 'ArticleAvailability', description: 'Whether an article can be had, as a website shows it' });

const tenant = z.string().regex(tenantIdPattern).transform(TenantId);
const sku = z.string().regex(skuPattern).transform(Sku);

const answers = {
  304: { description: 'As the caller has it, by the ETag that it sent in If-None-Match' },
  400: { description: 'The request is not as it must be; `problems` names the field' },
  404: { description: 'The tenant shows nothing to the public, or there is no such article' },
} as const;

/**
 * The tenant stands in the path and no credentials are asked for, so that a cache between us and the buyers keeps one answer
 * for all of them and never gives one tenant's to another.
 */
export const articleAvailabilityRoute = {
  method: 'GET',
  path: '/storefronts/{tenant}/availability/{sku}',
  scope: 'public',
  operationId: 'getArticleAvailability',
  summary: 'Whether an article can be had, for websites and the caches before them',
  params: z.object({ tenant, sku }),
  responses: { 200: { description: 'With Cache-Control, ETag and Cache-Tag', schema: Availability }, ...answers },
} as const satisfies Route;

export const availabilityRoute = {
  method: 'GET',
  path: '/storefronts/{tenant}/availability',
  scope: 'public',
  operationId: 'listArticleAvailability',
  summary: 'Whether articles can be had, for websites and the caches before them',
  params: z.object({ tenant }),
  query: z.strictObject({
    skus: z
      .string()
      .max(4_000)
      .transform((text) => text.split(','))
      .pipe(z.array(sku).min(1).max(skusMax))
      .describe(`1 to ${skusMax} SKUs with commas between them; one that has a comma itself is asked for by its own address`),
  }),
  responses: {
    200: {
      description: 'Articles in the order asked; what never had stock is left out',
      schema: z.object({ items: z.array(Availability) }),
    },
    ...answers,
  },
} as const satisfies Route;
