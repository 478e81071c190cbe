// A user pool in memory: entries, what was mailed, and access tokens like Cognito's under a key of its own.
import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import { err, ok } from '../../lib/kernel/result.ts';
import type { Directory, Http } from '../../lib/platform/ports.ts';

type Entry = { readonly email: string; readonly enabled: boolean; readonly signedIn: boolean };

const answerOf = (body: unknown) => ({ status: 200, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) });

/** @param jwksUrl where the keys will be served; `http` answers under any address */
export const createFakeDirectory = async (jwksUrl = 'https://keys.example.test/jwks.json') => {
  const issuer = {
    url: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_A1b2C3d4E',
    clientId: 'client0of0ours',
    jwksUrl,
    signInUrl: 'https://waybill-test.auth.eu-central-1.amazoncognito.com/login?client_id=client0of0ours',
  };
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwks: JSONWebKeySet = { keys: [{ ...(await exportJWK(publicKey)), kid: 'pool-key', alg: 'RS256', use: 'sig' }] };
  const entries = new Map<string, Entry>();
  const mails: { readonly to: string; readonly what: 'invitation' | 'code' }[] = [];
  const calls: string[] = [];

  const change = (username: string, next: Partial<Entry>): boolean => {
    const entry = entries.get(username);
    if (entry) entries.set(username, { ...entry, ...next });
    return entry !== undefined;
  };
  const unknown = err({ code: 'username-unknown' } as const);

  const directory: Directory = {
    issuer,
    invite: async ({ username, email }) => {
      calls.push('invite');
      if ([...entries].some(([name, entry]) => entry.email === email && name !== username)) return err({ code: 'address-taken' });
      const entry = entries.get(username) ?? { email, enabled: true, signedIn: false };
      entries.set(username, entry);
      if (!entry.signedIn) mails.push({ to: email, what: 'invitation' });
      return ok(undefined);
    },
    setEnabled: async (username, enabled) => {
      calls.push(enabled ? 'enable' : 'disable');
      return change(username, { enabled }) ? ok(undefined) : unknown;
    },
    signOut: async () => {
      calls.push('signOut');
    },
    resetPassword: async (username) => {
      calls.push('resetPassword');
      const entry = entries.get(username);
      if (!entry) return unknown;
      mails.push({ to: entry.email, what: entry.signedIn ? 'code' : 'invitation' });
      return ok(undefined);
    },
    remove: async (username) => {
      calls.push('remove');
      entries.delete(username);
    },
  };

  /** The claims of an access token that the pool makes at `nowSeconds`. */
  const claims = (username: string, nowSeconds: number): JWTPayload => ({
    sub: '6f1c9c1e-54a5-4b8e-9d55-1b9f6c2b9a77',
    iss: issuer.url,
    client_id: issuer.clientId,
    token_use: 'access',
    scope: 'openid email',
    auth_time: nowSeconds,
    iat: nowSeconds,
    exp: nowSeconds + 3600,
    jti: 'a2f6b7c4-8a8e-4f0c-9e5d-3c1d2b4a5f60',
    username,
  });
  const sign = (payload: JWTPayload, header: Record<string, unknown> = {}): Promise<string> =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'pool-key', ...header }).sign(privateKey);

  return {
    directory,
    issuer,
    jwks,
    publicKey,
    entries: entries as ReadonlyMap<string, Entry>,
    mails: mails as readonly (typeof mails)[number][],
    calls,
    claims,
    sign,
    /** A token for an entry that can sign in. @throws Error for one that cannot */
    signIn: (username: string, nowSeconds: number): Promise<string> => {
      if (!entries.get(username)?.enabled) throw new Error(`${username} cannot sign in`);
      change(username, { signedIn: true });
      return sign(claims(username, nowSeconds));
    },
    /** Serves the keys. */
    http: { send: async () => answerOf(jwks) } satisfies Http,
  };
};

export type FakeDirectory = Awaited<ReturnType<typeof createFakeDirectory>>;
