import {
  calculateJwkThumbprint,
  CompactEncrypt,
  compactDecrypt,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose';
import * as z from 'zod';
import { toEpochMs } from '../../kernel/instant.ts';
import { invariant } from '../../kernel/result.ts';
import { type Clock, ConditionFailedError, type Ids, type Keys, type Table } from '../../platform/ports.ts';
import type { TokenIssuer } from '../app/access.ports.ts';
import { globalPartition } from '../domain/tenant.ts';

/** The public half of the signing key, as it is published. */
export type PublicKeySet = JSONWebKeySet;

export type LocalTokenIssuer = TokenIssuer & {
  readonly jwks: () => Promise<PublicKeySet>;
  /** For the verifier: the same keys, looked up by the token's key id. */
  readonly keySource: JWTVerifyGetKey;
};

const algorithm = 'ES256';
const lifetimeSeconds = 3600;
const signingKeyKey = { PK: `${globalPartition}#TOKEN-ISSUER`, SK: 'SIGNING-KEY' } as const;

const publicJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  kid: z.string(),
  alg: z.string(),
  use: z.string(),
});
const signingKeyRow = z.object({ kid: z.string(), wrapped: z.string(), sealed: z.string(), public_jwk: publicJwk });
type SigningKeyRow = z.output<typeof signingKeyRow>;
type SigningKey = { readonly kid: string; readonly privateKey: Awaited<ReturnType<typeof importJWK>>; readonly jwks: PublicKeySet };

const sealContext = (kid: string) => ({ purpose: 'token-signing-key', kid });

/**
 * Signs one-hour access tokens with claims like Cognito's, for installations without a user pool.
 * The key pair is made on first use; its private half stands in the vault, sealed under a data key of its own.
 * Deleting that record and restarting ends every session.
 */
export const createLocalTokenIssuer = (parts: {
  readonly vault: Table;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly ids: Ids;
  /** `iss` of the tokens. */
  readonly url: string;
  readonly audience: string;
}): LocalTokenIssuer => {
  const { vault, keys, clock, ids } = parts;
  let loading: Promise<SigningKey> | undefined;

  const signingKey = (): Promise<SigningKey> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };

  const load = async (): Promise<SigningKey> => {
    const row = (await stored()) ?? (await create());
    const dataKey = await keys.unwrap(row.wrapped, sealContext(row.kid));
    const { plaintext } = await compactDecrypt(row.sealed, dataKey);
    const privateJwk = JSON.parse(new TextDecoder().decode(plaintext)) as JWK;
    return { kid: row.kid, privateKey: await importJWK(privateJwk, algorithm), jwks: { keys: [row.public_jwk] } };
  };

  const stored = async (): Promise<SigningKeyRow | undefined> => {
    const item = await vault.get(signingKeyKey);
    return item === undefined ? undefined : signingKeyRow.parse(item);
  };

  const create = async (): Promise<SigningKeyRow> => {
    const row = await makeSigningKey(keys);
    try {
      await vault.put({ ...signingKeyKey, ...row, created_at: clock.now() }, { kind: 'absent' });
      return row;
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
      // Another process made one at the same moment; both must sign with the same key.
      const winner = await stored();
      invariant(winner, 'a signing key that stands in the way can be read');
      return winner;
    }
  };

  return {
    jwks: async () => (await signingKey()).jwks,
    keySource: async (header, token) => createLocalJWKSet((await signingKey()).jwks)(header, token),
    issue: async (userId) => {
      const { kid, privateKey } = await signingKey();
      const nowSeconds = Math.floor(toEpochMs(clock.now()) / 1000);
      const accessToken = await new SignJWT({ token_use: 'access', client_id: parts.audience })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
        .setIssuer(parts.url)
        .setAudience(parts.audience)
        .setSubject(userId)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + lifetimeSeconds)
        .setJti(ids.next())
        .sign(privateKey);
      return { accessToken, expiresInSeconds: lifetimeSeconds };
    },
  };
};

const makeSigningKey = async (keys: Keys): Promise<SigningKeyRow> => {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const kid = await calculateJwkThumbprint(await exportJWK(pair.publicKey));
  const dataKey = await keys.generateDataKey(sealContext(kid));
  const sealed = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(await exportJWK(pair.privateKey))))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(dataKey.plaintext);
  return {
    kid,
    wrapped: dataKey.wrapped,
    sealed,
    public_jwk: publicJwk.parse({ ...(await exportJWK(pair.publicKey)), kid, alg: algorithm, use: 'sig' }),
  };
};
