import { StorefrontPurge } from '../../lib/contracts/events/storefront.ts';
import { createPurgeDue, purgeBackOff, storefrontPurgesQueue } from '../../lib/inventory/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { toEpochMs } from '../../lib/kernel/instant.ts';
import { queueHandler } from '../../lib/platform/handlers/queue.handler.ts';
import type { Platform } from '../../lib/platform/ports.ts';

/** Has the cache before the API forget what sold out or came back within some seconds. */
export const create = (platform: Platform) => {
  const purgeDue = createPurgeDue(platform);
  const { metrics } = platform.observability;
  return queueHandler(
    platform,
    StorefrontPurge,
    async ({ body, sentAt }) => {
      try {
        metrics.addMetric('StorefrontArticlesPurged', 'Count', await purgeDue(TenantId(body.tenant_id)));
      } finally {
        // At tries that fail too: so it is known that something waits.
        metrics.addMetric('StorefrontPurgeLagSeconds', 'Seconds', (toEpochMs(platform.clock.now()) - toEpochMs(sentAt)) / 1_000);
      }
    },
    { backOff: { queue: storefrontPurgesQueue, ...purgeBackOff } },
  );
};
