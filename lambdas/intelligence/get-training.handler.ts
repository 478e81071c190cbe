import { getTrainingRoute } from '../../lib/contracts/http/training.ts';
import { createTrainingRunRows } from '../../lib/intelligence/app/training/training-run.rows.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const rows = createTrainingRunRows(platform.ledger);
  return httpHandler(platform, getTrainingRoute, async ({ principal, params: { id }, requestId }) => {
    const run = await rows.read(principal.tenantId as TenantId, id);
    return run ? reply(200, run) : problemReply(notFound('training'), requestId);
  });
};
