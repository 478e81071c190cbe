import { readingView } from '../../lib/channels/index.ts';
import { listChannelAccountsRoute } from '../../lib/contracts/http/channels.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { rawReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { readingDeskOf } from '../composition.ts';
import { callerOf } from './caller.ts';

export const create = (platform: Platform) => {
  const desk = readingDeskOf(platform);
  return httpHandler(platform, listChannelAccountsRoute, async (call) => {
    const accounts = await desk.describeChannelAccounts(callerOf(call).tenantId);
    return rawReply(200, { accounts: accounts.map(readingView) });
  });
};
