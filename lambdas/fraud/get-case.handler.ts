import { getFraudCaseRoute } from '../../lib/contracts/http/fraud.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fraudCaseOf } from '../composed/fraud.ts';
import { caseReply } from './fraud-reply.ts';

export const create = (platform: Platform) => {
  const read = fraudCaseOf(platform);
  return httpHandler(platform, getFraudCaseRoute, async ({ principal, params, requestId }) =>
    caseReply(await read(principal.tenantId as TenantId, params.id), principal, requestId),
  );
};
