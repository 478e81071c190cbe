import { testChannelAccountRoute } from '../../lib/contracts/http/channel-tests.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { connectionTestOf } from '../composition.ts';
import { readingRefusal } from './account-refusal.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const test = connectionTestOf(platform);
  return httpHandler(platform, testChannelAccountRoute, async (call) => {
    const tested = await test(callerOf(call), call.params.channel, call.params.account);
    return tested.ok ? reply(200, tested.value) : problemReply(readingRefusal(tested.error), call.requestId);
  });
};
