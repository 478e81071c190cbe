import { describe, expect, it } from 'vitest';
import { LocationId, TenantId } from '../../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../../lib/kernel/money.ts';
import { createPresetPolicies, createSourcing, presetPolicyNames, type SourceInput, type StockAt } from '../../../lib/sourcing/index.ts';
import { policiesFrom } from '../../policies/policies.support.ts';
import { boston, chicago, line, newYork, sends, sha256, stock, warehouse } from '../domain/sourcing.fixtures.ts';

const input: SourceInput = {
  tenantId: TenantId('main'),
  decisionId: 'route.001.001',
  currency: CurrencyCode('USD'),
  lines: [line('1', 'A', 2)],
  destination: { country: 'US', coordinates: newYork },
};

const sourcingOver = (levels: readonly StockAt[], kept: Readonly<Record<string, number>> = {}) => {
  const asked: unknown[] = [];
  const sourcing = createSourcing({
    availability: {
      availability: async (...question) => {
        asked.push(question);
        return levels;
      },
    },
    safetyStock: { safetyStock: async () => (_sku, locationId) => kept[locationId] ?? 0 },
    locations: { locations: async () => [warehouse('W1', boston), warehouse('W2', chicago), warehouse('W3', chicago, { active: false })] },
    policies: createPresetPolicies((tenantId) => policiesFrom({}).inForce(tenantId, 'sourcing')),
    sha256,
  });
  return { sourcing, asked };
};

describe('sourcing an order', () => {
  it('decides by the stock of its SKUs at active locations, under the standard policy', async () => {
    const { sourcing, asked } = sourcingOver(stock('A', { W1: 2, W2: 2 }));
    const decided = await sourcing.source(input);
    if (!decided.ok) throw new Error(decided.error.code);
    expect(sends(decided.value)).toEqual({ W1: { '1': 2 } });
    expect(decided.value.receipt.policy).toEqual({ name: 'balanced', version: 2 });
    expect(decided.value.receipt.decidedBy).toEqual({ policy: 'sourcing', version: 0, source: 'default' });
    expect(asked).toEqual([['main', ['A'], ['W1', 'W2']]]);
  });

  it('sends nothing of what a location keeps, and says so where that leaves units without a source', async () => {
    const { sourcing } = sourcingOver(stock('A', { W1: 3, W2: 9 }), { W1: 2, W2: 5 });
    const elsewhere = await sourcing.choose(input);
    if (!elsewhere.ok) throw new Error(elsewhere.error.code);
    expect(sends(elsewhere.value.decision)).toEqual({ W2: { '1': 2 } });
    // What the decision rests on is what may be sent, so that a replay decides the same.
    expect(elsewhere.value.inputs.request.availability.map(({ available }) => available)).toEqual([1, 4]);
    const missing = await sourcing.source({ ...input, lines: [line('1', 'A', 6)] });
    if (!missing.ok) throw new Error(missing.error.code);
    expect(missing.value).toMatchObject({ complete: false, unsourced: [{ quantity: 1, reason: 'no-stock' }] });
    expect(missing.value.receipt.reasons).toContain('A is kept back as safety stock at W2 (5), W1 (2).');
  });

  it('gives it to whoever collects there', async () => {
    const { sourcing } = sourcingOver(stock('A', { W1: 3 }), { W1: 3 });
    const decided = await sourcing.source({ ...input, pickupAt: LocationId('W1') });
    expect(decided.ok && sends(decided.value)).toEqual({ W1: { '1': 2 } });
  });

  it('leaves out what is excluded', async () => {
    const { sourcing } = sourcingOver(stock('A', { W1: 2, W2: 2 }));
    const decided = await sourcing.source({ ...input, excluded: [{ locationId: LocationId('W1') }] });
    expect(decided.ok && sends(decided.value)).toEqual({ W2: { '1': 2 } });
  });

  it.each(presetPolicyNames)('follows the policy %s when it is named', async (policyName) => {
    const decided = await sourcingOver(stock('A', { W1: 2 })).sourcing.source({ ...input, policyName });
    expect(decided).toMatchObject({ ok: true, value: { complete: true, receipt: { policy: { name: policyName } } } });
  });

  it('refuses a policy it does not know, and an order without lines', async () => {
    const { sourcing } = sourcingOver([]);
    expect(await sourcing.source({ ...input, policyName: 'fastest' })).toEqual({
      ok: false,
      error: { code: 'unknown-policy', name: 'fastest' },
    });
    expect(await sourcing.source({ ...input, lines: [] })).toEqual({ ok: false, error: { code: 'nothing-to-source' } });
  });
});
