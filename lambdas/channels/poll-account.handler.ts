import { listChannelAccountsRoute, pollChannelAccountRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readingDeskOf } from '../composition.ts';
import { readingRefusal } from './account-refusal.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const desk = readingDeskOf(platform);
  return httpHandler(platform, pollChannelAccountRoute, async (call) => {
    const asked = await desk.requestPoll(callerOf(call), call.params.channel, call.params.account);
    if (!asked.ok) return problemReply(readingRefusal(asked.error), call.requestId);
    return reply(202, { follow: listChannelAccountsRoute.path }, { location: listChannelAccountsRoute.path });
  });
};
