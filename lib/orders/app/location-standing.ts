import type { FulfillmentOrders, WorkList } from '../../fulfilment/index.ts';
import type { Inventory } from '../../inventory/index.ts';
import { type LocationId, OrderId, type Sku, type TenantId } from '../../kernel/ids.ts';
import { stableId } from '../../kernel/hash-chain.ts';
import { plusMs } from '../../kernel/instant.ts';
import { systemCaller } from '../../platform/event-store/caller.ts';
import type { EventStore } from '../../platform/event-store/event-store.ts';
import type { Platform } from '../../platform/ports.ts';
import { backorderedSkus } from '../domain/order.state.ts';
import { createEvacuateLocation } from './evacuate-location.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import { orderListKeys } from './order.projection.ts';
import type { OrderWaits } from './order-waits.ts';

/** Queue of the looks at locations that were closed or opened. */
export const locationStandingsQueue = 'location-standings';

/** Whether a location can do work at all. */
export type LocationStanding = 'open' | 'inactive' | 'without-capacity';

/** What decides whether a location can do work. */
export const locationStanding = (location: {
  readonly active: boolean;
  readonly capacity_per_day?: number | undefined;
}): LocationStanding => {
  if (!location.active) return 'inactive';
  return location.capacity_per_day === 0 ? 'without-capacity' : 'open';
};

/** A look at a location. `quietLooks`: looks before it, one after the other, that found nothing to take back. */
export type LocationLook = {
  readonly tenant_id: TenantId;
  readonly location_id: LocationId;
  readonly quiet_looks: number;
  /** Where in the list of waiting orders to go on. */
  readonly after?: string | undefined;
};

/** Where the look finds how a location stands now. */
export interface LocationDirectory {
  /** Undefined for a location that there is not. */
  standingOf(tenantId: TenantId, locationId: LocationId): Promise<LocationStanding | undefined>;
}

type Parts = {
  readonly fulfillmentOrders: FulfillmentOrders;
  readonly workList: WorkList;
  readonly locations: LocationDirectory;
  readonly inventory: Pick<Inventory, 'stockLevels'>;
  readonly store: Pick<EventStore, 'loadMany'>;
  readonly wakeForStock: OrderWaits['wakeForStock'];
  readonly platform: Pick<Platform, 'queue' | 'timers' | 'clock' | 'views' | 'observability' | 'sha256'>;
};

/** A decision that was made just before may still send work there, and lists follow a moment later. */
const lookAgainSeconds = 30;
/** Looks that have to find nothing before nobody looks any more. */
const quietLooksMax = 3;
const component = 'location-standing';
const ordersPerPage = 50;

/** Has a location looked at, because it can do no work from now on, or can again. */
export const askForLook = ({ queue }: Pick<Platform, 'queue'>, look: LocationLook): Promise<void> =>
  queue(locationStandingsQueue).send([{ body: JSON.stringify(look) }]);

/** One look at a time waits for its moment, however many were asked for. */
const lookLater = ({ timers, clock, sha256 }: Pick<Platform, 'timers' | 'clock' | 'sha256'>, look: LocationLook): Promise<void> =>
  timers.schedule({
    // Ids of locations have characters that names of timers may not have.
    name: `location-${stableId(sha256, look.tenant_id, look.location_id)}`,
    at: plusMs(clock.now(), lookAgainSeconds * 1_000),
    queue: locationStandingsQueue,
    body: JSON.stringify(look),
  });

/**
 * Follows a location that is switched inactive or loses its capacity: takes back what nobody has begun, until nothing is left.
 * It is called off and not turned down, so that the orders may come back once the location can work again. Of one that can,
 * the stock is offered to the orders that wait, in their order.
 */
export const createFollowLocation = (parts: Parts) => {
  const { platform, locations, inventory, store } = parts;
  const evacuate = createEvacuateLocation(parts);

  const empty = async (look: LocationLook, standing: 'inactive' | 'without-capacity'): Promise<void> => {
    const { tenant_id: tenantId, location_id: locationId, quiet_looks: quietLooks } = look;
    const caller = systemCaller(tenantId, component, {
      correlationId: `${component}-${locationId}`,
      causationId: `${component}-${standing}`,
    });
    const { recalled, more } = await evacuate(caller, locationId, standing === 'inactive' ? 'location-inactive' : 'capacity-lost');
    if (recalled.length > 0) {
      platform.observability.metrics.addMetric('WorkTakenBack', 'Count', recalled.length);
      platform.observability.logger.info('work taken back', {
        tenant_id: tenantId,
        location_id: locationId,
        standing,
        works: recalled.length,
      });
    }
    if (more) return askForLook(platform, { ...look, quiet_looks: 0 });
    const quiet = recalled.length > 0 ? 0 : quietLooks + 1;
    if (quiet < quietLooksMax) await lookLater(platform, { ...look, quiet_looks: quiet });
  };

  /** A page of the orders that wait; each article that the location has is offered to all who wait for it. */
  const offer = async (look: LocationLook): Promise<void> => {
    const { tenant_id: tenantId, location_id: locationId, after } = look;
    const page = await platform.views.query({
      PK: orderListKeys.exceptions(tenantId, 'backordered'),
      limit: ordersPerPage,
      ...(after === undefined ? {} : { cursor: after }),
    });
    const states = await store.loadMany(
      orderAggregate,
      page.items.map((row) => orderStream(tenantId, OrderId(String(row['order_id'])))),
    );
    const skus: readonly Sku[] = [...new Set(states.flatMap(({ state }) => backorderedSkus(state)))];
    const levels = await inventory.stockLevels(
      tenantId,
      skus.map((sku) => ({ sku, locationId })),
    );
    for (const { sku, balance } of levels) if (balance.available > 0) await parts.wakeForStock(tenantId, sku, balance.available);
    if (page.cursor !== undefined) await askForLook(platform, { ...look, after: page.cursor });
  };

  return async (look: LocationLook): Promise<void> => {
    const standing = await locations.standingOf(look.tenant_id, look.location_id);
    if (standing === undefined) return;
    return standing === 'open' ? offer(look) : empty(look, standing);
  };
};
