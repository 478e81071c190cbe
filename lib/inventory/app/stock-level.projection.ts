import type { EventRecord } from '../../platform/event-store/event-record.ts';
import type { Item } from '../../platform/ports.ts';
import type { Projection } from '../../platform/projection/projector.ts';
import { parseInventoryItemId } from '../domain/inventory-item.id.ts';

/** Stock of one SKU at one location as lists show it, in wire form. */
export type StockLevelRow = {
  readonly sku: string;
  readonly location_id: string;
  readonly on_hand: number;
  readonly allocated: number;
  readonly available: number;
  readonly incoming: number;
  readonly damaged: number;
  readonly quality_control: number;
  readonly updated_at: string;
};

const initial = (streamId: string): StockLevelRow => {
  const item = parseInventoryItemId(streamId);
  if (!item) throw new Error(`${streamId} is not an inventory item`);
  const empty = { on_hand: 0, allocated: 0, available: 0, incoming: 0, damaged: 0, quality_control: 0 };
  return { sku: item.sku, location_id: item.locationId, ...empty, updated_at: '' };
};

// Each event carries the whole balance, so the last one is the row.
const apply = (row: StockLevelRow, event: EventRecord): StockLevelRow => ({
  ...row,
  ...(event.payload['balance'] as Omit<StockLevelRow, 'sku' | 'location_id' | 'updated_at'>),
  updated_at: event.recorded_at,
});

export const stockListKeys = { sku: (tenantId: string, sku: string) => `${tenantId}#STOCKLEVELS#${sku}` };

const companions = (row: StockLevelRow, tenantId: string): readonly Item[] => [
  { PK: stockListKeys.sku(tenantId, row.sku), SK: row.location_id, ...row },
];

export const stockLevelProjection: Projection<StockLevelRow> = { kind: 'STOCK', initial, apply, companions };
