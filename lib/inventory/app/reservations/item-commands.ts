import { err, invariant, ok, type Result } from '../../../kernel/result.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { findOpen } from '../../domain/open-reservations.ts';
import type { InventoryItemCommand } from '../../domain/inventory-item.commands.ts';
import type { DisplacedReservation, InventoryItemEvent } from '../../domain/inventory-item.events.ts';
import type { InventoryRejection } from '../../domain/inventory-item.rejections.ts';
import type { Caller, ItemRef, ItemRefusal, StockChange, TogetherRejection } from '../inventory.types.ts';
import { inventoryItemStream } from '../inventory-item.aggregate.ts';
import type { ItemOutcome, StockAnswer, StockRequest } from './stock-request.ts';

/** Asks the stored items. @throws UnavailableError when the store does not answer, or too many writers came first */
export type Items = (request: StockRequest) => Promise<StockAnswer>;

/** A command and the item it is meant for. */
export type ItemCommand = { readonly item: ItemRef; readonly command: InventoryItemCommand };

/** Streams that one transaction of the table may write. */
export const transactionItemsMax = 100;

const displacedBy = (events: readonly InventoryItemEvent[]): readonly DisplacedReservation[] =>
  events.flatMap((event) => (event.type === 'inventory.adjusted' || event.type === 'inventory.damaged' ? (event.displaced ?? []) : []));

/** When the reservation that was asked for runs out, which a repetition does not move. */
const expiryOf = (command: InventoryItemCommand, { state }: ItemOutcome): { readonly expiresAt?: Instant } => {
  const expiresAt = command.type === 'ReserveStock' ? findOpen(state, command.reservationId)?.expiresAt : undefined;
  return expiresAt === undefined ? {} : { expiresAt };
};

const toChange = ({ item: { sku, locationId }, command }: ItemCommand, outcome: ItemOutcome): StockChange => ({
  sku,
  locationId,
  balance: outcome.state.balance,
  version: outcome.version,
  changed: outcome.changed ?? outcome.events.length > 0,
  displaced: displacedBy(outcome.events),
  ...expiryOf(command, outcome),
});

const requestOf = ({ tenantId, context }: Caller, commands: readonly ItemCommand[]): StockRequest => ({
  commands: commands.map(({ item, command }) => ({ id: inventoryItemStream(tenantId, item), command })),
  context,
});

const onlyOne = <T>([only]: readonly T[]): T => {
  invariant(only !== undefined, 'a request of one command is answered by one');
  return only;
};

/** One command on one item. @throws UnavailableError when too many writers came first */
export const onItem = async (items: Items, caller: Caller, command: ItemCommand): Promise<Result<StockChange, InventoryRejection>> => {
  const answer = await items(requestOf(caller, [command]));
  if (!answer.ok) return err(onlyOne(answer.error).rejection);
  return ok(toChange(command, onlyOne(answer.value)));
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
  const answer = await items(requestOf(caller, commands));
  if (answer.ok) return ok(commands.flatMap((command, index) => (answer.value[index] ? [toChange(command, answer.value[index])] : [])));
  const refused = answer.error.flatMap(({ index, rejection }) => {
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
