import { describe, expect, it } from 'vitest';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { createPresetPolicies } from '../../../lib/sourcing/app/preset-policies.ts';
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
  it('names what there is when the selected one does not exist', async () =>
    expect(policies({ 'sourcing-policy': 'fastest' }).policy(main, undefined)).rejects.toThrow(
      'there is no policy "fastest"; there are balanced, nearest, cheapest',
    ));
});
