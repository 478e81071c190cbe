import { backfillChannelAccountRoute, listChannelAccountsRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readingDeskOf } from '../composition.ts';
import { readingRefusal } from './account-refusal.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const desk = readingDeskOf(platform);
  return httpHandler(platform, backfillChannelAccountRoute, async (call) => {
    const { from, to } = call.body;
    const asked = await desk.requestBackfill(callerOf(call), call.params.channel, call.params.account, { from, to });
    if (!asked.ok) return problemReply(readingRefusal(asked.error), call.requestId);
    const follow = listChannelAccountsRoute.path;
    return reply(202, { backfill: asked.value.name, from, to, follow }, { location: follow });
  });
};
