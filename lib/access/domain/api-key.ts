import type { Brand, TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { Scope } from '../../kernel/scopes.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Actor, LocationAccess, Principal } from './principal.ts';

export type ApiKeyId = Brand<string, 'ApiKeyId'>;

/** An installation takes the keys of its own environment only, so that a sandbox key pasted into production says so. */
export const environments = ['live', 'sandbox'] as const;
export type Environment = (typeof environments)[number];

export type ApiKey = {
  readonly keyId: ApiKeyId;
  readonly tenantId: TenantId;
  readonly label: string;
  /** The part that may be shown: everything before the secret. */
  readonly prefix: string;
  /** SHA-256 as hex. The secret has 256 random bits, so a slow hash would add nothing. */
  readonly secretHash: string;
  readonly scopes: readonly Scope[];
  readonly locations: LocationAccess;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
  readonly revokedAt?: Instant;
  /** Precise to a minute at best. */
  readonly lastUsedAt?: Instant;
};

/** A key as its tenant's administrators see it. */
export type ListedApiKey = Omit<ApiKey, 'secretHash'>;
export const withoutSecret = ({ secretHash: _, ...shown }: ApiKey): ListedApiKey => shown;

export const apiKeyIdPattern = /^[0-9a-z]{26}$/;
/** Id from text that has been checked against `apiKeyIdPattern`, or was made by our own id source. */
export const ApiKeyId = (text: string): ApiKeyId => {
  if (!apiKeyIdPattern.test(text)) throw new TypeError(`API key id ${JSON.stringify(text)} does not match ${apiKeyIdPattern.source}`);
  return text as ApiKeyId;
};
const keyPattern = /^wb_(live|sandbox)_([0-9a-z]{26})_([a-z2-7]{52})$/;

export const apiKeyPrefix = (environment: Environment, keyId: ApiKeyId): string => `wb_${environment}_${keyId}`;

/** `wb_<environment>_<key id>_<secret>`: told apart from a token by its first letters, and found by secret scanners. */
export const looksLikeApiKey = (text: string): boolean => text.startsWith('wb_');

export type ParsedApiKey = { readonly environment: Environment; readonly keyId: ApiKeyId; readonly secret: string };

export const parseApiKey = (text: string): ParsedApiKey | undefined => {
  const match = keyPattern.exec(text);
  return match ? { environment: match[1] as Environment, keyId: match[2] as ApiKeyId, secret: match[3] as string } : undefined;
};

export type ApiKeyUseRejection =
  | { readonly code: 'api-key-revoked'; readonly revokedAt: Instant }
  | { readonly code: 'api-key-expired'; readonly expiredAt: Instant };

/** What a key whose secret has been verified allows at this moment. */
export const principalOfApiKey = (key: ApiKey, now: Instant): Result<Principal, ApiKeyUseRejection> => {
  if (key.revokedAt !== undefined) return err({ code: 'api-key-revoked', revokedAt: key.revokedAt });
  if (key.expiresAt !== undefined && key.expiresAt <= now) return err({ code: 'api-key-expired', expiredAt: key.expiresAt });
  return ok({ kind: 'api_key', id: key.keyId, tenantId: key.tenantId, scopes: key.scopes, roles: [], locations: key.locations });
};

/** Recording every use would make each read of the API a write. */
export const lastUsePrecisionMs = 60_000;

export const lastUseIsStale = (key: ApiKey, now: Instant): boolean =>
  key.lastUsedAt === undefined || plusMs(key.lastUsedAt, lastUsePrecisionMs) <= now;
