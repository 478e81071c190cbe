import { onTestFinished } from 'vitest';
import { startVendor, type Vendor } from '../../../bin/demo/twins/vendors.ts';
import { compose } from '../../../lambdas/composition.ts';
import { systemPrincipal } from '../../../lib/access/index.ts';
import { shopifyConnector } from '../../../lib/channels/adapters/shopify/shopify.connector.ts';
import { oversellsQueue, stockChangesQueue, stockQueue } from '../../../lib/channels/app/channel-queues.ts';
import { createStockRows } from '../../../lib/channels/app/stock/stock-rows.ts';
import { type ChannelName, channelNames } from '../../../lib/channels/domain/channel-names.ts';
import type { StockPublication } from '../../../lib/channels/domain/channel-account.ts';
import { channelsWiring } from '../../../lib/channels/wiring.ts';
import { publications } from '../../../lib/contracts/events/publications.ts';
import { LocationId, Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { ordersWiring } from '../../../lib/orders/wiring.ts';
import { openEmbeddedPlatform } from '../../../lib/platform/embedded/embedded-platform.ts';
import { variableName } from '../../../lib/platform/embedded/env-file.ts';
import { createLocalObservability } from '../../../lib/platform/embedded/observability.local.ts';
import { createFunctions } from '../../../lib/platform/embedded/runtime/functions.ts';
import { createQueueStep } from '../../../lib/platform/embedded/runtime/queue-source.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { systemCaller } from '../../../lib/platform/event-store/caller.ts';
import { type Http, type HttpRequest, UnavailableError, type Workflows } from '../../../lib/platform/ports.ts';
import type { PolicyName, PolicyValues } from '../../../lib/policies/index.ts';
import { createPublisher } from '../../../lib/platform/publisher/publisher.ts';
import { createRandom } from '../../../lib/platform/simulation/random.ts';
import { startOfTests, temporaryFolder } from '../../contract/engine.ts';
import { shopOrder } from '../app/shop-orders.ts';
import { restrictedPlatform } from '../../support/function-needs.ts';

export const acme = TenantId('acme');
export const mug = 'MUG-1';
export const cup = 'CUP-1';
/** Counted by us, and known to no channel. */
export const rare = 'RARE-1';
export const everywhere: StockPublication = { locations: 'all', channelLocationId: null };

const callerOf = () => systemCaller(acme, 'test', { correlationId: 'test', causationId: 'test' });
const handlersUrl = new URL('../../../lambdas/', import.meta.url);

const refuse = async (): Promise<never> => {
  throw new Error('stock starts no workflow');
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

/** The call that sets a number: method, address and body in one line. */
const setsStock = /"SetQuantities"|^POST \S+products\/(batch|\d+\/variations\/batch)|^PATCH \S+listings|^PUT \S+v3\/inventory/;

const textOf = ({ method, url, body }: HttpRequest): string => `${method} ${url} ${typeof body === 'string' ? body : ''}`;

/** What lies between us and the channels. */
type Wire = Http & {
  /** Calls that set a number get through, so many of them, and their answer is lost. */
  losing: number;
  /** Runs when a call that sets a number is about to get through, once. */
  before: (() => Promise<void>) | undefined;
  /** Calls that match fail. */
  failing: RegExp | undefined;
  /** Calls that set a number so far, by channel. */
  readonly set: Map<string, number>;
};

const createWire = (vendors: ReadonlyMap<string, Vendor>): Wire => {
  const wire: Wire = {
    losing: 0,
    before: undefined,
    failing: undefined,
    set: new Map(),
    send: async (request) => {
      const vendor = [...vendors.values()].find(({ url }) => request.url.startsWith(`${url}/`));
      if (!vendor) throw new UnavailableError(`nobody answers at ${request.url}`);
      const text = textOf(request);
      if (wire.failing?.test(text)) throw new UnavailableError('the connection was cut');
      if (!setsStock.test(text)) return vendor.send(request);
      wire.set.set(vendor.channel, (wire.set.get(vendor.channel) ?? 0) + 1);
      const { before } = wire;
      wire.before = undefined;
      await before?.();
      const answer = await vendor.send(request);
      if (wire.losing > 0) {
        wire.losing -= 1;
        throw new UnavailableError('the answer was lost');
      }
      return answer;
    },
  };
  return wire;
};

/** The product over the embedded engine with the channels named, each a twin. Queues are worked when told; time passes when told. */
export const openStockWorld = async (channels: readonly ChannelName[] = channelNames, stock: StockPublication | null = everywhere) => {
  const folder = temporaryFolder();
  const clock = createVirtualClock(startOfTests);
  const observability = createLocalObservability({ dataDir: folder.path });
  const random = createRandom(11);
  const vendors = new Map<string, Vendor>();
  const wire = createWire(vendors);
  for (const channel of channels) {
    const options = { clock, random: random.fork(channel), account: 'main', place: 'in-process', skus: [mug, cup] } as const;
    vendors.set(channel, await startVendor(channel, { ...options, signingSecret: 'long enough to sign with' }));
  }
  const secrets = [...vendors.values()].flatMap((vendor) => Object.entries(vendor.secrets));
  const opened = openEmbeddedPlatform({
    dataDir: folder.path,
    wirings: [channelsWiring, ordersWiring],
    clock,
    observability,
    env: Object.fromEntries(secrets.map(([name, value]) => [variableName(name), value])),
    http: wire,
    workflows: () => noWorkflows,
  });
  const { platform } = opened;
  const product = compose(platform);
  await product.access.createTenant(systemPrincipal(acme, 'test'), { tenantId: acme, name: 'Acme' });
  onTestFinished(async () => {
    await opened.close();
    await observability.close();
    folder.remove();
  });

  const vendorOf = (channel: string): Vendor => {
    const vendor = vendors.get(channel);
    if (!vendor) throw new Error(`no twin of ${channel}`);
    return vendor;
  };
  const connect = async (channel: string, publication: StockPublication | null): Promise<void> => {
    const { account } = vendorOf(channel);
    const added = await product.channels.addChannelAccount(callerOf(), { ...account, ...(publication ? { stock: publication } : {}) });
    if (!added.ok) throw new Error(JSON.stringify(added.error));
  };
  const location = async (id: string, active = true): Promise<void> => {
    await product.catalog.putLocation(acme, { location_id: id, name: id, type: 'warehouse', country: 'US', active });
  };
  for (const channel of channels) await connect(channel, stock);
  for (const id of ['east', 'west']) await location(id);
  for (const sku of [mug, cup]) await product.catalog.putProduct(acme, { sku, title: sku, requires_shipping: true });

  // A second set stands for a process that started before the first one was done.
  let functions = createFunctions(platform, handlersUrl, restrictedPlatform);

  const stepOf = (queue: string, by = functions) => {
    const wiring = channelsWiring.queues?.find(({ name }) => name === queue);
    if (!wiring) throw new Error(`no queue ${queue}`);
    return createQueueStep(platform, by, wiring);
  };
  /** Works a queue until nothing is left to receive now. */
  const drain = async (queue: string): Promise<void> => {
    const step = stepOf(queue);
    for (let round = 0; await step(); round += 1) if (round > 500) throw new Error(`${queue} does not run dry`);
  };

  let published: string | undefined;
  /** Puts everything that has happened on the bus. */
  const publish = async (): Promise<void> => {
    const run = createPublisher(platform, publications);
    for (;;) {
      const records = await opened.feeds.ledger.read({ limit: 500, ...(published === undefined ? {} : { after: published }) });
      if (records.length === 0) return;
      await run(records);
      published = records.at(-1)?.sequence;
    }
  };

  /** Publishes what has happened, and finds out which channels have to be told, without waiting for more. */
  const notice = async (): Promise<void> => {
    await publish();
    await drain(stockChangesQueue);
  };
  const tell = async (): Promise<void> => {
    for (const channel of channels) await drain(stockQueue(channel));
  };

  let movement = 0;
  const nextMovement = (): string => `m-${(movement += 1)}`;
  const ownerOf = (channel: string) => ({ tenantId: acme, channel, account: 'main' });

  let placed = 0;

  return {
    platform,
    product,
    tenantId: acme,
    clock,
    wire,
    vendorOf,
    connect,
    location,
    publish,
    notice,
    tell,
    drain,
    anotherProcess: (): void => {
      functions = createFunctions(platform, handlersUrl, restrictedPlatform);
    },
    /** Handles one batch of a queue in a process of its own. */
    stepElsewhere: (queue: string) => stepOf(queue, createFunctions(platform, handlersUrl, restrictedPlatform))(),

    receive: async (sku: string, quantity: number, at = 'east'): Promise<void> => {
      const input = { sku: Sku(sku), locationId: LocationId(at), movementId: nextMovement(), quantity };
      const done = await product.inventory.receiveStock(callerOf(), input);
      if (!done.ok) throw new Error(done.error.code);
    },
    /** A customer of another channel takes some. @returns the reservation */
    sell: async (sku: string, quantity: number, at = 'east'): Promise<string> => {
      const reservationId = `r-${nextMovement()}`;
      const done = await product.inventory.reserveTogether(callerOf(), {
        reservationId,
        lines: [{ sku: Sku(sku), locationId: LocationId(at), quantity }],
      });
      if (!done.ok) throw new Error(done.error.code);
      return reservationId;
    },
    allocate: async (sku: string, reservationId: string, at = 'east'): Promise<void> => {
      const done = await product.inventory.allocateReservations(callerOf(), [{ sku: Sku(sku), locationId: LocationId(at), reservationId }]);
      if (!done.ok) throw new Error('not allocated');
    },

    /** The tenant decides a policy anew. */
    decide: async <N extends PolicyName>(name: N, value: PolicyValues[N]): Promise<void> => {
      const stored = (await product.policies.list(acme)).find((policy) => policy.name === name);
      const actor = { kind: 'user', id: 'test' } as const;
      const change = { tenantId: acme, actor, name, value, note: 'for the test', expectedVersion: stored?.version ?? 0 };
      const done = await product.policies.set(change);
      if (!done.ok) throw new Error(done.error.code);
    },
    /** A customer of the shop orders. @returns the order's id */
    order: async (sku: string): Promise<string> => {
      const id = 7_000 + (placed += 1);
      const line = { id: 9_001, sku, title: sku, quantity: 2, price: '12.00', requires_shipping: true };
      const body = shopOrder({ id, created_at: clock.now(), line_items: [line] });
      const read = shopifyConnector.adapter.normalize(Buffer.from(body), 'main');
      const [order] = read.ok ? read.value : [];
      if (!order) throw new Error('the order cannot be read');
      const done = await product.orders.place(callerOf(), order, { payloadRef: null });
      if (!done.ok) throw new Error(JSON.stringify(done.error));
      return done.value.orderId;
    },
    /** An order waits; `reason`: why units of the article have no source, absent where they are there and wait for others. */
    backorder: async (orderId: string, sku: string, reason?: string): Promise<void> => {
      const detail = {
        type: 'order.backordered',
        tenant_id: acme,
        stream_id: orderId,
        payload: { lines: [{ sku, ...(reason === undefined ? {} : { reason }) }] },
      };
      await platform.queue(oversellsQueue).send([{ body: JSON.stringify({ detail }) }]);
      await drain(oversellsQueue);
    },

    /** Publishes what has happened, lets the stretch of time end, and tells every channel what can be told now. */
    settle: async (): Promise<void> => {
      await notice();
      clock.advanceMs(7_000);
      await drain(stockChangesQueue);
      await tell();
    },
    /** Lets time pass, and tries what is due after each step of it. */
    pass: async (minutes: number): Promise<void> => {
      for (let passed = 0; passed < minutes; passed += 1) {
        clock.advanceMs(60_000);
        await drain(stockChangesQueue);
        await tell();
      }
    },
    /** What the schedule does a minute later: a look at each account, and what comes of it. */
    poll: async (): Promise<void> => {
      clock.advanceMs(60_000);
      await functions.invoke('channels/schedule-polls', { source: 'aws.scheduler', name: 'channel-polls' });
      for (const channel of channels) await drain(`${channel}-sync`);
      await tell();
    },
    stop: async (channel: string): Promise<void> => {
      const removed = await product.channels.removeChannelAccount(callerOf(), channel, 'main');
      if (!removed.ok) throw new Error(removed.error.code);
    },

    /** What each channel shows of an article, in the order of the channels. */
    shown: (sku: string) => channels.map((channel) => vendorOf(channel).stockOf(sku)),
    /** Calls that set a number so far. */
    calls: (channel: string): number => wire.set.get(channel) ?? 0,
    row: async (channel: string, sku: string) => (await createStockRows(platform.ledger).readMany(ownerOf(channel), [Sku(sku)]))[0],
    listed: (channel: string) => product.channels.listStock(acme, { channel, account: 'main' }, { limit: 100 }),
    waiting: async (queue: string): Promise<number> => (await platform.queue(queue).depth()).waiting,
    /** What is counted outside of a function is not written by itself. */
    flush: (): void => void platform.observability.metrics.publishStoredMetrics(),
    counted: (metric: string): number => observability.recentSum(metric, 300),
    largest: (metric: string): number => observability.recentMax(metric, 300),
  };
};

export type StockWorld = Awaited<ReturnType<typeof openStockWorld>>;
