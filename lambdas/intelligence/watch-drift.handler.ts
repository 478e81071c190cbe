import { createTenantIds } from '../../lib/access/index.ts';
import { tryEachTenant } from '../../lib/platform/every-tenant.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { driftWatchOf } from './drift-parts.ts';

/** One tenant's trouble holds back no other. */
export const create = (platform: Platform) => {
  const drift = driftWatchOf(platform);
  const tenants = createTenantIds(platform);
  const { observability } = platform;
  return stack(platform, async () => {
    let drifted = 0;
    await tryEachTenant({ observability, trouble: 'drift could not be looked at' }, await tenants(), async (tenantId) => {
      drifted += (await drift.watch(tenantId)).filter(({ verdict }) => verdict === 'drifted').length;
    });
    return { drifted };
  });
};
