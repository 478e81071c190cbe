import { transferHistoryRoute } from '../../lib/contracts/http/histories.ts';
import { transferOrderKind } from '../../lib/inventory/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { storeOf, supplyOf } from '../composition.ts';
import { historyReply } from '../history-reply.ts';
import { mayAct } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { transfers } = supplyOf(platform);
  return httpHandler(platform, transferHistoryRoute, async ({ principal, params: { id }, requestId }) => {
    const tenantId = principal.tenantId as TenantId;
    const found = await transfers.get(tenantId, id);
    if (!found || !mayAct(principal, found.state, 'either')) return problemReply(notFound('transfer'), requestId);
    return historyReply(storeOf(platform), { tenantId, kind: transferOrderKind, id });
  });
};
