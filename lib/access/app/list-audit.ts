import { authorize, type Principal } from '../domain/principal.ts';
import type { AuditRecord } from '../domain/audit.ts';
import { ok, type Result } from '../../kernel/result.ts';
import type { AccessRejection } from '../domain/rejections.ts';
import type { AccessContext } from './access.context.ts';
import type { Listed, PageRequest } from './access.ports.ts';

/**
 * Who changed whose access in the principal's tenant on one day, oldest first.
 * @param page.day `yyyy-mm-dd` in UTC
 */
export const listAudit =
  (context: AccessContext) =>
  async (principal: Principal, page: PageRequest & { readonly day: string }): Promise<Result<Listed<AuditRecord>, AccessRejection>> => {
    const allowed = authorize(principal, { scope: 'access:write' });
    return allowed.ok ? ok(await context.store.auditRecords(principal.tenantId, page.day, page)) : allowed;
  };
