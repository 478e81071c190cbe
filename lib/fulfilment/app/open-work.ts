import type { LocationId, TenantId } from '../../kernel/ids.ts';
import type { Platform } from '../../platform/ports.ts';
import { countedStatuses } from '../domain/work-count.ts';
import { workListKeys } from './fulfillment-order.projection.ts';

/** Rows that one query of the list answers at most. */
const pageSize = 1_000;

/**
 * How many parcels a location still has to make up, counted up to `atMost`: the rows of its list of work, without a look at
 * the work itself, so that asking is cheap. What lies ready for its customer stands in the same list and is no work any more.
 */
export const createOpenWork =
  ({ views }: Pick<Platform, 'views'>) =>
  async (tenantId: TenantId, locationId: LocationId, atMost: number): Promise<number> => {
    const PK = workListKeys.work(tenantId, locationId, countedStatuses[0]);
    let counted = 0;
    let cursor: string | undefined;
    do {
      const limit = Math.min(pageSize, atMost - counted);
      if (limit <= 0) break;
      const page = await views.query({ PK, limit, ...(cursor === undefined ? {} : { cursor }) });
      counted += page.items.filter((row) => row['lies_ready'] !== true).length;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return counted;
  };
