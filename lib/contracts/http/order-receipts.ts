// Receipts of the decisions made for an order. Those of older releases may lack what was added since.
import * as z from 'zod';
import { comparedFields } from '../../orders/domain/same-basket.ts';
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

const UnsourcedLine = z
  .object({
    ...sourcedLine,
    reason: z.enum(['no-stock', 'excluded', 'location-unusable', 'not-released', ...constraints]),
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
      })
      .meta({ description: 'They sum to the score; those that are optional are left out where they are 0' }),
  })
  .meta({ id: 'RoutingCandidate' });

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

const fallback = z.enum(['endpoint-failed', 'answer-refused', 'breaker-open', 'mode-unknown']).nullable();

const FraudAdvice = z
  .discriminatedUnion('source', [
    z.object({
      used_by_policy: z.literal(false),
      source: z.enum(['endpoint', 'in-process']),
      model: text,
      version: text,
      score: z.number().min(0).max(1),
      bias: z.number(),
      fallback,
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
  .meta({ id: 'FraudAdvice', description: 'What the model said. The policy has not used it' });

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
  })
  .meta({ id: 'FraudFeatures', description: 'What the model read' });

const FraudDecision = z
  .object({
    ...record,
    kind: z.literal('fraud'),
    receipt: z.object({
      band: z.enum(['pass', 'verify', 'review']),
      policy,
      decided_by: decidedBy,
      inputs: z.object({ order_id: text, channel: text, total_minor: minor, currency: text, features: FraudFeatures }),
      reasons,
      advice: FraudAdvice.optional(),
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

/** One decision with its receipt. */
export const Decision = z.discriminatedUnion('kind', [RoutingDecision, FraudDecision, DuplicateDecision]).meta({ id: 'Decision' });
