import { closeTransferRoute } from '../../lib/contracts/http/supply.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createSupplyActs } from './supply-reply.ts';

export const create = (platform: Platform) => {
  const acts = createSupplyActs(platform);
  return httpHandler(platform, closeTransferRoute, (call) => acts.transfer(call, 'destination', { type: 'CloseTransfer', ...call.body }));
};
