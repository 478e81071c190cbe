import { AccountRootPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Everything but using the key: whoever administers it cannot read with it. */
const actions = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
] as const;

/**
 * Hands the administration of a key to the account, so that its own policies say who does it.
 * @param delegated what roles of this account may be given by their own policies beside it
 */
export const keyAdministration = (delegated: readonly string[] = []): PolicyStatement =>
  new PolicyStatement({
    sid: 'AdministeredByThisAccount',
    principals: [new AccountRootPrincipal()],
    actions: [...actions, ...delegated],
    resources: ['*'],
  });
