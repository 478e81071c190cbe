import { createTenantIds } from '../../lib/access/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { driftWatchOf } from './drift-parts.ts';

/** One tenant's trouble holds back no other. */
export const create = (platform: Platform) => {
  const drift = driftWatchOf(platform);
  const tenants = createTenantIds(platform);
  return stack(platform, async () => {
    let drifted = 0;
    for (const tenantId of await tenants()) {
      try {
        drifted += (await drift.watch(tenantId)).filter(({ verdict }) => verdict === 'drifted').length;
      } catch (error) {
        platform.observability.logger.error('drift could not be looked at', { tenant_id: tenantId, error: error as Error });
      }
    }
    return { drifted };
  });
};
