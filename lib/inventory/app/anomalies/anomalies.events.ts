import type { EventDetail } from '../../../contracts/events/envelope.ts';
import { LocationId, type Sku, TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import { concurrently } from '../../../platform/concurrently.ts';
import { anomaliesOfEvent, anomaliesOfReturn, anomaliesOfShortPick } from '../../domain/anomalies/anomaly.events.ts';
import type { ItemFact } from '../../domain/anomalies/anomaly.facts.ts';
import type { Finding } from '../../domain/anomalies/anomaly.ts';
import { inventoryBucketKind, parseStockStreamId } from '../../domain/inventory-item.id.ts';
import { itemFactOf } from './anomalies.history.ts';
import { createCheckItem } from './anomalies.item.ts';
import type { StockCheckParts } from './anomalies.parts.ts';
import type { ItemRef } from '../inventory.types.ts';
import { createItemHistory } from '../movements/movements.history.ts';
import { createSafetyStockAlerts } from './safety-stock-alerts.ts';

const bucketPrefix = 'inventory_bucket.';
/** A return is compared with those before it as far back as this many movements of the article at each location. */
const returnsWithin = 1_000;
const readsAtOnce = 8;

/** What a picker found missing, as far as stock is concerned. */
export type ShortPick = {
  readonly eventId: string;
  readonly tenantId: TenantId;
  readonly locationId: LocationId;
  /** Goods that were found damaged are where the book has them. */
  readonly reason: string;
  readonly lines: readonly { readonly lineId: string; readonly sku: Sku; readonly missing: number }[];
};

/** Looks at once at what one event of stock, or of a picker, shows. Whatever it does may be done twice. */
export const createCheckEvent = (parts: StockCheckParts) => {
  const { flags, platform } = parts;
  const checkItem = createCheckItem(parts);
  const checkSafetyStock = createSafetyStockAlerts(parts);
  const history = createItemHistory(platform);

  const tell = async (tenantId: TenantId, findings: readonly Finding[]): Promise<void> => {
    for (const finding of findings)
      if (await flags.tell(tenantId, finding)) platform.observability.metrics.addMetric('InventoryAnomalies', 'Count', 1);
  };

  const returnedTo = async (tenantId: TenantId, item: ItemRef, reference: string): Promise<number> => {
    const { events } = await history(tenantId, item, { limit: returnsWithin });
    return events
      .filter(({ type, payload }) => type === 'inventory.returned' && payload['reference'] === reference)
      .reduce((sum, { payload }) => sum + Number(payload['quantity']), 0);
  };

  const returned = async (tenantId: TenantId, item: ItemRef, { eventId, event }: ItemFact): Promise<readonly Finding[]> => {
    if (event.type !== 'inventory.returned' || event.reference === undefined) return [];
    const { reference } = event;
    const shipped = await parts.shippedFor(tenantId, reference, item.sku);
    if (shipped === undefined) return [];
    // What was sent is counted over all locations, and so is what comes back: to each of two it may be less than that.
    const known = await parts.levels(tenantId, item.sku, () => true);
    const places = new Set([item.locationId, ...known.map(({ location_id: id }) => LocationId(id))]);
    let units = 0;
    await concurrently([...places], readsAtOnce, async (locationId) => {
      const found = await returnedTo(tenantId, { sku: item.sku, locationId }, reference);
      units += found;
    });
    const settings = await parts.settings(tenantId);
    return anomaliesOfReturn({ eventId, item, settings }, { reference, returned: units, shipped });
  };

  const lookAtItem = async (tenantId: TenantId, item: ItemRef): Promise<void> => {
    const [article, locations, demand, level] = await Promise.all([
      parts.article(tenantId, item.sku),
      parts.locations(tenantId),
      parts.demand(tenantId, item.sku),
      parts.level(tenantId, item.sku, item.locationId),
    ]);
    const isActive = locations.some(({ locationId, isActive: active }) => locationId === item.locationId && active);
    if (level) await checkItem(tenantId, item, { article, isActive, demand, level });
  };

  return {
    stock: async (detail: EventDetail): Promise<void> => {
      const item = parseStockStreamId(detail.stream_id);
      if (!item) throw new Error(`${detail.stream_id} is not stock (${inventoryBucketKind})`);
      const tenantId = TenantId(detail.tenant_id);
      if (!detail.type.startsWith(bucketPrefix)) {
        const fact = itemFactOf({ ...detail, recorded_at: Instant(detail.recorded_at) });
        const settings = await parts.settings(tenantId);
        await tell(tenantId, anomaliesOfEvent({ eventId: fact.eventId, item, settings }, fact.event));
        await tell(tenantId, await returned(tenantId, item, fact));
        // A count takes the item off the list of counts; a correction may be one too many.
        if (fact.event.type === 'inventory.adjusted') await lookAtItem(tenantId, item);
      }
      await checkSafetyStock(tenantId, item);
    },
    shortPick: async ({ eventId, tenantId, locationId, reason, lines }: ShortPick): Promise<void> => {
      if (reason === 'damaged') return;
      const settings = await parts.settings(tenantId);
      for (const { lineId, sku, missing } of lines) {
        const item = { sku, locationId };
        const level = await parts.level(tenantId, sku, locationId);
        await tell(tenantId, anomaliesOfShortPick({ eventId, item, settings }, { lineId, missing, book: level?.onHand ?? 0 }));
      }
    },
  };
};
