/** Names of secrets and parameters: letters, digits and `/_.-`, at most 200. */
export const settingNamePattern = /^[A-Za-z0-9][A-Za-z0-9/_.-]{0,199}$/;

/** Secrets under this are the deployment's own. Setting one by hand would, for one, make every token of a person a stranger's. */
export const internalSecretPrefix = 'internal/';

export type SecretOutcome = 'created' | 'replaced' | 'unchanged';

/** Where an installation keeps what its operator sets: a data folder's file, or the services of a stage. */
export interface SettingsStore {
  /** The value before goes on counting until `retirePreviousSecret`. Putting the same value again changes nothing. */
  putSecret(name: string, value: string): Promise<SecretOutcome>;
  /** Ends a rotation: from now on the current value alone counts. @returns false when there was no previous one */
  retirePreviousSecret(name: string): Promise<boolean>;
  putParameter(name: string, value: string): Promise<void>;
  getParameter(name: string): Promise<string | undefined>;
  /** Every parameter that is set, by name. */
  listParameters(): Promise<readonly { readonly name: string; readonly value: string }[]>;
}

/** The setting cannot be kept as it is asked; the message says what would be possible. */
export class SettingRefusedError extends Error {
  override readonly name = 'SettingRefusedError';
}

const exactParameters = [
  'duplicate-window-seconds',
  'easypost-url',
  'fraud-review-above',
  'models',
  'order-completion-delay-seconds',
  'public-url',
  'shipstation-url',
  'sourcing-policy',
  'stuck-after-seconds',
] as const;
const tenantParameter = /^sourcing-policy-[a-z0-9-]{1,40}$/;

/** What the product reads; a name that nothing reads would be set in vain. */
export const parameterNames: readonly string[] = [...exactParameters, 'sourcing-policy-<tenant>'];

export const isParameterName = (name: string): boolean => exactParameters.some((one) => one === name) || tenantParameter.test(name);
