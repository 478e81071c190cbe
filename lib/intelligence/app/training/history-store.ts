import { gunzipSync, gzipSync } from 'node:zlib';
import type { TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { BlobStore } from '../../../platform/ports.ts';
import type { ChargebackRow, FeedRow, HistoryLine, ReturnRow, ShipmentRow } from '../../domain/history/index.ts';

/** An order of the past as it is kept: without a person, with the tokens by which orders are joined. */
export type KeptOrder = {
  readonly kind: 'order';
  readonly source_id: string;
  readonly placed_at: string;
  readonly channel: string;
  readonly currency: string;
  readonly person_id: string | null;
  /** What was told of its risk, as the events of live orders hold it; null where nothing was. */
  readonly risk: unknown;
  readonly country: string | null;
  readonly region: string | null;
  readonly payment_kind: string;
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly shipping_minor: number;
  readonly total_minor: number;
  readonly cancelled: boolean;
  readonly lines: readonly HistoryLine[];
};

export type KeptShipment = Omit<ShipmentRow, 'origin' | 'destination'> & {
  /** ISO 3166-2 of both ends, or the country alone. */
  readonly origin_region: string;
  readonly destination_region: string;
};

export type KeptRow = KeptOrder | KeptShipment | ChargebackRow | ReturnRow | FeedRow;

export type Merged = { readonly added: number; readonly changed: number; readonly unchanged: number };

const prefixOf = (tenantId: TenantId): string => `history/${tenantId}/`;
const monthKey = (tenantId: TenantId, month: string): string => `${prefixOf(tenantId)}${month}.jsonl.gz`;
const monthsMax = 1_000;

const momentOfKept = (row: KeptRow): string => {
  if (row.kind === 'order') return row.placed_at;
  if (row.kind === 'shipment') return row.shipped_at;
  return row.kind === 'feed' ? `${row.day}T00:00:00.000Z` : row.received_at;
};

const identity = ({ kind, source_id }: KeptRow): string => `${kind} ${source_id}`;

/** In the order of time, and within a moment by what it is, so that the same rows are the same bytes. */
const inOrder = (one: KeptRow, other: KeptRow): number => {
  const [left, right] = [momentOfKept(one), momentOfKept(other)];
  if (left !== right) return left < right ? -1 : 1;
  return identity(one) < identity(other) ? -1 : 1;
};

/**
 * The past of a tenant: a blob for each month, compressed, in the order of time. It is written once, read by trainings and
 * forecasts, and costs nothing on the way of an order.
 */
export const createHistoryStore = ({ blobs }: { readonly blobs: BlobStore }) => {
  const readMonth = async (tenantId: TenantId, month: string): Promise<readonly KeptRow[]> => {
    const blob = await blobs.get(monthKey(tenantId, month));
    if (!blob) return [];
    const text = gunzipSync(blob.bytes).toString('utf8');
    return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as KeptRow]));
  };
  const months = async (tenantId: TenantId): Promise<readonly string[]> => {
    const keys = await blobs.list({ prefix: prefixOf(tenantId), limit: monthsMax });
    return keys.map((key) => key.slice(prefixOf(tenantId).length).replace('.jsonl.gz', ''));
  };

  return {
    months,
    readMonth,
    /**
     * Adds rows, or replaces those of the same kind and id. The same rows again change nothing.
     * @param onMonth told of every month that changes, with all of its rows
     */
    merge: async (
      tenantId: TenantId,
      rows: readonly KeptRow[],
      onMonth: (month: string, rows: readonly KeptRow[]) => Promise<void> = async () => undefined,
    ): Promise<Merged> => {
      const byMonth = Map.groupBy(rows, (row) => momentOfKept(row).slice(0, 7));
      const sums = { added: 0, changed: 0, unchanged: 0 };
      for (const [month, given] of [...byMonth].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
        const kept = new Map((await readMonth(tenantId, month)).map((row) => [identity(row), row]));
        let differs = false;
        for (const row of given) {
          const before = kept.get(identity(row));
          const isSame = before !== undefined && JSON.stringify(before) === JSON.stringify(row);
          sums[before === undefined ? 'added' : isSame ? 'unchanged' : 'changed'] += 1;
          if (isSame) continue;
          differs = true;
          kept.set(identity(row), row);
        }
        if (!differs) continue;
        const sorted = [...kept.values()].toSorted(inOrder);
        // What follows from the month first: an import that breaks off is repeated, and then finds the month as it was.
        await onMonth(month, sorted);
        const text = sorted.map((row) => JSON.stringify(row)).join('\n');
        await blobs.put(monthKey(tenantId, month), { bytes: gzipSync(`${text}\n`), contentType: 'application/gzip' });
      }
      return sums;
    },
    /** Every row from `from` on and before `to`, in the order of time. */
    read: async function* (tenantId: TenantId, window: { readonly from: Instant; readonly to: Instant }): AsyncGenerator<KeptRow> {
      for (const month of await months(tenantId)) {
        if (month < window.from.slice(0, 7) || month > window.to.slice(0, 7)) continue;
        for (const row of await readMonth(tenantId, month)) {
          const moment = momentOfKept(row);
          if (moment >= window.from && moment < window.to) yield row;
        }
      }
    },
  };
};

export type HistoryStore = ReturnType<typeof createHistoryStore>;
