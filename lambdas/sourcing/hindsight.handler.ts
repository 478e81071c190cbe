import { hindsightRoute } from '../../lib/contracts/http/hindsight.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { armDifferences, createHindsightRows } from '../../lib/sourcing/index.ts';

export const create = (platform: Platform) => {
  const { days } = createHindsightRows(platform);
  return httpHandler(platform, hindsightRoute, async ({ principal, query: { from, to } }) => {
    const items = await days(principal.tenantId as TenantId, from, to);
    return reply(200, { items, differences: armDifferences(items) });
  });
};
