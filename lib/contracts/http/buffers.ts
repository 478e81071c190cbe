import * as z from 'zod';
import { locationIdPattern, skuPattern } from '../../kernel/ids.ts';
import { stockOverridesMax } from '../../policies/domain/policy.ts';

const sku = z.string().regex(skuPattern);
const percent = z.number().min(0).max(50);
const units = z.int().min(0).max(1_000_000);
const unitsPerDay = z.number().min(0).max(1_000_000);
const probability = z.number().min(0.000_001).max(0.5);

const Override = z
  .strictObject({
    sku: sku.optional(),
    channel: z.string().min(1).max(40).optional(),
    account: z.string().min(1).max(100).optional(),
    percent: percent.optional(),
    units: units.optional(),
    oversell_probability: probability.optional(),
  })
  .refine(
    ({ percent: share, units: fixed, oversell_probability: risk }) => [share, fixed, risk].filter((one) => one !== undefined).length === 1,
    {
      path: ['percent'],
      message: 'must be given, or units, or oversell_probability, and only one of the three',
    },
  )
  .refine((scope) => scope.sku !== undefined || scope.channel !== undefined || scope.account !== undefined, {
    path: ['sku'],
    message: 'must be given, or channel, or account: for everything there is the policy itself',
  });

const scopeOf = (override: { readonly [name: string]: unknown }): string =>
  JSON.stringify(['sku', 'channel', 'account', 'location_id'].map((name) => override[name] ?? null));
const isOncePerScope = (overrides: readonly { readonly [name: string]: unknown }[]): boolean =>
  new Set(overrides.map(scopeOf)).size === overrides.length;

export const BuffersPolicyValue = z
  .strictObject({
    percent: percent.describe('Percent of what may be sold that channels are not told of, in whole units, down'),
    bands: z
      .strictObject({
        high: z.strictObject({ above_units_per_day: unitsPerDay, percent }).describe('What sells more a day, over all channels'),
        low: z.strictObject({ below_units_per_day: unitsPerDay, percent }).describe('What sells less a day'),
      })
      .refine(({ high, low }) => low.below_units_per_day <= high.above_units_per_day, {
        path: ['low', 'below_units_per_day'],
        message: 'must not be above high.above_units_per_day',
      }),
    target: z
      .strictObject({ oversell_probability: probability })
      .nullable()
      .describe('Where sales are known the buffer is solved, so that demand within the lag of the channel exceeds it this seldom'),
    at_most_percent: z.number().min(0).max(100).describe('No computed buffer is a larger share of what may be sold'),
    minimum_shown: units.describe('Units that are shown though the computed buffer is larger; 0 lets it hide the last one'),
    overrides: z
      .array(Override)
      .max(stockOverridesMax)
      .refine(isOncePerScope, 'must name each article, account or channel once')
      .describe('The one that names most counts: an article before an account before a channel'),
  })
  .meta({ id: 'BuffersPolicyValue' });

export const SafetyStockPolicyValue = z
  .strictObject({
    default_units: units.describe('Units of each article that each location keeps'),
    overrides: z
      .array(z.strictObject({ sku, location_id: z.string().regex(locationIdPattern).optional(), units }))
      .max(stockOverridesMax)
      .refine(isOncePerScope, 'must name each article, at a location or everywhere, once')
      .describe('Of an article at a location, or of an article everywhere'),
  })
  .meta({ id: 'SafetyStockPolicyValue' });

/** Why a channel is told a number: published = available − safety_stock − buffer. */
export const PublishedStock = z
  .object({
    available: z.int(),
    safety_stock: z.int().meta({ description: 'Units of these that their locations keep' }),
    buffer: z.int(),
    published: z.int(),
    rule: z.enum(['percent', 'target', 'override']),
    percent: z.number().nullable(),
    oversell_probability: z.number().nullable().meta({ description: 'What the buffer was solved for' }),
    band: z.enum(['high', 'normal', 'low']).nullable(),
    units_per_day: z.number().nullable().meta({ description: 'Over all channels; null where sales are not known' }),
    sales_basis: z.enum(['measured', 'unknown']),
    distribution: z.enum(['poisson', 'negative-binomial']).nullable(),
    lag_seconds: z.number().meta({ description: 'For so long the channel may show an old number' }),
    lag_basis: z.enum(['measured', 'prior']),
    caution: z.number().meta({ description: 'What oversells that happened multiply the rate or the percent by' }),
    limited_by: z.enum(['share', 'minimum']).nullable(),
  })
  .meta({ id: 'PublishedStock', description: 'Why a channel is told a number: available less safety stock less buffer' });
