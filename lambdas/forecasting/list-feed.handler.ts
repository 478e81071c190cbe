import { listFeedRoute } from '../../lib/contracts/http/forecast-feeds.ts';
import { createFeedBook } from '../../lib/forecasting/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const book = createFeedBook(platform);
  return httpHandler(platform, listFeedRoute, async ({ principal, params: { kind }, query: { from, to, ...page } }) =>
    reply(200, { kind, ...(await book.list(principal.tenantId as TenantId, kind, { from, to }, page)) }),
  );
};
