import { err, ok, type Result } from '../../kernel/result.ts';
import { actorOf, type GrantRejection, isSelf, type LocationAccess, mayGrant, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import { type Role, scopesOf } from '../domain/roles.ts';
import type { Membership, UserId } from '../domain/user.ts';
import { type AccessContext, auditOf, requireManager } from './access.context.ts';

const summaryOf = (membership: Membership) => ({ role: membership.role, locations: membership.locations, status: membership.status });

/**
 * Who may not give rights may not take them away either: otherwise an administrator of one location, or a key that may only
 * manage access, could shut out everybody above.
 */
const mayTake = (principal: Principal, { status, role, locations }: Membership): Result<void, GrantRejection> =>
  status === 'active' ? mayGrant(principal, { scopes: scopesOf(role), locations }) : ok(undefined);

/**
 * Gives a user a role in the principal's tenant, or another one than before. A user who has never been in the tenant is
 * let in by the system alone: whoever made the account knows its first password and may not be the one it names.
 */
export const grantMembership =
  (context: AccessContext) =>
  async (
    principal: Principal,
    input: { readonly userId: UserId; readonly role: Role; readonly locations: LocationAccess },
  ): Promise<Result<Membership, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    if (isSelf(principal, input.userId)) return err({ code: 'own-access' });
    const previous = await context.store.membership(tenant.value, input.userId);
    if (!previous && (principal.kind !== 'system' || !(await context.store.user(input.userId)))) return err({ code: 'user-not-found' });
    const within = mayGrant(principal, { scopes: scopesOf(input.role), locations: input.locations });
    if (!within.ok) return within;
    const known = previous ? mayTake(principal, previous) : ok(undefined);
    if (!known.ok) return known;
    const membership: Membership = {
      tenantId: tenant.value,
      userId: input.userId,
      role: input.role,
      locations: input.locations,
      status: 'active',
      grantedBy: actorOf(principal),
      grantedAt: context.clock.now(),
      revision: (previous?.revision ?? 0) + 1,
    };
    const audit = auditOf(context, principal, {
      action: previous?.status === 'active' ? 'membership.changed' : 'membership.granted',
      target: { kind: 'user', id: input.userId },
      before: previous ? summaryOf(previous) : null,
      after: summaryOf(membership),
    });
    return (await context.store.changeMembership(membership, audit)) ? ok(membership) : err({ code: 'changed-meanwhile' });
  };

/** Takes a user's place in the principal's tenant away, at once. Doing so again changes nothing. */
export const revokeMembership =
  (context: AccessContext) =>
  async (principal: Principal, userId: UserId): Promise<Result<Membership, AccessRejection>> => {
    const tenant = await requireManager(context, principal);
    if (!tenant.ok) return tenant;
    if (isSelf(principal, userId)) return err({ code: 'own-access' });
    const previous = await context.store.membership(tenant.value, userId);
    if (!previous) return err({ code: 'membership-not-found' });
    if (previous.status === 'revoked') return ok(previous);
    const within = mayTake(principal, previous);
    if (!within.ok) return within;
    const membership: Membership = { ...previous, status: 'revoked', revision: previous.revision + 1 };
    const audit = auditOf(context, principal, {
      action: 'membership.revoked',
      target: { kind: 'user', id: userId },
      before: summaryOf(previous),
      after: summaryOf(membership),
    });
    return (await context.store.changeMembership(membership, audit)) ? ok(membership) : err({ code: 'changed-meanwhile' });
  };
