import type { TenantId } from '../../kernel/ids.ts';
import { presetPolicy, presetPolicyNames } from '../domain/sourcing.policy.ts';
import type { PolicyReader } from './sourcing.ports.ts';

/** Parameter that names the policy of the installation; `sourcing-policy-<tenant>` names that of one tenant. */
export const sourcingPolicyParameter = 'sourcing-policy';
const standardPolicy = 'balanced';

/** The parameter names a policy that does not exist. Orders wait for it to be mended rather than ship by another rule. */
export class SourcingPolicyUnknownError extends Error {
  override readonly name = 'SourcingPolicyUnknownError';
}

/** The policies that ship with the product, selected by parameter. */
export const createPresetPolicies = (parameters: { readonly get: (name: string) => Promise<string | undefined> }): PolicyReader => {
  const selected = async (tenantId: TenantId): Promise<string> =>
    (await parameters.get(`${sourcingPolicyParameter}-${tenantId}`)) ?? (await parameters.get(sourcingPolicyParameter)) ?? standardPolicy;

  return {
    policy: async (tenantId, name) => {
      if (name !== undefined) return presetPolicy(name);
      const wanted = await selected(tenantId);
      const policy = presetPolicy(wanted);
      if (!policy)
        throw new SourcingPolicyUnknownError(
          `${sourcingPolicyParameter}: there is no policy ${JSON.stringify(wanted)}; there are ${presetPolicyNames.join(', ')}`,
        );
      return policy;
    },
  };
};
