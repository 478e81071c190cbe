import { createTenantIds } from '../../lib/access/index.ts';
import { createWatchTransfers } from '../../lib/inventory/index.ts';
import { stack } from '../../lib/platform/handlers/stack.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const watch = createWatchTransfers({ platform, tenants: createTenantIds(platform) });
  return stack(platform, () => watch());
};
