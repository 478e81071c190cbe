import { describe, expect, it } from 'vitest';
import { createAwsAccount } from '../../../lib/operations/adapters/aws-account.ts';
import { AccessDeniedError, CredentialsRefusedError, NoCredentialsError } from '../../../lib/operations/app/doctor/aws-account.ts';
import { type AwsReply, type AwsRequest, type AwsResponder, awsError, awsXmlError, createAwsStub, inTurn } from '../../support/aws-stub.ts';

const region = 'eu-central-1';

const over = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  return { requests: stub.requests, account: createAwsAccount(stub.settings) };
};

/** Reply of the query protocol, which STS, SNS and CloudFormation speak. */
const queryReply = (operation: string, result: string): AwsReply => ({
  headers: { 'content-type': 'text/xml' },
  body: `<${operation}Response xmlns="https://example.amazonaws.com/doc/"><${operation}Result>${result}</${operation}Result></${operation}Response>`,
});

const queryError = (status: number, code: string): AwsReply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code} was scripted</Message></Error></ErrorResponse>`,
});

const caller = queryReply(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/kim</Arn><UserId>A</UserId><Account>111122223333</Account>',
);

describe('the identity', () => {
  it('is asked of the region, so that a region which is off shows', async () => {
    const { account, requests } = over(() => caller);
    expect(await account.identity('ap-east-1')).toEqual({ account: '111122223333', arn: 'arn:aws:iam::111122223333:user/kim' });
    expect(requests[0]).toMatchObject({
      hostname: 'sts.ap-east-1.amazonaws.com',
      text: expect.stringContaining('Action=GetCallerIdentity'),
    });
  });

  it.each(['InvalidClientTokenId', 'ExpiredToken', 'SignatureDoesNotMatch'])('is refused by %s', async (code) => {
    await expect(over(() => queryError(403, code)).account.identity(region)).rejects.toBeInstanceOf(CredentialsRefusedError);
  });

  it('is nobody when the SDK finds no credentials', async () => {
    const stub = createAwsStub(() => caller);
    const credentials = async () => {
      throw Object.assign(new Error('Could not load credentials from any providers'), { name: 'CredentialsProviderError' });
    };
    await expect(createAwsAccount({ ...stub.settings, credentials }).identity(region)).rejects.toBeInstanceOf(NoCredentialsError);
    expect(stub.requests).toEqual([]);
  });
});

describe('the bootstrap version', () => {
  it('is a number, or none where the parameter is missing', async () => {
    const there = over(() => ({ body: { Parameter: { Name: '/cdk-bootstrap/hnb659fds/version', Value: '21' } } }));
    expect(await there.account.bootstrapVersion(region)).toBe(21);
    expect(there.requests[0]).toMatchObject({ operation: 'GetParameter', json: { Name: '/cdk-bootstrap/hnb659fds/version' } });
    expect(await over(() => awsError(400, 'ParameterNotFound')).account.bootstrapVersion(region)).toBeUndefined();
  });

  it('names the permission that is missing', async () => {
    const denied = over(() => awsError(400, 'AccessDeniedException')).account.bootstrapVersion(region);
    await expect(denied).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(denied).rejects.toMatchObject({ action: 'ssm:GetParameter' });
  });
});

describe('a quota', () => {
  const quota = (code: string, value: number, name = 'Concurrent executions') => ({
    ServiceCode: 'lambda',
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Adjustable: true,
  });

  it('is the value that counts for the account', async () => {
    const { account, requests } = over(() => ({ body: { Quota: quota('L-B99A9384', 10) } }));
    expect(await account.quota(region, { service: 'lambda', code: 'L-B99A9384' })).toEqual({
      code: 'L-B99A9384',
      name: 'Concurrent executions',
      value: 10,
      adjustable: true,
    });
    expect(requests).toMatchObject([{ operation: 'GetServiceQuota', json: { ServiceCode: 'lambda', QuotaCode: 'L-B99A9384' } }]);
  });

  it('is the default where none was set, and none where there is no such quota', async () => {
    const usual = over(inTurn(awsError(400, 'NoSuchResourceException'), { body: { Quota: quota('L-AB614373', 40_000) } }));
    expect(await usual.account.quota(region, { service: 'dynamodb', code: 'L-AB614373' })).toMatchObject({ value: 40_000 });
    expect(usual.requests.map(({ operation }) => operation)).toEqual(['GetServiceQuota', 'GetAWSDefaultServiceQuota']);
    const none = over(() => awsError(400, 'NoSuchResourceException'));
    expect(await none.account.quota(region, { service: 'dynamodb', code: 'L-00000000' })).toBeUndefined();
  });

  it('is found by its name, applied before default, over all pages, and listed once', async () => {
    const name = 'StartExecution throttle token refill rate per second';
    const { account, requests } = over(({ operation, json }: AwsRequest) => {
      if (operation === 'ListAWSDefaultServiceQuotas') return { body: { Quotas: [quota('L-1', 300, name), quota('L-2', 5, 'Other')] } };
      const first = (json as { readonly NextToken?: string }).NextToken === undefined;
      return { body: first ? { Quotas: [], NextToken: 'more' } : { Quotas: [quota('L-1', 150, name)] } };
    });
    expect(await account.quota(region, { service: 'states', name: /^startexecution/i })).toMatchObject({ code: 'L-1', value: 150 });
    expect(await account.quota(region, { service: 'states', name: /^other$/i })).toMatchObject({ code: 'L-2', value: 5 });
    expect(await account.quota(region, { service: 'states', name: /^nothing$/ })).toBeUndefined();
    expect(requests).toHaveLength(3);
  });
});

describe('what messages need', () => {
  it('reads the state of SES', async () => {
    const { account, requests } = over(() => ({
      body: { ProductionAccessEnabled: false, SendingEnabled: true, SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 } },
    }));
    expect(await account.mail(region)).toEqual({ production: false, sending: true, max24HourSend: 200 });
    expect(requests[0]).toMatchObject({ method: 'GET', path: '/v2/email/account', hostname: 'email.eu-central-1.amazonaws.com' });
  });

  it('reads whether SMS are in the sandbox', async () => {
    const { account, requests } = over(() => queryReply('GetSMSSandboxAccountStatus', '<IsInSandbox>true</IsInSandbox>'));
    expect(await account.smsSandbox(region)).toBe(true);
    expect(requests[0]?.text).toContain('Action=GetSMSSandboxAccountStatus');
    await expect(over(() => queryError(403, 'AuthorizationError')).account.smsSandbox(region)).rejects.toMatchObject({
      action: 'sns:GetSMSSandboxAccountStatus',
    });
  });
});

describe('a secret', () => {
  it.each([
    ['present', { body: { Name: 'waybill/prod/x', VersionIdsToStages: { v1: ['AWSCURRENT'] } } }],
    ['absent', { body: { Name: 'waybill/prod/x' } }],
    ['being-deleted', { body: { Name: 'waybill/prod/x', DeletedDate: 1_700_000_000, VersionIdsToStages: { v1: ['AWSCURRENT'] } } }],
    ['absent', awsError(400, 'ResourceNotFoundException')],
  ])('is %s', async (state, reply) => {
    const { account, requests } = over(() => reply);
    expect(await account.secret(region, 'waybill/prod/x')).toBe(state);
    // Its value is never asked for.
    expect(requests.map(({ operation }) => operation)).toEqual(['DescribeSecret']);
  });
});

describe('what is deployed', () => {
  it('lists the stacks of a stage over all pages', async () => {
    const stack = (name: string, status: string) =>
      `<member><StackName>${name}</StackName><StackStatus>${status}</StackStatus><CreationTime>2026-11-01T00:00:00Z</CreationTime><EnableTerminationProtection>true</EnableTerminationProtection></member>`;
    const { account, requests } = over(
      inTurn(
        queryReply(
          'DescribeStacks',
          `<Stacks>${stack('waybill-prod-stateful', 'CREATE_COMPLETE')}${stack('other', 'CREATE_COMPLETE')}</Stacks><NextToken>n</NextToken>`,
        ),
        queryReply('DescribeStacks', `<Stacks>${stack('waybill-prod-orders', 'UPDATE_ROLLBACK_COMPLETE')}</Stacks>`),
      ),
    );
    expect(await account.stacks(region, 'waybill-prod-')).toEqual([
      { name: 'waybill-prod-stateful', status: 'CREATE_COMPLETE', protected: true },
      { name: 'waybill-prod-orders', status: 'UPDATE_ROLLBACK_COMPLETE', protected: true },
    ]);
    expect(requests[1]?.text).toContain('NextToken=n');
  });

  it('finds a hosted zone by its id, without the dot', async () => {
    const { account, requests } = over(() => ({
      headers: { 'content-type': 'text/xml' },
      body: '<GetHostedZoneResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HostedZone><Id>/hostedzone/Z1</Id><Name>example.com.</Name><CallerReference>x</CallerReference></HostedZone></GetHostedZoneResponse>',
    }));
    expect(await account.hostedZone('Z1')).toBe('example.com');
    expect(requests[0]?.path).toBe('/2013-04-01/hostedzone/Z1');
    expect(await over(() => awsXmlError(404, 'NoSuchHostedZone')).account.hostedZone('Z2')).toBeUndefined();
  });

  it.each([
    ['active', [{ TagKey: 'waybill:stage', Type: 'UserDefined', Status: 'Active' }]],
    ['inactive', [{ TagKey: 'waybill:stage', Type: 'UserDefined', Status: 'Inactive' }]],
    ['unknown', []],
  ])('says that a cost tag is %s', async (state, tags) => {
    const { account, requests } = over(() => ({ body: { CostAllocationTags: tags } }));
    expect(await account.costTag('waybill:stage')).toBe(state);
    expect(requests[0]).toMatchObject({ operation: 'ListCostAllocationTags', json: { TagKeys: ['waybill:stage'] } });
  });
});
