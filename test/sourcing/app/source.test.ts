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

const sourcingOver = (levels: readonly StockAt[]) => {
  const asked: unknown[] = [];
  const sourcing = createSourcing({
    availability: {
      availability: async (...question) => {
        asked.push(question);
        return levels;
      },
    },
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
