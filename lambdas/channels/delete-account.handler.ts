import { deleteChannelAccountRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { noContent, problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readingDeskOf } from '../composition.ts';
import { readingRefusal } from './account-refusal.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const desk = readingDeskOf(platform);
  return httpHandler(platform, deleteChannelAccountRoute, async (call) => {
    const removed = await desk.removeChannelAccount(callerOf(call), call.params.channel, call.params.account);
    return removed.ok ? noContent() : problemReply(readingRefusal(removed.error), call.requestId);
  });
};
