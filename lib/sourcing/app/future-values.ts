import { LocationId, type TenantId } from '../../kernel/ids.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import { toEpochMs } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { createFutureValueRows, type FutureValueTable } from './future-value.rows.ts';
import type { FutureValueReader } from './sourcing.ports.ts';

/** λ older than this is no longer gone by: decisions then count 0, and say so by naming no version. */
export const futureValueAgeMaxMs = 30 * 60_000;
/** How long a process goes by what it has read. */
const readEveryMs = 30_000;
const tenantsKept = 200;

type Read = { readonly readAtMs: number; readonly table: Promise<FutureValueTable | undefined> };

/**
 * What units are worth later, for decisions: one read of a few rows every half minute and process, whatever number of orders
 * are decided in between. Where there is no estimate, an old one, or none that can be read, the answer is none.
 */
export const createFutureValues = ({
  views,
  clock,
  observability,
}: Pick<Platform, 'views' | 'clock' | 'observability'>): FutureValueReader => {
  const rows = createFutureValueRows(views);
  const known = createRecentMap<TenantId, Read>(tenantsKept);

  const read = (tenantId: TenantId, nowMs: number): Promise<FutureValueTable | undefined> => {
    const kept = known.get(tenantId);
    if (kept && nowMs - kept.readAtMs < readEveryMs) return kept.table;
    const table = rows.read(tenantId).catch((error: unknown) => {
      observability.logger.warn('future values could not be read', { tenant_id: tenantId, error: error as Error });
      return undefined;
    });
    known.set(tenantId, { readAtMs: nowMs, table });
    return table;
  };

  return {
    values: async (tenantId, skus, locationIds) => {
      const nowMs = toEpochMs(clock.now());
      const table = await read(tenantId, nowMs);
      if (!table || nowMs - toEpochMs(table.madeAt) > futureValueAgeMaxMs) return undefined;
      const wanted = new Set<string>(locationIds);
      const of = skus.flatMap((sku) =>
        Object.entries(table.skus.get(sku) ?? {}).flatMap(([locationId, valueMinor]) =>
          wanted.has(locationId) ? [{ sku, locationId: LocationId(locationId), valueMinor }] : [],
        ),
      );
      return { version: table.version, of };
    },
  };
};
