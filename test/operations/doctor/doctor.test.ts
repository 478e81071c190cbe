import { describe, expect, it } from 'vitest';
import { AccessDeniedError, CredentialsRefusedError, NoCredentialsError } from '../../../lib/operations/app/doctor/aws-account.ts';
import { type Deployment, runDoctor } from '../../../lib/operations/app/doctor/doctor.ts';
import { deployment, fakeAccount, identity, partsOf, worst } from './fake-account.ts';

const throwing = (error: Error) => async (): Promise<never> => {
  throw error;
};

const withOptions = (change: Partial<Deployment>) => ({ options: { file: 'waybill.config.ts', deployment: { ...deployment, ...change } } });

describe('an account in order', () => {
  it('has nothing but fine findings', async () => {
    const report = await runDoctor(partsOf(fakeAccount()));
    expect(worst(report.findings)).toEqual([]);
    expect(report.ok).toBe(true);
    expect(new Set(report.findings.map(({ check }) => check))).toEqual(
      new Set([
        'options',
        'node',
        'cdk',
        'credentials',
        'region',
        'bootstrap',
        'stack',
        'quota',
        'mail',
        'sms',
        'invitations',
        'alarms',
        'secret',
        'webhooks',
        'domain',
        'cost-tag',
      ]),
    );
  });
});

describe('without what the account is asked with', () => {
  it('says that there are no credentials, asks nothing more, and still checks the computer', async () => {
    const asked: string[] = [];
    const account = fakeAccount({
      identity: throwing(new NoCredentialsError('none')),
      bootstrapVersion: async () => {
        asked.push('bootstrap');
        return 21;
      },
    });
    const { findings, ok } = await runDoctor(partsOf(account));
    expect(ok).toBe(false);
    expect(findings.map(({ check, status }) => `${check} ${status}`)).toEqual([
      'options ok',
      'node ok',
      'cdk ok',
      'credentials problem',
      'account not-checked',
    ]);
    expect(asked).toEqual([]);
  });

  it('checks the computer alone when the options cannot be used', async () => {
    const options = { file: 'other.ts', refusal: 'other.ts is not valid' };
    const { findings, ok } = await runDoctor(partsOf(fakeAccount({ identity: throwing(new Error('asked')) }), { options }));
    expect(ok).toBe(false);
    expect(findings).toMatchObject([
      { check: 'options', status: 'problem', message: 'other.ts is not valid' },
      { check: 'node' },
      { check: 'cdk' },
      { check: 'account', status: 'not-checked' },
    ]);
  });

  it('names the permission that is missing and goes on', async () => {
    const account = fakeAccount({
      mail: throwing(new AccessDeniedError('ses:GetAccount')),
      quota: throwing(new AccessDeniedError('servicequotas:GetServiceQuota')),
    });
    const { findings, ok } = await runDoctor(partsOf(account));
    expect(ok).toBe(true);
    const denied = worst(findings);
    // Six quotas, one permission, one line.
    expect(denied).toHaveLength(2);
    expect(new Set(denied.map(({ check }) => check))).toEqual(new Set(['mail', 'quota']));
    expect(denied.every(({ status }) => status === 'not-checked')).toBe(true);
    expect(denied.find(({ check }) => check === 'mail')?.action).toContain('ses:GetAccount');
  });

  it('takes an outage of one service as that service not checked', async () => {
    const { findings } = await runDoctor(partsOf(fakeAccount({ smsSandbox: throwing(new Error('no route\nto host')) })));
    expect(worst(findings)).toEqual([{ check: 'sms', status: 'not-checked', message: 'AWS did not answer the question. Error: no route' }]);
  });
});

describe('who deploys, and where', () => {
  const refusedIn = (region: string) => async (asked: string) => {
    if (asked === region) throw new CredentialsRefusedError('InvalidClientTokenId: the token is invalid');
    return identity;
  };

  it('tells a region that is not enabled from credentials that are bad', async () => {
    const { findings } = await runDoctor(partsOf(fakeAccount({ identity: refusedIn('eu-central-1') })));
    expect(worst(findings)).toMatchObject([
      { check: 'region', status: 'problem' },
      { check: 'account', status: 'not-checked' },
    ]);
    expect(worst(findings)[0]?.action).toContain('enable-region --region-name eu-central-1');
  });

  it('says when the credentials are refused everywhere', async () => {
    const { findings } = await runDoctor(
      partsOf(fakeAccount({ identity: throwing(new CredentialsRefusedError('ExpiredToken: expired')) })),
    );
    expect(worst(findings)[0]).toMatchObject({ check: 'credentials', status: 'problem', message: expect.stringContaining('ExpiredToken') });
  });

  it('reads nothing from an account other than that of the options', async () => {
    const { findings, ok } = await runDoctor(
      partsOf(fakeAccount({ stacks: throwing(new Error('asked')) }), withOptions({ account: '444455556666' })),
    );
    expect(ok).toBe(false);
    expect(worst(findings)).toMatchObject([
      { check: 'account', status: 'problem', message: expect.stringContaining('444455556666') },
      { check: 'account', status: 'not-checked' },
    ]);
    expect(findings.some(({ check }) => check === 'stack')).toBe(false);
  });

  it('takes the account of the credentials when it is that of the options', async () => {
    expect((await runDoctor(partsOf(fakeAccount(), withOptions({ account: identity.account })))).ok).toBe(true);
  });

  it.each([
    ['22.1.0', '2.1148.1', 'node'],
    ['24.0.0', undefined, 'cdk'],
  ])('asks for Node %s and CDK %s to be put right', async (node, cdk, check) => {
    const { findings } = await runDoctor(partsOf(fakeAccount(), { machine: { node, cdk } }));
    expect(worst(findings)).toMatchObject([{ check, status: 'problem' }]);
  });
});

describe('bootstrap', () => {
  it('is wanted in us-east-1 too when CloudFront stands in front', async () => {
    const account = fakeAccount({ bootstrapVersion: async (region) => (region === 'us-east-1' ? undefined : 6) });
    const { findings } = await runDoctor(partsOf(account));
    expect(worst(findings)).toEqual([
      {
        check: 'bootstrap',
        status: 'problem',
        message: 'us-east-1 is not bootstrapped for the CDK.',
        action: 'npx cdk bootstrap aws://111122223333/us-east-1',
      },
    ]);
    const alone = await runDoctor(partsOf(account, withOptions({ edge: false })));
    expect(worst(alone.findings)).toEqual([]);
  });

  it('must be recent enough', async () => {
    const { findings } = await runDoctor(partsOf(fakeAccount({ bootstrapVersion: async () => 5 }), withOptions({ edge: false })));
    expect(worst(findings)).toMatchObject([{ check: 'bootstrap', status: 'problem', message: expect.stringContaining('6 is needed') }]);
  });
});

describe('what is deployed', () => {
  const stackIn = (status: string) =>
    fakeAccount({ stacks: async (region) => (region === 'us-east-1' ? [] : [{ name: 'waybill-prod-orders', status, protected: false }]) });

  it.each([
    ['CREATE_COMPLETE', 'ok'],
    ['UPDATE_COMPLETE', 'ok'],
    ['UPDATE_IN_PROGRESS', 'warning'],
    ['UPDATE_ROLLBACK_COMPLETE', 'warning'],
    ['ROLLBACK_COMPLETE', 'problem'],
    ['CREATE_FAILED', 'problem'],
    ['UPDATE_ROLLBACK_FAILED', 'problem'],
    ['DELETE_FAILED', 'problem'],
  ])('a stack in %s is %s', async (status, verdict) => {
    const { findings } = await runDoctor(partsOf(stackIn(status)));
    expect(findings.filter(({ check }) => check === 'stack')).toMatchObject([{ status: verdict }]);
  });

  it('does not ask the product before anything is deployed', async () => {
    const { findings, ok } = await runDoctor(partsOf(fakeAccount({ stacks: async () => [] }), { channels: throwing(new Error('asked')) }));
    expect(ok).toBe(true);
    expect(findings).toContainEqual(expect.objectContaining({ check: 'stack', status: 'ok', action: 'npx cdk deploy --all' }));
    expect(worst(findings)).toMatchObject([{ check: 'webhooks', status: 'not-checked' }]);
  });
});

describe('names and bills', () => {
  const domain = { name: 'orders.example.com', hostedZoneId: 'Z1', hostedZoneName: 'example.com' };

  it.each([
    ['no such zone', domain, undefined],
    ['a zone of another name', domain, 'example.org'],
    ['a name outside of its zone', { ...domain, name: 'orders.example.net' }, 'example.com'],
  ])('finds %s', async (_what, wanted, zone) => {
    const { findings } = await runDoctor(partsOf(fakeAccount({ hostedZone: async () => zone }), withOptions({ domain: wanted })));
    expect(worst(findings)).toMatchObject([{ check: 'domain', status: 'problem' }]);
  });

  it('is content with a name in its zone', async () => {
    const { findings } = await runDoctor(partsOf(fakeAccount(), withOptions({ domain })));
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'domain', status: 'ok', message: expect.stringContaining('orders.example.com') }),
    );
  });

  it.each([
    ['inactive', 'warning'],
    ['unknown', 'not-checked'],
  ] as const)('a cost tag that is %s is %s, with the command that activates it', async (state, status) => {
    const { findings } = await runDoctor(partsOf(fakeAccount({ costTag: async () => state })));
    expect(worst(findings)).toMatchObject([
      { check: 'cost-tag', status, action: expect.stringContaining('TagKey=waybill:stage,Status=Active') },
    ]);
  });
});

it('asks an emulator for neither quotas nor sandboxes nor bills', async () => {
  const asked = throwing(new Error('asked'));
  const account = fakeAccount({ quota: asked, mail: asked, smsSandbox: asked, costTag: asked });
  const { findings } = await runDoctor(partsOf(account, withOptions({ emulator: true, edge: false })));
  expect(worst(findings).map(({ check, status }) => `${check} ${status}`)).toEqual(['quota not-checked', 'mail not-checked']);
});
