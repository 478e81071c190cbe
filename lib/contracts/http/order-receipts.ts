// Receipts of the decisions made for an order. Those of older releases may lack what was added since.
import * as z from 'zod';
import { comparedFields } from '../../orders/domain/same-basket.ts';

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
  })
  .meta({ id: 'RoutingAssignment', description: 'One parcel: what one location sends' });

const UnsourcedLine = z
  .object({
    ...sourcedLine,
    reason: z.enum(['no-stock', 'excluded', 'location-unusable']),
  })
  .meta({ id: 'UnsourcedLine', description: 'Units that found no source' });

const RoutingCandidate = z
  .object({
    plan_id: text,
    assignments: z.array(RoutingAssignment),
    score_minor: minor.meta({ description: 'The lowest is the best' }),
    contributions: z.object({ shipping: minor, handling: minor, split: minor }).meta({ description: 'They sum to the score' }),
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
    runner_up: z.object({ plan_id: text, margin_minor: minor, would_change: text }).optional(),
    unsourced: z.array(UnsourcedLine),
    search: z.enum(['exact', 'heuristic', 'rule']),
    optimal: z.boolean().meta({ description: 'True only when it is proven that no plan has a lower score' }),
  })
  .meta({ id: 'RoutingReceipt' });

const RoutingDecision = z
  .object({
    ...record,
    kind: z.literal('routing'),
    receipt: z.object({
      decision_id: text,
      complete: z.boolean().meta({ description: 'Whether every unit has a source' }),
      assignments: z.array(RoutingAssignment),
      unsourced: z.array(UnsourcedLine),
      remainder: z.enum(['wait', 'split']),
      receipt: RoutingReceipt,
    }),
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
