import { createHash } from 'node:crypto';
import type { Caller } from '../../../lib/inventory/index.ts';
import { createBucketLedger } from '../../../lib/inventory/app/reservations/bucket-ledger.ts';
import { createBucketStrategy } from '../../../lib/inventory/app/reservations/bucket-strategy.ts';
import { withRedirection } from '../../../lib/inventory/app/reservations/items.ts';
import { createLeases } from '../../../lib/inventory/app/reservations/leases.ts';
import { createGroupCommit } from '../../../lib/inventory/app/reservations/group-commit.ts';
import { inventoryItemStream } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import type { Items } from '../../../lib/inventory/app/reservations/item-commands.ts';
import { createLanes } from '../../../lib/inventory/app/reservations/lanes.ts';
import { createPlainAppend } from '../../../lib/inventory/app/reservations/plain-append.ts';
import {
  createExpireReservations,
  createReleaseReservations,
  createReserveTogether,
  createShipReservations,
} from '../../../lib/inventory/app/reservations/reservations.ts';
import { createItemUseCase, createStockLevels } from '../../../lib/inventory/app/stock.ts';
import { itemNames, type StockAnswer, type StockRequest } from '../../../lib/inventory/app/reservations/stock-request.ts';
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
export const clock = createVirtualClock(startOfTests);

/** One process over a table, all of whose items have the same strategy. */
export const openProcess = (ledger: Table, strategy: StrategyName) => {
  const ids = createIds(clock);
  const store = createEventStore({ ledger, clock, ids, sha256 });
  const plain = createPlainAppend(store);
  const bucketLedger = createBucketLedger({ ledger, ids, sha256, clock });
  const leases = createLeases({ ledger: bucketLedger, clock, slots: 2, fromUnits: 1 });
  const buckets = createBucketStrategy({ ledger: bucketLedger, leases });
  const one = strategy === 'group' ? createGroupCommit({ ledger, ids, sha256, clock }, plain) : plain;
  const chosen = strategy === 'buckets' ? buckets : withRedirection(one, buckets);
  const lanes = createLanes<StockRequest, StockAnswer>({
    carryOut: (requests) => chosen.carryOut(requests),
    mayShare: () => strategy !== 'plain',
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
    count: createItemUseCase(items, 'CountStock'),
    expire: createExpireReservations({ items, clock }),
    openBuckets: (sku: string) => leases.open(streamOf(sku), callerNamed('chooser').context),
    recall: (sku: string) => leases.recall(streamOf(sku), callerNamed('chooser').context),
    endLease: (sku: string) => leases.end(streamOf(sku), callerNamed('sweeper').context),
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
