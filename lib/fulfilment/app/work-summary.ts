import type { LocationId, TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import { countedStatuses, countWork, type WorkCount } from '../domain/work-count.ts';
import { fulfillmentOrderProjection, workListKeys } from './fulfillment-order.projection.ts';

export type WorkSummary = {
  /** False when there is more work than was counted. */
  readonly complete: boolean;
  readonly statuses: readonly WorkCount[];
};

/** Pieces of work counted at most: a location that is further behind has other worries than the figure. */
const countedMax = 500;

/**
 * Counts the work that a location has to do. It stands in one list, whose rows do not move from status to status, so the
 * streams are asked where they are; a process remembers what it has read of them.
 */
export const createWorkSummary =
  (platform: Pick<Platform, 'ledger' | 'views' | 'sha256'>) =>
  async (tenantId: TenantId, locationId: LocationId): Promise<WorkSummary> => {
    const PK = workListKeys.work(tenantId, locationId, countedStatuses[0]);
    const { items, cursor } = await platform.views.query({ PK, limit: countedMax });
    const found = await readListed(platform, fulfillmentOrderProjection, items);
    const work = found.flatMap((one) => {
      if (!one) return [];
      const { status, lines, created_at: createdAt } = one.view;
      return [{ status, createdAt, units: lines.reduce((sum, { quantity }) => sum + quantity, 0) }];
    });
    return { complete: cursor === undefined, statuses: countWork(work) };
  };
