import type { Json } from '../../kernel/canonical-json.ts';
import { base32FromHex } from '../../kernel/hash-chain.ts';
import { TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Clock, Directory, Ids } from '../../platform/ports.ts';
import type { Environment } from '../domain/api-key.ts';
import type { AuditAction, AuditRecord } from '../domain/audit.ts';
import { actorOf, authorize, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import type { User } from '../domain/user.ts';
import type { AccessStore, EqualInConstantTime, PasswordHasher, PeopleVault, TokenIssuer, TokenVerifier } from './access.ports.ts';

/** What the use cases of this context stand on. */
export type AccessContext = {
  readonly store: AccessStore;
  readonly people: PeopleVault;
  readonly passwords: PasswordHasher;
  readonly tokens: { readonly issuer: TokenIssuer; readonly verifier: TokenVerifier };
  /** Where people sign in; absent where they do so with us. */
  readonly directory?: Directory;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
  readonly equalInConstantTime: EqualInConstantTime;
};

/** Whether the principal manages access in its tenant, and the tenant exists (a command line can name any). */
export const requireManager = async (context: AccessContext, principal: Principal): Promise<Result<TenantId, AccessRejection>> => {
  const allowed = authorize(principal, { scope: 'access:write' });
  if (!allowed.ok) return allowed;
  const tenant = await context.store.tenant(principal.tenantId);
  return tenant ? ok(tenant.tenantId) : err({ code: 'tenant-not-found' });
};

export const auditOf = (
  context: AccessContext,
  principal: Principal,
  entry: {
    readonly action: AuditAction;
    readonly target: AuditRecord['target'];
    readonly before: Json;
    readonly after: Json;
    readonly tenantId?: TenantId;
  },
): AuditRecord => ({
  auditId: context.ids.next(),
  recordedAt: context.clock.now(),
  actor: actorOf(principal),
  action: entry.action,
  target: entry.target,
  before: entry.before,
  after: entry.after,
  tenantId: entry.tenantId ?? TenantId(principal.tenantId),
});

/** The address of a user's person; undefined once the person has been erased. */
export const emailOf = async ({ people }: Pick<AccessContext, 'people'>, { vaultReference }: User): Promise<string | undefined> =>
  vaultReference === null ? undefined : people.emailAt(vaultReference);

/** Random text of base32 letters that carries `byteCount` × 8 bits. */
export const randomText = (context: AccessContext, byteCount: number): string =>
  base32FromHex(Buffer.from(context.ids.bytes(byteCount)).toString('hex'));
