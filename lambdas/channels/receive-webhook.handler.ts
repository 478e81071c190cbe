import { webhookRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { webhookIntakeOf } from '../composition.ts';
import { webhookRefusal } from './webhook-refusal.ts';

export const create = (platform: Platform) => {
  const receiveWebhook = webhookIntakeOf(platform);
  return httpHandler(platform, webhookRoute, async (call) => {
    const received = await receiveWebhook({ ...call.params, headers: call.headers, rawBody: call.rawBody });
    return received.ok ? reply(200, received.value) : problemReply(webhookRefusal(received.error), call.requestId);
  });
};
