import { feedRowSchemas, putFeedRoute } from '../../lib/contracts/http/forecast-feeds.ts';
import { createFeedBook, type FeedRows } from '../../lib/forecasting/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import { fieldProblems, httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { actorOf } from '../../lib/platform/http/principal.ts';
import { invalidInput } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const book = createFeedBook(platform);
  return httpHandler(platform, putFeedRoute, async ({ principal, params: { kind }, body, requestId }) => {
    const schema = feedRowSchemas[kind];
    const parsed = body.rows.map((row) => schema.safeParse(row));
    const problems = parsed.flatMap((one, index) => (one.success ? [] : fieldProblems(one.error, `rows.${index}`)));
    if (problems.length > 0) return problemReply(invalidInput(problems), requestId);
    const rows = parsed.flatMap((one) => (one.success ? [fromWire<FeedRows[typeof kind]>(one.data)] : []));
    const by = actorOf(principal);
    const done = await book.put(principal.tenantId as TenantId, kind, rows, { source: body.source, via: 'api', by });
    return reply(200, { kind, ...done });
  });
};
