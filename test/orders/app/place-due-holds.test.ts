import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createBandedRisk, createReviewThreshold } from '../../../lib/fraud/index.ts';
import { bundledFraudScorer, createDecisionLog, createScoring } from '../../../lib/intelligence/index.ts';
import type { TenantId } from '../../../lib/kernel/ids.ts';
import { createPlaceDueHolds } from '../../../lib/orders/app/place-due-holds.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import type { EventStore } from '../../../lib/platform/event-store/event-store.ts';
import { createLocalModels } from '../../../lib/platform/embedded/model-endpoint.local.ts';
import { type Item, ModelUnavailableError, type Platform, type Table } from '../../../lib/platform/ports.ts';
import { policiesFrom } from '../../policies/policies.support.ts';
import { at, content, create, given } from '../domain/order.fixtures.ts';

const caller = systemCaller('main' as TenantId, 'test', { correlationId: 'c', causationId: 'c' });
const clock = { now: () => at(5) };
const policies = policiesFrom({ 'fraud-review-above': '50000 EUR' });

/** Holds placed and receipts written when an order of this total is looked at. */
const look = async (total: number, invoke = createLocalModels({}).invoke) => {
  const placed: unknown[] = [];
  const rows: Item[] = [];
  const store = {
    execute: async (_aggregate: unknown, _stream: unknown, command: unknown) => {
      placed.push(command);
      return { ok: true };
    },
  } as unknown as EventStore;
  const ledger = { put: async (item: Item) => void rows.push(item) } as unknown as Table;
  const placeDueHolds = createPlaceDueHolds({
    store,
    decisions: createDecisionLog({ ledger, clock, sha256: (text) => createHash('sha256').update(text).digest('hex') }),
    risk: createBandedRisk({
      rule: createReviewThreshold((tenantId) => policies.inForce(tenantId, 'fraud_review')),
      bands: (tenantId) => policies.inForce(tenantId, 'fraud_bands'),
      explorer: async () => ({ explored: false, propensity: 1, reason: 'switched-off' }),
      mayDecideAlone: async () => false,
      scoring: createScoring({
        models: { invoke },
        local: { fraud: bundledFraudScorer() },
        mode: 'sagemaker',
        clock,
        metrics: { addMetric: () => undefined },
      }),
    }),
    platform: { clock, views: { query: async () => ({ items: [] }) } } as unknown as Platform,
  });
  const totals = { subtotal: total, discount: 0, shipping: 0, tax: 0, fees: 0, total };
  await placeDueHolds(caller, given(create(content({ totals }))).order());
  return { placed, receipts: rows.map((row) => row['receipt']) };
};

const down = async () => {
  throw new ModelUnavailableError('no answer');
};

describe('the receipt of an assessment', () => {
  it('has the score as advice beside the rule that decided', async () => {
    const { placed, receipts } = await look(40_000, down);
    expect(placed).toEqual([]);
    expect(receipts).toEqual([
      expect.objectContaining({
        band: 'pass',
        policy: { name: 'review-above', version: 1 },
        inputs: expect.objectContaining({ features: expect.objectContaining({ total: 400, line_count: 2, pays_by_card: 1, hour: 14 }) }),
        advice: expect.objectContaining({
          usedByPolicy: false,
          source: 'in-process',
          version: bundledFraudScorer().version,
          fallback: 'endpoint-failed',
        }),
      }),
    ]);
  });
  it('tells nothing of the person', async () => {
    const { receipts } = await look(40_000, down);
    const text = JSON.stringify(receipts);
    for (const personal of ['person', 'destination', '400"', 'KY', 'visa']) expect(text).not.toContain(personal);
  });
});

describe('an order above the threshold', () => {
  it('is held for review whether or not a model answers', async () => {
    const { placed, receipts } = await look(60_000, down);
    expect(placed).toEqual([expect.objectContaining({ type: 'PlaceHold', hold: expect.objectContaining({ type: 'fraud-review' }) })]);
    expect(receipts).toEqual([expect.objectContaining({ band: 'review' })]);
  });
});
