import type { TenantId } from '../../../kernel/ids.ts';
import { plusMs } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import { supplyKeys } from './supply.keys.ts';

/** Time after its expected arrival from which a transfer under way counts as overdue. */
export const overdueAfterMs = 24 * 3_600_000;

/** Transfers counted of one tenant at most; that many ring as loudly as more would. */
const countedMax = 1_000;

/**
 * Counts transfers whose goods are on no shelf for longer than was said, and reports them as the metric `TransfersOverdue` and a
 * line of the log for each tenant that has some.
 */
export const createWatchTransfers = (parts: {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly tenants: () => Promise<readonly TenantId[]>;
}) => {
  const { views, clock, observability } = parts.platform;
  return async (): Promise<{ readonly overdue: number }> => {
    // Rows sort by the moment of arrival, and the number behind it sorts behind `#`.
    const to = `${plusMs(clock.now(), -overdueAfterMs)}#`;
    let overdue = 0;
    for (const tenantId of await parts.tenants()) {
      const { items } = await views.query({ PK: supplyKeys.due(tenantId), to, limit: countedMax });
      if (items.length === 0) continue;
      overdue += items.length;
      observability.logger.warn('transfers overdue', { tenant_id: tenantId, transfers: items.length });
    }
    observability.metrics.addMetric('TransfersOverdue', 'Count', overdue);
    return { overdue };
  };
};
