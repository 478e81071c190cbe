import * as z from 'zod';
import type { TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { orderShards } from '../order.projection.ts';
import { returnListKeys } from './return.rows.ts';

const Row = z.object({
  order_id: z.string(),
  person_id: z.string().nullable(),
  returned_at: z.string().transform(Instant),
  lines: z.array(z.object({ sku: z.string().nullable(), quantity: z.int(), reason: z.string().nullable() })),
});

/** Units of one SKU that came back at once. */
export type ReturnedUnits = {
  readonly orderId: string;
  /** Null where nobody is known. */
  readonly personId: string | null;
  readonly at: Instant;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string | null;
};

type Window = { readonly from: Instant /** Exclusive. */; readonly to: Instant };

const unitsOf = (item: Item): readonly ReturnedUnits[] => {
  const { order_id: orderId, person_id: personId, returned_at: at, lines } = Row.parse(item);
  return lines.flatMap(({ sku, quantity, reason }) => (sku === null ? [] : [{ orderId, personId, at, sku, quantity, reason }]));
};

/** What came back, from the lists of the projector. */
export const createReturnLists = ({ views }: Pick<Platform, 'views'>) => {
  const read = async (PK: string, { from, to }: Window, rowsMax: number): Promise<readonly ReturnedUnits[]> => {
    const found: ReturnedUnits[] = [];
    let rows = 0;
    let cursor: string | undefined;
    do {
      const limit = Math.min(1_000, rowsMax - rows);
      const page = await views.query({ PK, from, to, descending: true, limit, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...page.items.flatMap(unitsOf));
      rows += page.items.length;
      cursor = page.cursor;
    } while (cursor !== undefined && rows < rowsMax);
    return found;
  };
  return {
    /** Of all SKUs, newest first within each list; at most so many returns of the window, the newest. */
    all: async (tenantId: TenantId, window: Window, rowsMax: number): Promise<readonly ReturnedUnits[]> => {
      const perShard = Math.ceil(rowsMax / orderShards.length);
      const shards = await Promise.all(orderShards.map((shard) => read(returnListKeys.returns(tenantId, shard), window, perShard)));
      return shards.flat().toSorted((one, other) => (one.at < other.at ? 1 : -1));
    },
    /** Of one SKU, newest first. */
    ofSku: async (tenantId: TenantId, sku: string, window: Window, rowsMax: number): Promise<readonly ReturnedUnits[]> =>
      (await read(returnListKeys.skuReturns(tenantId, sku), window, rowsMax)).filter((one) => one.sku === sku),
  };
};

export type ReturnLists = ReturnType<typeof createReturnLists>;
