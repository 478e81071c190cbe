import { assertNever } from '../../kernel/result.ts';
import { notFound, type Refusal } from '../../platform/http/refusal.ts';
import type { PolicyRejection, PolicyVersion } from '../domain/policy.ts';
import type { ChangedPolicy, PolicyState } from './policy-desk.ts';
import { policyValueToWire } from './policy-value.ts';

/** As `PolicyView` of the contract. */
export const policyView = ({ name, value, version, source, stored, problem }: PolicyState) => ({
  name,
  value: policyValueToWire(value),
  version,
  source,
  since: stored?.at ?? null,
  by: stored?.actor ?? null,
  note: stored?.note ?? null,
  problem,
});

export const changedPolicyView = ({ policy, changed, warnings }: ChangedPolicy) => ({ policy: policyView(policy), changed, warnings });

/** As `PolicyVersionView` of the contract. */
export const policyVersionView = ({ name, value, version, note, actor, at, restoredFrom }: PolicyVersion) => ({
  name,
  value: policyValueToWire(value),
  version,
  note,
  actor,
  at,
  restored_from: restoredFrom,
});

/** Why a policy is not changed, as handlers answer it. */
export const policyRefusal = (rejection: PolicyRejection): Refusal => {
  switch (rejection.code) {
    case 'policy-changed-meanwhile': {
      const { code, version } = rejection;
      const message = `Somebody else was faster: version ${version} is in force. Look at it, and decide again.`;
      return { kind: 'conflict', code, message, data: { version } };
    }
    case 'policy-impossible': {
      const { code, problems, destination } = rejection;
      const [first] = problems;
      const message = `By this value no order would find a source. ${first ? `${first.field}: ${first.message}.` : ''}`.trim();
      return { kind: 'rejected', code, message, problems, data: { destination } };
    }
    case 'policy-version-not-found':
      return notFound('policy-version');
    default:
      return assertNever(rejection);
  }
};
