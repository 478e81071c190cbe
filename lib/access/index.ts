import type { TenantId } from '../kernel/ids.ts';
import type { Clock, Directory, Http, Ids, Keys, Table, Write } from '../platform/ports.ts';
import { auditWrite, createTableAccessStore } from './adapters/access-store.table.ts';
import { equalInConstantTime } from './adapters/constant-time.ts';
import { createScryptHasher, type ScryptCost } from './adapters/password-hasher.scrypt.ts';
import { createTablePeopleVault } from './adapters/people-vault.table.ts';
import { createLocalTokenIssuer } from './adapters/token-issuer.local.ts';
import { createPublishedKeys } from './adapters/token-keys.jwks.ts';
import { createJwtVerifier } from './adapters/token-verifier.jwt.ts';
import type { AccessContext } from './app/access.context.ts';
import type { TokenVerifier } from './app/access.ports.ts';
import { createApiKeyCache } from './app/api-key-cache.ts';
import { createAuthenticate } from './app/authenticate.ts';
import { changeOwnPassword } from './app/change-own-password.ts';
import { disableUser, enableUser, eraseUser, setPassword } from './app/change-account.ts';
import { describeSelf } from './app/describe-self.ts';
import { listAudit } from './app/list-audit.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './app/manage-api-keys.ts';
import { grantMembership, revokeMembership } from './app/manage-memberships.ts';
import { createTenant, listTenants } from './app/manage-tenants.ts';
import { createUser, listUsers } from './app/manage-users.ts';
import { signIn } from './app/sign-in.ts';
import type { Environment } from './domain/api-key.ts';
import type { AuditRecord } from './domain/audit.ts';

/** An audit record as its writer knows it: id and time are added. */
export type AuditEntry = Omit<AuditRecord, 'auditId' | 'recordedAt'>;

export type AccessParts = {
  readonly ledger: Table;
  readonly vault: Table;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly ids: Ids;
  /** SHA-256 of UTF-8 text as lower-case hex. */
  readonly sha256: (text: string) => string;
  /** `iss` and `aud` of the tokens that this installation signs and takes. */
  readonly issuer: { readonly url: string; readonly audience: string };
  /** @default 'live' */
  readonly environment?: Environment;
  /** Where people sign in; their tokens are then the directory's, whose keys are read over `http`. @default with us */
  readonly directory?: { readonly people: Directory; readonly http: Http };
  /** @default standardScryptCost */
  readonly passwordCost?: ScryptCost;
};

/** The record of what another context does, for the ledger transaction in which it does it. */
export const createAuditWrite =
  ({ clock, ids }: Pick<AccessParts, 'clock' | 'ids'>) =>
  (entry: AuditEntry): Write =>
    auditWrite({ ...entry, auditId: ids.next(), recordedAt: clock.now() });

const tenantsPerPage = 100;

/** Ids of every tenant, for work that is done for each by itself. */
export const createTenantIds =
  ({ ledger }: Pick<AccessParts, 'ledger'>) =>
  async (): Promise<readonly TenantId[]> => {
    const store = createTableAccessStore(ledger);
    const ids: TenantId[] = [];
    let after: string | undefined;
    do {
      const page = await store.tenants({ limit: tenantsPerPage, ...(after === undefined ? {} : { after }) });
      ids.push(...page.items.map(({ tenantId }) => tenantId));
      after = page.cursor;
    } while (after !== undefined);
    return ids;
  };

/** Believes the directory's tokens and no others: where there is one, we sign none. */
const createDirectoryVerifier = ({ people, http }: NonNullable<AccessParts['directory']>, clock: Clock): TokenVerifier => {
  const { url, clientId, jwksUrl } = people.issuer;
  const expectations = { issuer: url, audience: clientId, algorithms: ['RS256'], userClaim: 'username' } as const;
  return createJwtVerifier(createPublishedKeys({ http, clock, url: jwksUrl }), expectations, clock);
};

/** Who may do what: the use cases of this context over its tables. Nothing is read or written before the first call. */
export const createAccess = (parts: AccessParts) => {
  const { ledger, vault, keys, clock, ids, sha256 } = parts;
  const issuer = createLocalTokenIssuer({ vault, keys, clock, ids, ...parts.issuer });
  const ownTokens = { issuer: parts.issuer.url, audience: parts.issuer.audience, algorithms: ['ES256'] } as const;
  const context: AccessContext = {
    store: createTableAccessStore(ledger),
    people: createTablePeopleVault({ vault, keys, clock }),
    passwords: createScryptHasher((length) => ids.bytes(length), parts.passwordCost),
    tokens: {
      issuer,
      verifier: parts.directory ? createDirectoryVerifier(parts.directory, clock) : createJwtVerifier(issuer.keySource, ownTokens, clock),
    },
    ...(parts.directory ? { directory: parts.directory.people } : {}),
    environment: parts.environment ?? 'live',
    clock,
    ids,
    sha256,
    equalInConstantTime,
  };
  const cache = createApiKeyCache(clock);
  return {
    authenticate: createAuthenticate(context, cache),
    signIn: signIn(context),
    createTenant: createTenant(context),
    listTenants: listTenants(context),
    tenantExists: async (tenantId: string): Promise<boolean> => (await context.store.tenant(tenantId)) !== undefined,
    createUser: createUser(context),
    setPassword: setPassword(context),
    changeOwnPassword: changeOwnPassword(context),
    describeSelf: describeSelf(context),
    disableUser: disableUser(context),
    enableUser: enableUser(context),
    eraseUser: eraseUser(context),
    listUsers: listUsers(context),
    grantMembership: grantMembership(context),
    revokeMembership: revokeMembership(context),
    createApiKey: createApiKey(context),
    listApiKeys: listApiKeys(context),
    revokeApiKey: revokeApiKey(context, cache),
    listAudit: listAudit(context),
    auditWrite: createAuditWrite(parts),
    /** The keys under which our own tokens can be checked. */
    jwks: issuer.jwks,
  };
};

export type Access = ReturnType<typeof createAccess>;

export { refusalOf } from './app/access.refusals.ts';
export { apiKeyCacheSeconds } from './app/api-key-cache.ts';
export type { Listed, PageRequest, TokenVerifier } from './app/access.ports.ts';
export type { Headers } from './app/authenticate.ts';
export type { CreatedApiKey } from './app/manage-api-keys.ts';
export type { ResetPassword } from './app/change-account.ts';
export type { OneTimePassword } from './app/make-credential.ts';
export type { CreatedUser, ListedUser } from './app/manage-users.ts';
export type { SignedIn } from './app/sign-in.ts';
export { ApiKeyId, apiKeyIdPattern, type ListedApiKey, type Environment, environments } from './domain/api-key.ts';
export type { AuditRecord } from './domain/audit.ts';
export { type Actor, actorOf, authorize, type LocationAccess, type Principal, systemPrincipal } from './domain/principal.ts';
export type { AccessRejection, AuthRejection, SignInRejection } from './domain/rejections.ts';
export { type Role, roles, scopesOf } from './domain/roles.ts';
export type { Tenant } from './domain/tenant.ts';
export { type Membership, type User, UserId, userIdPattern } from './domain/user.ts';
