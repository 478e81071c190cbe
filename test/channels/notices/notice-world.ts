import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { compose } from '../../../lambdas/composition.ts';
import { systemPrincipal } from '../../../lib/access/index.ts';
import { connectors } from '../../../lib/channels/adapters/connectors.ts';
import { createConnections } from '../../../lib/channels/app/connections.ts';
import { noticesDeadLetters, noticesQueue } from '../../../lib/channels/app/channel-queues.ts';
import { type ChannelName, channelNames } from '../../../lib/channels/domain/channel-names.ts';
import type { CanonicalOrder } from '../../../lib/channels/index.ts';
import { channelsWiring } from '../../../lib/channels/wiring.ts';
import { orderEventPayloads } from '../../../lib/contracts/events/orders.ts';
import { publications } from '../../../lib/contracts/events/publications.ts';
import { ShipmentId } from '../../../lib/fulfilment/domain/fulfillment-order.values.ts';
import { FulfillmentOrderId, type LineId, LocationId, type OrderId, type Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { stableId } from '../../../lib/kernel/hash-chain.ts';
import { openEmbeddedPlatform } from '../../../lib/platform/embedded/embedded-platform.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createFunctions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { createQueueStep } from '../../../lib/platform/embedded/runtime/queue-source.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { type Http, UnavailableError, type Workflows } from '../../../lib/platform/ports.ts';
import { createPublisher } from '../../../lib/platform/publisher/publisher.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { createHttp } from '../../../lib/platform/system/http.fetch.ts';
import { startOfTests, temporaryFolder } from '../../contract/engine.ts';
import { restrictedPlatform } from '../../support/function-needs.ts';
import { startTold, type Told } from './told.ts';

export const acme = TenantId('acme');
export const callerOf = () => systemCaller(acme, 'test', { correlationId: 'test', causationId: 'test' });

const handlersUrl = new URL('../../../lambdas/', import.meta.url);

const refuse = async (): Promise<never> => {
  throw new Error('notices start no workflow');
};
const noWorkflows: Workflows = {
  start: refuse,
  succeed: refuse,
  fail: refuse,
  heartbeat: refuse,
  stop: refuse,
  describe: refuse,
  list: refuse,
};

/** What goes wrong between us and the channels. */
type Wire = {
  /** Calls that match get through, and their answer is lost; method, address and body in one line. */
  losing: RegExp | undefined;
  /** Calls that match do not get through. */
  cutting: RegExp | undefined;
};

const createWire = (): Wire & Http => {
  const direct = createHttp();
  const wire: Wire & Http = {
    losing: undefined,
    cutting: undefined,
    send: async (request) => {
      const call = `${request.method} ${request.url} ${typeof request.body === 'string' ? request.body : ''}`;
      if (wire.cutting?.test(call)) throw new UnavailableError('the connection was cut');
      const answer = await direct.send(request);
      if (wire.losing?.test(call)) throw new UnavailableError('the answer was lost');
      return answer;
    },
  };
  return wire;
};

export type Parcel = {
  readonly tracking: string;
  readonly carrier?: string;
  /** Units by line, in the order of the lines. @default everything, without a word of what is inside */
  readonly units?: readonly number[];
};

export type PlacedOrder = {
  readonly tenantId: TenantId;
  readonly orderId: OrderId;
  readonly channelOrderId: string;
  readonly canonical: CanonicalOrder;
};

/** The product over the embedded engine with the channels named, each a twin. Queues are worked when told; time passes when told. */
export const openNoticeWorld = async (channels: readonly ChannelName[] = channelNames, { feedSeconds = 10 } = {}) => {
  const folder = temporaryFolder();
  const clock = createVirtualClock(startOfTests);
  const observability = createLocalObservability({ dataDir: folder.path });
  const random = createRandom(7);
  const wire = createWire();
  const twins = new Map<string, Told>();
  for (const channel of channels) twins.set(channel, await startTold(channel, { clock, random: random.fork(channel), feedSeconds }));
  const env: Record<string, string> = {};
  for (const { secrets } of twins.values())
    for (const [name, value] of Object.entries(secrets)) env[name.toUpperCase().replaceAll('-', '_')] = value;
  const opened = openEmbeddedPlatform({
    dataDir: folder.path,
    wirings: [channelsWiring],
    clock,
    observability,
    env,
    http: wire,
    workflows: () => noWorkflows,
  });
  const { platform } = opened;
  const product = compose(platform);
  await product.access.createTenant(systemPrincipal(acme, 'test'), { tenantId: acme, name: 'Acme' });
  onTestFinished(async () => {
    for (const twin of twins.values()) await twin.close();
    await opened.close();
    await observability.close();
    folder.remove();
  });

  const twinOf = (channel: string): Told => {
    const twin = twins.get(channel);
    if (!twin) throw new Error(`no twin of ${channel}`);
    return twin;
  };
  const connect = async (channel: string): Promise<void> => {
    const added = await product.channels.addChannelAccount(callerOf(), twinOf(channel).account);
    if (!added.ok) throw new Error(JSON.stringify(added.error));
  };
  const accountOf = async (channel: string) => {
    const account = (await product.channels.listChannelAccounts(acme)).find((one) => one.channel === channel);
    if (!account) throw new Error(`no account of ${channel}`);
    return account;
  };
  for (const channel of channels) await connect(channel);

  // Replaced to stand for another process: what a client remembers by itself is gone.
  let functions = createFunctions(platform, handlersUrl, restrictedPlatform);

  /** Works a queue until nothing is left to receive now. */
  const drain = async (queue: string): Promise<void> => {
    const wiring = channelsWiring.queues?.find(({ name }) => name === queue);
    if (!wiring) throw new Error(`no queue ${queue}`);
    const step = createQueueStep(platform, functions, wiring);
    for (let round = 0; await step(); round += 1) if (round > 500) throw new Error(`${queue} does not run dry`);
  };

  let published: string | undefined;
  /** Puts everything that has happened on the bus. @param again from the beginning */
  const publish = async (again = false): Promise<void> => {
    const run = createPublisher(platform, publications);
    if (again) published = undefined;
    for (;;) {
      const records = await opened.feeds.ledger.read({ limit: 500, ...(published === undefined ? {} : { after: published }) });
      if (records.length === 0) return;
      await run(records);
      published = records.at(-1)?.sequence;
    }
  };

  const read = async (channel: string, channelOrderId: string): Promise<CanonicalOrder> => {
    const connector = connectors.find(({ adapter }) => adapter.channel === channel);
    if (!connector) throw new Error(`no connector of ${channel}`);
    const payload = await createConnections(platform, connector)(await accountOf(channel))?.order(channelOrderId);
    const orders = connector.adapter.normalize(payload?.rawBody ?? '', 'main');
    const [order] = orders.ok ? orders.value : [];
    if (!order) throw new Error(`${channel} gives no order ${channelOrderId}`);
    return order;
  };

  const take = async (canonical: CanonicalOrder): Promise<OrderId> => {
    const placed = await product.orders.place(callerOf(), canonical, { payloadRef: null });
    if (!placed.ok) throw new Error(placed.error.code);
    return placed.value.orderId;
  };

  return {
    platform,
    product,
    clock,
    dataDir: folder.path,
    env,
    wire,
    twinOf,
    connect,
    publish,
    drain,
    take,
    anotherProcess: (): void => {
      functions = createFunctions(platform, handlersUrl, restrictedPlatform);
    },

    /** A customer orders at a channel, and the order is taken in. */
    place: async (channel: string, quantities: readonly number[] = [2]): Promise<PlacedOrder> => {
      const channelOrderId = twinOf(channel).placeOrder(quantities);
      const canonical = await read(channel, channelOrderId);
      return { tenantId: acme, orderId: await take(canonical), channelOrderId, canonical };
    },

    /** Work at one location leaves the house in one or several parcels, holding so many units of each line. */
    ship: async ({ orderId, canonical }: PlacedOrder, parcels: readonly Parcel[], units?: readonly number[]): Promise<void> => {
      const { fulfillmentOrders } = product;
      const id = FulfillmentOrderId(stableId(platform.sha256, orderId, parcels[0]?.tracking ?? ''));
      const linesOf = (quantities: readonly number[]) =>
        canonical.lineItems.flatMap(({ lineId, sku }, index) => {
          const quantity = quantities[index] ?? 0;
          return quantity > 0 ? [{ lineId: lineId as LineId, sku: sku as Sku, quantity }] : [];
        });
      const made = await fulfillmentOrders.create(callerOf(), {
        fulfillmentOrderId: id,
        orderId,
        locationId: LocationId('east'),
        attempt: 1,
        lines: linesOf(units ?? canonical.lineItems.map(({ quantity }) => quantity)),
        reservationIds: [],
        priority: 1,
        shippingMethod: null,
        destination: null,
      });
      if (!made.ok) throw new Error(made.error.code);
      const shipments = parcels.map(({ tracking, carrier = 'UPS', units: inside }) => ({
        shipmentId: ShipmentId(`s-${tracking}`),
        carrier,
        service: 'Ground',
        trackingNumber: tracking,
        labelRef: null,
        cost: null,
        lines: inside === undefined ? null : linesOf(inside),
      }));
      for (const command of [
        { type: 'ReleaseFulfillmentOrder' },
        { type: 'StartPicking' },
        { type: 'RecordPacked', packages: [{ weightGrams: 500, dimensionsMm: null }] },
        ...shipments.map((shipment) => ({ type: 'RecordLabel', shipment }) as const),
        { type: 'ShipFulfillmentOrder', shipment: null, shippedAt: clock.now() },
      ] as const) {
        const done = await fulfillmentOrders.apply(callerOf(), id, command);
        if (!done.ok) throw new Error(`${command.type}: ${done.error.code}`);
      }
    },

    /** What is left of an order is cancelled by us, as the bus tells it. */
    cancelRest: async (
      { orderId }: PlacedOrder,
      lines: readonly { readonly lineId: string; readonly quantity: number }[],
    ): Promise<void> => {
      const payload = orderEventPayloads['order.remainder_cancelled'].parse({
        reason: 'out-of-stock',
        requested_by: 'user:ops',
        fulfillments: [],
        reservation_ids: [],
        lines: lines.map(({ lineId, quantity }) => ({ line_id: lineId, sku: 'MUG-1', quantity })),
      });
      const now = clock.now();
      const detail = {
        event_id: platform.ids.next(),
        tenant_id: acme,
        stream_id: orderId,
        version: 7,
        type: 'order.remainder_cancelled',
        payload,
        actor: { kind: 'user', id: 'ops' },
        occurred_at: now,
        recorded_at: now,
        correlation_id: 'test',
        causation_id: 'test',
        schema_version: 1,
      };
      await platform.bus.publish([{ source: 'oms.orders', detailType: 'OrderRemainderCancelled', detail }]);
    },

    /** Publishes what has happened, and tells every channel what can be told now. */
    tell: async (): Promise<void> => {
      await publish();
      await drain('channel-notices');
      for (const channel of channels) await drain(noticesQueue(channel));
    },

    /** Lets time pass, and tries what is due after each step of it. */
    pass: async (hours: number, stepMinutes = 15): Promise<void> => {
      for (let minutes = 0; minutes < hours * 60; minutes += stepMinutes) {
        clock.advanceMs(stepMinutes * 60_000);
        for (const channel of channels) await drain(noticesQueue(channel));
      }
    },

    remove: async (channel: string): Promise<void> => {
      const removed = await product.channels.removeChannelAccount(callerOf(), channel, 'main');
      if (!removed.ok) throw new Error(removed.error.code);
    },
    notices: ({ orderId }: PlacedOrder) => product.channels.orderNotices(acme, orderId),
    waiting: async (channel: string): Promise<readonly Record<string, unknown>[]> =>
      (await platform.queue(noticesQueue(channel)).browse(100)).map(({ body }) => JSON.parse(body) as Record<string, unknown>),
    letters: async (channel: string): Promise<readonly Record<string, unknown>[]> =>
      (await platform.queue(noticesDeadLetters(channel)).browse(100)).map(({ body }) => JSON.parse(body) as Record<string, unknown>),
    redrive: (channel: string): Promise<number> => platform.queue(noticesDeadLetters(channel)).redrive({ limit: 100 }),
    counted: (metric: string): number => observability.recentSum(metric, 300),
    /** Everything that was logged so far. */
    logs: (): string =>
      readdirSync(folder.path)
        .filter((file) => file.endsWith('.log') || file.endsWith('.jsonl'))
        .map((file) => readFileSync(join(folder.path, file), 'utf8'))
        .join('\n'),
  };
};

export type NoticeWorld = Awaited<ReturnType<typeof openNoticeWorld>>;
