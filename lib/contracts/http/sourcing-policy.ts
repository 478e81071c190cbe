// A sourcing policy as JSON. Its schema is also what an editor is made from: titles, descriptions, units, bounds and defaults.
import * as z from 'zod';
import { locationIdPattern, skuPattern } from '../../kernel/ids.ts';
import { quoteServices } from '../../kernel/sourcing-policy.ts';
import { explorePercentMax } from '../../sourcing/domain/evaluation/exploration.ts';
import { presetPolicyNames } from '../../sourcing/domain/sourcing.policy.ts';
import { locationTypes } from '../../sourcing/domain/sourcing.request.ts';

const unit = { money: 'minor units', percent: 'percent', km: 'kilometres', days: 'days' } as const;

/** Words of a member for whoever edits it, with the unit it counts in. */
const words = (title: string, description: string, of?: keyof typeof unit) => ({
  title,
  description,
  ...(of ? { 'x-unit': unit[of] } : {}),
});

const minor = (title: string, description: string) =>
  z
    .int()
    .min(0)
    .max(100_000_000)
    .meta(words(title, `${description}, in minor units of the order’s currency`, 'money'));
const kilometres = () => z.number().positive().max(20_100);
const percent = (title: string, description: string) =>
  z
    .int()
    .min(0)
    .max(1_000)
    .meta(words(title, description, 'percent'));
const country = z.string().regex(/^[A-Z]{2}$/, 'must be two upper-case letters after ISO 3166-1, such as DE');
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a country, such as US, or a subdivision, such as US-KY');
const types = z
  .array(z.enum(locationTypes))
  .min(1, 'must allow a type of location, or no location may send anything')
  .max(locationTypes.length);

const ascending = (bands: readonly { readonly up_to_km: number }[]): boolean =>
  bands.every((band, index) => index === 0 || band.up_to_km > (bands[index - 1]?.up_to_km ?? 0));

const carrierRate = z
  .strictObject({
    carrier: z.string().min(1).max(60).meta(words('Carrier', 'Whose parcel it is')),
    service: z.string().min(1).max(60).meta(words('Service', 'As receipts name it beside the carrier')),
    bands: z
      .array(
        z.strictObject({
          up_to_km: kilometres().meta(words('Up to', 'The longest way that the price is for', 'km')),
          price_minor: minor('Price', 'Price of a parcel'),
          transit_days: z
            .number()
            .min(0)
            .max(365)
            .optional()
            .meta(words('On the way', 'Days on the way; without them nobody knows whether a parcel is late', 'days')),
        }),
      )
      .min(1, 'must have a band, or the service goes nowhere')
      .max(100)
      .refine(ascending, 'must grow by up_to_km')
      .meta(words('Bands', 'Prices by distance; beyond the last one the service does not go')),
    cross_border_minor: minor(
      'At a border',
      'Added when the parcel crosses a border; without it the service stays within the country',
    ).optional(),
    per_kilogram_minor: minor('Each kilogram', 'Added for each kilogram, unit by unit').optional(),
  })
  .meta(words('Service of a carrier', 'Its prices by distance'));

const shippingRates = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('distance'),
        base_minor: minor('Each parcel', 'Price of a parcel before its way'),
        per_thousand_km_minor: minor('Each 1,000 km', 'Added for each 1,000 km'),
        cross_border_minor: minor('At a border', 'Added when the parcel crosses a border'),
        km_per_day: kilometres()
          .optional()
          .meta(words('Way of a day', 'How far a parcel travels in a day; without it nobody knows whether it is late', 'km')),
      })
      .meta(words('By distance', 'One price for all carriers')),
    z
      .strictObject({
        kind: z.literal('rate-table'),
        carriers: z
          .array(carrierRate)
          .min(1, 'must have a service, or nothing can be sent')
          .max(200)
          .meta(words('Services', 'Of those that go the way, the one counts that costs least with its lateness')),
      })
      .meta(words('By carrier', 'A table of services')),
  ])
  .meta(words('Shipping', 'What a parcel costs to send'));

const weights = z
  .strictObject({
    shipping: percent('Shipping', 'How much of the price of parcels counts'),
    handling: percent('Handling', 'How much of picking and packing counts'),
    split: percent('Splits', 'How much of the cost of parcels after the first counts'),
    lateness: percent('Lateness', 'How much of the cost of days counts').optional(),
    workload: percent('Workload', 'How much of the cost of busy places counts').optional(),
    future: percent('Later worth', 'How much of what a unit will be worth later counts').optional(),
    preference: percent('Preferences', 'How much of the penalties of preferences counts').optional(),
    returns: percent('Returns', 'How much of what it is expected to cost that goods come back counts').optional(),
  })
  .refine((all) => Object.values(all).some((weight = 0) => weight > 0), 'must count at least one cost, or all plans are alike')
  .meta(words('Weights', 'Share of each cost that counts; what is not named does not count'));

const hard = z
  .strictObject({
    keep_promise: z
      .boolean()
      .optional()
      .meta(words('Keep the promise', 'Deliver by what the customer was told or not at all; a parcel of unknown days counts as late')),
    location_types: types.optional().meta(words('Types of location', 'The only ones that may send; all when it is left out')),
    from_countries: z
      .array(country)
      .min(1, 'must allow a country, or nothing may be sent')
      .max(250)
      .optional()
      .meta(words('Countries', 'The only ones that may send; all when it is left out')),
    cross_border: z.boolean().optional().meta(words('Across borders', 'Whether parcels may cross a border; they may when it is left out')),
    max_parcels: z
      .int()
      .min(1, 'must allow a parcel, or nothing can be sent')
      .max(100)
      .optional()
      .meta(words('Parcels', 'How many an order may go out in; as many as it takes when it is left out')),
  })
  .meta(words('Hard constraints', 'What no plan may go against'));

const penalty = { penalty_minor: minor('Penalty', 'Cost of each parcel that goes against it') };
const preference = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('types'), types, ...penalty }).meta(words('Rather these types', 'Parcels from others have a penalty')),
    z
      .strictObject({ kind: z.literal('regions'), regions: z.array(region).min(1).max(100), ...penalty })
      .meta(words('Rather these regions', 'Parcels from elsewhere have a penalty')),
    z
      .strictObject({ kind: z.literal('avoid'), location_ids: z.array(z.string().regex(locationIdPattern)).min(1).max(500), ...penalty })
      .meta(words('Rather not from here', 'Parcels from these locations have a penalty')),
    z
      .strictObject({ kind: z.literal('keep-pickup'), ...penalty })
      .meta(words('Keep places of collection', 'Parcels from where customers collect have a penalty')),
  ])
  .meta(words('Preference', 'A soft constraint: what it costs to go against it'));

const learned = z
  .strictObject({
    enabled: z.boolean().meta(words('Counts', 'Whether what outcomes have taught of carriers counts')),
    damage_percent: percent('Damage', 'How much of the expected damage counts; 100 when it is left out').optional(),
    regions: z.array(region).min(1).max(300).optional().meta(words('Regions', 'Only orders to these; all when it is left out')),
    skus: z
      .array(z.string().regex(skuPattern))
      .min(1)
      .max(300)
      .optional()
      .meta(words('Articles', 'Only orders of these alone; all when it is left out')),
    share_percent: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .meta(words('Share', 'Share of the orders for which it counts; the others show what it is worth', 'percent')),
    explore_percent: z
      .number()
      .min(0)
      .max(explorePercentMax)
      .optional()
      .meta(words('Exploration', 'Share of the orders for which one of nearly equal plans is drawn; none when it is left out', 'percent')),
    explore_within_percent: z
      .number()
      .min(0)
      .max(20)
      .optional()
      .meta(words('Nearly equal', 'How much dearer than the best a plan may be to be drawn; 2 when it is left out', 'percent')),
  })
  .meta(words('Learned', 'What outcomes have taught of carriers: prices, days on the way, lateness and damage'));

const quotes = z
  .strictObject({
    from: z
      .enum(quoteServices, `must be one of ${quoteServices.join(', ')}`)
      .meta(
        words('Service', 'Who asks the carriers; its API key is the secret `<tenant>/easypost-api-key` or `<tenant>/shipstation-api-key`'),
      ),
    carrier_accounts: z
      .array(z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, 'must be the service’s id of a carrier account, such as ca_12ab or se-123890'))
      .min(1, 'must name an account, or be left out')
      .max(20)
      .optional()
      .meta(
        words('Accounts', 'The service’s ids of your accounts with carriers; ShipStation needs one at least, EasyPost takes all of them'),
      ),
    wait_ms: z
      .int()
      .min(100)
      .max(5_000)
      .optional()
      .meta({ ...words('Waits', 'How long a decision waits for prices; 1,500 when it is left out'), 'x-unit': 'milliseconds' }),
    kept_minutes: z
      .int()
      .min(1)
      .max(1_440)
      .optional()
      .meta({ ...words('Kept', 'How long a price counts; 60 when it is left out'), 'x-unit': 'minutes' }),
    locations_max: z
      .int()
      .min(1)
      .max(20)
      .optional()
      .meta(words('Locations', 'Asked for at most for an order, the nearest that hold its goods; 5 when it is left out')),
    unit_grams: z
      .int()
      .min(1)
      .max(50_000)
      .optional()
      .meta({
        ...words('Unknown weight', 'Assumed of a unit of which nobody knows the weight; 500 when it is left out'),
        'x-unit': 'grams',
      }),
  })
  .refine(({ from, carrier_accounts: accounts }) => from !== 'shipstation' || accounts !== undefined, {
    path: ['carrier_accounts'],
    error: 'must name the accounts that ShipStation is to ask',
  })
  .meta(words('Quotes', 'Carriers are asked for their prices; where none comes in time, the rates count'));

/** A sourcing policy as JSON, snake_case, in minor units of the order's currency. */
export const SourcingPolicyBody = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be up to 40 of a–z, 0–9 and -, the first one a letter')
      .meta(words('Name', 'As receipts name the policy')),
    version: z
      .int()
      .min(1)
      .default(1)
      .meta(words('Version', 'As receipts name it beside the name; the tenant’s own count of versions stands apart')),
    method: z
      .enum(['lowest-score', 'nearest-first'])
      .default('lowest-score')
      .meta(words('Method', 'lowest-score searches for the best plan; nearest-first follows the static rule whatever it costs')),
    shipping: shippingRates,
    split_cost_minor: minor('Split', 'Cost of each parcel after the first: packaging, a second delivery, an annoyed customer'),
    lateness: z
      .strictObject({
        per_day_late_minor: minor('Each day late', 'Cost of each parcel for each day after the promise'),
        per_transit_day_minor: minor('Each day on the way', 'Cost of each parcel for each day on the way'),
      })
      .optional()
      .meta(words('Lateness', 'What days cost; nothing when it is left out')),
    workload: z
      .strictObject({
        per_queued_day_minor: minor('Each day of waiting work', 'Cost of each parcel for each day that the work waiting there takes'),
      })
      .optional()
      .meta(words('Workload', 'What busy places cost; nothing when it is left out')),
    returns: z
      .strictObject({ per_unit_minor: minor('Each unit', 'Cost of bringing a unit back, from wherever') })
      .optional()
      .meta(words('Way back', 'What a unit costs that comes back; the cheapest parcel by the rates when it is left out')),
    weights_percent: weights,
    constraints: hard.optional(),
    preferences: z.array(preference).max(50).optional().meta(words('Preferences', 'Soft constraints; none when it is left out')),
    unknown_distance_km: kilometres()
      .default(3_000)
      .meta(words('Unknown distance', 'Assumed for every location alike where a place is not known', 'km')),
    remainder: z
      .enum(['wait', 'split'])
      .default('wait')
      .meta(words('Lines without a source', 'wait: the whole order waits for them; split: the rest goes ahead')),
    learned: learned.optional(),
    quotes: quotes.optional(),
  })
  .meta(words('Policy', 'A whole sourcing policy of one’s own'));

/** Which policy: one that ships with the product, by name. */
const Preset = z
  .strictObject({
    preset: z
      .enum(presetPolicyNames as readonly [string, ...string[]])
      .meta(words('Preset', 'How locations are chosen: a policy that ships with the product')),
    learned: learned.optional(),
    quotes: quotes.optional(),
  })
  .meta(words('Preset', 'A policy that ships with the product'));

/** The name of a policy that ships with the product stands for exactly that one on receipts. */
const Own = z
  .strictObject({ policy: SourcingPolicyBody })
  .refine(({ policy }) => !presetPolicyNames.includes(policy.name), {
    path: ['policy', 'name'],
    message: 'must not be the name of a policy that ships with the product',
  })
  .meta(words('Own policy', 'A whole policy of the tenant’s own'));

export const SourcingPolicyValue = z.union([Preset, Own]).meta({ id: 'SourcingPolicyValue' });
