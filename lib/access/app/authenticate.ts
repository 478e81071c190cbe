import { TenantId, tenantIdPattern } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type ApiKey, lastUseIsStale, looksLikeApiKey, parseApiKey, principalOfApiKey } from '../domain/api-key.ts';
import type { Principal } from '../domain/principal.ts';
import type { AuthRejection } from '../domain/rejections.ts';
import { checkTokenOf, principalOfMember, type User } from '../domain/user.ts';
import type { AccessContext } from './access.context.ts';
import type { ApiKeyCache } from './api-key-cache.ts';

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** What authentication needs of the context: it reads, and signs nothing. */
export type AuthenticationContext = Pick<AccessContext, 'store' | 'environment' | 'clock' | 'sha256' | 'equalInConstantTime'> & {
  readonly tokens: Pick<AccessContext['tokens'], 'verifier'>;
};

/** Compared with when there is no such key, so that an unknown key id takes the same path as a wrong secret. */
const noSecretHash = '0'.repeat(64);

/**
 * Who sends a request: `authorization: Bearer <token>`, or an API key in `x-api-key` or as the bearer.
 * `x-tenant-id` names the tenant; it may be left out by keys, which belong to one, and by users of a single tenant.
 * A tenant in which the caller has no place answers the same as one that does not exist.
 */
export const createAuthenticate = (context: AuthenticationContext, cache: ApiKeyCache) => {
  const findKey = async (keyId: ApiKey['keyId']): Promise<ApiKey | undefined> => {
    const cached = cache.get(keyId);
    if (cached) return cached;
    const stored = await context.store.apiKey(keyId);
    if (stored) cache.put(stored);
    return stored;
  };

  const byApiKey = async (text: string, tenantId: string | undefined): Promise<Result<Principal, AuthRejection>> => {
    const parsed = parseApiKey(text);
    if (!parsed) return err({ code: 'api-key-invalid' });
    if (parsed.environment !== context.environment) return err({ code: 'api-key-of-other-environment', environment: parsed.environment });
    const key = await findKey(parsed.keyId);
    const matches = context.equalInConstantTime(context.sha256(parsed.secret), key?.secretHash ?? noSecretHash);
    if (!key || !matches) return err({ code: 'api-key-invalid' });
    const now = context.clock.now();
    const principal = principalOfApiKey(key, now);
    if (!principal.ok) return principal;
    if (tenantId !== undefined && tenantId !== key.tenantId) return err({ code: 'tenant-not-found' });
    if (lastUseIsStale(key, now)) {
      cache.replace({ ...key, lastUsedAt: now });
      await context.store.recordApiKeyUse(key, now);
    }
    return principal;
  };

  const onlyTenantOf = async (user: User): Promise<Result<TenantId, AuthRejection>> => {
    const tenants = await context.store.tenantsOf(user.userId);
    const [only, ...others] = tenants;
    if (only === undefined) return err({ code: 'no-membership' });
    return others.length === 0 ? ok(only) : err({ code: 'tenant-not-named', tenants });
  };

  const byToken = async (token: string, named: string | undefined): Promise<Result<Principal, AuthRejection>> => {
    const verified = await context.tokens.verifier.verify(token);
    if (!verified.ok) return verified;
    const user = await context.store.user(verified.value.userId);
    if (!user) return err({ code: 'token-invalid' });
    const stands = checkTokenOf(user, verified.value.signedInAtSeconds);
    if (!stands.ok) return stands;
    if (named !== undefined && !tenantIdPattern.test(named)) return err({ code: 'tenant-not-found' });
    const tenant = named === undefined ? await onlyTenantOf(user) : ok(TenantId(named));
    if (!tenant.ok) return tenant;
    const principal = principalOfMember(await context.store.membership(tenant.value, user.userId));
    return principal ? ok(principal) : err({ code: 'tenant-not-found' });
  };

  return async (headers: Headers): Promise<Result<Principal, AuthRejection>> => {
    const authorization = headers['authorization'];
    const apiKey = headers['x-api-key'];
    const tenantId = headers['x-tenant-id'];
    if (authorization !== undefined && apiKey !== undefined) return err({ code: 'credentials-ambiguous' });
    if (apiKey !== undefined) return byApiKey(apiKey, tenantId);
    if (authorization === undefined) return err({ code: 'credentials-missing' });
    const bearer = /^bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization)?.[1];
    if (bearer === undefined) return err({ code: 'credentials-malformed' });
    return looksLikeApiKey(bearer) ? byApiKey(bearer, tenantId) : byToken(bearer, tenantId);
  };
};
