import { SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { namesOf } from '../../lib/platform/aws/names.ts';
import { createParameters } from '../../lib/platform/aws/parameters.ssm.ts';
import { createSecrets } from '../../lib/platform/aws/secrets.secrets-manager.ts';
import { createParametersServer, createSecretsServer } from '../platform/aws/storage/settings.server.ts';
import { createAwsStub } from '../support/aws-stub.ts';
import { describeSettingsContract } from './settings.contract.ts';

const names = namesOf({ stage: 'test', region: 'eu-central-1', account: '123456789012', partition: 'aws' });

describeSettingsContract('Secrets Manager and Parameter Store', async () => {
  const secrets = createSecretsServer();
  const parameters = createParametersServer();
  const secretsClient = new SecretsManagerClient(createAwsStub(secrets.respond).settings);
  const parametersClient = new SSMClient(createAwsStub(parameters.respond).settings);
  let nowMs = 0;
  // A change is seen after a minute at the latest.
  const passAMinute = (): void => {
    nowMs += 60_000;
  };
  return {
    secrets: createSecrets(new SecretsProvider({ awsSdkV3Client: secretsClient }), { secretId: names.secretId, nowMs: () => nowMs }),
    parameters: createParameters(new SSMProvider({ awsSdkV3Client: parametersClient }), {
      parameterName: names.parameterName,
      nowMs: () => nowMs,
    }),
    setSecret: async (name, current, previous) => {
      secrets.set(names.secretId(name), current, previous);
      passAMinute();
    },
    setParameter: async (name, value) => {
      parameters.values.set(names.parameterName(name), value);
      passAMinute();
    },
    close: async () => {
      secretsClient.destroy();
      parametersClient.destroy();
    },
  };
});
