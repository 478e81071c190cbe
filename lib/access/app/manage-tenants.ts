import type { TenantId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { actorOf, type Principal } from '../domain/principal.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import { globalPartition, type Tenant } from '../domain/tenant.ts';
import { type AccessContext, auditOf } from './access.context.ts';
import type { Listed, PageRequest } from './access.ports.ts';

/** Opens a tenant. Only the system may: a tenant's administrator has no say over the installation. */
export const createTenant =
  (context: AccessContext) =>
  async (principal: Principal, input: { readonly tenantId: TenantId; readonly name: string }): Promise<Result<Tenant, AccessRejection>> => {
    if (principal.kind !== 'system') return err({ code: 'system-only' });
    if (input.tenantId === globalPartition) return err({ code: 'tenant-id-reserved' });
    const tenant: Tenant = { tenantId: input.tenantId, name: input.name, createdBy: actorOf(principal), createdAt: context.clock.now() };
    const audit = auditOf(context, principal, {
      action: 'tenant.created',
      target: { kind: 'tenant', id: tenant.tenantId },
      before: null,
      after: { tenantId: tenant.tenantId },
      tenantId: tenant.tenantId,
    });
    return (await context.store.addTenant(tenant, audit)) ? ok(tenant) : err({ code: 'tenant-already-exists' });
  };

/** Every tenant of the installation, by id. Only the system may: one client must not learn who the others are. */
export const listTenants =
  (context: AccessContext) =>
  async (principal: Principal, page: PageRequest): Promise<Result<Listed<Tenant>, AccessRejection>> =>
    principal.kind === 'system' ? ok(await context.store.tenants(page)) : err({ code: 'system-only' });
