import { deleteFeedRowRoute } from '../../lib/contracts/http/forecast-feeds.ts';
import { createFeedBook } from '../../lib/forecasting/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { noContent, problemReply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const book = createFeedBook(platform);
  return httpHandler(platform, deleteFeedRowRoute, async ({ principal, params: { kind, row_id: rowId }, requestId }) =>
    (await book.remove(principal.tenantId as TenantId, kind, rowId)) ? noContent() : problemReply(notFound('feed-row'), requestId),
  );
};
