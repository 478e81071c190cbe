import { getTransferRoute } from '../../lib/contracts/http/supply.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { supplyOf } from '../composition.ts';
import { mayAct, transferView } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const { transfers } = supplyOf(platform);
  return httpHandler(platform, getTransferRoute, async ({ principal, params, requestId }) => {
    const found = await transfers.get(principal.tenantId as TenantId, params.id);
    return found && mayAct(principal, found.state, 'either')
      ? reply(200, transferView(found))
      : problemReply(notFound('transfer'), requestId);
  });
};
