import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { reviewThresholdParameter } from '../../../lib/fraud/app/review-threshold.ts';
import { modelsParameter } from '../../../lib/intelligence/app/score.ts';
import { createStageSettings } from '../../../lib/operations/adapters/settings.aws.ts';
import { createEnvFileSettings } from '../../../lib/operations/adapters/settings.env-file.ts';
import { isParameterName, SettingRefusedError } from '../../../lib/operations/app/settings.ts';
import { openEnvSource } from '../../../lib/platform/embedded/env-file.ts';
import { secretsFromEnv } from '../../../lib/platform/embedded/secrets.env.ts';
import { sourcingPolicyParameter } from '../../../lib/sourcing/app/preset-policies.ts';
import { type AwsResponder, awsError, createAwsStub } from '../../support/aws-stub.ts';

const installation = { stage: 'prod', region: 'eu-central-1', account: '111122223333', partition: 'aws' };

const over = (respond: AwsResponder) => {
  const stub = createAwsStub(respond);
  return { requests: stub.requests, settings: createStageSettings(installation, stub.settings) };
};
const operations = (requests: readonly { readonly operation: string | undefined }[]) => requests.map(({ operation }) => operation);

describe('secrets of a stage', () => {
  it('are made under the key of the stage', async () => {
    const { settings, requests } = over(({ operation }) => {
      if (operation === 'DescribeSecret') return { body: { KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/k' } };
      if (operation === 'CreateSecret') return { body: { Name: 'waybill/prod/pagerduty' } };
      return awsError(400, 'ResourceNotFoundException');
    });
    expect(await settings.putSecret('pagerduty', 'https://example.com/x')).toBe('created');
    expect(requests.at(-1)).toMatchObject({
      operation: 'CreateSecret',
      json: {
        Name: 'waybill/prod/pagerduty',
        SecretString: 'https://example.com/x',
        KmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/k',
      },
    });
  });

  it('are made under the usual key before the stage has one', async () => {
    const { settings, requests } = over(({ operation }) =>
      operation === 'CreateSecret' ? { body: {} } : awsError(400, 'ResourceNotFoundException'),
    );
    expect(await settings.putSecret('pagerduty', 'x')).toBe('created');
    expect(requests.at(-1)?.json).not.toHaveProperty('KmsKeyId');
  });

  it('are replaced by a new version', async () => {
    const { settings, requests } = over(({ operation }) => ({ body: operation === 'GetSecretValue' ? { SecretString: 'old' } : {} }));
    expect(await settings.putSecret('pagerduty', 'new')).toBe('replaced');
    expect(operations(requests)).toEqual(['GetSecretValue', 'PutSecretValue']);
  });

  it('stay as they are when the value is the same, so that the value before keeps its place', async () => {
    const { settings, requests } = over(() => ({ body: { SecretString: 'same' } }));
    expect(await settings.putSecret('pagerduty', 'same')).toBe('unchanged');
    expect(operations(requests)).toEqual(['GetSecretValue']);
  });

  it('can be put in by somebody who may not read them', async () => {
    const { settings } = over(({ operation }) => (operation === 'GetSecretValue' ? awsError(400, 'AccessDeniedException') : { body: {} }));
    expect(await settings.putSecret('pagerduty', 'new')).toBe('replaced');
  });

  it('that are about to be deleted are refused with what to do', async () => {
    const { settings } = over(() => awsError(400, 'InvalidRequestException'));
    await expect(settings.putSecret('pagerduty', 'new')).rejects.toThrow(
      /restore-secret --region eu-central-1 --secret-id waybill\/prod\/pagerduty/,
    );
  });

  it('lose their previous value when the rotation ends', async () => {
    const { settings, requests } = over(() => ({ body: { VersionIdsToStages: { v2: ['AWSCURRENT'], v1: ['AWSPREVIOUS'] } } }));
    expect(await settings.retirePreviousSecret('pagerduty')).toBe(true);
    expect(requests.at(-1)).toMatchObject({
      operation: 'UpdateSecretVersionStage',
      json: { SecretId: 'waybill/prod/pagerduty', VersionStage: 'AWSPREVIOUS', RemoveFromVersionId: 'v1' },
    });
    const alone = over(() => ({ body: { VersionIdsToStages: { v2: ['AWSCURRENT'] } } }));
    expect(await alone.settings.retirePreviousSecret('pagerduty')).toBe(false);
    expect(operations(alone.requests)).toEqual(['DescribeSecret']);
  });
});

describe('parameters of a stage', () => {
  it('are set, read and listed below the stage', async () => {
    const { settings, requests } = over(({ operation, json }) => {
      if (operation === 'GetParameter') return { body: { Parameter: { Value: 'nearest' } } };
      if (operation !== 'GetParametersByPath') return { body: {} };
      const first = (json as { readonly NextToken?: string }).NextToken === undefined;
      return first
        ? { body: { Parameters: [{ Name: '/waybill/prod/sourcing-policy', Value: 'nearest' }], NextToken: 'n' } }
        : { body: { Parameters: [{ Name: '/waybill/prod/models', Value: 'sagemaker' }] } };
    });
    await settings.putParameter('sourcing-policy', 'nearest');
    expect(requests[0]?.json).toEqual({ Name: '/waybill/prod/sourcing-policy', Value: 'nearest', Type: 'String', Overwrite: true });
    expect(await settings.getParameter('sourcing-policy')).toBe('nearest');
    expect(await settings.listParameters()).toEqual([
      { name: 'models', value: 'sagemaker' },
      { name: 'sourcing-policy', value: 'nearest' },
    ]);
  });

  it('that are not set are not there', async () => {
    expect(await over(() => awsError(400, 'ParameterNotFound')).settings.getParameter('models')).toBeUndefined();
  });
});

describe('settings of a data folder', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waybill-settings-'));
    file = join(folder, 'waybill.env');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const text = () => readFileSync(file, 'utf8');
  const asTheServerReads = (name: string) => secretsFromEnv(openEnvSource({ file, env: {} })).get(name);

  it('make a file for its owner alone', async () => {
    expect(await createEnvFileSettings(file).putSecret('shopify-main-webhook-secret', 's3cret')).toBe('created');
    expect(text()).toBe("SHOPIFY_MAIN_WEBHOOK_SECRET='s3cret'\n");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keep the value before until the rotation ends, and everything else of the file', async () => {
    writeFileSync(file, '# ours\nSOURCING_POLICY=nearest\nPAGERDUTY=one\n');
    const settings = createEnvFileSettings(file);
    expect(await settings.putSecret('pagerduty', 'two')).toBe('replaced');
    expect(await settings.putSecret('pagerduty', 'two')).toBe('unchanged');
    expect(await asTheServerReads('pagerduty')).toEqual({ current: 'two', previous: 'one' });
    expect(await settings.retirePreviousSecret('pagerduty')).toBe(true);
    expect(await settings.retirePreviousSecret('pagerduty')).toBe(false);
    expect(await asTheServerReads('pagerduty')).toEqual({ current: 'two' });
    expect(text()).toBe("# ours\nSOURCING_POLICY=nearest\nPAGERDUTY='two'\n");
  });

  it('hold any secret as it was given, or refuse it', async () => {
    const settings = createEnvFileSettings(file);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', '#', '$', '=', '\\', 'n', "'", '"', '`', '{', 'é') }),
        async (value) => {
          try {
            await settings.putSecret('pagerduty', value);
          } catch (error) {
            expect(error).toBeInstanceOf(SettingRefusedError);
            return;
          }
          expect((await asTheServerReads('pagerduty'))?.current).toBe(value);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('leave a file alone in which a value runs over several lines', async () => {
    const before = "PAGERDUTY='first\nOTHER=1\nlast'\n";
    writeFileSync(file, before);
    await expect(createEnvFileSettings(file).putSecret('pagerduty', 'new')).rejects.toBeInstanceOf(SettingRefusedError);
    expect(text()).toBe(before);
  });

  it('list parameters and never secrets', async () => {
    const settings = createEnvFileSettings(file);
    await settings.putSecret('shopify-main-webhook-secret', 's3cret');
    await settings.putParameter('sourcing-policy-acme', 'cheapest');
    expect(await settings.getParameter('sourcing-policy-acme')).toBe('cheapest');
    expect(await settings.listParameters()).toEqual([{ name: 'sourcing-policy-acme', value: 'cheapest' }]);
  });
});

it('every parameter that the product reads can be set', () => {
  for (const name of [
    reviewThresholdParameter,
    sourcingPolicyParameter,
    `${sourcingPolicyParameter}-acme`,
    modelsParameter,
    'order-completion-delay-seconds',
  ])
    expect(isParameterName(name)).toBe(true);
  expect(isParameterName('sourcing-polcy')).toBe(false);
});
