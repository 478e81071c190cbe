import { recordChecksRoute } from '../../lib/contracts/http/record-checks.ts';
import { falsePositiveBudget } from '../../lib/intelligence/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { recordStandingsOf } from './record-check-parts.ts';

export const create = (platform: Platform) => {
  const standings = recordStandingsOf(platform);
  return httpHandler(platform, recordChecksRoute, async ({ principal }) =>
    reply(200, { budget: falsePositiveBudget, checks: await standings(principal.tenantId as TenantId) }),
  );
};
