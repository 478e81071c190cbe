// Receipts of the decisions made for an order. Those of older releases may lack what was added since.
import * as z from 'zod';
import { bandActions } from '../../fraud/domain/bands.ts';
import { addressFindingCodes, addressReasons } from '../../orders/domain/order.values.ts';
import { comparedFields } from '../../orders/domain/same-basket.ts';
import { quoteServices } from '../../kernel/sourcing-policy.ts';
import { quoteGaps } from '../../sourcing/domain/quotes.ts';
import { constraints } from '../../sourcing/domain/sourcing.policy.ts';

const instant = z.iso.datetime();
const text = z.string();
const count = z.int().min(0);
const quantity = z.int().min(1);
const minor = z.int().meta({ description: 'Minor units' });
const policy = z.object({ name: text, version: z.int() });
const decidedBy = z
  .object({ policy: text, version: count, source: z.enum(['stored', 'setting', 'default']) })
  .meta({ id: 'PolicyReference', description: 'The policy that decided, and its version; 0 unless the tenant has stored one' })
  .optional();
const reasons = z.array(text).meta({ description: 'In words, for a person' });

const record = {
  decision_id: text,
  decided_at: instant,
  hash: text.meta({ description: 'SHA-256 of the receipt in canonical JSON' }),
};

// ---------------------------------------------------------------- Where the units come from

const sourcedLine = { line_id: text, sku: text, quantity };
const RoutingAssignment = z
  .object({
    location_id: text,
    lines: z.array(z.object(sourcedLine)),
    distance_km: count.optional().meta({ description: 'Absent when a place is unknown' }),
    carrier: text.optional(),
    expected_at: instant.optional().meta({ description: 'Absent when the days on the way are not known' }),
    late_days: count.optional().meta({ description: 'Days after the promise, rounded up; absent when in time or nothing was promised' }),
  })
  .meta({ id: 'RoutingAssignment', description: 'One parcel: what one location sends' });

const unsourcedReason = z.enum(['no-stock', 'excluded', 'location-unusable', 'not-released', ...constraints]);
const UnsourcedLine = z
  .object({
    ...sourcedLine,
    reason: unsourcedReason,
    also: z.array(unsourcedReason).optional().meta({ description: 'Other reasons behind which stock of it stands' }),
  })
  .meta({ id: 'UnsourcedLine', description: 'Units that found no source' });

const RoutingCandidate = z
  .object({
    plan_id: text,
    assignments: z.array(RoutingAssignment),
    score_minor: minor.meta({ description: 'The lowest is the best' }),
    contributions: z
      .object({
        shipping: minor,
        handling: minor,
        split: minor,
        lateness: minor.optional(),
        workload: minor.optional(),
        future: minor.optional().meta({ description: 'What the units would have been worth later where they are taken from' }),
        preference: minor.optional(),
        damage: minor.optional().meta({ description: 'What of the goods is expected to be lost on the way, as far as it counts' }),
        returns: minor.optional().meta({ description: 'What it is expected to cost that units come back to where they are sent from' }),
      })
      .meta({ description: 'They sum to the score; those that are optional are left out where they are 0' }),
  })
  .meta({ id: 'RoutingCandidate' });

const learnedFacts = {
  carrier: text.nullable(),
  parcels: count.meta({ description: 'Parcels of the service in the zone that it rests on' }),
  parcels_of_kind: count.meta({ description: 'Those of the same kind of goods' }),
  basis: z.enum(['learned', 'prior-only']).meta({ description: 'prior-only: too few parcels to know better than the rates' }),
  damage_percent: z.number().min(0),
  late_percent: z.number().min(0),
  cost_ratio: z.number().min(0).meta({ description: 'Price paid over that of the rates' }),
  days: z.object({ p50: z.number().min(0), p90: z.number().min(0) }).meta({ description: 'Days on the way' }),
};

const LearnedWay = z
  .object({
    location_id: text,
    zone: text,
    kind: text,
    ...learnedFacts,
    instead_of: z.object(learnedFacts).optional().meta({ description: 'The service that the rates alone would have taken' }),
  })
  .meta({ id: 'LearnedWay', description: 'What outcomes have taught of the way of a parcel' });

const RoutingReceipt = z
  .object({
    decision_id: text,
    kind: z.literal('routing'),
    policy,
    decided_by: decidedBy,
    currency: text,
    inputs_hash: text,
    destination_precision: z.enum(['coordinates', 'region', 'country', 'unknown']),
    candidates: z.array(RoutingCandidate).meta({ description: 'Up to ten plans, the chosen one first, then by score' }),
    chosen: text.optional().meta({ description: 'Plan that was chosen; absent when nothing could be sourced' }),
    reasons,
    runner_up: z
      .object({
        plan_id: text,
        margin_minor: minor,
        would_change: text,
        flip: z
          .object({
            location_id: text,
            field: z.enum(['quotedPriceMinor', 'handlingCostMinor.perParcel']),
            from_minor: minor,
            to_minor: minor,
          })
          .optional()
          .meta({ description: 'One amount by which another plan would win, all else being equal' }),
      })
      .optional(),
    unsourced: z.array(UnsourcedLine),
    binding: z
      .object({ constraint: z.enum(constraints), saving_minor: minor.optional(), more_units: count, location_ids: z.array(text) })
      .optional()
      .meta({ description: 'The hard constraint that costs most, and what would be chosen without it' }),
    future_value_version: text.optional(),
    learned: z
      .object({
        version: text.nullable().meta({ description: 'Null while nothing has been learned' }),
        arm: z.enum(['learned', 'control']).optional().meta({ description: 'Present where it counts for a share of the orders' }),
        ways: z.array(LearnedWay),
      })
      .optional()
      .meta({ description: 'Present where what was learned of carriers may count' }),
    quotes: z
      .object({
        from: z.enum(quoteServices).meta({ description: 'The service that asked the carriers' }),
        of: z
          .array(
            z.object({
              location_id: text,
              at: instant,
              services: count.meta({ description: 'Services that were offered from there' }),
              taken: z
                .object({ carrier: text, service: text, transit_days: z.number().min(0).optional() })
                .optional()
                .meta({ description: 'The one by which the chosen plan sends from there' }),
            }),
          )
          .meta({ description: 'Locations from which carriers have named prices, and when' }),
        missing: z
          .array(z.object({ location_id: text, gap: z.enum(quoteGaps) }))
          .meta({ description: 'Locations whose prices are those of the policy’s rates, and why' }),
      })
      .optional()
      .meta({ description: 'Present where carriers were asked for prices' }),
    returns: z
      .object({
        version: text.nullable().meta({ description: 'When it was counted; null while nothing has been' }),
        of: z.array(
          z.object({
            sku: text,
            sold: count.meta({ description: 'Lines sold of the article' }),
            category_sold: count.meta({ description: 'Lines sold of its category' }),
            basis: z.enum(['learned', 'too-few']).meta({ description: 'too-few: nothing is expected to come back, until more was sold' }),
            percent: z.number().min(0).max(100).meta({ description: 'Of the units that is expected to come back' }),
          }),
        ),
      })
      .optional()
      .meta({ description: 'Present where the policy counts what comes back' }),
    exploration: z
      .object({
        among: z.array(z.object({ plan_id: text, propensity: z.number().min(0).max(1) })),
        propensity: z.number().min(0).max(1).meta({ description: 'Probability with which the chosen plan was drawn' }),
        explored: z.boolean().meta({ description: 'Another plan than the best was drawn' }),
      })
      .optional()
      .meta({ description: 'Present where nearly equal plans may be drawn' }),
    search: z.enum(['exact', 'heuristic', 'rule', 'mip']),
    optimal: z.boolean().meta({ description: 'True only when it is proven that no plan has a lower score' }),
    gap_minor: minor.optional().meta({ description: 'What a better plan could save at most; absent when the plan is proven' }),
  })
  .meta({ id: 'RoutingReceipt' });

/** Where units come from, and why. */
export const SourcingDecision = z.object({
  decision_id: text,
  complete: z.boolean().meta({ description: 'Whether every unit has a source' }),
  assignments: z.array(RoutingAssignment),
  unsourced: z.array(UnsourcedLine),
  remainder: z.enum(['wait', 'split']),
  receipt: RoutingReceipt,
});

const RoutingDecision = z
  .object({
    ...record,
    kind: z.literal('routing'),
    receipt: SourcingDecision,
  })
  .meta({ id: 'RoutingDecision' });

// ---------------------------------------------------------------- Whether a person looks at it

const fallback = z.enum(['endpoint-failed', 'answer-refused', 'breaker-open', 'mode-unknown', 'version-unavailable']).nullable();

const ScoreAssignment = z
  .object({
    registry_version: count.meta({ description: 'Version of the registry that answered; 0 is the starter' }),
    role: z.enum(['champion', 'challenger', 'starter', 'previous']),
    propensity: z.number().min(0).max(1).meta({ description: 'How likely it was that this version would be asked' }),
    shadows: z
      .array(z.object({ registry_version: count, version: text, score: z.number() }))
      .meta({ description: 'What versions in shadow said; nobody acts on it' }),
  })
  .meta({ id: 'ScoreAssignment' });

const FraudAdvice = z
  .discriminatedUnion('source', [
    z.object({
      used_by_policy: z.boolean(),
      source: z.enum(['endpoint', 'in-process']),
      model: text,
      version: text,
      score: z.number().min(0).max(1),
      bias: z.number(),
      fallback,
      assignment: ScoreAssignment.optional().meta({ description: 'Absent where nothing but the starter is served' }),
      top_contributions: z.array(z.object({ feature: text, contribution: z.number() })),
      other_contributions: z.number(),
    }),
    z.object({
      used_by_policy: z.literal(false),
      source: z.literal('none'),
      model: text,
      reason: z.enum(['no-model', 'features-invalid']),
      feature: text.nullable(),
      fallback,
    }),
  ])
  .meta({ id: 'FraudAdvice', description: 'What the model said; used_by_policy says whether the band follows from it' });

const bandAction = z.enum(bandActions);
const bandsOf = { mode: z.enum(['advise', 'decide']), decided_by: decidedBy };
const FraudBands = z
  .union([
    z.object({
      ...bandsOf,
      currency: text,
      value_minor: minor,
      probability: z.number().min(0).max(1).meta({ description: 'Calibrated probability of fraud' }),
      costs_minor: z
        .object({ pass: minor, verify: minor, review: minor, decline: minor })
        .meta({ description: 'What each action costs in expectation' }),
      action: bandAction.meta({ description: 'The cheapest action that is at hand without a person who declines' }),
      recommended: z.enum(['pass', 'verify', 'decline']).meta({ description: 'What a person who looks at it is best advised to do' }),
      range: z
        .object({ from: z.number(), to: z.number(), below: bandAction.nullable(), above: bandAction.nullable() })
        .meta({ description: 'Probabilities between which the action is the cheapest, and which ones take over beyond' }),
      exploration: z
        .object({
          explored: z.boolean().meta({ description: 'Whether it was passed to learn from it' }),
          propensity: z.number().min(0).max(1).meta({ description: 'Probability with which what was done would be done again' }),
          reason: z.enum(['drawn', 'not-drawn', 'amount', 'day-is-full', 'switched-off']),
        })
        .nullable(),
      withheld: z
        .enum(['no-consent'])
        .optional()
        .meta({ description: 'Why the cheapest action, to decline, was left to a person; absent where it was not' }),
      reasons,
    }),
    z.object({ ...bandsOf, silent: z.enum(['no-score', 'currency']).meta({ description: 'Why no costs were looked at' }) }),
  ])
  .meta({ id: 'FraudBands', description: 'What each action would have cost by the policy fraud_bands' });

// Receipts of before there were signals have none.
const signal = z.number().nullable().optional();

const FraudFeatures = z
  .object({
    total: z.number().nullable(),
    highest_unit_price: z.number().nullable(),
    line_count: count,
    unit_count: count,
    largest_line_units: count,
    digital_percent: z.number().nullable(),
    discount_percent: z.number().nullable(),
    shipping_percent: z.number().nullable(),
    hour: count,
    weekday: count,
    pays_by_card: count,
    pays_later: count,
    discrepancy_count: count,
    email_orders_1h: signal,
    email_orders_24h: signal,
    email_orders_7d: signal,
    network_orders_1h: signal,
    network_orders_24h: signal,
    network_orders_7d: signal,
    network_customers_7d: signal,
    device_orders_1h: signal,
    device_orders_24h: signal,
    device_orders_7d: signal,
    device_customers_7d: signal,
    billing_other_country: signal,
    billing_other_region: signal,
    billing_other_postal: signal,
    billing_km: signal,
    email_free_mail: signal,
    email_disposable: signal,
    email_domain_chargeback_rate: signal,
    earlier_orders: signal,
    earlier_chargebacks: signal,
    customer_days: signal,
    value_to_median: signal,
    marketplace: signal,
    local_hour: signal,
  })
  .meta({ id: 'FraudFeatures', description: 'What the model read; models/fraud/features.json says what each means' });

const FraudDecision = z
  .object({
    ...record,
    kind: z.literal('fraud'),
    receipt: z.object({
      band: bandAction,
      policy,
      decided_by: decidedBy,
      inputs: z.object({
        order_id: text,
        channel: text,
        total_minor: minor,
        currency: text,
        features: FraudFeatures,
        missing: z.array(text).optional().meta({ description: 'Features that were not known, by name' }),
      }),
      reasons,
      advice: FraudAdvice.optional(),
      bands: FraudBands.optional(),
    }),
  })
  .meta({ id: 'FraudDecision' });

const DuplicateDecision = z
  .object({
    ...record,
    kind: z.literal('duplicate'),
    receipt: z.object({
      band: z.literal('review'),
      policy,
      decided_by: decidedBy,
      inputs: z.object({ window_seconds: count, placed_at: instant, total_minor: minor, currency: text }),
      other: z
        .object({
          order_id: text,
          placed_at: instant,
          channel: text,
          channel_account: text,
          channel_order_id: text,
          channel_order_name: text.nullable(),
          status: text,
        })
        .meta({ description: 'The order that looks the same' }),
      equal: z.array(z.enum(comparedFields)).meta({ description: 'What is the same of both' }),
      seconds_apart: count,
      reasons,
    }),
  })
  .meta({ id: 'DuplicateDecision' });

const UnusualDecision = z
  .object({
    ...record,
    kind: z.literal('unusual'),
    receipt: z.object({
      band: z.literal('review'),
      policy,
      inputs: z.object({
        channel: text,
        model: text.meta({ description: 'Names what the order was judged by' }),
        score: z.number().min(0).max(1).meta({ description: 'How strange the order is' }),
        threshold: z.number().min(0).max(1).meta({ description: 'What is stranger is held' }),
        held_out: count.meta({ description: 'Orders of the channel that the threshold was set by' }),
      }),
      fields: z.array(z.object({ field: text, message: text })).meta({ description: 'Fields that make it strange, and what is usual' }),
      reasons,
    }),
  })
  .meta({ id: 'UnusualDecision' });

const AddressDecision = z
  .object({
    ...record,
    kind: z.literal('address'),
    receipt: z.object({
      band: z.enum(['review', 'pass']).meta({ description: '`pass`: it was only told, or somebody has confirmed the address' }),
      policy,
      decided_by: decidedBy.meta({ description: 'Absent where a person decided' }),
      inputs: z.object({ country: text.nullable(), region: text.nullable() }),
      findings: z
        .array(z.object({ code: z.enum(addressFindingCodes), field: text, allowed: text }))
        .meta({ description: 'Fields of the address that are wrong, and what they may be; never what stands there' }),
      confirmed: z.boolean().meta({ description: 'Somebody has said that the address is right all the same' }),
      reason_code: z.enum(addressReasons).optional().meta({ description: 'Why somebody corrected the address' }),
      reasons,
    }),
  })
  .meta({ id: 'AddressDecision' });

/** One decision with its receipt. */
export const Decision = z
  .discriminatedUnion('kind', [RoutingDecision, FraudDecision, DuplicateDecision, UnusualDecision, AddressDecision])
  .meta({ id: 'Decision' });
