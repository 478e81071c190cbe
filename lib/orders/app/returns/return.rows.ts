import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Item } from '../../../platform/ports.ts';

/** A return as lists of returns show it, in wire form. */
export type OrderReturnRow = {
  readonly return_id: string;
  /** When the goods were received, where the notice says so; else when it was recorded. */
  readonly returned_at: string;
  readonly location_id: string | null;
  readonly lines: readonly {
    readonly sku: string | null;
    readonly quantity: number;
    readonly reason: string | null;
    readonly condition: string | null;
  }[];
};

/** What came back, by when it was recorded: of all orders, and of one SKU. */
export const returnListKeys = {
  returns: (tenantId: string, shard: string) => `${tenantId}#RETURNS#${shard}`,
  skuReturns: (tenantId: string, sku: string) => `${tenantId}#SKURETURNS#${sku}`,
};

type ReturnedLine = { readonly line_id: string; readonly quantity: number; readonly reason?: string; readonly condition?: string };

/** A return as it was recorded. @param lines of the order, by which SKUs are found */
export const returnRow = (
  { payload, recorded_at }: EventRecord,
  lines: readonly { readonly line_id: string; readonly sku: string | null }[],
): OrderReturnRow => ({
  return_id: String(payload['return_id']),
  returned_at: (payload['received_at'] as string | undefined) ?? recorded_at,
  location_id: (payload['location_id'] as string | undefined) ?? null,
  lines: (payload['lines'] as readonly ReturnedLine[]).map((line) => ({
    sku: lines.find(({ line_id }) => line_id === line.line_id)?.sku ?? null,
    quantity: line.quantity,
    reason: line.reason ?? null,
    condition: line.condition ?? null,
  })),
});

/** An order as far as its returns are listed. */
type ReturnedOrder = {
  readonly order_id: string;
  readonly person_id: string | null;
  readonly placed_at: string;
  readonly channel: string;
  readonly returns?: readonly OrderReturnRow[];
};

/** Rows of what came back. An order of which nothing comes back has none. @param shard in which the order's lists lie */
export const returnRows = (
  { order_id, returns = [], person_id, placed_at, channel }: ReturnedOrder,
  tenantId: string,
  shard: string,
): readonly Item[] =>
  returns.flatMap(({ return_id, returned_at, ...said }): readonly Item[] => {
    const SK = `${returned_at}#${order_id}#${return_id}`;
    const row = { SK, order_id, return_id, returned_at, person_id, placed_at, channel, ...said };
    const skus = new Set(said.lines.flatMap(({ sku }) => (sku === null ? [] : [sku])));
    return [
      { PK: returnListKeys.returns(tenantId, shard), ...row },
      ...[...skus].map((sku) => ({ PK: returnListKeys.skuReturns(tenantId, sku), ...row })),
    ];
  });
