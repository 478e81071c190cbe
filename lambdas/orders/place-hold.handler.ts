import { placeHoldRoute } from '../../lib/contracts/http/orders.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderManagementOf } from '../composition.ts';
import { callerOf, orderReply } from './order-reply.ts';

export const create = (platform: Platform) => {
  const manage = orderManagementOf(platform);
  return httpHandler(platform, placeHoldRoute, async (call) =>
    orderReply(await manage.placeHold(callerOf(call), call.params.id, call.body)),
  );
};
