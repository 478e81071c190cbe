import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { actorOf, type LocationAccess, mayGrant, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import { type Role, scopesOf } from '../domain/roles.ts';
import { type Membership, normaliseEmail, type User, UserId } from '../domain/user.ts';
import { type AccessContext, auditOf, emailOf, requireManager } from './access.context.ts';
import type { Listed, PageRequest } from './access.ports.ts';
import { type FirstPassword, makeCredential, type OneTimePassword } from './make-credential.ts';

export type CreatedUser = {
  readonly userId: UserId;
  readonly role: Role;
  readonly locations: LocationAccess;
  readonly oneTimePassword?: OneTimePassword;
  /** True where a directory has mailed an invitation: there is no password to hand over. */
  readonly mailed?: true;
};

/**
 * Registers a person and gives them a role in the principal's tenant.
 * Without `password` a one-time password is made, good for 72 hours and for one sign-in that sets another.
 *
 * An address registered before is refused, also when another tenant registered it: whoever creates an account knows its
 * first password, so an account must not slip into a second tenant unseen. The system grants such memberships.
 *
 * Where a directory keeps the passwords, it is written between the address and the rights. The address comes first,
 * because it fixes the user id, under which a repeated invitation meets its own entry. The rights come last: somebody who
 * has been invited and has no row is let in nowhere, whereas a row would refuse the repetition that still has to invite.
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
    const { credential, ...told } = made.value;

    const account = await claimAddress(context, principal, { email, tenantId: tenant.value, ...made.value });
    if (!account.ok) return account;
    const { userId, vaultReference, resumed } = account.value;
    const { user, membership } = newUser(context, principal, { userId, tenantId: tenant.value, vaultReference, ...input });
    const audit = auditOf(context, principal, {
      action: 'user.created',
      target: { kind: 'user', id: userId },
      before: null,
      after: { role: input.role, locations: input.locations },
    });
    // A registration without a user is one that was interrupted; finishing it is what the caller wants.
    if (!(await context.store.addUser(user, membership, audit))) return err({ code: 'email-already-registered' });
    if (resumed && credential) await context.people.saveCredential(userId, credential);
    return ok({ userId, role: input.role, locations: input.locations, ...told });
  };

type Claimed = { readonly userId: UserId; readonly vaultReference: string; readonly resumed: boolean };

/** Takes the address for a new user, or for one whose registration was cut short, and invites the person. */
const claimAddress = async (
  context: AccessContext,
  principal: Principal,
  person: FirstPassword & { readonly email: string; readonly tenantId: TenantId },
): Promise<Result<Claimed, AccessRejection>> => {
  const { email, tenantId, credential } = person;
  const { registered, userId, vaultReference, ...of } = await context.people.register({
    userId: UserId(context.ids.next()),
    email,
    tenantId,
    ...(credential ? { credential } : {}),
  });
  const mayResume = principal.kind === 'system' || of.tenantId === tenantId;
  // Whoever has an account must not get a new invitation out of somebody's second try to make one.
  if (!registered && (!mayResume || (await context.store.user(userId)) !== undefined)) return err({ code: 'email-already-registered' });
  const invited = await context.directory?.invite({ username: userId, email });
  if (invited && !invited.ok) return err({ code: 'email-taken-in-directory' });
  return ok({ userId, vaultReference, resumed: !registered });
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
        const email = (await emailOf(context, user)) ?? null;
        const { role, locations, grantedAt, status } = membership;
        return [
          { userId: user.userId, email, status: user.status, role, locations, membership: status, createdAt: user.createdAt, grantedAt },
        ];
      }),
    );
    return ok({ items: items.flat(), ...rest });
  };
