import { fulfillmentOrderStream } from '../../lib/fulfilment/index.ts';
import { HoldId, OrderId, type TenantId } from '../../lib/kernel/ids.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { err, ok } from '../../lib/kernel/result.ts';
import type { DecidedOrders, NewestOrders, OrderFacts, WorkFacts } from '../../lib/intelligence/index.ts';
import { describeOrderRejection, orderExists, orderKind, orderListKeys, orderShards, type Orders } from '../../lib/orders/index.ts';
import type { EventRecord } from '../../lib/platform/event-store/event-record.ts';
import type { EventStore } from '../../lib/platform/event-store/event-store.ts';
import type { Platform } from '../../lib/platform/ports.ts';

type Payload = Readonly<Record<string, unknown>>;

const instantOf = (value: unknown): Instant | null => (typeof value === 'string' ? Instant(value) : null);

/** Which decision gave each piece of work to its location. */
const decisionsByWork = (records: readonly EventRecord[]): ReadonlyMap<string, string> =>
  new Map(
    records
      .filter(({ type }) => type === 'order.routed')
      .flatMap(({ payload }) =>
        (payload['assignments'] as readonly { readonly fulfillment_order_id: string }[]).map(
          (one) => [one.fulfillment_order_id, String(payload['decision_id'])] as const,
        ),
      ),
  );

/** What the stream of a piece of work says of its parcels. */
const parcelsOf = (records: readonly EventRecord[]): Pick<WorkFacts, 'shippedAt' | 'costMinor' | 'currency' | 'damagedParcels'> => {
  const costs = records.flatMap(({ type, payload }) => {
    const cost = payload['cost'] as { readonly amount_minor: number; readonly currency: string } | null | undefined;
    return type === 'shipment.created' && cost ? [cost] : [];
  });
  const shipped = records.find(({ type }) => type === 'fulfillment_order.shipped');
  const currencies = new Set(costs.map(({ currency }) => currency));
  return {
    shippedAt: instantOf(shipped?.payload['shipped_at']),
    // Sums of several currencies say nothing.
    costMinor: currencies.size === 1 ? costs.reduce((sum, { amount_minor: minor }) => sum + minor, 0) : null,
    currency: currencies.size === 1 ? ([...currencies][0] ?? null) : null,
    damagedParcels: records.filter(({ type }) => type === 'shipment.damaged').length,
  };
};

const lastPromise = (records: readonly EventRecord[]): Payload | undefined =>
  records.findLast(({ type }) => type === 'order.promise_changed')?.payload;

/** Orders as decisions see them: by the events that they leave anyway. */
export const createDecidedOrders = (parts: {
  readonly store: EventStore;
  readonly read: Orders['read'];
  readonly manage: Pick<Orders['manage'], 'placeHold' | 'releaseHold' | 'rejectHold'>;
}): DecidedOrders => {
  const { store, read, manage } = parts;

  const workOf = async (
    tenantId: TenantId,
    child: NonNullable<Awaited<ReturnType<typeof read.get>>>['order']['fulfillments'][number],
    decisions: ReadonlyMap<string, string>,
    withParcels: boolean,
  ): Promise<WorkFacts> => {
    const records = withParcels ? await store.read(fulfillmentOrderStream(tenantId, child.fulfillmentOrderId)) : [];
    return {
      fulfillmentOrderId: child.fulfillmentOrderId,
      locationId: child.locationId,
      status: child.status,
      decisionId: decisions.get(child.fulfillmentOrderId) ?? null,
      expectedAt: child.expectedAt ?? null,
      deliveredAt: child.deliveredAt,
      ...parcelsOf(records),
    };
  };

  const factsOf = async (tenantId: TenantId, orderId: OrderId, withParcels: boolean): Promise<OrderFacts | undefined> => {
    const [found, records] = await Promise.all([read.get(tenantId, orderId), read.events(tenantId, orderId)]);
    if (!found) return undefined;
    const { order } = found;
    const decisions = decisionsByWork(records);
    const kept = lastPromise(records)?.['kept'];
    return {
      orderId,
      status: order.status,
      channel: order.channel,
      currency: order.currency,
      country: order.destination?.country ?? null,
      region: order.destination?.region ?? null,
      postalPrefix: order.destination?.postalPrefix ?? null,
      placedAt: order.placedAt,
      test: order.test,
      personId: order.personId,
      deliverBy: order.deliverBy ?? order.serviceLevelBy,
      deliveredAt: order.deliveredAt,
      cancelledFor: order.cancellation?.reason ?? null,
      promiseKept: typeof kept === 'boolean' ? kept : null,
      promisedFor: order.promises.map(({ quantity, promisedFor, basis }) => ({ units: quantity, for: promisedFor, basis })),
      holds: order.holds.map(({ holdId, type, outcome, placedAt }) => ({ holdId, type, outcome, placedAt })),
      works: await Promise.all(order.fulfillments.map((child) => workOf(tenantId, child, decisions, withParcels))),
    };
  };

  return {
    streamOf: (tenantId, id) => ({ tenantId, kind: orderKind, id }),
    read: (tenantId, orderId, { works }) => factsOf(tenantId, OrderId(orderId), works),
    closeHold: async (caller, orderId, holdId, how, roles) => {
      const close = how === 'release' ? manage.releaseHold : manage.rejectHold;
      const closed = await close(caller, OrderId(orderId), HoldId(holdId), roles);
      return closed.ok ? ok(undefined) : err({ code: closed.error.code, message: describeOrderRejection(closed.error) });
    },
    askPerson: async (caller, orderId, holdId, reason) => {
      // What is on its way goes on; only that the order ends waits for an answer.
      const placed = await manage.placeHold(caller, OrderId(orderId), { holdId, type: 'customer-request', reason, blocks: ['completion'] });
      return placed.ok && orderExists(placed.value.state) ? holdId : null;
    },
  };
};

const rowsPerShard = 200;

/** Orders by when they were placed, newest first, from the lists that there are anyway. */
export const createNewestOrders =
  ({ views }: Pick<Platform, 'views'>): NewestOrders =>
  async (tenantId, { from, to }, after, limit) => {
    const bound = after ?? to;
    const shards = await Promise.all(
      orderShards.map((shard) =>
        views.query({
          PK: orderListKeys.placed(tenantId, shard),
          descending: true,
          limit: Math.min(rowsPerShard, limit + 1),
          ...(from === undefined ? {} : { from }),
          ...(bound === undefined ? {} : { to: bound }),
        }),
      ),
    );
    const rows = shards
      .flatMap(({ items }) => items)
      .filter(({ SK }) => SK !== after)
      .sort((left, right) => (left.SK < right.SK ? 1 : -1));
    const shown = rows.slice(0, limit);
    const last = shown.at(-1)?.SK;
    const hasMore = rows.length > limit || shards.some(({ cursor }) => cursor !== undefined);
    return { orderIds: shown.map((row) => String(row['order_id'])), ...(hasMore && last !== undefined ? { next: last } : {}) };
  };
