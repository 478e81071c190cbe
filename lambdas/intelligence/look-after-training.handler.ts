import { createTenantIds } from '../../lib/access/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { beginTrainingOf } from './training-parts.ts';

/** Begins what time asks for. One tenant's trouble holds back no other. */
export const create = (platform: Platform) => {
  const training = beginTrainingOf(platform);
  const tenants = createTenantIds(platform);
  return stack(platform, async () => {
    const begun: string[] = [];
    for (const tenantId of await tenants()) {
      try {
        for (const model of await training.beginDue(tenantId)) begun.push(`${tenantId} ${model}`);
      } catch (error) {
        platform.observability.logger.error('trainings could not be looked after', { tenant_id: tenantId, error: error as Error });
        platform.observability.metrics.addMetric('TrainingsFailed', 'Count', 1);
      }
    }
    return { begun };
  });
};
