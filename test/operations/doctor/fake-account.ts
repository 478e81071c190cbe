import type { AwsAccount, Quota, QuotaName } from '../../../lib/operations/app/doctor/aws-account.ts';
import type { Deployment, DoctorParts, Finding } from '../../../lib/operations/app/doctor/doctor.ts';

export const identity = { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/deployer' };

export const deployment: Deployment = {
  stage: 'prod',
  region: 'eu-central-1',
  edge: true,
  emulator: false,
  alarmEmail: 'oncall@example.com',
  pagers: [],
  reservedConcurrency: 20,
  consumerConcurrency: 40,
  endpointConcurrency: 0,
  stackPrefix: 'waybill-prod-',
  costTags: ['waybill:stage'],
  secretId: (name) => `waybill/prod/${name}`,
};

const plenty = 40_000;

export const quotaOf = (quota: QuotaName, value: number, adjustable = true): Quota => ({
  code: 'code' in quota ? quota.code : 'L-LISTED',
  name: `quota of ${quota.service}`,
  value,
  adjustable,
});

/** An account in which everything is as it should be, but for what a test says. */
export const fakeAccount = (otherwise: Partial<AwsAccount> = {}): AwsAccount => ({
  identity: async () => identity,
  bootstrapVersion: async () => 21,
  quota: async (_region, quota) => quotaOf(quota, plenty),
  mail: async () => ({ production: true, sending: true, max24HourSend: 50_000 }),
  smsSandbox: async () => false,
  secret: async () => 'present',
  hostedZone: async () => 'example.com',
  costTag: async () => 'active',
  stacks: async () => [{ name: 'waybill-prod-stateful', status: 'CREATE_COMPLETE', protected: true }],
  ...otherwise,
});

export const partsOf = (account: AwsAccount, otherwise: Partial<DoctorParts> = {}): DoctorParts => ({
  options: { file: 'waybill.config.ts', deployment },
  machine: { node: '24.21.0', cdk: '2.1148.1' },
  account,
  ordersPerDay: 20_000,
  channels: async () => [
    { tenantId: 'main', channel: 'shopify', account: 'main', secretName: 'shopify-main-webhook-secret', delivered: true },
  ],
  ...otherwise,
});

export const worst = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ status }) => status !== 'ok');
