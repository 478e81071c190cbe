import { dispositionRoute } from '../../lib/contracts/http/dispositions.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { describeDispositionRejection } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { refuse } from '../../lib/platform/http/rejection.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { adviseDispositionOf } from './disposition-parts.ts';
import { questionOf } from './disposition-question.ts';

export const create = (platform: Platform) => {
  const advise = adviseDispositionOf(platform);
  return httpHandler(platform, dispositionRoute, async ({ principal, body, requestId }) => {
    const mayUse = (locationId: string): boolean => mayUseLocation(principal, locationId);
    const advised = await advise(principal.tenantId as TenantId, questionOf(body), mayUse);
    return advised.ok ? reply(200, advised.value) : problemReply(refuse(advised.error, describeDispositionRejection), requestId);
  });
};
