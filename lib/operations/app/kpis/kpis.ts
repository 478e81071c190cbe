import type { ChannelOutage, ChannelOutages } from '../../../channels/index.ts';
import { fulfillmentOrderKind } from '../../../fulfilment/index.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { toEpochMs } from '../../../kernel/instant.ts';
import { orderKind } from '../../../orders/index.ts';
import { paymentKind } from '../../../payments/index.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import type { StreamId } from '../../../platform/event-store/aggregate.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { Publication } from '../../../platform/publisher/publisher.ts';
import type { ContextWiring } from '../../../platform/wiring.ts';
import { type Latency, latencyOf, type OrderTimes, orderTimes } from '../../domain/kpis/order-times.ts';
import { meanOf } from '../../domain/kpis/statistics.ts';
import type { DeadLetters } from '../dead-letters.ts';
import { type CompilePattern, createCountDeliveries, type Delivery, type QueueLetters } from './deliveries.ts';
import { createPickOrders, type PickedOrders } from './pick-orders.ts';
import type { Range } from './range.ts';
import { readReplays, type Replay } from './replays.ts';

const ordersReadMax = 500;
const streamsAtOnce = 20;
const lettersPerQueueMax = 1_000;

/** How well the parts work together. Times are in milliseconds or seconds as their names say; null where there is nothing to measure. */
export type Kpis = Range & {
  readonly orders: {
    /** Placed in the range. */
    readonly inRange: number;
    readonly isEstimate: boolean;
    /** Those that deliveries and times were measured of: test orders are read and not measured. */
    readonly read: number;
    readonly isSample: boolean;
  };
  readonly eventDelivery: Delivery;
  readonly latency: {
    readonly receivedToRecorded: Latency;
    readonly receivedToAllocated: Latency;
    readonly receivedToShipped: Latency;
    /** The same without orders that a hold, missing stock or a refusing warehouse kept waiting. */
    readonly undisturbedReceivedToAllocated: Latency;
  };
  readonly messages: {
    /** Sent in the range, given up, and not sent back. */
    readonly failed: number;
    /** Whether a queue had more dead letters than were looked at, so that `failed` is too low. */
    readonly hasMoreFailed: boolean;
    /** Sent back in the range, on behalf of the tenant. */
    readonly replayed: number;
    /** Queues with either. */
    readonly queues: readonly { readonly queue: string; readonly failed: number; readonly replayed: number }[];
  };
  readonly recovery: {
    /** Outages of channel accounts that ended in the range. */
    readonly outages: number;
    /** Mean time to recovery: of (end − first failure) over these. */
    readonly meanSeconds: number | null;
    readonly longestSeconds: number | null;
    /** Outages that last: not part of the mean. */
    readonly open: readonly ChannelOutage[];
  };
};

type Stream = { readonly id: StreamId; readonly records: readonly EventRecord[] };

export type KpiParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views'>;
  readonly store: Pick<EventStore, 'read'>;
  readonly outages: ChannelOutages;
  readonly deadLetters: Pick<DeadLetters, 'depths' | 'list'>;
  readonly wirings: readonly ContextWiring[];
  readonly publications: Readonly<Record<string, Publication>>;
  readonly compile: CompilePattern;
};

const fulfillmentIdsOf = (records: readonly EventRecord[]): readonly string[] => [
  ...new Set(
    records.flatMap(({ type, payload }) => (type === 'item.allocated' ? (payload['fulfillment_order_ids'] as readonly string[]) : [])),
  ),
];

const secondsOf = ({ from, to }: ChannelOutage): number => (to === null ? 0 : (toEpochMs(to) - toEpochMs(from)) / 1_000);

const recoveryOf = (ended: readonly ChannelOutage[], open: readonly ChannelOutage[]): Kpis['recovery'] => {
  const seconds = ended.map(secondsOf);
  return {
    outages: ended.length,
    meanSeconds: meanOf(seconds),
    longestSeconds: seconds.length === 0 ? null : Math.max(...seconds),
    open,
  };
};

const messagesOf = ({ from, to }: Range, found: readonly QueueLetters[], replays: readonly Replay[]): Kpis['messages'] => {
  const isIn = ({ sentAt }: { readonly sentAt: string }): boolean => sentAt >= from && sentAt < to;
  const names = [...new Set([...found, ...replays].map(({ queue }) => queue))].toSorted();
  const queues = names.map((queue) => ({
    queue,
    failed: found.filter((one) => one.queue === queue).flatMap(({ letters }) => letters.filter(isIn)).length,
    replayed: replays.filter((one) => one.queue === queue).reduce((sum, { messages }) => sum + messages, 0),
  }));
  return {
    failed: queues.reduce((sum, { failed }) => sum + failed, 0),
    hasMoreFailed: found.some(({ hasMore }) => hasMore),
    replayed: queues.reduce((sum, { replayed }) => sum + replayed, 0),
    queues: queues.filter(({ failed, replayed }) => failed + replayed > 0),
  };
};

const latenciesOf = (times: readonly OrderTimes[]): Kpis['latency'] => ({
  receivedToRecorded: latencyOf(times, 'receivedToRecorded'),
  receivedToAllocated: latencyOf(times, 'receivedToAllocated'),
  receivedToShipped: latencyOf(times, 'receivedToShipped'),
  undisturbedReceivedToAllocated: latencyOf(
    times.filter(({ disturbed }) => !disturbed),
    'receivedToAllocated',
  ),
});

/** Measures the integration of a tenant over a range of at most 31 days. docs/kpis.md has the formulas and what they leave out. */
export const createKpis = (parts: KpiParts) => {
  const { platform, store, outages, deadLetters } = parts;
  const pickOrders = createPickOrders(platform);
  const countDeliveries = createCountDeliveries(parts);

  const readStream = async (tenantId: TenantId, kind: string, id: string): Promise<Stream> => {
    const stream = { tenantId, kind, id };
    return { id: stream, records: await store.read(stream) };
  };

  /** The order and what was made of it: its money and its work at locations. */
  const readOrder = async (tenantId: TenantId, orderId: string): Promise<readonly Stream[]> => {
    const order = await readStream(tenantId, orderKind, orderId);
    const others = [
      readStream(tenantId, paymentKind, orderId),
      ...fulfillmentIdsOf(order.records).map((id) => readStream(tenantId, fulfillmentOrderKind, id)),
    ];
    return [order, ...(await Promise.all(others))];
  };

  const readOrders = async (tenantId: TenantId, { orderIds }: PickedOrders): Promise<readonly Stream[]> => {
    const streams: Stream[] = [];
    await concurrently(orderIds, streamsAtOnce, async (orderId) => void streams.push(...(await readOrder(tenantId, orderId))));
    return streams;
  };

  const readLetters = async (tenantId: TenantId): Promise<readonly QueueLetters[]> => {
    const depths = (await deadLetters.depths()).filter(({ waiting }) => waiting > 0);
    return Promise.all(
      depths.map(async ({ queue, waiting }) => ({
        queue,
        letters: await deadLetters.list(queue, lettersPerQueueMax, tenantId),
        hasMore: waiting > lettersPerQueueMax,
      })),
    );
  };

  return async (tenantId: TenantId, range: Range): Promise<Kpis> => {
    const picked = await pickOrders(tenantId, range, ordersReadMax);
    const [streams, letters, replays, ended, open] = await Promise.all([
      readOrders(tenantId, picked),
      readLetters(tenantId),
      readReplays(platform, tenantId, range),
      outages.ended(tenantId, range.from, range.to),
      outages.open(tenantId),
    ]);
    const times = streams.filter(({ id }) => id.kind === orderKind).flatMap(({ records }) => orderTimes(records) ?? []);
    const { ordersInRange, isEstimate, orderIds } = picked;
    return {
      ...range,
      orders: { inRange: ordersInRange, isEstimate, read: orderIds.length, isSample: orderIds.length < ordersInRange },
      eventDelivery: countDeliveries(streams, letters),
      latency: latenciesOf(times),
      messages: messagesOf(range, letters, replays),
      recovery: recoveryOf(ended, open),
    };
  };
};
