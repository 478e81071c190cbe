import type { TenantId } from '../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../kernel/instant.ts';
import type { Platform } from '../../platform/ports.ts';
import { createFutureValueRows, type FutureValueCause } from './future-value.rows.ts';
import { futureValueAgeMaxMs } from './future-values.ts';

/** The last estimate of λ, as people and programs look at it. */
export type FutureValueReport = {
  readonly version: string | null;
  readonly madeAt: Instant | null;
  /** Whether decisions go by it. */
  readonly inUse: boolean;
  readonly cause: FutureValueCause | null;
  readonly horizonDays: number | null;
  readonly orders: number | null;
  readonly items: readonly {
    readonly sku: string;
    readonly locations: readonly { readonly locationId: string; readonly value: number }[];
  }[];
};

const nothing: FutureValueReport = { version: null, madeAt: null, inUse: false, cause: null, horizonDays: null, orders: null, items: [] };

/** @returns a reader of the last estimate, of one SKU or of all, at the locations that may be shown */
export const createReadFutureValues = ({ views, clock }: Pick<Platform, 'views' | 'clock'>) => {
  const rows = createFutureValueRows(views);
  return async (tenantId: TenantId, sku: string | undefined, mayShow: (locationId: string) => boolean): Promise<FutureValueReport> => {
    const table = await rows.read(tenantId);
    if (!table) return nothing;
    const { version, madeAt, cause, horizonDays, orders, skus } = table;
    const items = [...skus]
      .filter(([name]) => sku === undefined || name === sku)
      .map(([name, values]) => ({
        sku: name,
        locations: Object.entries(values).flatMap(([locationId, value]) => (mayShow(locationId) ? [{ locationId, value }] : [])),
      }))
      .filter(({ locations }) => locations.length > 0)
      .sort((left, right) => (left.sku < right.sku ? -1 : 1));
    const inUse = toEpochMs(clock.now()) - toEpochMs(madeAt) <= futureValueAgeMaxMs;
    return { version, madeAt, inUse, cause, horizonDays, orders, items };
  };
};
