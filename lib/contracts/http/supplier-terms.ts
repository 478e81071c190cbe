// What a supplier that sends goods for us has agreed to.
import * as z from 'zod';
import { LocationId, locationIdPattern, skuPattern } from '../../kernel/ids.ts';
import { currencyPattern } from '../../kernel/money.ts';
import type { Route } from '../../platform/http/route.ts';
import { notFoundResponse, refused, rejectedResponse } from './common.ts';

const costsMax = 1_000;
const amountMax = 1_000_000_000_000;

const days = z
  .int('must be a whole number of days')
  .min(0, 'must be 0 or more')
  .max(365, 'must be 365 or less')
  .nullable()
  .meta({ description: 'Days from the purchase to the departure of the parcel; null when they are not known' });

const UnitCost = z.strictObject({
  sku: z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters'),
  amount_minor: z.int('must be a whole number of minor units').min(0, 'must be 0 or more').max(amountMax, `must be ${amountMax} or less`),
});

const unitsOf = (least: number) =>
  z.int('must be a whole number').min(least, `must be ${least} or more`).max(1_000_000, 'must be 1000000 or less');

const OrderQuantity = z.strictObject({
  sku: z.string().trim().regex(skuPattern, 'must be 1 to 128 characters without # and control characters'),
  minimum_units: unitsOf(1).default(1).meta({ description: 'Fewest units of one order' }),
  pack_units: unitsOf(1).default(1).meta({ description: 'Units are bought in multiples of so many' }),
});

const isOncePerSku = (costs: readonly { readonly sku: string }[]): boolean => new Set(costs.map(({ sku }) => sku)).size === costs.length;

export const SupplierTermsBody = z
  .strictObject({
    lead_time_days: days.default(null),
    currency: z.string().regex(currencyPattern, 'must be three upper-case letters after ISO 4217, such as EUR').nullable().default(null),
    unit_costs: z
      .array(UnitCost)
      .max(costsMax, `must be at most ${costsMax}`)
      .refine(isOncePerSku, 'must name each SKU once')
      .default([])
      .meta({ description: 'What a unit costs you, in minor units of `currency`' }),
    order_quantities: z
      .array(OrderQuantity)
      .max(costsMax, `must be at most ${costsMax}`)
      .refine(isOncePerSku, 'must name each SKU once')
      .default([])
      .meta({ description: 'In what numbers articles are bought; any number of an article that is not named' }),
  })
  .refine(({ currency, unit_costs: costs }) => costs.length === 0 || currency !== null, {
    path: ['currency'],
    error: 'must stand beside costs',
  })
  .meta({ id: 'SupplierTermsBody' });

const SupplierTerms = z
  .object({
    location_id: z.string(),
    lead_time_days: days,
    currency: z.string().nullable(),
    unit_costs: z.array(z.object({ sku: z.string(), amount_minor: z.int().min(0) })),
    order_quantities: z.array(z.object({ sku: z.string(), minimum_units: z.int().min(1), pack_units: z.int().min(1) })),
  })
  .meta({ id: 'SupplierTerms' });

const LocationPath = z.object({ id: z.string().regex(locationIdPattern).transform(LocationId) });
const responses = { 200: { description: 'The terms as they stand', schema: SupplierTerms }, ...refused, ...notFoundResponse };

export const getSupplierTermsRoute = {
  method: 'GET',
  path: '/locations/{id}/supplier-terms',
  // Costs are no business of a storefront, which reads the catalog.
  scope: 'fulfilment:read',
  summary: 'Lead time and costs of a supplier',
  params: LocationPath,
  responses,
} as const satisfies Route;

export const postSupplierTermsRoute = {
  method: 'POST',
  path: '/locations/{id}/supplier-terms',
  scope: 'catalog:write',
  summary: 'Says what a supplier has agreed to; purchases made before keep their terms',
  params: LocationPath,
  body: SupplierTermsBody,
  maxBodyBytes: 256 * 1024,
  responses: { ...responses, ...rejectedResponse },
} as const satisfies Route;
