import { describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { createPresetPolicies } from '../../../lib/sourcing/app/preset-policies.ts';
import { balancedPolicy } from '../../../lib/sourcing/domain/sourcing.policy.ts';
import { policiesFrom } from '../../policies/policies.support.ts';

const main = TenantId('main');
const policies = (settings: Readonly<Record<string, string>>) => {
  const book = policiesFrom(settings);
  return createPresetPolicies((tenantId) => book.inForce(tenantId, 'sourcing'));
};

describe('the sourcing policy', () => {
  it('is balanced unless selected', async () => expect((await policies({}).policy(main, undefined))?.name).toBe('balanced'));
  it('is selected for the installation', async () =>
    expect((await policies({ 'sourcing-policy': 'nearest' }).policy(main, undefined))?.name).toBe('nearest'));
  it('is selected for one tenant', async () => {
    const selected = policies({ 'sourcing-policy': 'nearest', 'sourcing-policy-main': 'cheapest' });
    expect((await selected.policy(main, undefined))?.name).toBe('cheapest');
    expect((await selected.policy(TenantId('other'), undefined))?.name).toBe('nearest');
  });
  it('is a whole one of the tenant’s own, with the decision that made it so', async () => {
    const policy = { ...balancedPolicy, name: 'own', splitCostMinor: 1 };
    const decidedBy = { policy: 'sourcing', version: 3, source: 'stored' } as const;
    const reader = createPresetPolicies(async () => ({ value: { policy }, decidedBy }));
    expect(await reader.policy(main, undefined)).toEqual({ ...policy, decidedBy });
    expect((await reader.policy(main, 'cost'))?.name).toBe('cost');
  });
  it('names what there is when the selected one does not exist', async () =>
    expect(policies({ 'sourcing-policy': 'fastest' }).policy(main, undefined)).rejects.toThrow(
      'there is no policy "fastest"; there are balanced, cost, speed, nearest, cheapest',
    ));
});
