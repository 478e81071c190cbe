import type { Directory, DirectoryIssuer, Parameters } from '../ports.ts';
import type { PortOpener } from './aws-settings.ts';

/** Environment variables of functions that know the user pool; the construct sets them. */
export const userPoolVariables = {
  poolId: 'WAYBILL_USER_POOL_ID',
  clientId: 'WAYBILL_USER_POOL_CLIENT_ID',
  signInUrl: 'WAYBILL_SIGN_IN_URL',
} as const;

/** Parameters of the stage under which the same values stand, for whoever is no function, such as the command line. */
export const userPoolParameters = {
  poolId: 'user-pool-id',
  clientId: 'user-pool-client-id',
  signInUrl: 'sign-in-url',
} as const;

export type UserPool = {
  /** Such as `eu-central-1_A1b2C3d4E`. */
  readonly poolId: string;
  readonly clientId: string;
  /** Page on which a person signs in to the client. */
  readonly signInUrl: string;
};

/** Issuer of a pool's tokens. It needs no client of the service, so that a function that only checks tokens carries none. */
export const cognitoIssuer = ({ poolId, clientId, signInUrl }: UserPool): DirectoryIssuer => {
  const region = /^([a-z]{2}(?:-[a-z]+)+-\d)_[0-9A-Za-z]+$/.exec(poolId)?.[1];
  if (region === undefined) throw new TypeError(`${JSON.stringify(poolId)} is not the id of a user pool`);
  const url = `https://cognito-idp.${region}.amazonaws.com/${poolId}`;
  return { url, clientId, jwksUrl: `${url}/.well-known/jwks.json`, signInUrl };
};

type Variables = Readonly<Record<string, string | undefined>>;
type Part = keyof typeof userPoolVariables;
const parts = Object.keys(userPoolVariables) as readonly Part[];

/** The pool that the variables name; undefined when they name none. @throws Error when only some of them are there */
export const userPoolFrom = (env: Variables): UserPool | undefined => {
  const missing = parts.filter((part) => !env[userPoolVariables[part]]);
  if (missing.length === parts.length) return undefined;
  if (missing.length > 0) throw new Error(`The environment is not set up: ${missing.map((part) => userPoolVariables[part]).join(', ')}`);
  return Object.fromEntries(parts.map((part) => [part, env[userPoolVariables[part]]])) as UserPool;
};

/** The variables of a function, from the parameters of the stage: none while the stage has no pool. */
export const userPoolVariablesOf = async (parameters: Parameters): Promise<Readonly<Record<string, string>>> => {
  const values = await Promise.all(parts.map(async (part) => [userPoolVariables[part], await parameters.get(userPoolParameters[part])]));
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<string, string>;
};

/** The directory was called by a function that only checks tokens, or only tells where people sign in. */
export class DirectoryNotOpenedError extends Error {
  override readonly name = 'DirectoryNotOpenedError';
}
const closed = (): Promise<never> => Promise.reject(new DirectoryNotOpenedError('This function declares no right on the directory'));

/** Tells a function that people sign in at the pool, and nothing more. Opened before the ports that its needs name. */
export const openDirectoryIssuer: PortOpener = ({ env }) => {
  const pool = userPoolFrom(env);
  if (pool === undefined) return {};
  const directory: Directory = {
    issuer: cognitoIssuer(pool),
    invite: closed,
    setEnabled: closed,
    signOut: closed,
    resetPassword: closed,
    remove: closed,
  };
  return { directory };
};
