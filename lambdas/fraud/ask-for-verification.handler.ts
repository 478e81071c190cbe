import { askForVerificationRoute } from '../../lib/contracts/http/fraud.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { verificationOf } from '../composed/fraud.ts';
import { callerOf } from '../orders/order-reply.ts';
import { verificationReply } from './fraud-reply.ts';

export const create = (platform: Platform) => {
  const { ask } = verificationOf(platform);
  return httpHandler(platform, askForVerificationRoute, async (call) =>
    verificationReply(await ask(callerOf(call), call.params.id), call.principal, call.requestId),
  );
};
