import { listTrainingsRoute } from '../../lib/contracts/http/training.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createTrainingRunRows } from '../../lib/intelligence/app/training/training-run.rows.ts';

export const create = (platform: Platform) => {
  const rows = createTrainingRunRows(platform.ledger);
  return httpHandler(platform, listTrainingsRoute, async ({ principal, query }) =>
    reply(200, await rows.list(principal.tenantId as TenantId, query)),
  );
};
