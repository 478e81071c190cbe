import type { TenantId } from '../../kernel/ids.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { SourcingPolicyChoice } from '../../kernel/sourcing-policy.ts';
import { presetPolicy, type SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { PolicyReader } from './sourcing.ports.ts';

/** Parameter that names the policy of the installation; `sourcing-policy-<tenant>` names that of one tenant. */
export const sourcingPolicyParameter = 'sourcing-policy';

/** By which policy a tenant's orders are sourced, and who decided so. */
export type SourcingChoice = (tenantId: TenantId) => Promise<{ readonly value: SourcingPolicyChoice; readonly decidedBy: PolicyRef }>;

const presetWith = ({
  preset,
  learned,
  quotes,
}: Extract<SourcingPolicyChoice, { readonly preset: string }>): SourcingPolicy | undefined => {
  const policy = presetPolicy(preset);
  return policy && { ...policy, ...(learned ? { learned } : {}), ...(quotes ? { quotes } : {}) };
};

/** The policy that a tenant has chosen: one that ships with the product, or a whole one of its own. */
export const chosenPolicy = (choice: SourcingPolicyChoice): SourcingPolicy | undefined =>
  'policy' in choice ? choice.policy : presetWith(choice);

/** The policies that ship with the product by name, and what each tenant has chosen. */
export const createPresetPolicies = (choose: SourcingChoice): PolicyReader => ({
  policy: async (tenantId, name) => {
    if (name !== undefined) return presetPolicy(name);
    const { value, decidedBy } = await choose(tenantId);
    const policy = chosenPolicy(value);
    return policy && { ...policy, decidedBy };
  },
});
