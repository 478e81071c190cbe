import type { Brand, TenantId } from '../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Actor, LocationAccess, Principal } from './principal.ts';
import { type Role, scopesOf } from './roles.ts';

export type UserId = Brand<string, 'UserId'>;
export const userIdPattern = /^[0-9a-z]{26}$/;
/** Id from text that has been checked against `userIdPattern`, or was made by our own id source. */
export const UserId = (text: string): UserId => {
  if (!userIdPattern.test(text)) throw new TypeError(`user id ${JSON.stringify(text)} does not match ${userIdPattern.source}`);
  return text as UserId;
};

/** A person who signs in. The e-mail address and the password stand in the vault. */
export type User = {
  readonly userId: UserId;
  readonly status: 'active' | 'disabled';
  /** Where the vault keeps what is personal; null once the person has been erased. */
  readonly vaultReference: string | null;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
  /** Whoever signed in before has to do so again: moved forward when the password changes or the user is disabled. */
  readonly tokensValidFrom: Instant;
  /** Raised by every change, which is written only if nobody else came first. */
  readonly revision: number;
};

/** A user's place in one tenant. A revoked one stays, so that the tenant can see who once had access and grant it again. */
export type Membership = {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly role: Role;
  readonly locations: LocationAccess;
  readonly status: 'active' | 'revoked';
  readonly grantedBy: Actor;
  readonly grantedAt: Instant;
  readonly revision: number;
};

export type UserUseRejection = { readonly code: 'user-disabled' } | { readonly code: 'token-superseded' };

/**
 * Whether a token that has been verified still stands for its user.
 * @param signedInAtSeconds when its user signed in, in seconds since 1970
 */
export const checkTokenOf = (user: User, signedInAtSeconds: number): Result<void, UserUseRejection> => {
  if (user.status === 'disabled') return err({ code: 'user-disabled' });
  // Tokens carry whole seconds, so one issued within the very second of the change still counts.
  return signedInAtSeconds < Math.floor(toEpochMs(user.tokensValidFrom) / 1000) ? err({ code: 'token-superseded' }) : ok(undefined);
};

/** What a member may do in the tenant; undefined for somebody without a place there. */
export const principalOfMember = (membership: Membership | undefined): Principal | undefined =>
  membership?.status === 'active'
    ? {
        kind: 'user',
        id: membership.userId,
        tenantId: membership.tenantId,
        scopes: scopesOf(membership.role),
        roles: [membership.role],
        locations: membership.locations,
      }
    : undefined;

const emailPattern = /^[^\s@\u0000-\u001f\u007f]{1,64}@[^\s@\u0000-\u001f\u007f]{1,185}\.[^\s@.\u0000-\u001f\u007f]{2,63}$/u;

/** The address as it is compared: composed, trimmed, lower case. Undefined when it cannot be one (at most 254 characters). */
export const normaliseEmail = (text: string): string | undefined => {
  const email = text.normalize('NFC').trim().toLowerCase();
  return email.length <= 254 && emailPattern.test(email) ? email : undefined;
};
