import type { Instant } from '../../kernel/instant.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Result } from '../../kernel/result.ts';
import type { ApiKey, ApiKeyId } from '../domain/api-key.ts';
import type { AuditRecord } from '../domain/audit.ts';
import type { Credential } from '../domain/password.ts';
import type { TokenRejection } from '../domain/rejections.ts';
import type { SignInThrottle } from '../domain/sign-in-throttle.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { Membership, User, UserId } from '../domain/user.ts';

/** `after` is the `cursor` of the page before; `limit` is 1 to 100. */
export type PageRequest = { readonly limit: number; readonly after?: string };
export type Listed<T> = { readonly items: readonly T[]; readonly cursor?: string };

/**
 * Tenants, users, memberships and keys. Each change is written together with its audit record, or not at all;
 * `false` means that it was not, because the stored record is no longer the one that the change was decided on.
 */
export interface AccessStore {
  tenant(tenantId: string): Promise<Tenant | undefined>;
  tenants(page: PageRequest): Promise<Listed<Tenant>>;
  addTenant(tenant: Tenant, audit: AuditRecord): Promise<boolean>;

  user(userId: UserId): Promise<User | undefined>;
  /** In the order asked; at most 100. */
  users(userIds: readonly UserId[]): Promise<readonly (User | undefined)[]>;
  /** A new user together with the first membership. */
  addUser(user: User, membership: Membership, audit: AuditRecord): Promise<boolean>;
  /** `user.revision` is one above that of the stored user. */
  changeUser(user: User, audit: AuditRecord): Promise<boolean>;

  membership(tenantId: string, userId: UserId): Promise<Membership | undefined>;
  memberships(tenantId: string, page: PageRequest): Promise<Listed<Membership>>;
  /** Ids of the tenants in which the user's membership is active. */
  tenantsOf(userId: UserId): Promise<readonly TenantId[]>;
  /** `membership.revision` is one above that of the stored one, or 1. */
  changeMembership(membership: Membership, audit: AuditRecord): Promise<boolean>;

  apiKey(keyId: ApiKeyId): Promise<ApiKey | undefined>;
  apiKeys(tenantId: string, page: PageRequest): Promise<Listed<ApiKey>>;
  addApiKey(key: ApiKey, audit: AuditRecord): Promise<void>;
  /** False when there is no such key or it has been revoked before. */
  revokeApiKey(key: ApiKey, revokedAt: Instant, audit: AuditRecord): Promise<boolean>;
  /** Best effort: a use that another process has just recorded, or that cannot be recorded now, is not an error. */
  recordApiKeyUse(key: ApiKey, usedAt: Instant): Promise<void>;

  /** @param day `yyyy-mm-dd` in UTC; oldest first */
  auditRecords(tenantId: string, day: string, page: PageRequest): Promise<Listed<AuditRecord>>;
}

export type NewPerson = {
  readonly userId: UserId;
  readonly email: string;
  readonly tenantId: string;
  /** Absent where a directory keeps the passwords. */
  readonly credential?: Credential;
};

/** Whose the address is now: the new user's, or, not `registered`, that of the user who had it before, as made in `tenantId`. */
export type Registration = {
  readonly registered: boolean;
  readonly userId: UserId;
  readonly tenantId: string;
  readonly vaultReference: string;
};

/** What is personal or secret about users. E-mail addresses are given normalised. */
export interface PeopleVault {
  /** Takes the address for the user unless it is taken; then nothing changes. */
  register(person: NewPerson): Promise<Registration>;
  userWith(email: string): Promise<UserId | undefined>;
  /** Undefined once the person has been erased. */
  emailAt(vaultReference: string): Promise<string | undefined>;
  credential(userId: UserId): Promise<Credential | undefined>;
  saveCredential(userId: UserId, credential: Credential): Promise<void>;
  throttle(email: string): Promise<SignInThrottle | undefined>;
  /** False when another attempt came first. */
  saveThrottle(email: string, previous: SignInThrottle | undefined, next: SignInThrottle): Promise<boolean>;
  clearThrottle(email: string): Promise<void>;
  /** Destroys what is known of the person and frees the address. Repeating it finishes what was interrupted. */
  forget(userId: UserId, vaultReference: string): Promise<void>;
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for no hash at all as for a wrong password, so that the time does not tell who has an account. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
}

/**
 * What a verified token says; everything else about the user is looked up in our own rows. A token that came from another
 * one counts from the sign-in that began the session.
 */
export type VerifiedToken = { readonly userId: UserId; readonly signedInAtSeconds: number };

export interface TokenVerifier {
  verify(token: string): Promise<Result<VerifiedToken, TokenRejection>>;
}

export type IssuedToken = { readonly accessToken: string; readonly expiresInSeconds: number };

export interface TokenIssuer {
  issue(userId: UserId): Promise<IssuedToken>;
}

/** Compares without revealing by its duration how much is equal. */
export type EqualInConstantTime = (left: string, right: string) => boolean;
