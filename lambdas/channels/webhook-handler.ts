import type { ChannelAdapter } from '../../lib/channels/index.ts';
import { webhookRouteOf } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { webhookIntakeOf } from '../composition.ts';
import { webhookRefusal } from './webhook-refusal.ts';

/** Behind the webhooks of one channel. */
export const webhookHandler = (platform: Platform, adapter: ChannelAdapter) => {
  const receiveWebhook = webhookIntakeOf(platform, { adapter });
  return httpHandler(platform, webhookRouteOf(adapter.channel), async (call) => {
    const received = await receiveWebhook({ ...call.params, headers: call.headers, rawBody: call.rawBody });
    return received.ok ? reply(200, received.value) : problemReply(webhookRefusal(received.error), call.requestId);
  });
};
