import { enterVerificationRoute } from '../../lib/contracts/http/fraud.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { verificationOf } from '../composed/fraud.ts';
import { callerOf } from '../orders/order-reply.ts';
import { verificationReply } from './fraud-reply.ts';

export const create = (platform: Platform) => {
  const { confirm } = verificationOf(platform);
  return httpHandler(platform, enterVerificationRoute, async (call) =>
    verificationReply(await confirm(callerOf(call), call.params.id, call.body.code), call.principal, call.requestId),
  );
};
