import { correctAddressRoute } from '../../lib/contracts/http/order-address.ts';
import { addressProblems } from '../../lib/orders/index.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { requireScope } from '../../lib/platform/http/principal.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { orderAddressOf } from '../composition.ts';
import { callerOf, orderReply } from './order-reply.ts';

export const create = (platform: Platform) => {
  const correct = orderAddressOf(platform);
  return httpHandler(platform, correctAddressRoute, async (call) => {
    const hidden = requireScope(call.principal, 'orders:personal');
    if (hidden) return problemReply(hidden, call.requestId);
    const { shipping_address: given, confirmed, reason_code: reasonCode } = call.body;
    const { postal_code: postalCode, ...address } = given;
    const done = await correct(callerOf(call), call.params.id, { address: { ...address, postalCode }, confirmed, reasonCode });
    if (done.ok || done.error.code !== 'address-doubted') return orderReply(done);
    return problemReply(invalidInput(addressProblems(done.error)), call.requestId);
  });
};
