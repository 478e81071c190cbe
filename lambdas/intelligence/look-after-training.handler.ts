import { createTenantIds } from '../../lib/access/index.ts';
import { tryEachTenant } from '../../lib/platform/every-tenant.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { beginTrainingOf } from './training-parts.ts';

/** Begins what time asks for. One tenant's trouble holds back no other. */
export const create = (platform: Platform) => {
  const training = beginTrainingOf(platform);
  const tenants = createTenantIds(platform);
  const { observability } = platform;
  return stack(platform, async () => {
    const begun: string[] = [];
    const trouble = 'trainings could not be looked after';
    const { failed } = await tryEachTenant({ observability, trouble }, await tenants(), async (tenantId) => {
      for (const model of await training.beginDue(tenantId)) begun.push(`${tenantId} ${model}`);
    });
    if (failed > 0) observability.metrics.addMetric('TrainingsFailed', 'Count', failed);
    return { begun };
  });
};
