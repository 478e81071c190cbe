import { createTenantIds } from '../../lib/access/index.ts';
import { concurrently } from '../../lib/platform/concurrently.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fraudReviewsOf } from '../composed/fraud.ts';

const tenantsAtOnce = 4;

export const create = (platform: Platform) => {
  const tenants = createTenantIds(platform);
  const { overdue } = fraudReviewsOf(platform);
  return stack(platform, async () => {
    let all = 0;
    await concurrently(await tenants(), tenantsAtOnce, async (tenantId) => {
      all += await overdue(tenantId);
    });
    platform.observability.metrics.addMetric('FraudReviewsOverdue', 'Count', all);
  });
};
