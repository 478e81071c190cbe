import {
  fulfillmentOrderAggregate,
  type FulfillmentOrder,
  fulfillmentOrderExists,
  type FulfillmentOrderState,
  fulfillmentOrderStream,
  pickupTimerName,
} from '../../../fulfilment/index.ts';
import {
  inventoryBucketAggregate,
  inventoryBucketStream,
  inventoryItemAggregate,
  type InventoryItemState,
  inventoryItemStream,
  type OpenReservation,
  parseStockStreamId,
} from '../../../inventory/index.ts';
import type { FulfillmentOrderId, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import {
  activeHolds,
  completionTimerName,
  type Order,
  orderAggregate,
  orderExists,
  orderOfReservation,
  type OrderState,
  orderStream,
} from '../../../orders/index.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { Waits } from '../../../platform/waits/waits.ts';
import { readCommits, stateOf } from '../stored-stream.ts';
import { checkChildren, checkParent, type Work } from './check-links.ts';
import { checkOwner, checkWorkOwner, isSettled, type Patience } from './check-owners.ts';
import { checkReservation, checkWorkHasStock, type ReservationFacts } from './check-reservations.ts';
import { checkSale } from './check-shipments.ts';
import { checkLease } from './check-stock-ledger.ts';
import { type Finding, findingOn } from './finding.ts';
import type { WorkUnderWay } from './work-under-way.ts';

export type ExaminerParts = { readonly platform: Platform; readonly store: EventStore; readonly waits: Waits };
export type Moment = { readonly underWay: WorkUnderWay; readonly patience: Patience };

const live: ReadonlySet<string> = new Set(['open', 'released', 'picking', 'packed', 'ready_for_pickup']);

type FoundOrder = { readonly order: Order; readonly changedAt: Instant };

/** Compares what one stream says with what others say. Gathers the facts; what follows from them is decided by pure checks. */
export const createCrossExaminer = ({ platform, store, waits }: ExaminerParts) => {
  const { ledger, timers } = platform;

  const readOrder = async (stream: StreamId): Promise<FoundOrder | undefined> => {
    const commits = await readCommits(ledger, stream);
    const order = stateOf(orderAggregate, commits);
    const changedAt = commits.at(-1)?.recorded_at;
    return orderExists(order) && changedAt !== undefined ? { order, changedAt } : undefined;
  };

  const readWork = async (tenantId: TenantId, id: FulfillmentOrderId): Promise<Work | undefined> => {
    const commits = await readCommits(ledger, fulfillmentOrderStream(tenantId, id));
    const work = stateOf(fulfillmentOrderAggregate, commits);
    const changedAt = commits.at(-1)?.recorded_at;
    return fulfillmentOrderExists(work) && changedAt !== undefined ? { work, changedAt } : undefined;
  };

  const order = async (id: StreamId, state: OrderState, changedAt: string, { underWay, patience }: Moment): Promise<readonly Finding[]> => {
    if (!orderExists(state)) return [];
    const tenantId = id.tenantId as TenantId;
    const works = new Map<string, Work | undefined>();
    for (const { fulfillmentOrderId } of state.fulfillments) works.set(fulfillmentOrderId, await readWork(tenantId, fulfillmentOrderId));
    const lifecycleSince = underWay.lifecycleOf(tenantId, state.orderId);
    const at = changedAt as Instant;
    const owner = {
      changedAt: at,
      lifecycleSince,
      openWaits: lifecycleSince === undefined ? [] : (await waits.list(id)).map((wait) => wait.name),
      completionDueAt: state.status === 'delivered' ? await timers.dueAt(completionTimerName(state.orderId)) : undefined,
      queued: underWay.isQueued(tenantId, state.orderId),
    };
    const links = {
      changedAt: at,
      lifecycleRuns: lifecycleSince !== undefined,
      queued: (one: string) => underWay.isQueued(tenantId, one),
      workOf: (one: string) => works.get(one),
    };
    return [...checkOwner(id, state, owner, patience), ...checkChildren(id, state, links, patience)];
  };

  const loadBuckets = (stream: StreamId, { lease }: InventoryItemState) =>
    store.loadMany(
      inventoryBucketAggregate,
      Array.from({ length: lease?.slots ?? 0 }, (_, slot) => inventoryBucketStream(stream, slot)),
    );

  /** Compared only when nothing moved between the reads: buckets and item are written while an audit looks. */
  const lease = async (id: StreamId): Promise<readonly Finding[]> => {
    const first = await store.load(inventoryItemAggregate, id);
    if (!first.state.lease) return [];
    const buckets = await loadBuckets(id, first.state);
    const second = await store.load(inventoryItemAggregate, id);
    const again = await loadBuckets(id, second.state);
    const moved = first.version !== second.version || buckets.some(({ version }, slot) => version !== again[slot]?.version);
    const held = buckets.reduce((sum, { state }) => sum + state.stock.balance.onHand, 0);
    return moved ? [] : checkLease(id, first.state.lease.quantity, held).map((text) => findingOn('stock-ledger', id, text));
  };

  const heldFor = (tenantId: TenantId, work: FulfillmentOrder) =>
    Promise.all(
      [...new Set(work.lines.map((line) => line.sku))].map(async (sku) => {
        const stream = inventoryItemStream(tenantId, { sku, locationId: work.locationId });
        const { state } = await store.load(inventoryItemAggregate, stream);
        const buckets = await loadBuckets(stream, state);
        const open = [...state.open, ...buckets.flatMap((bucket) => bucket.state.stock.open)];
        const own = open.filter((reservation) => work.reservationIds.some((reservationId) => reservationId === reservation.id));
        return { sku, held: own.reduce((sum, reservation) => sum + reservation.quantity, 0) };
      }),
    );

  const work = async (
    id: StreamId,
    state: FulfillmentOrderState,
    changedAt: string,
    { underWay, patience }: Moment,
  ): Promise<readonly Finding[]> => {
    if (!fulfillmentOrderExists(state)) return [];
    const tenantId = id.tenantId as TenantId;
    const parent = (await readOrder(orderStream(tenantId, state.orderId)))?.order;
    const owner = {
      changedAt: changedAt as Instant,
      queued: underWay.isQueued(tenantId, state.fulfillmentOrderId),
      shipmentSince: underWay.shipmentOf(tenantId, state.fulfillmentOrderId),
      pickupEndsAt: state.status === 'ready_for_pickup' ? await timers.dueAt(pickupTimerName(state.fulfillmentOrderId)) : undefined,
      order: parent,
    };
    return [
      ...checkParent(id, state, parent),
      ...checkWorkOwner(id, state, owner, patience),
      ...(live.has(state.status) ? checkWorkHasStock(id, state, await heldFor(tenantId, state)) : []),
    ];
  };

  const reservationFacts = async (
    tenantId: TenantId,
    reservation: OpenReservation,
    { underWay, patience }: Moment,
  ): Promise<Omit<ReservationFacts, 'item'>> => {
    const isShipmentRunning = (id: string): boolean => underWay.shipmentOf(tenantId, id) !== undefined;
    const orderId = orderOfReservation(reservation.id);
    if (orderId === undefined) return { order: undefined, orderUnderWay: false, isShipmentRunning };
    const found = await readOrder(orderStream(tenantId, orderId));
    const isWorkedOn = underWay.lifecycleOf(tenantId, orderId) !== undefined || underWay.isQueued(tenantId, orderId);
    const isOwned = found !== undefined && (activeHolds(found.order).length > 0 || !isSettled(patience, found.changedAt));
    return { order: found?.order, orderUnderWay: isWorkedOn || isOwned, isShipmentRunning };
  };

  const item = async (
    id: StreamId,
    state: InventoryItemState,
    sales: ReadonlyMap<FulfillmentOrderId, number>,
    moment: Moment,
  ): Promise<readonly Finding[]> => {
    const ref = parseStockStreamId(id.id);
    if (!ref) return [];
    const tenantId = id.tenantId as TenantId;
    const findings: Finding[] = [];
    for (const reservation of state.open) {
      if (reservation.kind === 'cart') continue;
      findings.push(...checkReservation(id, reservation, { item: ref, ...(await reservationFacts(tenantId, reservation, moment)) }));
    }
    for (const [workId, units] of sales)
      findings.push(...checkSale(id, ref.sku, { workId, units }, (await readWork(tenantId, workId))?.work));
    return findings;
  };

  return { order, work, item, lease };
};
