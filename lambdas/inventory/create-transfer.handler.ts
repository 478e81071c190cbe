import { createTransferRoute } from '../../lib/contracts/http/supply.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createTransferCommand } from './supply-commands.ts';
import { createSupplyActs, placesRefusal } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const acts = createSupplyActs(platform);
  return httpHandler(platform, createTransferRoute, async (call) => {
    const refusal = await placesRefusal(platform, call.principal, [
      { field: 'from_location_id', locationId: call.body.from_location_id },
      { field: 'to_location_id', locationId: call.body.to_location_id },
    ]);
    if (refusal) return problemReply(refusal, call.requestId);
    return acts.createTransfer(call, call.body.transfer_id, createTransferCommand(call.body));
  });
};
