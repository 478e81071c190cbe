import * as z from 'zod';
import { Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Table } from '../../platform/ports.ts';
import { snapshotMark } from '../../platform/projection/snapshot-rows.ts';

/** Minor units that a unit is worth later, by location; locations at which it is worth nothing are left out. */
export type SkuValues = Readonly<Record<string, number>>;

/** Every value of one estimate. */
export type FutureValueTable = {
  readonly version: string;
  readonly madeAt: Instant;
  /** Why it was estimated when it was. */
  readonly cause: FutureValueCause;
  /** Days that the estimate looks ahead. */
  readonly horizonDays: number;
  /** Orders that it was drawn from. */
  readonly orders: number;
  readonly skus: ReadonlyMap<string, SkuValues>;
  /** Units by SKU and location at the time, of the SKUs whose stock is watched for shocks. */
  readonly watched: ReadonlyMap<string, SkuValues>;
};

export const futureValueCauses = ['first', 'due', 'stock-shock'] as const;
export type FutureValueCause = (typeof futureValueCauses)[number];

/** SKUs in one row: some tens of kilobytes, where there are tens of locations. */
const skusPerRow = 100;
/** Where there are more, a row is full at half of what a row may have. */
const rowBytesMax = 200_000;
const keysAtOnce = 100;
const keptMs = 24 * 3_600_000;

const Values = z.record(z.string(), z.record(z.string(), z.number()));
const Head = z.object({
  version: z.string(),
  made_at: z.string(),
  cause: z.enum(futureValueCauses),
  horizon_days: z.number(),
  orders: z.number(),
  rows: z.number().int().min(0),
  watched: Values,
});
const Chunk = z.object({ values: Values });

const headKey = (tenantId: TenantId) => ({ PK: `${tenantId}#FUTUREVALUES`, SK: 'HEAD' });
const chunkKey = (tenantId: TenantId, version: string, row: number) => ({ PK: `${tenantId}#FUTUREVALUES`, SK: `${version}#${row}` });

type Entry = readonly [sku: string, values: SkuValues];

const bytesOf = (entry: Entry): number => Buffer.byteLength(JSON.stringify(entry));

/** The entries row by row. */
const inRows = (entries: readonly Entry[]): readonly (readonly Entry[])[] => {
  const rows: Entry[][] = [];
  let left = 0;
  for (const entry of entries) {
    const bytes = bytesOf(entry);
    const row = rows.at(-1);
    if (row && row.length < skusPerRow && bytes <= left) row.push(entry);
    else {
      rows.push([entry]);
      left = rowBytesMax;
    }
    left -= bytes;
  }
  return rows;
};

/** λ in the views. The rows of an estimate are written before the head that names them, so that a reader never mixes two. */
export const createFutureValueRows = (views: Table) => ({
  read: async (tenantId: TenantId): Promise<FutureValueTable | undefined> => {
    const head = Head.safeParse(await views.get(headKey(tenantId)));
    if (!head.success) return undefined;
    const { version, made_at, cause, horizon_days, orders, rows, watched } = head.data;
    const keys = Array.from({ length: rows }, (_, row) => chunkKey(tenantId, version, row));
    const skus = new Map<string, SkuValues>();
    for (let start = 0; start < keys.length; start += keysAtOnce) {
      for (const row of await views.getMany(keys.slice(start, start + keysAtOnce))) {
        const chunk = Chunk.safeParse(row);
        if (!chunk.success) return undefined;
        for (const [sku, values] of Object.entries(chunk.data.values)) skus.set(sku, values);
      }
    }
    const madeAt = Instant(made_at);
    return { version, madeAt, cause, horizonDays: horizon_days, orders, skus, watched: new Map(Object.entries(watched)) };
  },

  save: async (tenantId: TenantId, { version, madeAt, cause, horizonDays, orders, skus, watched }: FutureValueTable): Promise<void> => {
    const ttl = Math.ceil(toEpochMs(plusMs(madeAt, keptMs)) / 1_000);
    const rows = inRows([...skus]);
    await Promise.all(
      rows.map((entries, row) => {
        const values = Object.fromEntries(entries);
        return views.put({ ...chunkKey(tenantId, version, row), ...snapshotMark, values, ttl });
      }),
    );
    // What sells most comes first, so that where there are very many locations the others are not watched.
    const [watchedFirst = []] = inRows([...watched]);
    await views.put({
      ...headKey(tenantId),
      ...snapshotMark,
      version,
      made_at: madeAt,
      cause,
      horizon_days: horizonDays,
      orders,
      rows: rows.length,
      watched: Object.fromEntries(watchedFirst),
      ttl,
    });
  },
});

export type FutureValueRows = ReturnType<typeof createFutureValueRows>;
