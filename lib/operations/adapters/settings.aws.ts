import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { clientSettings, isNamed } from '../../platform/aws/client-settings.ts';
import { type Installation, macSecretName, namesOf } from '../../platform/aws/names.ts';
import { AccessDeniedError } from '../app/doctor/aws-account.ts';
import { type SecretOutcome, SettingRefusedError, type SettingsStore } from '../app/settings.ts';
import type { SdkSettings } from './aws-account.ts';
import { called } from './sdk-failures.ts';

type SecretSettings = Pick<SettingsStore, 'putSecret' | 'retirePreviousSecret'>;
type ParameterSettings = Pick<SettingsStore, 'putParameter' | 'getParameter' | 'listParameters'>;

const loadSecrets = () => import('@aws-sdk/client-secrets-manager');
const loadParameters = () => import('@aws-sdk/client-ssm');

const createSecretSettings = (client: () => Promise<SecretsManagerClient>, installation: Installation): SecretSettings => {
  const names = namesOf(installation);

  /** Undefined when it is not there, or when these credentials may write and not read. */
  const currentValue = async (SecretId: string): Promise<string | undefined> => {
    const { GetSecretValueCommand } = await loadSecrets();
    try {
      return (await called('secretsmanager:GetSecretValue', (await client()).send(new GetSecretValueCommand({ SecretId })))).SecretString;
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException', 'InvalidRequestException') || error instanceof AccessDeniedError) return undefined;
      throw error;
    }
  };

  /** Key of the secrets that the stage has made for itself; before its first deployment there is none. */
  const stageKey = async (): Promise<string | undefined> => {
    const { DescribeSecretCommand } = await loadSecrets();
    const command = new DescribeSecretCommand({ SecretId: names.secretId(macSecretName) });
    try {
      return (await called('secretsmanager:DescribeSecret', (await client()).send(command))).KmsKeyId;
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) return undefined;
      throw error;
    }
  };

  const create = async (Name: string, SecretString: string): Promise<void> => {
    const { CreateSecretCommand } = await loadSecrets();
    const KmsKeyId = await stageKey();
    const command = new CreateSecretCommand({ Name, SecretString, ...(KmsKeyId === undefined ? {} : { KmsKeyId }) });
    await called('secretsmanager:CreateSecret', (await client()).send(command));
  };

  const replace = async (SecretId: string, SecretString: string): Promise<boolean> => {
    const { PutSecretValueCommand } = await loadSecrets();
    try {
      await called('secretsmanager:PutSecretValue', (await client()).send(new PutSecretValueCommand({ SecretId, SecretString })));
      return true;
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) return false;
      if (!isNamed(error, 'InvalidRequestException')) throw error;
      throw new SettingRefusedError(
        `${SecretId} is about to be deleted. "aws secretsmanager restore-secret --region ${installation.region} --secret-id ${SecretId}" keeps it.`,
        { cause: error },
      );
    }
  };

  return {
    putSecret: async (name, value): Promise<SecretOutcome> => {
      const id = names.secretId(name);
      // A second put of one value would push the value before out of its place, and end the rotation too early.
      if ((await currentValue(id)) === value) return 'unchanged';
      if (await replace(id, value)) return 'replaced';
      await create(id, value);
      return 'created';
    },
    retirePreviousSecret: async (name) => {
      const { DescribeSecretCommand, UpdateSecretVersionStageCommand } = await loadSecrets();
      const SecretId = names.secretId(name);
      const found = await called('secretsmanager:DescribeSecret', (await client()).send(new DescribeSecretCommand({ SecretId })));
      const [version] = Object.entries(found.VersionIdsToStages ?? {}).find(([, stages]) => stages.includes('AWSPREVIOUS')) ?? [];
      if (version === undefined) return false;
      const command = new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'AWSPREVIOUS', RemoveFromVersionId: version });
      await called('secretsmanager:UpdateSecretVersionStage', (await client()).send(command));
      return true;
    },
  };
};

const createParameterSettings = (client: () => Promise<SSMClient>, installation: Installation): ParameterSettings => {
  const names = namesOf(installation);
  const folder = names.parameterName('');
  return {
    putParameter: async (name, value) => {
      const { PutParameterCommand } = await loadParameters();
      const command = new PutParameterCommand({ Name: names.parameterName(name), Value: value, Type: 'String', Overwrite: true });
      await called('ssm:PutParameter', (await client()).send(command));
    },
    getParameter: async (name) => {
      const { GetParameterCommand } = await loadParameters();
      try {
        const command = new GetParameterCommand({ Name: names.parameterName(name), WithDecryption: true });
        return (await called('ssm:GetParameter', (await client()).send(command))).Parameter?.Value;
      } catch (error) {
        if (isNamed(error, 'ParameterNotFound')) return undefined;
        throw error;
      }
    },
    listParameters: async () => {
      const { paginateGetParametersByPath } = await loadParameters();
      const found: { readonly name: string; readonly value: string }[] = [];
      const read = async (): Promise<void> => {
        const input = { Path: folder.replace(/\/$/, ''), Recursive: true, WithDecryption: true };
        for await (const { Parameters = [] } of paginateGetParametersByPath({ client: await client() }, input)) {
          found.push(...Parameters.map(({ Name = '', Value = '' }) => ({ name: Name.slice(folder.length), value: Value })));
        }
      };
      await called('ssm:GetParametersByPath', read());
      return found.toSorted((left, right) => left.name.localeCompare(right.name));
    },
  };
};

/** Settings of a stage: Secrets Manager below `waybill/<stage>/`, the Parameter Store below `/waybill/<stage>/`. */
export const createStageSettings = (
  installation: Installation,
  settings: SdkSettings = clientSettings({ maxAttempts: 3 }),
): SettingsStore => {
  const options = { ...settings, region: installation.region };
  let secrets: Promise<SecretsManagerClient> | undefined;
  let parameters: Promise<SSMClient> | undefined;
  return {
    ...createSecretSettings(
      () => (secrets ??= loadSecrets().then(({ SecretsManagerClient: Client }) => new Client(options))),
      installation,
    ),
    ...createParameterSettings(() => (parameters ??= loadParameters().then(({ SSMClient: Client }) => new Client(options))), installation),
  };
};
