import type { TenantId } from '../../kernel/ids.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import { presetPolicy } from '../domain/sourcing.policy.ts';
import type { PolicyReader } from './sourcing.ports.ts';

/** Parameter that names the policy of the installation; `sourcing-policy-<tenant>` names that of one tenant. */
export const sourcingPolicyParameter = 'sourcing-policy';

/** By which of the policies that ship with the product a tenant's orders are sourced, and who decided so. */
export type SourcingChoice = (
  tenantId: TenantId,
) => Promise<{ readonly value: { readonly preset: string }; readonly decidedBy: PolicyRef }>;

/** The policies that ship with the product, as each tenant has chosen. */
export const createPresetPolicies = (choose: SourcingChoice): PolicyReader => ({
  policy: async (tenantId, name) => {
    if (name !== undefined) return presetPolicy(name);
    const { value, decidedBy } = await choose(tenantId);
    const policy = presetPolicy(value.preset);
    return policy && { ...policy, decidedBy };
  },
});
