// What the checks read of an AWS account. Everything here only reads.

/** No credentials were found: neither in the environment nor in a profile nor given by the machine. */
export class NoCredentialsError extends Error {
  override readonly name = 'NoCredentialsError';
}

/** There are credentials, and AWS does not take them: expired, wrong, or of an account in which the region is off. */
export class CredentialsRefusedError extends Error {
  override readonly name = 'CredentialsRefusedError';
}

/** The credentials are good and may not do this. */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  /** As policies name it, such as `ssm:GetParameter`. */
  readonly action: string;
  constructor(action: string, cause?: unknown) {
    super(`The credentials may not call ${action}`, { cause });
    this.action = action;
  }
}

export type Identity = { readonly account: string; readonly arn: string };

/** A quota by its code, or, where nobody could vouch for a code, by a pattern for its name in the service's own list. */
export type QuotaName = { readonly service: string } & ({ readonly code: string } | { readonly name: RegExp });

export type Quota = { readonly code: string; readonly name: string; readonly value: number; readonly adjustable: boolean };

export type MailAccount = {
  /** False while the account is in the sandbox. */
  readonly production: boolean;
  /** False when AWS has paused sending. */
  readonly sending: boolean;
  readonly max24HourSend: number;
};

export type SecretState = 'present' | 'absent' | 'being-deleted';

export type StackSummary = { readonly name: string; readonly status: string; readonly protected: boolean };

export type TagState = 'active' | 'inactive' | 'unknown';

/**
 * Every method throws `NoCredentialsError`, `CredentialsRefusedError` or `AccessDeniedError` where that is the reason, and
 * the service's own error otherwise.
 */
export interface AwsAccount {
  identity(region: string): Promise<Identity>;
  /** Undefined when the region is not bootstrapped. */
  bootstrapVersion(region: string): Promise<number | undefined>;
  /** The value that counts for the account, or the default where none was set. Undefined when there is no such quota. */
  quota(region: string, quota: QuotaName): Promise<Quota | undefined>;
  mail(region: string): Promise<MailAccount>;
  /** Whether messages reach verified numbers only. */
  smsSandbox(region: string): Promise<boolean>;
  secret(region: string, secretId: string): Promise<SecretState>;
  /** Name without the dot at its end. Undefined when there is no such zone. */
  hostedZone(hostedZoneId: string): Promise<string | undefined>;
  costTag(key: string): Promise<TagState>;
  /** Stacks whose names begin with this, deleted ones left out. */
  stacks(region: string, prefix: string): Promise<readonly StackSummary[]>;
}
