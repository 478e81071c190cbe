import { compose } from '../../lambdas/composition.ts';
import { scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import { authorizer } from '../../lib/access/wiring.ts';
import { type ChannelName, channelNames } from '../../lib/channels/domain/channel-names.ts';
import { bundledFraudScorer, servedModel } from '../../lib/intelligence/index.ts';
import { defaultBuffers } from '../../lib/inventory/index.ts';
import { Instant } from '../../lib/kernel/instant.ts';
import { LocationId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { isCommit } from '../../lib/platform/event-store/commit.codec.ts';
import { UnavailableError } from '../../lib/platform/ports.ts';
import { type Cloud, openCloud, type Watch } from '../../lib/platform/simulation/cloud.ts';
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import type { Committed } from '../../lib/platform/simulation/table.model.ts';
import { wirings } from '../../lib/wirings.ts';
import { startVendor, type Vendor, type VendorDelivery } from '../../bin/demo/twins/vendors.ts';

export type OutageOptions = {
  readonly seed: number;
  /** Virtual hours during which customers order. */
  readonly hours: number;
  /** At each channel, on average. */
  readonly ordersPerHour: number;
  /** The channel that goes down; null for a day on which nothing happens. */
  readonly down: ChannelName | null;
  /** Virtual hours after which it goes down, and for how long. */
  readonly downAfterHours: number;
  readonly downHours: number;
  readonly faults: ReadonlySet<FaultKind>;
};

export type ChannelDay = {
  readonly channel: ChannelName;
  /** Orders that its customers placed, and those of them that were recorded. */
  readonly placed: number;
  readonly recorded: number;
  /** Recorded more than once; there may be none. */
  readonly twice: number;
  /** Seconds from placing to recording, without the orders that the channel could not tell of. */
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  readonly maxSeconds: number;
  /** Orders that it could not tell of, being down, and minutes from its return until the last of them was recorded; null where it was not down. */
  readonly missed: number;
  readonly recoveryMinutes: number | null;
};

export type OutageReport = {
  readonly channels: readonly ChannelDay[];
  /** Orders that channels have and we do not. */
  readonly lost: readonly string[];
  /** Numbers of the shelf that a channel shows in the end, though there are others. */
  readonly wrongStock: readonly string[];
  readonly deadLetters: readonly string[];
  readonly errors: readonly string[];
};

const start = Instant('2026-11-20T00:00:00.000Z');
const tenant = TenantId('main');
const publicUrl = 'https://oms.example.com';
const skus = ['OUT-1', 'OUT-2', 'OUT-3'];
/** An article that nobody orders here, and that is counted again and again. */
const shelf = { sku: 'SHELF-1', location: 'hall' } as const;
const countingMs = 10 * 60_000;
const hourMs = 3_600_000;
const settleMs = 60 * 60_000;
const courierMs = 5_000;
const courierTries = 3;
const errorsKept = 50;

type Placed = {
  readonly vendor: ChannelName;
  readonly atMs: number;
  /** Placed when nothing was told of it. */
  readonly untold: boolean;
};
type Recorded = { readonly atMs: number; times: number };

const orderKey = (channel: string, channelOrderId: string): string => `${channel} ${channelOrderId}`;

/** Notes every order that gets into the ledger, and what was logged as an error. */
const openEyes = (nowMs: () => number) => {
  const recorded = new Map<string, Recorded>();
  const errors: string[] = [];
  const look = ({ newImage, oldImage }: Committed): void => {
    if (newImage === undefined || oldImage !== undefined || !isCommit(newImage)) return;
    for (const { type, payload } of newImage.events) {
      if (type !== 'order.created') continue;
      const key = orderKey(String(payload['channel']), String(payload['channel_order_id']));
      const known = recorded.get(key);
      if (known) known.times += 1;
      else recorded.set(key, { atMs: nowMs(), times: 1 });
    }
  };
  const watch: Watch = {
    onCommitted: (table, changes) => {
      if (table === 'ledger') for (const change of changes) look(change);
    },
    onBlob: () => undefined,
    onSent: () => undefined,
    onHandled: () => undefined,
    onLog: ({ level, message }) => {
      if (level === 'ERROR' && errors.length < errorsKept) errors.push(message);
    },
  };
  return { recorded, errors, watch };
};

type World = { readonly cloud: Cloud; readonly vendors: readonly Vendor[]; readonly apiKey: string };

/** The region, four vendors, and an account at each. */
const openWorld = async (options: OutageOptions, watch: Watch): Promise<World> => {
  const secrets: Record<string, string> = {};
  const vendors: Vendor[] = [];
  const fraud = servedModel(bundledFraudScorer());
  const cloud = await openCloud({
    seed: options.seed,
    faults: options.faults,
    watch,
    start,
    wirings,
    authorizer,
    handlersUrl: new URL('../../lambdas/', import.meta.url),
    machinesUrl: new URL('../../state-machines/', import.meta.url),
    secrets,
    parameters: { models: 'sagemaker', 'public-url': publicUrl },
    models: { invoke: async ({ payload }) => fraud(payload) },
    http: {
      send: async (request) => {
        const vendor = vendors.find(({ url }) => request.url.startsWith(`${url}/`));
        if (!vendor) throw new UnavailableError(`Nobody answers at ${request.url}`);
        return vendor.send(request);
      },
    },
  });
  const random = createRandom(options.seed).fork('vendors');
  const { channels, access, catalog } = compose(cloud.machine);
  await catalog.putLocation(tenant, { location_id: shelf.location, name: 'Hall', type: 'warehouse', country: 'US', active: true });
  await access.createTenant(systemPrincipal(tenant, 'outage'), { tenantId: tenant, name: tenant });
  const caller = systemCaller(tenant, 'outage', { correlationId: 'setup', causationId: 'setup' });
  for (const channel of channelNames) {
    const vendor = await startVendor(channel, {
      clock: cloud.scheduler.clock,
      random: random.fork(channel),
      account: 'outage',
      place: 'in-process',
      skus: [...skus, shelf.sku],
      signingSecret: `what signs deliveries of ${channel}`,
    });
    vendors.push(vendor);
    Object.assign(secrets, vendor.secrets);
    const added = await channels.addChannelAccount(caller, { ...vendor.account, stock: { locations: 'all', channelLocationId: null } });
    if (!added.ok) throw new Error(`${channel}: ${added.error.code}`);
  }
  const system = systemPrincipal(tenant, 'outage');
  const key = await access.createApiKey(system, { label: 'operator', scopes: scopesOf('admin'), locations: 'all' });
  if (!key.ok) throw new Error(key.error.code);
  return { cloud, vendors, apiKey: key.value.apiKey };
};

/** Carries what vendors send, again when nobody took it, and not for ever. */
const carry = async ({ cloud }: World, delivery: VendorDelivery): Promise<void> => {
  if (delivery.kind === 'event') return cloud.machine.queue('amazon-events').send([{ body: delivery.body }]);
  for (let tries = 1; tries <= courierTries; tries += 1) {
    const { headers, body } = delivery;
    const answer = await cloud.request({ method: 'POST', path: new URL(delivery.url).pathname, headers: lowerCase(headers), body });
    if (answer && answer.status < 300) return undefined;
    await cloud.scheduler.sleep(tries * 2_000, 'the courier comes back later');
  }
};

const lowerCase = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const deadLetterSuffix = '-dlq';
const deadLetterQueues = ({ queues }: Cloud): readonly string[] => queues.names.filter((name) => name.endsWith(deadLetterSuffix));

/** Somebody counts the shelf, and counts again when nobody answers. */
const countShelf = async ({ cloud, apiKey }: World, countId: string, units: number): Promise<void> => {
  const lines = [{ sku: shelf.sku, location_id: shelf.location, on_hand: units }];
  for (;;) {
    const body = JSON.stringify({ count_id: countId, lines });
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    const answer = await cloud.request({ method: 'POST', path: '/inventory/counts', headers, body });
    if (answer?.status === 200) return;
    await cloud.scheduler.sleep(5_000, 'the count is sent again');
  }
};

/** Numbers that channels show and that are not those of the last count. */
const wrongStockOf = async ({ cloud, vendors }: World): Promise<readonly string[]> => {
  const [level] = await compose(cloud.machine).inventory.availability(tenant, [Sku(shelf.sku)], [LocationId(shelf.location)]);
  const available = level?.available ?? 0;
  // Nothing is known of how the shelf sells, so of what is available the usual percent is held back.
  const published = available - Math.floor((available * defaultBuffers.percent) / 100);
  return vendors
    .filter((vendor) => vendor.stockOf(shelf.sku) !== published)
    .map(({ channel, stockOf }) => `${channel} shows ${stockOf(shelf.sku)} of ${published}`);
};

/** What an operator does about dead letters once the cause is gone. */
const redrive = async ({ cloud, apiKey }: World): Promise<void> => {
  for (const name of deadLetterQueues(cloud)) {
    const { waiting } = await cloud.queues.get(name).depth();
    const path = `/dead-letters/${name.slice(0, -deadLetterSuffix.length)}/redrive`;
    if (waiting > 0) await cloud.request({ method: 'POST', path, headers: { 'x-api-key': apiKey }, body: '{"limit":100}' });
    // Events of a vendor name no tenant: they are for whoever runs the installation.
    if (waiting > 0 && name.includes('-events-')) await cloud.queues.get(name).redrive({ limit: 100 });
  }
};

/** Customers, couriers and the outage, until everything has settled. */
const live = async (options: OutageOptions, world: World, placed: Map<string, Placed>): Promise<void> => {
  const { cloud, vendors } = world;
  const { scheduler, faults } = cloud;
  const random = cloud.random.fork('customers');
  const startMs = scheduler.nowMs();
  const endMs = startMs + options.hours * hourMs;
  const sinceDownMs = (): number => scheduler.nowMs() - startMs - options.downAfterHours * hourMs;
  const within = ({ channel }: Vendor, earlierMs: number): boolean =>
    channel === options.down && sinceDownMs() >= -earlierMs && sinceDownMs() < options.downHours * hourMs;
  const isDown = (vendor: Vendor): boolean => within(vendor, 0);
  // The courier comes every few seconds, so that the last orders before the outage are not told either.
  const isUntold = (vendor: Vendor): boolean => within(vendor, 2 * courierMs);
  const customersOf = async (vendor: Vendor): Promise<void> => {
    for (;;) {
      // The time between two customers who do not know each other.
      await scheduler.sleep((-Math.log(1 - random.next()) * hourMs) / options.ordersPerHour, `a customer of ${vendor.channel} comes`);
      if (scheduler.nowMs() >= endMs) return;
      const lines = [{ sku: random.pick(skus), quantity: random.between(1, 3), price: random.between(500, 9_000) }];
      const id = vendor.placeOrder(lines);
      placed.set(orderKey(vendor.channel, id), { vendor: vendor.channel, atMs: scheduler.nowMs(), untold: isUntold(vendor) });
    }
  };
  const evening = { over: false };
  const counting = async (): Promise<void> => {
    const chance = cloud.random.fork('shelf');
    for (let count = 1; scheduler.nowMs() < endMs; count += 1) {
      await countShelf(world, `count-${count}`, chance.between(0, 200));
      await scheduler.sleep(chance.between(1, 2) * countingMs, 'the shelf is counted');
    }
  };
  const courierOf = async (vendor: Vendor): Promise<void> => {
    while (!evening.over) {
      await scheduler.sleep(courierMs, `the courier of ${vendor.channel} looks`);
      vendor.trouble.down = isDown(vendor);
      const deliveries = vendor.takeDeliveries({ duplicates: 0.05, shuffled: true });
      // Whoever is down sends nothing, and does not send it later either.
      if (!isDown(vendor)) await Promise.all(deliveries.map((delivery) => carry(world, delivery)));
    }
  };
  faults.begin();
  const couriers = vendors.map(courierOf);
  await Promise.all([...vendors.map(customersOf), counting()]);
  await scheduler.sleep(Math.max(0, endMs - scheduler.nowMs()), 'the day ends');
  faults.end();
  await scheduler.sleep(settleMs / 2, 'everything settles');
  await redrive(world);
  await scheduler.sleep(settleMs / 2, 'what was sent back settles');
  evening.over = true;
  await Promise.all(couriers);
};

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

const dayOf = (
  channel: ChannelName,
  options: OutageOptions,
  placed: ReadonlyMap<string, Placed>,
  recorded: ReadonlyMap<string, Recorded>,
): ChannelDay => {
  const mine = [...placed].filter(([, { vendor }]) => vendor === channel);
  const found = mine.flatMap(([key, order]) => {
    const known = recorded.get(key);
    return known ? [{ ...order, known }] : [];
  });
  const delays = found
    .filter(({ untold }) => !untold)
    .map(({ atMs, known }) => known.atMs - atMs)
    .toSorted((left, right) => left - right);
  const missed = found.filter(({ untold }) => untold);
  const returnMs = Date.parse(start) + (options.downAfterHours + options.downHours) * hourMs;
  return {
    channel,
    placed: mine.length,
    recorded: found.length,
    twice: found.filter(({ known }) => known.times > 1).length,
    p50Seconds: seconds(quantile(delays, 0.5)),
    p99Seconds: seconds(quantile(delays, 0.99)),
    maxSeconds: seconds(delays.at(-1) ?? 0),
    missed: missed.length,
    recoveryMinutes: missed.length === 0 ? null : Math.round(Math.max(...missed.map(({ known }) => known.atMs - returnMs)) / 6_000) / 10,
  };
};

/** A day of four channels, one of which goes down. The same options give the same day. */
export const runOutage = async (options: OutageOptions): Promise<OutageReport> => {
  let nowMs = (): number => 0;
  const eyes = openEyes(() => nowMs());
  const world = await openWorld(options, eyes.watch);
  const { scheduler, queues } = world.cloud;
  nowMs = scheduler.nowMs;
  const placed = new Map<string, Placed>();
  const result: { done: boolean; failure?: unknown } = { done: false };
  void live(options, world, placed).then(
    () => (result.done = true),
    (error: unknown) => Object.assign(result, { done: true, failure: error }),
  );
  await scheduler.run({ until: () => result.done });
  if (result.failure !== undefined) throw result.failure as Error;
  const deadLetters: string[] = [];
  for (const name of deadLetterQueues(world.cloud)) {
    const { waiting } = await queues.get(name).depth();
    if (waiting > 0) deadLetters.push(`${name}: ${waiting}`);
  }
  return {
    channels: channelNames.map((channel) => dayOf(channel, options, placed, eyes.recorded)),
    lost: [...placed.keys()].filter((key) => !eyes.recorded.has(key)),
    wrongStock: await wrongStockOf(world),
    deadLetters,
    errors: eyes.errors,
  };
};
