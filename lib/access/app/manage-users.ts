import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { oneTimePasswordExpiry, type Credential, checkPassword } from '../domain/password.ts';
import { actorOf, type LocationAccess, mayGrant, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import { type Role, scopesOf } from '../domain/roles.ts';
import { type Membership, normaliseEmail, type User, UserId } from '../domain/user.ts';
import { type AccessContext, auditOf, randomText, requireManager } from './access.context.ts';
import type { Listed, PageRequest } from './access.ports.ts';
import { findManageable } from './manageable-user.ts';

/** A password to be told to its user by other means; shown this once. */
export type OneTimePassword = { readonly password: string; readonly expiresAt: Instant };

export type CreatedUser = {
  readonly userId: UserId;
  readonly role: Role;
  readonly locations: LocationAccess;
  readonly oneTimePassword?: OneTimePassword;
};

/**
 * Registers a person and gives them a role in the principal's tenant.
 * Without `password` a one-time password is made, good for 72 hours and for one sign-in that sets another.
 *
 * An address registered before is refused, also when another tenant registered it: whoever creates an account knows its
 * first password, so an account must not slip into a second tenant unseen. The system grants such memberships.
 */
export const createUser =
  (context: AccessContext) =>
  async (
    principal: Principal,
    input: { readonly email: string; readonly role: Role; readonly locations: LocationAccess; readonly password?: string },
  ): Promise<Result<CreatedUser, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    const within = mayGrant(principal, { scopes: scopesOf(input.role), locations: input.locations });
    if (!within.ok) return within;
    const email = normaliseEmail(input.email);
    if (email === undefined) return err({ code: 'email-invalid' });
    const made = await makeCredential(context, email, input.password);
    if (!made.ok) return made;
    const { credential, oneTimePassword } = made.value;

    const registration = await context.people.register({ userId: UserId(context.ids.next()), email, tenantId: tenant.value, credential });
    const userId = registration.userId;
    const mayResume = principal.kind === 'system' || registration.tenantId === tenant.value;
    if (!registration.registered && !mayResume) return err({ code: 'email-already-registered' });

    const { user, membership } = newUser(context, principal, {
      userId,
      tenantId: tenant.value,
      vaultReference: registration.vaultReference,
      ...input,
    });
    const audit = auditOf(context, principal, {
      action: 'user.created',
      target: { kind: 'user', id: userId },
      before: null,
      after: { role: input.role, locations: input.locations },
    });
    // A registration without a user is one that was interrupted; finishing it is what the caller wants.
    if (!(await context.store.addUser(user, membership, audit))) return err({ code: 'email-already-registered' });
    if (!registration.registered) await context.people.saveCredential(userId, credential);
    return ok({ userId, role: input.role, locations: input.locations, ...(oneTimePassword ? { oneTimePassword } : {}) });
  };

const newUser = (
  context: AccessContext,
  principal: Principal,
  parts: Pick<Membership, 'userId' | 'tenantId' | 'role' | 'locations'> & Pick<User, 'vaultReference'>,
): { readonly user: User; readonly membership: Membership } => {
  const now = context.clock.now();
  const by = actorOf(principal);
  const { userId, tenantId, role, locations, vaultReference } = parts;
  return {
    user: { userId, status: 'active', vaultReference, createdBy: by, createdAt: now, tokensValidFrom: now, revision: 1 },
    membership: { tenantId, userId, role, locations, status: 'active', grantedBy: by, grantedAt: now, revision: 1 },
  };
};

const makeCredential = async (
  context: AccessContext,
  email: string,
  chosen: string | undefined,
): Promise<Result<{ readonly credential: Credential; readonly oneTimePassword?: OneTimePassword }, AccessRejection>> => {
  if (chosen !== undefined) {
    const password = checkPassword(chosen, email);
    return password.ok ? ok({ credential: { passwordHash: await context.passwords.hash(password.value) } }) : password;
  }
  const password = randomText(context, 15).replace(/.{6}(?=.)/g, '$&-');
  const expiresAt = oneTimePasswordExpiry(context.clock.now());
  return ok({
    credential: { passwordHash: await context.passwords.hash(password), oneTimeUntil: expiresAt },
    oneTimePassword: { password, expiresAt },
  });
};

/**
 * Sets another user's password, or without `password` makes a one-time password. Every token issued before is void.
 * A tenant's administrator may do so only for users of that tenant alone. Users change their own by signing in.
 */
export const setPassword =
  (context: AccessContext) =>
  async (
    principal: Principal,
    input: { readonly userId: UserId; readonly password?: string },
  ): Promise<Result<{ readonly oneTimePassword?: OneTimePassword }, AccessRejection>> => {
    const found = await findManageable(context, principal, input.userId);
    if (!found.ok) return found;
    const user = found.value;
    const email = (await context.people.emailAt(user.vaultReference)) ?? '';
    const made = await makeCredential(context, email, input.password);
    if (!made.ok) return made;
    const { credential, oneTimePassword } = made.value;
    const audit = auditOf(context, principal, {
      action: 'password.reset',
      target: { kind: 'user', id: user.userId },
      before: null,
      after: { oneTime: oneTimePassword !== undefined },
    });
    // The record comes first: a reset that then fails is written down, but none ever happens unrecorded.
    const changed: User = { ...user, tokensValidFrom: context.clock.now(), revision: user.revision + 1 };
    if (!(await context.store.changeUser(changed, audit))) return err({ code: 'changed-meanwhile' });
    await context.people.saveCredential(user.userId, credential);
    return ok(oneTimePassword ? { oneTimePassword } : {});
  };

const changeStatus =
  (status: User['status']) =>
  (context: AccessContext) =>
  async (principal: Principal, userId: UserId): Promise<Result<User, AccessRejection>> => {
    const found = await findManageable(context, principal, userId);
    if (!found.ok) return found;
    const user = found.value;
    if (user.status === status) return ok(user);
    const changed: User = { ...user, status, tokensValidFrom: context.clock.now(), revision: user.revision + 1 };
    const audit = auditOf(context, principal, {
      action: status === 'disabled' ? 'user.disabled' : 'user.enabled',
      target: { kind: 'user', id: userId },
      before: { status: user.status },
      after: { status },
    });
    return (await context.store.changeUser(changed, audit)) ? ok(changed) : err({ code: 'changed-meanwhile' });
  };

/** Shuts a user out of every tenant at once. Disabling again changes nothing. */
export const disableUser = changeStatus('disabled');
/** Lets a disabled user sign in again; tokens from before stay void. */
export const enableUser = changeStatus('active');

export type ListedUser = {
  readonly userId: UserId;
  /** Null once the person has been erased. */
  readonly email: string | null;
  readonly status: User['status'];
  readonly role: Role;
  readonly locations: LocationAccess;
  readonly membership: Membership['status'];
  readonly createdAt: Instant;
  readonly grantedAt: Instant;
};

/** Members of the principal's tenant, revoked ones included, by user id. */
export const listUsers =
  (context: AccessContext) =>
  async (principal: Principal, page: PageRequest): Promise<Result<Listed<ListedUser>, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    const { items: memberships, ...rest } = await context.store.memberships(tenant.value, page);
    const users = await context.store.users(memberships.map(({ userId }) => userId));
    const items = await Promise.all(
      memberships.map(async (membership, index): Promise<ListedUser[]> => {
        const user = users[index];
        if (!user) return [];
        const email = (await context.people.emailAt(user.vaultReference)) ?? null;
        const { role, locations, grantedAt, status } = membership;
        return [
          { userId: user.userId, email, status: user.status, role, locations, membership: status, createdAt: user.createdAt, grantedAt },
        ];
      }),
    );
    return ok({ items: items.flat(), ...rest });
  };
