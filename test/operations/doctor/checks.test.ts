import { describe, expect, it } from 'vitest';
import { checkChannels, checkPagers } from '../../../lib/operations/app/doctor/check-channels.ts';
import { checkMessages } from '../../../lib/operations/app/doctor/check-messages.ts';
import { checkQuotas, peakOrdersPerSecond } from '../../../lib/operations/app/doctor/check-quotas.ts';
import type { QuotaName } from '../../../lib/operations/app/doctor/aws-account.ts';
import { deployment, fakeAccount, quotaOf, worst } from './fake-account.ts';

const withQuota = (service: string, value: number | undefined, adjustable = true) =>
  fakeAccount({
    quota: async (_region, quota: QuotaName) =>
      quota.service === service ? (value === undefined ? undefined : quotaOf(quota, value, adjustable)) : quotaOf(quota, 40_000),
  });

describe('quotas', () => {
  it.each([
    [119, 'problem'],
    [120, 'warning'],
    [999, 'warning'],
    [1_000, 'ok'],
  ])('of %i concurrent executions, with 20 reserved, is %s', async (value, status) => {
    const findings = await checkQuotas(withQuota('lambda', value), deployment, 20_000);
    expect(findings.find(({ message }) => message.startsWith('Lambda'))).toMatchObject({ check: 'quota', status });
  });

  it('asks for more than the usual when the reservations take more', async () => {
    const findings = await checkQuotas(withQuota('lambda', 1_000), { ...deployment, reservedConcurrency: 900 }, 20_000);
    expect(worst(findings)).toMatchObject([{ status: 'warning', action: expect.stringContaining('--desired-value 1040') }]);
  });

  it('gives the request to file, with service, code and value', async () => {
    const [finding] = worst(await checkQuotas(withQuota('lambda', 10), deployment, 20_000));
    expect(finding?.action).toBe(
      'aws service-quotas request-service-quota-increase --region eu-central-1 --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
    );
  });

  it('gives no request for a quota that cannot be raised', async () => {
    const [finding] = worst(await checkQuotas(withQuota('dynamodb', 1, false), deployment, 20_000));
    expect(finding).toMatchObject({ status: 'warning', action: expect.stringContaining('cannot be raised') });
  });

  it('grow with the load', async () => {
    const account = withQuota('dynamodb', 600);
    expect(peakOrdersPerSecond(86_400)).toBe(10);
    expect(worst(await checkQuotas(account, deployment, 86_400))).toEqual([]);
    expect(worst(await checkQuotas(account, deployment, 86_401))).toMatchObject([
      { status: 'warning', message: expect.stringContaining('601') },
    ]);
  });

  it('that the region does not list are not guessed at', async () => {
    const findings = worst(await checkQuotas(withQuota('states', undefined), deployment, 20_000));
    expect(findings.map(({ status }) => status)).toEqual(['not-checked', 'not-checked']);
  });

  it('count endpoints only where there are any', async () => {
    const account = withQuota('sagemaker', 10);
    expect(worst(await checkQuotas(account, deployment, 20_000))).toEqual([]);
    expect(worst(await checkQuotas(account, { ...deployment, endpointConcurrency: 15 }, 20_000))).toMatchObject([
      { status: 'problem', message: expect.stringContaining('L-96300102'), action: expect.stringContaining('--desired-value 15') },
    ]);
  });
});

describe('messages', () => {
  it.each([
    [{ production: true, sending: false, max24HourSend: 200 }, 'problem'],
    [{ production: false, sending: true, max24HourSend: 200 }, 'warning'],
  ] as const)('from %o are a %s', async (mail, status) => {
    expect(worst(await checkMessages(fakeAccount({ mail: async () => mail }), deployment))).toMatchObject([{ check: 'mail', status }]);
  });

  it('by SMS from the sandbox are a warning', async () => {
    expect(worst(await checkMessages(fakeAccount({ smsSandbox: async () => true }), deployment))).toMatchObject([
      { check: 'sms', status: 'warning' },
    ]);
  });

  it('of alarms must reach somebody', async () => {
    const deaf = { ...deployment, alarmEmail: undefined };
    expect(worst(await checkMessages(fakeAccount(), deaf))).toMatchObject([{ check: 'alarms', status: 'warning' }]);
    expect(worst(await checkMessages(fakeAccount(), { ...deaf, pagers: ['pagerduty'] }))).toEqual([]);
  });
});

describe('secrets and webhooks', () => {
  const shop = { tenantId: 'main', channel: 'shopify', account: 'main', secretName: 'shopify-main-webhook-secret', delivered: true };

  it('names each missing secret with the command that puts it in', async () => {
    const account = fakeAccount({ secret: async (_region, id) => (id === 'waybill/prod/opsgenie' ? 'absent' : 'present') });
    const findings = await checkPagers(account, { ...deployment, edge: false, pagers: ['pagerduty', 'opsgenie'] });
    expect(worst(findings)).toMatchObject([
      { check: 'secret', status: 'problem', message: expect.stringContaining('waybill/prod/opsgenie') },
    ]);
    expect(worst(findings)[0]?.action).toContain('--stage prod --region eu-central-1 secret put opsgenie');
  });

  it('does not take a secret that is about to be deleted for one that is there', async () => {
    const findings = await checkPagers(fakeAccount({ secret: async () => 'being-deleted' }), {
      ...deployment,
      edge: false,
      pagers: ['pagerduty'],
    });
    expect(findings).toMatchObject([{ status: 'problem', action: expect.stringContaining('restore-secret') }]);
  });

  it('wants a copy of a pager in us-east-1 where there is an edge, and only there', async () => {
    const account = fakeAccount({ secret: async (region) => (region === 'us-east-1' ? 'absent' : 'present') });
    const paged = { ...deployment, pagers: ['pagerduty'] };
    expect(worst(await checkPagers(account, paged))).toMatchObject([
      {
        status: 'problem',
        action: expect.stringContaining('replicate-secret-to-regions --region eu-central-1 --secret-id waybill/prod/pagerduty'),
      },
    ]);
    expect(worst(await checkPagers(account, { ...paged, edge: false }))).toEqual([]);
  });

  it('finds the channel account whose webhooks have never come', async () => {
    const findings = await checkChannels(fakeAccount(), deployment, [shop, { ...shop, account: 'outlet', delivered: false }]);
    expect(worst(findings)).toMatchObject([
      { check: 'webhooks', status: 'warning', action: expect.stringContaining('/webhooks/shopify/outlet') },
    ]);
  });

  it('finds the channel account whose secret is missing', async () => {
    const findings = await checkChannels(fakeAccount({ secret: async () => 'absent' }), deployment, [shop]);
    expect(worst(findings)).toMatchObject([{ check: 'secret', status: 'problem', message: expect.stringContaining('shopify main') }]);
  });

  it('finds the account that cannot be read, and the secret that it would be read with', async () => {
    const seller = { ...shop, channel: 'amazon', sendsDeliveries: false, credentialsName: 'amazon-main-credentials' };
    const missing = fakeAccount({ secret: async () => 'absent' });
    // Amazon sends nothing that is signed, so only one secret is asked for.
    expect(worst(await checkChannels(missing, deployment, [seller]))).toMatchObject([
      { check: 'secret', status: 'problem', message: expect.stringContaining('amazon-main-credentials is missing (API of amazon main)') },
    ]);
    const silent = { ...seller, delivered: false, readingProblem: 'unauthorized' };
    const findings = await checkChannels(fakeAccount(), deployment, [silent, { ...seller, readingProblem: 'unavailable' }]);
    expect(worst(findings)).toMatchObject([
      { check: 'webhooks', status: 'warning', action: expect.stringContaining('poll amazon --account main') },
      { check: 'reading', status: 'warning', action: expect.stringContaining('channel-credentials-refused.md') },
      { check: 'reading', status: 'warning', action: expect.stringContaining('channel-polls-failing.md') },
    ]);
  });
});
