import { type AwsReply, type AwsResponder, awsError } from '../../../support/aws-stub.ts';

export type SecretsServer = {
  readonly respond: AwsResponder;
  /** Stores a value as the newest version; without `previous` no version bears the label of the one before. */
  readonly set: (secretId: string, current: string, previous?: string) => void;
  readonly binary: (secretId: string, bytes: Uint8Array) => void;
  /** Marks the secret for deletion. */
  readonly remove: (secretId: string) => void;
};

type Version = { readonly SecretString: string } | { readonly SecretBinary: string };
type StoredSecret = { readonly versions: Readonly<Record<string, Version>>; readonly deleted?: true };

/** Secrets Manager as far as reading secrets needs it. */
export const createSecretsServer = (): SecretsServer => {
  const secrets = new Map<string, StoredSecret>();

  const respond: AwsResponder = ({ operation, json }): AwsReply => {
    const { SecretId, VersionStage = 'AWSCURRENT' } = json as { readonly SecretId: string; readonly VersionStage?: string };
    if (operation !== 'GetSecretValue') return awsError(400, 'InvalidParameterException');
    const found = secrets.get(SecretId);
    if (found?.deleted) return awsError(400, 'InvalidRequestException', 'The secret was marked for deletion.');
    const version = found?.versions[VersionStage];
    if (!version) return awsError(400, 'ResourceNotFoundException');
    return { body: { Name: SecretId, VersionStages: [VersionStage], ...version } };
  };

  return {
    respond,
    set: (secretId, current, previous) => {
      const before = previous === undefined ? {} : { AWSPREVIOUS: { SecretString: previous } };
      secrets.set(secretId, { versions: { AWSCURRENT: { SecretString: current }, ...before } });
    },
    binary: (secretId, bytes) => {
      secrets.set(secretId, { versions: { AWSCURRENT: { SecretBinary: Buffer.from(bytes).toString('base64') } } });
    },
    remove: (secretId) => {
      secrets.set(secretId, { versions: {}, deleted: true });
    },
  };
};

export type ParametersServer = { readonly respond: AwsResponder; readonly values: Map<string, string> };

/** The Parameter Store as far as reading parameters needs it. */
export const createParametersServer = (): ParametersServer => {
  const values = new Map<string, string>();
  const respond: AwsResponder = ({ operation, json }): AwsReply => {
    const { Name } = json as { readonly Name: string };
    if (operation !== 'GetParameter' || !/^[a-zA-Z0-9_.\-/]+$/.test(Name)) return awsError(400, 'ValidationException');
    const value = values.get(Name);
    if (value === undefined) return awsError(400, 'ParameterNotFound');
    return { body: { Parameter: { Name, Type: 'String', Value: value, Version: 1 } } };
  };
  return { respond, values };
};
