import type { Principal } from '../domain/principal.ts';
import { UserId } from '../domain/user.ts';
import { type AccessContext, emailOf } from './access.context.ts';

/** Who the credentials belong to, with what a page shows of them to themselves. */
export type Self = Principal & {
  /** Of a person; null for keys. */
  readonly email: string | null;
  /** As its people call it; null for a command line that names a tenant which is not there. */
  readonly tenantName: string | null;
};

/** The principal as it looks to itself: the address in it is its own and shown to nobody else. */
export const describeSelf =
  (context: AccessContext) =>
  async (principal: Principal): Promise<Self> => {
    const tenant = await context.store.tenant(principal.tenantId);
    const user = principal.kind === 'user' ? await context.store.user(UserId(principal.id)) : undefined;
    const email = user ? ((await emailOf(context, user)) ?? null) : null;
    return { ...principal, email, tenantName: tenant?.name ?? null };
  };
