import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Scope } from '../../kernel/scopes.ts';
import { type ApiKey, ApiKeyId, apiKeyPrefix, type ListedApiKey, withoutSecret } from '../domain/api-key.ts';
import { actorOf, type LocationAccess, mayGrant, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import { type AccessContext, auditOf, randomText, requireManager } from './access.context.ts';
import type { Listed, PageRequest } from './access.ports.ts';
import type { ApiKeyCache } from './api-key-cache.ts';

const secretBytes = 32;

/** `apiKey` is the only copy of the whole key: what is stored cannot give it back. */
export type CreatedApiKey = { readonly key: ListedApiKey; readonly apiKey: string };

/**
 * Makes a key for a machine. Scopes are fixed now, so a role that grows later does not widen keys already handed out.
 * To rotate: create a second key, move the caller over, revoke the first.
 */
export const createApiKey =
  (context: AccessContext) =>
  async (
    principal: Principal,
    input: { readonly label: string; readonly scopes: readonly Scope[]; readonly locations: LocationAccess; readonly expiresAt?: Instant },
  ): Promise<Result<CreatedApiKey, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    const scopes = [...new Set(input.scopes)];
    if (scopes.length === 0) return err({ code: 'grant-empty' });
    const within = mayGrant(principal, { scopes, locations: input.locations });
    if (!within.ok) return within;
    const now = context.clock.now();
    if (input.expiresAt !== undefined && input.expiresAt <= now) return err({ code: 'expiry-not-in-future' });
    const keyId = ApiKeyId(context.ids.next());
    const secret = randomText(context, secretBytes);
    const prefix = apiKeyPrefix(context.environment, keyId);
    const key: ApiKey = {
      keyId,
      tenantId: tenant.value,
      label: input.label,
      prefix,
      secretHash: context.sha256(secret),
      scopes,
      locations: input.locations,
      createdBy: actorOf(principal),
      createdAt: now,
      ...(input.expiresAt === undefined ? {} : { expiresAt: input.expiresAt }),
    };
    const audit = auditOf(context, principal, {
      action: 'api-key.created',
      target: { kind: 'api_key', id: keyId },
      before: null,
      after: { scopes, locations: input.locations, expiresAt: input.expiresAt ?? null },
    });
    await context.store.addApiKey(key, audit);
    return ok({ key: withoutSecret(key), apiKey: `${prefix}_${secret}` });
  };

/** Keys of the principal's tenant, revoked and expired ones included, oldest first. */
export const listApiKeys =
  (context: AccessContext) =>
  async (principal: Principal, page: PageRequest): Promise<Result<Listed<ListedApiKey>, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    const listed = await context.store.apiKeys(tenant.value, page);
    return ok({ ...listed, items: listed.items.map(withoutSecret) });
  };

/** Ends a key: everywhere within `apiKeyCacheSeconds`, for later requests of this process at once. Revoking again changes nothing. */
export const revokeApiKey =
  (context: AccessContext, cache: ApiKeyCache) =>
  async (principal: Principal, keyId: ApiKeyId): Promise<Result<ListedApiKey, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    const key = await context.store.apiKey(keyId);
    if (key?.tenantId !== tenant.value) return err({ code: 'api-key-not-found' });
    cache.drop(keyId);
    if (key.revokedAt !== undefined) return ok(withoutSecret(key));
    const revokedAt = context.clock.now();
    const audit = auditOf(context, principal, {
      action: 'api-key.revoked',
      target: { kind: 'api_key', id: keyId },
      before: { revokedAt: null },
      after: { revokedAt },
    });
    const revoked = await context.store.revokeApiKey(key, revokedAt, audit);
    // A request may have read the key again between the drop above and the write.
    cache.drop(keyId);
    return revoked ? ok(withoutSecret({ ...key, revokedAt })) : err({ code: 'changed-meanwhile' });
  };
