import * as z from 'zod';
import { fromWire } from '../../kernel/wire.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';

const minor = z.int().min(0).max(100_000_000);
const kilometres = z.number().positive().max(20_100);
const name = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const percent = z.int().min(0).max(1_000);

const ascending = (bands: readonly { readonly up_to_km: number }[]): boolean =>
  bands.every((band, index) => index === 0 || band.up_to_km > (bands[index - 1]?.up_to_km ?? 0));

const carrierRate = z.strictObject({
  carrier: z.string().min(1).max(60),
  service: z.string().min(1).max(60),
  bands: z
    .array(z.strictObject({ up_to_km: kilometres, price_minor: minor }))
    .min(1)
    .max(100)
    .refine(ascending, 'bands must grow by up_to_km'),
  cross_border_minor: minor.optional(),
});

const shippingRates = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('distance'), base_minor: minor, per_thousand_km_minor: minor, cross_border_minor: minor }),
  z.strictObject({ kind: z.literal('rate-table'), carriers: z.array(carrierRate).min(1).max(200) }),
]);

/** A sourcing policy as JSON, snake_case, in minor units of the order's currency. */
export const sourcingPolicySchema = z.strictObject({
  name,
  version: z.int().min(1),
  method: z.enum(['lowest-score', 'nearest-first']),
  shipping: shippingRates,
  split_cost_minor: minor,
  weights_percent: z.strictObject({ shipping: percent, handling: percent, split: percent }),
  unknown_distance_km: kilometres,
  remainder: z.enum(['wait', 'split']),
});

/** Reads a policy from JSON. @throws ZodError that names each wrong field */
export const policyFromJson = (json: unknown): SourcingPolicy => fromWire<SourcingPolicy>(sourcingPolicySchema.parse(json));
