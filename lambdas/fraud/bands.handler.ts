import { fraudBandsRoute } from '../../lib/contracts/http/fraud.ts';
import { describeBands } from '../../lib/fraud/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { policiesOf } from '../composed/base.ts';

export const create = (platform: Platform) => {
  const policies = policiesOf(platform);
  return httpHandler(platform, fraudBandsRoute, async ({ principal, query }) => {
    const { value } = await policies.inForce(principal.tenantId as TenantId, 'fraud_bands');
    return reply(200, describeBands(value, query.amounts_minor));
  });
};
