import { err, ok, type Result } from '../../kernel/result.ts';
import type { StreamId } from '../../platform/event-store/aggregate.ts';
import type { EventStore, Executed } from '../../platform/event-store/event-store.ts';
import type { InventoryItemCommand } from '../domain/inventory-item.commands.ts';
import type { DisplacedReservation, InventoryItemEvent } from '../domain/inventory-item.events.ts';
import type { InventoryRejection } from '../domain/inventory-item.rejections.ts';
import type { InventoryItemState } from '../domain/inventory-item.state.ts';
import type { Caller, ItemRef, ItemRefusal, StockChange, TogetherRejection } from './inventory.types.ts';
import { inventoryItemAggregate, inventoryItemStream } from './inventory-item.aggregate.ts';
import type { InTurn } from './turns.ts';

/** The stored items and the turns that writers of this process take on them. */
export type Items = { readonly store: EventStore; readonly inTurn: InTurn };

/** A command and the item it is meant for. */
export type ItemCommand = { readonly item: ItemRef; readonly command: InventoryItemCommand };

/** Streams that one transaction of the table may write. */
export const transactionItemsMax = 100;

const displacedBy = (events: readonly InventoryItemEvent[]): readonly DisplacedReservation[] =>
  events.flatMap((event) => (event.type === 'inventory.adjusted' || event.type === 'inventory.damaged' ? (event.displaced ?? []) : []));

const toChange = ({ sku, locationId }: ItemRef, executed: Executed<InventoryItemState, InventoryItemEvent>): StockChange => ({
  sku,
  locationId,
  balance: executed.state.balance,
  version: executed.version,
  changed: executed.events.length > 0,
  displaced: displacedBy(executed.events),
});

const turnOf = ({ tenantId, id }: StreamId): string => `${tenantId}#${id}`;

/** One command on one item. @throws UnavailableError when too many writers came first */
export const onItem = async (
  items: Items,
  caller: Caller,
  { item, command }: ItemCommand,
): Promise<Result<StockChange, InventoryRejection>> => {
  const stream = inventoryItemStream(caller.tenantId, item);
  const result = await items.inTurn([turnOf(stream)], () => items.store.execute(inventoryItemAggregate, stream, command, caller.context));
  return result.ok ? ok(toChange(item, result.value)) : result;
};

/**
 * A command on each of several items, each on its own: some may succeed where others are refused. Meant for facts and
 * compensations, which are repeated until every one is done.
 * @returns every change, or every refusal
 */
export const onEachItem = async (
  items: Items,
  caller: Caller,
  commands: readonly ItemCommand[],
): Promise<Result<readonly StockChange[], readonly ItemRefusal[]>> => {
  const changes: StockChange[] = [];
  const refusals: ItemRefusal[] = [];
  // In turn, not at once: two commands may be meant for the same item, and they must not race each other.
  for (const entry of commands) {
    const result = await onItem(items, caller, entry);
    if (result.ok) changes.push(result.value);
    else refusals.push({ sku: entry.item.sku, locationId: entry.item.locationId, rejection: result.error });
  }
  return refusals.length > 0 ? err(refusals) : ok(changes);
};

/** A command on each of several different items in one transaction: all succeed or none does. */
export const onItemsTogether = async (
  items: Items,
  caller: Caller,
  commands: readonly ItemCommand[],
): Promise<Result<readonly StockChange[], TogetherRejection>> => {
  if (commands.length === 0) return err({ code: 'no-items' });
  if (commands.length > transactionItemsMax) return err({ code: 'too-many-items', limit: transactionItemsMax, asked: commands.length });
  const streams = commands.map(({ item, command }) => ({ id: inventoryItemStream(caller.tenantId, item), command }));
  const result = await items.inTurn(
    streams.map(({ id }) => turnOf(id)),
    () => items.store.executeTogether(inventoryItemAggregate, streams, caller.context),
  );
  if (result.ok) return ok(commands.flatMap(({ item }, index) => (result.value[index] ? [toChange(item, result.value[index])] : [])));
  const refused = result.error.flatMap(({ index, rejection }) => {
    const item = commands[index]?.item;
    return item ? [{ sku: item.sku, locationId: item.locationId, rejection }] : [];
  });
  return err({ code: 'items-refused', items: refused });
};

/** Lines for the same item (and reservation) become one, so that no item is addressed twice. Order of first mention. */
export const mergeLines = <Line extends ItemRef & { readonly quantity: number; readonly reservationId?: string }>(
  lines: readonly Line[],
): readonly Line[] => {
  const merged = new Map<string, Line>();
  for (const line of lines) {
    const key = JSON.stringify([line.sku, line.locationId, line.reservationId ?? null]);
    const before = merged.get(key);
    merged.set(key, before ? { ...before, quantity: before.quantity + line.quantity } : line);
  }
  return [...merged.values()];
};
