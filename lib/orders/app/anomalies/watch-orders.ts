import { OrderId, Sku, type TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, plusMs, toEpochMs } from '../../../kernel/instant.ts';
import { forEveryTenant } from '../../../platform/every-tenant.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import { readView } from '../../../platform/projection/listed-views.ts';
import { hasRegion } from '../../domain/address/postal-regions.ts';
import type { OrderAnomalyKind, OrderFinding } from '../../domain/anomalies/order-anomaly.ts';
import {
  countHour,
  createExpectations,
  type Expectation,
  type HourCounts,
  seriesKind,
  seriesName,
  seriesOf,
  type WatchedOrder,
} from '../../domain/anomalies/order-hours.ts';
import {
  duplicateOrderOf,
  impossibleAddressOf,
  sharedLimits,
  sharedTokensOf,
  type TokenOrder,
} from '../../domain/anomalies/shared-tokens.ts';
import { returnsAfterSpike, spikesOf } from '../../domain/anomalies/spikes.ts';
import { createFrequentReturns } from '../returns/frequent-returns.ts';
import { createListingProblems } from '../returns/listing-problems.ts';
import { holdsToDecide } from '../../domain/order.attention.ts';
import { orderExists } from '../../domain/order.state.ts';
import { orderListKeys, orderProjection } from '../order.projection.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import { createOrderFlags } from './order-flags.ts';
import { createOrderWatchRows, type HourTokens, type PastSpike, type WatchPass } from './order-watch.rows.ts';
import { createWatchedOrders, watchedOrder } from './watched-orders.ts';

/** What the watch over orders sees of the rest of the product. */
export type OrderWatchParts = {
  readonly platform: Pick<Platform, 'ledger' | 'views' | 'clock' | 'sha256' | 'observability'>;
  readonly store: Pick<EventStore, 'load'>;
  /** Units of a day that are expected to be wanted of a SKU; undefined while there is no forecast. */
  readonly forecastPerDay: (tenantId: TenantId, sku: Sku, day: string) => Promise<number | undefined>;
  /** Categories of the articles that have one. */
  readonly categoriesOf: (tenantId: TenantId, skus: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly tenants: () => Promise<readonly TenantId[]>;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Hours that expectations rest on; four weeks have each weekday four times. */
const historyMs = 28 * dayMs;
/** A new installation looks back over its past in turns, so that no run is long. */
const hoursPerRun = 48;
const hourBounds = { rowsMax: 50_000, ordersMax: 5_000 };
const cohortBounds = { rowsMax: 5_000, ordersMax: 1_000 };
const tokensPerHour = 1_000;
/** Orders of one token that are asked for their payment, and tokens. */
const [askedOrders, askedTokens] = [50, 40];
const duplicatesMax = 200;
const [spikesKept, spikeKeptMs] = [50, 60 * dayMs];
/** What is serious and lies for so long rings. */
const seriousAfterMs = 4 * hourMs;

const hourOf = (at: Instant): Instant => fromEpochMs(Math.floor(toEpochMs(at) / hourMs) * hourMs);
const over: ReadonlySet<string> = new Set(['shipped', 'delivered', 'completed', 'returned', 'cancelled']);

type Looked = {
  readonly hours: readonly Hour[];
  readonly isWhole: boolean;
  /** Somebody waits for the answer: what is looked at once a day is looked at now. */
  readonly isAsked: boolean;
};
type Hour = { readonly counts: HourCounts; readonly orders: readonly WatchedOrder[] };

/** Hours that nothing was counted in have no row of their own. */
const withoutGaps = (known: readonly HourCounts[], to: Instant): readonly HourCounts[] => {
  const [first] = known;
  if (!first) return [];
  const byHour = new Map(known.map((one) => [one.hour, one]));
  const hours: HourCounts[] = [];
  for (let hour = first.hour; hour < to; hour = plusMs(hour, hourMs)) hours.push(byHour.get(hour) ?? { hour, counts: {} });
  return hours;
};

/** A spike that goes on is the same one; those that began long ago, and the oldest beyond a bound, are forgotten. */
const withSpikes = (known: readonly PastSpike[], series: readonly string[], from: Instant, now: Instant): readonly PastSpike[] => {
  const to = plusMs(from, hourMs);
  const going = new Set(known.filter((one) => series.includes(one.series) && one.to >= from).map((one) => one.series));
  const renewed = known.map((one) => (going.has(one.series) && one.to >= from ? { ...one, to } : one));
  const fresh = series.filter((one) => !going.has(one)).map((one) => ({ series: one, from, to }));
  return [...renewed, ...fresh].filter((one) => one.from >= plusMs(now, -spikeKeptMs)).slice(-spikesKept);
};

/**
 * Watches orders by the hour: what is strange about them is told, and taken back when it is over. Reads what the projector
 * has listed, and writes nothing of any order: an order costs no write by being watched, and is read about seven times.
 */
export const createWatchOrders = (parts: OrderWatchParts) => {
  const { platform, store } = parts;
  const { clock, observability, views } = platform;
  const flags = createOrderFlags(platform);
  const rows = createOrderWatchRows(views);
  const readOrders = createWatchedOrders(platform);
  const listingProblems = createListingProblems(parts);
  const frequentReturns = createFrequentReturns({
    platform,
    ordersIn: async (tenantId, from, to) =>
      (await rows.counts(tenantId, from, to)).reduce((sum, { counts }) => sum + (counts['all'] ?? 0), 0),
  });

  const countOne = async (tenantId: TenantId, hour: Instant): Promise<Hour> => {
    const { orders, scale } = await readOrders(tenantId, { from: hour, to: plusMs(hour, hourMs) }, hourBounds);
    const counts = countHour(hour, orders, scale);
    const tokens: HourTokens = orders
      .filter(({ device, network }) => device !== null || network !== null)
      .slice(0, tokensPerHour)
      .map(({ orderId, personId, device, network }) => ({ orderId, personId, device, network }));
    await rows.saveHour(tenantId, counts, tokens);
    return { counts, orders };
  };

  /** What an hour shows against the four weeks before it, and against the forecast of the articles that stand out. */
  const spikesIn = async (tenantId: TenantId, { counts, orders }: Hour): Promise<readonly OrderFinding[]> => {
    const { hour } = counts;
    const history = withoutGaps(await rows.counts(tenantId, plusMs(hour, -historyMs), hour), hour);
    const expect = createExpectations(history, hour);
    const found = spikesOf(counts, orders, expect);
    const forecasts = new Map<string, number>();
    for (const { about } of found.filter((one) => seriesKind(one.about) === 'sku')) {
      const units = await parts.forecastPerDay(tenantId, Sku(seriesName(about)), hour.slice(0, 10));
      // As though all of a day's units came in six hours, one order each: what a forecast explains is no anomaly.
      if (units !== undefined) forecasts.set(about, units / 6);
    }
    const raised = (series: string): Expectation => {
      const own = expect(series);
      return { ...own, mean: Math.max(own.mean, forecasts.get(series) ?? 0) };
    };
    return forecasts.size === 0 ? found : spikesOf(counts, orders, raised);
  };

  /** Whether an order was cancelled because its payment failed, by its own stream. */
  const paymentFailed = async (tenantId: TenantId, orderId: string): Promise<boolean> => {
    const id = orderStream(tenantId, OrderId(orderId));
    const listed = await readView(platform, orderProjection, id);
    if (listed?.view.status !== 'cancelled') return false;
    const { state } = await store.load(orderAggregate, id);
    return orderExists(state) && state.cancellation?.reason === 'payment';
  };

  const sharedIn = async (tenantId: TenantId, now: Instant): Promise<readonly OrderFinding[]> => {
    const orders = await rows.tokens(tenantId, plusMs(hourOf(now), -dayMs), plusMs(hourOf(now), hourMs));
    const crowds = (['device', 'network'] as const).flatMap((shared) =>
      [...Map.groupBy(orders, (order) => order[shared])].filter(
        ([token, own]) => token !== null && own.length >= sharedLimits.paymentFailures,
      ),
    );
    const asked = crowds.toSorted((one, other) => other[1].length - one[1].length).slice(0, askedTokens);
    const failed = new Map<string, boolean>();
    for (const { orderId } of asked.flatMap(([, own]) => own.slice(-askedOrders)))
      if (!failed.has(orderId)) failed.set(orderId, await paymentFailed(tenantId, orderId));
    return sharedTokensOf(orders.map((order): TokenOrder => ({ ...order, paymentFailed: failed.get(order.orderId) ?? false })));
  };

  const duplicatesOf = async (tenantId: TenantId): Promise<readonly OrderFinding[]> => {
    const { items } = await views.query({ PK: orderListKeys.review(tenantId, 'duplicate-review'), limit: duplicatesMax });
    const found: OrderFinding[] = [];
    for (const row of items) {
      const orderId = OrderId(String(row['order_id']));
      const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
      const hold = orderExists(state) ? holdsToDecide(state).find(({ type }) => type === 'duplicate-review') : undefined;
      if (hold) found.push(duplicateOrderOf({ orderId, reason: hold.reason }));
    }
    return found;
  };

  /** Orders of the last hours, and those told before that nobody has put right and that have not left. */
  const addressesIn = async (tenantId: TenantId, orders: readonly WatchedOrder[]): Promise<readonly OrderFinding[]> => {
    const told = await flags.live(tenantId, ['impossible_address']);
    const known = new Set(orders.map(({ orderId }) => orderId));
    const earlier: WatchedOrder[] = [];
    for (const { about } of told.filter((flag) => !known.has(flag.about))) {
      const found = await readView(platform, orderProjection, orderStream(tenantId, OrderId(about)));
      const order = found && watchedOrder(found.view);
      if (order) earlier.push(order);
    }
    const open = [...orders, ...earlier].filter(({ status }) => !over.has(status));
    return open.flatMap((order) => impossibleAddressOf(order, hasRegion) ?? []);
  };

  const returnsIn = async (tenantId: TenantId, spikes: readonly PastSpike[]): Promise<readonly OrderFinding[]> => {
    const found: OrderFinding[] = [];
    for (const { series, from, to } of spikes) {
      const of = (orders: readonly WatchedOrder[]) => orders.filter((order) => seriesOf(order).includes(series));
      const cohort = await readOrders(tenantId, { from, to }, cohortBounds);
      const before = await readOrders(tenantId, { from: plusMs(from, -historyMs), to: from }, cohortBounds);
      const finding = returnsAfterSpike({ series, orders: of(cohort.orders), before: of(before.orders) });
      if (finding) found.push(finding);
    }
    return found;
  };

  /** Looks at what the hours show that are not yet over for more than an hour. With gaps in the history nobody knows what is usual. */
  const look = async (tenantId: TenantId, { hours, isWhole, isAsked }: Looked, pass: WatchPass, now: Instant): Promise<WatchPass> => {
    const spikes = new Map<string, OrderFinding>();
    let past = pass.spikes;
    for (const hour of isWhole ? hours : []) {
      const found = await spikesIn(tenantId, hour);
      for (const finding of found) spikes.set(finding.about, finding);
      const series = found.map(({ about }) => about);
      past = withSpikes(past, series, hour.counts.hour, now);
    }
    const orders = hours.flatMap((hour) => hour.orders);
    const found = [
      ...spikes.values(),
      ...(await sharedIn(tenantId, now)),
      ...(await duplicatesOf(tenantId)),
      ...(await addressesIn(tenantId, orders)),
    ];
    const kinds: OrderAnomalyKind[] = [
      'order_spike',
      'shared_device',
      'shared_network',
      'payment_failures',
      'duplicate_order',
      'impossible_address',
    ];
    const changes = await flags.follow(tenantId, kinds, found);
    observability.metrics.addMetric('OrderAnomalies', 'Count', changes.opened);
    const today = now.slice(0, 10);
    // Goods come back over weeks: once a day is often enough, and reads the orders of each spike once.
    if (isAsked || pass.returnsDay !== today) {
      await flags.follow(tenantId, ['returns_after_spike'], await returnsIn(tenantId, past));
      await flags.follow(tenantId, ['listing_problem'], await listingProblems(tenantId, now));
      await flags.follow(tenantId, ['frequent_returns'], await frequentReturns(tenantId, now));
    }
    return { ...pass, spikes: past, returnsDay: today };
  };

  /** @returns whether every hour of the history has been counted */
  const goOn = async (tenantId: TenantId, isAsked: boolean): Promise<boolean> => {
    const now = clock.now();
    const [running, before] = [hourOf(now), plusMs(hourOf(now), -hourMs)];
    const earliest = plusMs(running, -historyMs);
    const pass = (await rows.pass(tenantId)) ?? { next: earliest, spikes: [], returnsDay: null };
    let next = pass.next < earliest ? earliest : pass.next;
    for (let count = 0; count < hoursPerRun && next < before; count += 1, next = plusMs(next, hourMs)) await countOne(tenantId, next);
    const isWhole = next >= before;
    // The hour before is looked at until the running one is over, so that a spike does not end because the clock strikes.
    const hours = [await countOne(tenantId, before), await countOne(tenantId, running)];
    const after = await look(tenantId, { hours, isWhole, isAsked: isAsked && isWhole }, pass, now);
    await rows.savePass(tenantId, { ...after, next });
    return isWhole;
  };

  const report = async (tenantIds: readonly TenantId[]): Promise<void> => {
    let serious = 0;
    for (const tenantId of tenantIds) {
      const own = await flags.countHigh(tenantId, plusMs(clock.now(), -seriousAfterMs));
      if (own > 0) observability.logger.warn('order anomalies open', { tenant_id: tenantId, anomalies: own });
      serious += own;
    }
    observability.metrics.addMetric('OrderAnomaliesSerious', 'Count', serious);
  };

  return {
    /** One tenant's trouble holds back no other. @throws Error after all have been tried */
    runAll: (): Promise<{ readonly tenants: number }> =>
      forEveryTenant(
        { observability, tenants: parts.tenants, trouble: 'orders could not be watched', afterAll: report },
        async (tenantId) => void (await goOn(tenantId, false)),
      ),
    /** Looks at a tenant's orders now, back to where history begins: for whoever asks for it at a terminal. */
    runNow: async (tenantId: TenantId): Promise<void> => {
      // Four weeks in turns of two days, and one more for an hour that passes meanwhile.
      for (let turn = 0; turn <= historyMs / hourMs / hoursPerRun + 1; turn += 1) if (await goOn(tenantId, true)) return;
    },
  };
};

export type WatchOrders = ReturnType<typeof createWatchOrders>;
