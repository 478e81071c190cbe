import { err, ok, type Result } from '../../kernel/result.ts';
import { isSelf, mayGrant, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import { scopesOf } from '../domain/roles.ts';
import type { User, UserId } from '../domain/user.ts';
import { type AccessContext, requireManager } from './access.context.ts';

/**
 * A user whose account, not only membership, the principal may change. The account opens every tenant that the user
 * belongs to, so a tenant's administrator needs it to be in no other, and to hold no more than the administrator does. Nor is
 * it the administrator's own: who finds a screen unlocked must not get a password, and no tenant may lose its last administrator.
 */
export const findManageable = async (
  context: AccessContext,
  principal: Principal,
  userId: UserId,
): Promise<Result<User, AccessRejection>> => {
  const tenant = await requireManager(context, principal);
  if (!tenant.ok) return tenant;
  if (isSelf(principal, userId)) return err({ code: 'own-access' });
  const user = await context.store.user(userId);
  if (!user) return err({ code: 'user-not-found' });
  if (principal.kind === 'system') return ok(user);
  const membership = await context.store.membership(tenant.value, userId);
  if (membership?.status !== 'active') return err({ code: 'user-not-found' });
  const tenants = await context.store.tenantsOf(userId);
  if (tenants.some((tenantId) => tenantId !== tenant.value)) return err({ code: 'user-belongs-to-other-tenants' });
  const within = mayGrant(principal, { scopes: scopesOf(membership.role), locations: membership.locations });
  return within.ok ? ok(user) : within;
};
