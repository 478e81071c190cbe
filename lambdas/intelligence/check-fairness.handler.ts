import { createTenantIds } from '../../lib/access/index.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { fairnessOf } from './decision-parts.ts';

const checkedDays = 28;
const dayMs = 24 * 3_600_000;

/** Looks every night whether a region, a channel or a currency has come off worse in the last four weeks. */
export const create = (platform: Platform) => {
  const readFairness = fairnessOf(platform);
  const tenantIds = createTenantIds(platform);
  const { clock, observability } = platform;
  return stack(platform, async () => {
    const to = clock.now();
    for (const tenantId of await tenantIds()) {
      const { gaps, comparisons } = await readFairness(tenantId, { from: plusMs(to, -checkedDays * dayMs), to });
      for (const { measure, by, gaps: found } of comparisons)
        if (found > 0) observability.logger.warn('fairness gap', { tenant_id: tenantId, measure, by, groups: found });
      if (gaps > 0) observability.metrics.addMetric('FairnessGaps', 'Count', gaps);
    }
  });
};
