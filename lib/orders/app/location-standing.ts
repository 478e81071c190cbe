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

/** A look at a location. `quiet_looks`: looks before it, one after the other, that found nothing to take back. */
export type LocationLook = {
  readonly tenant_id: TenantId;
  readonly location_id: LocationId;
  readonly quiet_looks: number;
  /** Where in the list of waiting orders, or of the location's work, to go on. */
  readonly after?: string | undefined;
  /** What was looked at before `after` had something to take back. */
  readonly took_back?: boolean | undefined;
  /** Articles that were offered to all who wait for them, by pages before `after`. */
  readonly offered?: readonly Sku[] | undefined;
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
  readonly offerUnits: OrderWaits['offerUnits'];
  readonly platform: Pick<Platform, 'queue' | 'timers' | 'clock' | 'views' | 'observability' | 'sha256'>;
};

/** A decision that was made just before may still send work there, and lists follow a moment later. */
const lookAgainSeconds = 30;
/** Looks that have to find nothing before nobody looks any more. */
const quietLooksMax = 3;
const component = 'location-standing';
const ordersPerPage = 50;
/** Articles that a message remembers: some tens of kilobytes. Of one that is forgotten the queue is gone through again. */
const offeredMax = 500;

/** Has a location looked at after so many seconds (0 to 900), because it can do no work from now on, or can again or more. */
export const askForLook = ({ queue }: Pick<Platform, 'queue'>, look: LocationLook, delaySeconds = 0): Promise<void> =>
  queue(locationStandingsQueue).send([{ body: JSON.stringify(look), delaySeconds }]);

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
    const { tenant_id: tenantId, location_id: locationId, quiet_looks: quietLooks, after, took_back: tookBack = false } = look;
    const caller = systemCaller(tenantId, component, {
      correlationId: `${component}-${locationId}`,
      causationId: `${component}-${standing}`,
    });
    const reason = standing === 'inactive' ? 'location-inactive' : 'capacity-lost';
    const { recalled, cursor } = await evacuate(caller, locationId, reason, after);
    if (recalled.length > 0) {
      platform.observability.metrics.addMetric('WorkTakenBack', 'Count', recalled.length);
      platform.observability.logger.info('work taken back', {
        tenant_id: tenantId,
        location_id: locationId,
        standing,
        works: recalled.length,
      });
    }
    const found = tookBack || recalled.length > 0;
    const next = { tenant_id: tenantId, location_id: locationId };
    if (cursor !== undefined) return askForLook(platform, { ...next, quiet_looks: quietLooks, after: cursor, took_back: found });
    const quiet = found ? 0 : quietLooks + 1;
    if (quiet < quietLooksMax) await lookLater(platform, { ...next, quiet_looks: quiet });
  };

  /** A page of the orders that wait; each article that the location has is offered once to all who wait for it. */
  const offer = async (look: LocationLook): Promise<void> => {
    const { tenant_id: tenantId, location_id: locationId, after, offered = [] } = look;
    const page = await platform.views.query({
      PK: orderListKeys.exceptions(tenantId, 'backordered'),
      limit: ordersPerPage,
      ...(after === undefined ? {} : { cursor: after }),
    });
    const states = await store.loadMany(
      orderAggregate,
      page.items.map((row) => orderStream(tenantId, OrderId(String(row['order_id'])))),
    );
    const known = new Set(offered);
    const skus = [...new Set(states.flatMap(({ state }) => backorderedSkus(state)))].filter((sku) => !known.has(sku));
    const levels = await inventory.stockLevels(
      tenantId,
      skus.map((sku) => ({ sku, locationId })),
    );
    for (const { sku, balance } of levels) if (balance.available > 0) await parts.offerUnits(tenantId, sku, balance.available);
    if (page.cursor === undefined) return;
    await askForLook(platform, { ...look, after: page.cursor, offered: [...offered, ...skus].slice(-offeredMax) });
  };

  return async (look: LocationLook): Promise<void> => {
    const standing = await locations.standingOf(look.tenant_id, look.location_id);
    if (standing === undefined) return;
    return standing === 'open' ? offer(look) : empty(look, standing);
  };
};
