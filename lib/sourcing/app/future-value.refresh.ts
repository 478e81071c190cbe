import { Sku, type TenantId } from '../../kernel/ids.ts';
import { rotated } from '../../kernel/rotated.ts';
import { type Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { tryEachTenant } from '../../platform/every-tenant.ts';
import { concurrently } from '../../platform/concurrently.ts';
import type { Platform } from '../../platform/ports.ts';
import { dayNumber } from '../../forecasting/index.ts';
import { estimateInSteps } from '../domain/opportunity/future-values.ts';
import { networkCosts } from '../domain/opportunity/network-costs.ts';
import { placeOfRegion } from '../domain/opportunity/serving-location.ts';
import { type DatedOrder, outlookOf } from './future-value.outlook.ts';
import { createFutureValueRows, type FutureValueCause, type FutureValueTable, type SkuValues } from './future-value.rows.ts';
import { findShock } from './future-value.shocks.ts';
import type { LocationReader, PolicyReader } from './sourcing.ports.ts';

/** An order that has come. `lib/orders` tells them. */
export type RecentOrder = {
  readonly placedAt: string;
  /** ISO 3166-2 or a country. */
  readonly region: string;
  readonly lines: readonly { readonly sku: string; readonly units: number }[];
};

export type UnitsAt = { readonly locationId: string; readonly units: number };

export type FutureValueParts = {
  readonly platform: Pick<Platform, 'views' | 'clock' | 'observability'>;
  readonly tenants: () => Promise<readonly TenantId[]>;
  readonly recentOrders: (
    tenantId: TenantId,
    options: { readonly since: Instant; readonly limit: number },
  ) => Promise<readonly RecentOrder[]>;
  /** Units that can be sold now, by location. */
  readonly stockOf: (tenantId: TenantId, sku: Sku) => Promise<readonly UnitsAt[]>;
  /** Units on their way, with the moment at which they are expected. */
  readonly incomingOf: (tenantId: TenantId, sku: Sku) => Promise<readonly (UnitsAt & { readonly expectedAt: Instant })[]>;
  /** Units a day that a longer history forecasts, where there is such a forecast. */
  readonly forecastOf: (tenantId: TenantId, sku: Sku) => Promise<number | undefined>;
  readonly locations: LocationReader;
  readonly policies: PolicyReader;
};

const dayMs = 24 * 3_600_000;
/** A tenant without an order for this long is not in use. */
const inUseMs = 7 * dayMs;
/** Newest orders that are looked at to find one that counts: most often the first does. */
const newestLooked = [1, 100];
/** A run begins with no further tenant after so long, and the next run begins with another one. */
const runMs = 40_000;
const runEveryMs = 60_000;
const historyMs = 56 * dayMs;
const ordersMax = 2_000;
/** SKUs that are valued: those of which most is sold. Values of the others are 0. */
const skusMax = 300;
/** SKUs whose stock is looked at between two estimates. */
const watchedMax = 30;
const readsAtOnce = 8;
/** Days looked ahead: through the next arrivals of goods, or a week where none are known. */
const [horizonDaysLeast, horizonDaysMost] = [7, 21] as const;
/** An estimate is made anew when this old, or when stock has jumped. */
const everyMs = 5 * 60_000;
const estimate = { samples: 6, rounds: { first: 100, again: 100 }, step: 250 } as const;

const indexOf = (names: Iterable<string>): ReadonlyMap<string, number> => new Map([...new Set(names)].map((name, index) => [name, index]));

/** The SKUs of which most is sold. */
const mostSold = (orders: readonly RecentOrder[]): readonly string[] => {
  const units = new Map<string, number>();
  for (const { lines } of orders) for (const line of lines) units.set(line.sku, (units.get(line.sku) ?? 0) + line.units);
  return [...units]
    .sort(([left, more], [right, less]) => less - more || (left < right ? -1 : 1))
    .slice(0, skusMax)
    .map(([sku]) => sku);
};

type StockNow = {
  readonly now: ReadonlyMap<string, readonly UnitsAt[]>;
  readonly incoming: readonly (UnitsAt & { readonly sku: string; readonly day: number })[];
};

const valuesBySku = (units: readonly UnitsAt[]): SkuValues =>
  Object.fromEntries(units.map(({ locationId, units: count }) => [locationId, count]));

export const createRefreshFutureValues = (parts: FutureValueParts) => {
  const { clock, observability } = parts.platform;
  const rows = createFutureValueRows(parts.platform.views);

  /** Lets others have their turn between the steps. */
  const patiently = async <T>(steps: Generator<undefined, T>): Promise<T> => {
    let step = steps.next();
    while (!step.done) {
      await clock.sleep(1);
      step = steps.next();
    }
    return step.value;
  };

  const readStock = async (tenantId: TenantId, skus: readonly string[], today: number): Promise<StockNow> => {
    const now = new Map<string, readonly UnitsAt[]>();
    const incoming: StockNow['incoming'][number][] = [];
    await concurrently(skus, readsAtOnce, async (sku) => {
      const [held, coming] = await Promise.all([parts.stockOf(tenantId, Sku(sku)), parts.incomingOf(tenantId, Sku(sku))]);
      now.set(sku, held);
      for (const { locationId, units, expectedAt } of coming) {
        // What is overdue may come any day, and counts for tomorrow.
        const day = Math.max(today + 1, dayNumber(expectedAt.slice(0, 10)));
        if (day < today + horizonDaysMost) incoming.push({ sku, locationId, units, day });
      }
    });
    return { now, incoming };
  };

  /** Periods end where goods arrive; what comes soon after one another comes together, so that there are three at most. */
  const endsOf = ({ incoming }: StockNow, today: number): readonly number[] => {
    const days = [...new Set(incoming.map(({ day }) => day))].sort((left, right) => left - right);
    const arrivals = days.filter((day, index) => index === 0 || day - (days[index - 1] ?? 0) > 2).slice(0, 2);
    const last = arrivals.at(-1);
    return [...arrivals, Math.min(today + horizonDaysMost, Math.max(today + horizonDaysLeast, (last ?? today) + horizonDaysLeast))];
  };

  const solve = async (
    tenantId: TenantId,
    orders: readonly RecentOrder[],
    cause: FutureValueCause,
  ): Promise<FutureValueTable | undefined> => {
    const now = clock.now();
    const today = dayNumber(now.slice(0, 10));
    const [policy, everywhere] = await Promise.all([parts.policies.policy(tenantId, undefined), parts.locations.locations(tenantId)]);
    const locations = everywhere.filter(({ active }) => active);
    if (!policy || locations.length === 0) return undefined;
    const skus = mostSold(orders);
    const [skuAt, locationAt] = [indexOf(skus), indexOf(locations.map(({ locationId }) => locationId))];
    const regionAt = indexOf(orders.map(({ region }) => region));
    const stock = await readStock(tenantId, skus, today);
    const forecasts = new Map<number, number>();
    await concurrently(skus, readsAtOnce, async (sku) => {
      const perDay = await parts.forecastOf(tenantId, Sku(sku));
      if (perDay !== undefined) forecasts.set(skuAt.get(sku) ?? 0, perDay);
    });
    const ends = endsOf(stock, today);
    const supply = ends.map(() => new Float64Array(skus.length * locations.length));
    const add = (sku: string, locationId: string, units: number, period: number): void => {
      const [row, column] = [skuAt.get(sku), locationAt.get(locationId)];
      const arrivals = supply[period];
      if (row === undefined || column === undefined || !arrivals) return;
      const at = row * locations.length + column;
      arrivals[at] = (arrivals[at] as number) + Math.max(0, units);
    };
    for (const [sku, held] of stock.now) for (const { locationId, units } of held) add(sku, locationId, units, 0);
    for (const { sku, locationId, units, day } of stock.incoming) add(sku, locationId, units, 1 + ends.findLastIndex((end) => end <= day));
    const dated = orders.flatMap(({ placedAt, region, lines }): readonly DatedOrder[] => {
      const valued = lines.flatMap(({ sku, units }) => (skuAt.has(sku) ? [{ sku: skuAt.get(sku) as number, units }] : []));
      return valued.length === 0 ? [] : [{ day: dayNumber(placedAt.slice(0, 10)), region: regionAt.get(region) as number, lines: valued }];
    });
    // The first day of the window is whole only when everything of it was read.
    const earliest = dated.reduce((first, { day }) => Math.min(first, day), today);
    const outlook = outlookOf({
      orders: dated,
      skus: skus.length,
      firstDay: orders.length < ordersMax ? earliest : Math.min(today - 1, earliest + 1),
      lastDay: today - 1,
      leftOfToday: 1 - (toEpochMs(now) % dayMs) / dayMs,
      ends,
      forecastOf: (sku) => forecasts.get(sku),
    });
    const costs = networkCosts(policy, [...regionAt.keys()].map(placeOfRegion), locations);
    const { values } = await patiently(estimateInSteps(costs, supply, outlook, { ...estimate, seed: toEpochMs(now) % 2 ** 31 }));
    const table = new Map<string, SkuValues>();
    skus.forEach((sku, row) => {
      const worth = locations.flatMap(({ locationId }, column) => {
        const value = Math.round(values[row * locations.length + column] as number);
        return value > 0 ? [[locationId, value] as const] : [];
      });
      if (worth.length > 0) table.set(sku, Object.fromEntries(worth));
    });
    const watched = new Map(skus.slice(0, watchedMax).map((sku) => [sku, valuesBySku(stock.now.get(sku) ?? [])]));
    const version = `lambda-${now.replaceAll(/[-:.]/g, '')}`;
    return { version, madeAt: now, cause, horizonDays: (ends.at(-1) ?? today) - today, orders: orders.length, skus: table, watched };
  };

  /** Why an estimate is due; undefined while the last one still holds. */
  const causeFor = async (tenantId: TenantId, last: FutureValueTable | undefined): Promise<FutureValueCause | undefined> => {
    if (!last) return 'first';
    if (toEpochMs(clock.now()) - toEpochMs(last.madeAt) >= everyMs) return 'due';
    const held = new Map<string, SkuValues>();
    await concurrently([...last.watched.keys()], readsAtOnce, async (sku) => {
      held.set(sku, valuesBySku(await parts.stockOf(tenantId, Sku(sku))));
    });
    return findShock(last.watched, held) ? 'stock-shock' : undefined;
  };

  /** Orders that count for nothing, such as tests, are left out after so many were read: where one finds none, more are read. */
  const isInUse = async (tenantId: TenantId): Promise<boolean> => {
    const since = plusMs(clock.now(), -inUseMs);
    for (const limit of newestLooked) if ((await parts.recentOrders(tenantId, { since, limit })).length > 0) return true;
    return false;
  };

  /** @returns why an estimate was made; undefined when none was due or the tenant is not in use */
  const refresh = async (tenantId: TenantId, always: boolean): Promise<FutureValueCause | undefined> => {
    const now = clock.now();
    if (!(await isInUse(tenantId))) return undefined;
    const cause = always ? 'due' : await causeFor(tenantId, await rows.read(tenantId));
    if (cause === undefined) return undefined;
    const orders = await parts.recentOrders(tenantId, { since: plusMs(now, -historyMs), limit: ordersMax });
    const table = await solve(tenantId, orders, cause);
    if (!table) return undefined;
    await rows.save(tenantId, table);
    return cause;
  };

  return {
    /** Estimates now, whatever was estimated before. @returns undefined when there is nothing to estimate from */
    renew: (tenantId: TenantId) => refresh(tenantId, true),
    /**
     * Estimates for every tenant for which it is due. One tenant's trouble holds back no other: its decisions count 0 once
     * its last estimate is too old. A run ends before its time is over; whoever is left is first in one of the next.
     */
    refreshAll: async (): Promise<{ readonly tenants: number; readonly estimated: number; readonly failed: number }> => {
      const startedMs = toEpochMs(clock.now());
      const all = await parts.tenants();
      let estimated = 0;
      const isOver = (): boolean => toEpochMs(clock.now()) - startedMs >= runMs;
      const inTurn = rotated(all, Math.floor(startedMs / runEveryMs));
      const { failed } = await tryEachTenant(
        { observability, trouble: 'future values could not be estimated', isOver },
        inTurn,
        async (tenantId) => {
          if ((await refresh(tenantId, false)) !== undefined) estimated += 1;
        },
      );
      observability.metrics.addMetric('FutureValuesFailed', 'Count', failed);
      return { tenants: all.length, estimated, failed };
    },
  };
};

export type RefreshFutureValues = ReturnType<typeof createRefreshFutureValues>;
