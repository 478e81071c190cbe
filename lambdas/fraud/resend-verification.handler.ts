import { resendVerificationRoute } from '../../lib/contracts/http/fraud.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { verificationOf } from '../composed/fraud.ts';
import { publicReply } from './fraud-reply.ts';

export const create = (platform: Platform) => {
  const { resendByToken } = verificationOf(platform);
  return httpHandler(platform, resendVerificationRoute, async ({ params, requestId }) =>
    publicReply(await resendByToken(params.token), requestId),
  );
};
