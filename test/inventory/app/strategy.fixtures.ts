import { createHash } from 'node:crypto';
import type { Caller } from '../../../lib/inventory/index.ts';
import { createGroupCommit } from '../../../lib/inventory/app/group-commit.ts';
import { inventoryItemStream } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import type { Items } from '../../../lib/inventory/app/item-commands.ts';
import { createLanes } from '../../../lib/inventory/app/lanes.ts';
import { createPlainAppend } from '../../../lib/inventory/app/plain-append.ts';
import { createReleaseReservations, createReserveTogether, createShipReservations } from '../../../lib/inventory/app/reservations.ts';
import { createItemUseCase, createStockLevels } from '../../../lib/inventory/app/stock.ts';
import { itemNames, type StockAnswer, type StockRequest } from '../../../lib/inventory/app/stock-request.ts';
import type { StrategyName } from '../../../lib/inventory/domain/reservation-strategy.choice.ts';
import { LocationId, Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { createIds } from '../../../lib/platform/system/ids.system.ts';
import { startOfTests } from '../../contract/engine.ts';

export const tenantId = TenantId('main');
const locationId = LocationId('east');
export const itemOf = (sku: string) => ({ sku: Sku(sku), locationId });
export const streamOf = (sku: string) => inventoryItemStream(tenantId, itemOf(sku));

/** Somebody with a name of his own, so that what he did can be told from what others did. */
export const callerNamed = (name: string): Caller =>
  systemCaller(tenantId, name, { correlationId: `correlation-${name}`, causationId: `cause-${name}` });

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const clock = createVirtualClock(startOfTests);

/** One process over a table, all of whose items have the same strategy. */
export const openProcess = (ledger: Table, strategy: StrategyName) => {
  const ids = createIds(clock);
  const store = createEventStore({ ledger, clock, ids, sha256 });
  const plain = createPlainAppend(store);
  const chosen = strategy === 'plain' ? plain : createGroupCommit({ ledger, ids, sha256, clock }, plain);
  const lanes = createLanes<StockRequest, StockAnswer>({
    carryOut: (requests) => chosen.carryOut(requests),
    mayShare: () => strategy === 'group',
    shareMax: 100,
  });
  const items: Items = (request) => lanes(itemNames(request), request);
  return {
    store,
    items,
    receive: createItemUseCase(items, 'ReceiveStock'),
    damage: createItemUseCase(items, 'DamageStock'),
    reserve: createReserveTogether({ items, clock }),
    release: createReleaseReservations({ items, clock }),
    ship: createShipReservations({ items, clock }),
    levels: createStockLevels(store),
  };
};

export type Process = ReturnType<typeof openProcess>;

export const stock = async (process: Process, sku: string, quantity: number): Promise<void> => {
  const received = await process.receive(callerNamed('dock'), { ...itemOf(sku), movementId: 'first', quantity });
  if (!received.ok) throw new Error(received.error.code);
};

/** One unit of each of the articles, for the buyer of this name. */
export const buy = (process: Process, name: string, ...skus: readonly string[]) =>
  process.reserve(callerNamed(name), { reservationId: name, lines: skus.map((sku) => ({ ...itemOf(sku), quantity: 1 })) });
