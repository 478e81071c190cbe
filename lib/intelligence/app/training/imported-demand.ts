import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { Item, Table } from '../../../platform/ports.ts';
import { snapshotMark } from '../../../platform/projection/snapshot-rows.ts';
import type { KeptRow } from './history-store.ts';

/** Units of a SKU wanted on one day, from one channel to one region, as forecasts take them. */
export type ImportedDay = { readonly day: string; readonly channel: string; readonly region: string; readonly units: number };

const writesAtOnce = 16;
const keyOf = (tenantId: string, sku: string): string => `${tenantId}#HISTORYDEMAND#${sku}`;

/** ISO 3166-2 of a place, or its country alone; empty where not even that is known. */
export const regionOf = (country: string | null, region: string | null): string => {
  if (country === null) return '';
  if (region === null || region === '') return country;
  return region.startsWith(`${country}-`) ? region : `${country}-${region}`;
};

/** What the orders of a month wanted, by SKU. Cancelled ones count: somebody wanted the goods. */
const demandOf = (rows: readonly KeptRow[]): ReadonlyMap<string, readonly ImportedDay[]> => {
  const sums = new Map<string, Map<string, ImportedDay>>();
  for (const row of rows) {
    if (row.kind !== 'order') continue;
    const [day, region] = [row.placed_at.slice(0, 10), regionOf(row.country, row.region)];
    for (const { sku, quantity } of row.lines) {
      const days = sums.get(sku) ?? new Map<string, ImportedDay>();
      sums.set(sku, days);
      const key = `${day}\n${row.channel}\n${region}`;
      days.set(key, { day, channel: row.channel, region, units: quantity + (days.get(key)?.units ?? 0) });
    }
  }
  return new Map(
    [...sums].map(([sku, days]) => [sku, [...days].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one)]),
  );
};

const daysOf = (item: Item): readonly ImportedDay[] => {
  const { days } = item;
  return Array.isArray(days) ? (days as readonly ImportedDay[]) : [];
};

/** Demand of the imported past: a row of the views for each SKU and month, made anew whenever the month is imported. */
export const createImportedDemand = (views: Table) => ({
  /** Keeps what a month wanted. */
  keep: (tenantId: TenantId, month: string, rows: readonly KeptRow[]): Promise<void> =>
    concurrently([...demandOf(rows)], writesAtOnce, async ([sku, days]) => {
      await views.put({ PK: keyOf(tenantId, sku), SK: month, ...snapshotMark, days });
    }),
  /** In the order of days. One query, whatever the window. */
  ofSku: async (
    tenantId: TenantId,
    sku: string,
    window: { readonly from: Instant; readonly to: Instant },
  ): Promise<readonly ImportedDay[]> => {
    const [from, to] = [window.from.slice(0, 10), window.to];
    const { items } = await views.query({ PK: keyOf(tenantId, sku), from: from.slice(0, 7), to: to.slice(0, 7) });
    return items.flatMap(daysOf).filter(({ day }) => day >= from && `${day}T00:00:00.000Z` < to);
  },
});

export type ImportedDemand = ReturnType<typeof createImportedDemand>;

type Read = (tenantId: TenantId, sku: never, window: { readonly from: Instant; readonly to: Instant }) => Promise<readonly ImportedDay[]>;

/** Live demand with the imported past before it: a day that orders of the product tell of is never counted twice. */
export const withImportedDemand =
  <R extends Read>(live: R, imported: Pick<ImportedDemand, 'ofSku'>) =>
  async (...[tenantId, sku, window]: Parameters<R>): Promise<readonly ImportedDay[]> => {
    const [now, before] = await Promise.all([live(tenantId, sku, window), imported.ofSku(tenantId, sku, window)]);
    const told = new Set(now.map(({ day, channel }) => `${day}\n${channel}`));
    const past = before.filter(({ day, channel }) => !told.has(`${day}\n${channel}`));
    return [...past, ...now].toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  };
