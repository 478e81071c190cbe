import { createHash } from 'node:crypto';
import { toDetail } from '../../../lib/contracts/events/envelope.ts';
import { demandQuantile } from '../../../lib/forecasting/index.ts';
import { inventoryItemStream } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import {
  createAvailability,
  createCheckEvent,
  createCheckRows,
  createDetectAnomalies,
  createFlagStore,
  createStockAlerts,
  createStockLevelList,
  defaultSafetyStock,
  defaultStockChecks,
  type StockCheckParts,
  stockLevelProjection,
} from '../../../lib/inventory/index.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { toEpochMs } from '../../../lib/kernel/instant.ts';
import { partitionKey } from '../../../lib/platform/event-store/commit.codec.ts';
import type { Platform } from '../../../lib/platform/ports.ts';
import { createModelTable } from '../../../lib/platform/simulation/table.model.ts';
import { item, openWarehouse, tenantId } from '../app/inventory.fixtures.ts';

export const dayMs = 86_400_000;

/** What a test may say otherwise, also while it runs. */
export type World = { -readonly [Name in 'settings' | 'safetyStock' | 'demand' | 'incoming' | 'shippedFor']: StockCheckParts[Name] } & {
  active: readonly string[];
  prices: Readonly<Record<string, number>>;
};

/** The ledger with the checks over it, and around it what a test says. */
export const openChecks = () => {
  const warehouse = openWarehouse();
  const { clock, ledger, store } = warehouse;
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  const { table: views } = createModelTable({ nowMs: () => toEpochMs(clock.now()) });
  const metrics: unknown[] = [];
  const observability = {
    metrics: { addMetric: (name: string, _unit: string, value: number) => metrics.push([name, value]) },
    logger: { warn: () => undefined, error: (_: string, { error }: { error: Error }) => metrics.push(['error', error.message]) },
  } as unknown as Platform['observability'];
  const platform = { ledger, views, clock, sha256, observability };
  const availability = createAvailability(store);
  const world: World = {
    settings: () => Promise.resolve(defaultStockChecks),
    safetyStock: () => Promise.resolve(defaultSafetyStock),
    demand: () => Promise.resolve(undefined),
    incoming: { ofSku: () => Promise.resolve([]) },
    shippedFor: () => Promise.resolve(undefined),
    active: ['east', 'west'],
    prices: { CAP: 500, MUG: 900 },
  };
  const skus = ['CAP', 'LAMP', 'MUG'];
  const articleOf = (sku: string) => {
    const priceMinor = world.prices[sku] ?? null;
    return { sku: Sku(sku), priceMinor, currency: priceMinor === null ? null : 'USD' };
  };
  const flags = createFlagStore(platform);
  const parts: StockCheckParts = {
    platform,
    flags,
    rows: createCheckRows(views),
    settings: (tenant) => world.settings(tenant),
    safetyStock: (tenant) => world.safetyStock(tenant),
    demand: (tenant, sku) => world.demand(tenant, sku),
    incoming: { ofSku: (tenant, sku) => world.incoming.ofSku(tenant, sku) },
    shippedFor: (tenant, reference, sku) => world.shippedFor(tenant, reference, sku),
    articles: (_, { limit, cursor }) => {
      const rest = skus.filter((sku) => cursor === undefined || sku > cursor);
      const items = rest.slice(0, limit).map(articleOf);
      return Promise.resolve({ items });
    },
    article: (_, sku) => Promise.resolve(articleOf(sku)),
    locations: () =>
      Promise.resolve(['east', 'old', 'west'].map((id) => ({ locationId: LocationId(id), isActive: world.active.includes(id) }))),
    levels: createStockLevelList(platform),
    level: async (tenant, sku, locationId) => {
      const [found] = await availability(tenant, [sku], [locationId]);
      return found && { onHand: found.balance.onHand, available: found.available };
    },
    quantile: demandQuantile,
    tenants: () => Promise.resolve([tenantId]),
  };
  const check = createCheckEvent(parts);
  return {
    ...warehouse,
    parts,
    world,
    metrics,
    check,
    flags,
    views,
    alerts: createStockAlerts(platform),
    detect: createDetectAnomalies(parts),
    /** Writes the row by which the item's place is found, as the projector does. */
    known: async (sku: string, locationId: string): Promise<void> => {
      const stream = inventoryItemStream(tenantId, item(sku, locationId));
      for (const row of stockLevelProjection.rows(stockLevelProjection.initial(stream.id, tenantId), tenantId))
        await views.put({ ...row, source: partitionKey(stream), since: 1 });
    },
    /** Hands the newest events of an item to the check, as the bus does. */
    hear: async (sku: string, locationId: string, newest = 1): Promise<void> => {
      const records = await store.read(inventoryItemStream(tenantId, item(sku, locationId)));
      for (const record of records.slice(-newest)) await check.stock(toDetail(record));
    },
    open: async () => (await createStockAlerts(platform).anomalies(tenantId, { list: 'open', mayShow: () => true }, { limit: 100 })).items,
    short: async () => (await createStockAlerts(platform).safetyStock(tenantId, { mayShow: () => true }, { limit: 100 })).items,
  };
};

export type Checks = ReturnType<typeof openChecks>;
