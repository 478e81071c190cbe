import type { TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import { orderListKeys, orderShards } from '../../../orders/index.ts';
import type { Table } from '../../../platform/ports.ts';
import type { Range } from './range.ts';

/** Orders to be measured, and what they stand for. */
export type PickedOrders = {
  readonly orderIds: readonly string[];
  /** Placed in the range; an estimate where not all of it was looked through. */
  readonly ordersInRange: number;
  readonly isEstimate: boolean;
};

const rowsPerPage = 1_000;
/** Rows of a shard up to which the range is looked through whole: two pages and a half in the longest case. */
const rowsPerShardMax = 2_500;
/** Rows in which slices are looked through. */
const slicedRowsMax = 10_000;
const slices = 288;
// Close to the golden section of the slices and without a common divisor: however early it ends, what it has seen lies evenly
// over the range, and every slice comes once.
const sliceStep = 179;

type Rows = { readonly orderIds: readonly string[]; readonly whole: boolean };

/** Evenly spaced ones of a list in order, at most `count`. */
export const evenly = <T>(items: readonly T[], count: number): readonly T[] =>
  items.length <= count ? items : Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] as T);

/**
 * Picks orders of a range so that each has had the same chance, at a bounded price.
 *
 * A range of a few thousand orders is listed whole. A larger one is cut into 288 slices of time, of which whole ones are
 * listed, evenly over the range, until 10,000 rows are seen; so a busy hour weighs as much as it had orders. Of what is listed,
 * evenly spaced orders are picked.
 */
export const createPickOrders = ({ views }: { readonly views: Pick<Table, 'query'> }) => {
  const listShard = async (tenantId: TenantId, shard: string, { from, to }: Range, rowsMax: number): Promise<Rows> => {
    const orderIds: string[] = [];
    let cursor: string | undefined;
    do {
      const PK = orderListKeys.placed(tenantId, shard);
      // A sort key goes on after its moment, so one of exactly `to` sorts behind it.
      const page = await views.query({ PK, from, to, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
      orderIds.push(...page.items.map((row) => String(row['order_id'])));
      cursor = page.cursor;
    } while (cursor !== undefined && orderIds.length < rowsMax);
    return { orderIds, whole: cursor === undefined };
  };

  const listAll = async (tenantId: TenantId, range: Range, rowsMax: number): Promise<Rows> => {
    const shards = await Promise.all(orderShards.map((shard) => listShard(tenantId, shard, range, rowsMax)));
    return { orderIds: shards.flatMap((rows) => rows.orderIds), whole: shards.every(({ whole }) => whole) };
  };

  const listSlices = async (tenantId: TenantId, { from, to }: Range): Promise<{ readonly orderIds: string[]; readonly seen: number }> => {
    const [start, length] = [toEpochMs(from), toEpochMs(to) - toEpochMs(from)];
    const edge = (index: number): Instant => fromEpochMs(start + Math.floor((index * length) / slices));
    const orderIds: string[] = [];
    let seen = 0;
    for (; seen < slices && orderIds.length < slicedRowsMax; seen += 1) {
      const index = (seen * sliceStep) % slices;
      // Whole, however much it is: half a slice would weigh its first minutes double.
      const rows = await listAll(tenantId, { from: edge(index), to: edge(index + 1) }, Number.POSITIVE_INFINITY);
      orderIds.push(...rows.orderIds);
    }
    return { orderIds, seen };
  };

  return async (tenantId: TenantId, range: Range, count: number): Promise<PickedOrders> => {
    const listed = await listAll(tenantId, range, rowsPerShardMax);
    if (listed.whole) return { orderIds: evenly(listed.orderIds, count), ordersInRange: listed.orderIds.length, isEstimate: false };
    const { orderIds, seen } = await listSlices(tenantId, range);
    return {
      orderIds: evenly(orderIds, count),
      ordersInRange: Math.round((orderIds.length * slices) / seen),
      isEstimate: seen < slices,
    };
  };
};
