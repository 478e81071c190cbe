import { LocationId, type Sku, type TenantId } from '../../kernel/ids.ts';
import { type Instant, plusMs } from '../../kernel/instant.ts';
import type { Clock } from '../../platform/ports.ts';
import { availableToPromise, type PromiseStep, type WaitingDemand } from '../domain/available-to-promise.ts';
import type { StockLevelRow } from './stock-level-list.ts';
import type { AnnouncedUnits, IncomingSupply } from './supply/incoming-supply.ts';

/** Who waits for units that nothing is reserved for, in the order in which they are served. */
export type WaitingUnits = (
  tenantId: TenantId,
  sku: Sku,
) => Promise<{ readonly demand: readonly WaitingDemand[] /** There are more than were read. */; readonly more: boolean }>;

export type AtpAnswer = {
  readonly asOf: Instant;
  readonly until: Instant;
  readonly locations: readonly {
    readonly locationId: LocationId;
    readonly onHand: number;
    readonly allocated: number;
    readonly safetyStock: number;
    readonly steps: readonly PromiseStep[];
  }[];
  readonly network: readonly PromiseStep[];
  /** Units announced without a date, or for one that has passed: they count for nothing. */
  readonly unscheduled: readonly AnnouncedUnits[];
  readonly waitingUnits: number;
  readonly waitingMore: boolean;
};

const dayMs = 86_400_000;
const documentKinds = { PURCHASE: 'purchase_order', TRANSFER: 'transfer' } as const;

/**
 * What may be promised of a SKU and for when. Safety stock is held back at its location; the buffers of channels are not, because
 * they are what one channel is not told and take nothing from an order that is here.
 */
export const createAvailableToPromise = (parts: {
  readonly levels: (tenantId: TenantId, sku: Sku, mayShow: (locationId: string) => boolean) => Promise<readonly StockLevelRow[]>;
  readonly incoming: Pick<IncomingSupply, 'announced'>;
  readonly waiting: WaitingUnits;
  readonly safetyStock: (tenantId: TenantId, sku: Sku) => Promise<(locationId: string) => number>;
  readonly clock: Clock;
}) => {
  return async (
    tenantId: TenantId,
    sku: Sku,
    wanted: { readonly horizonDays: number; readonly mayShow: (locationId: string) => boolean },
  ): Promise<AtpAnswer> => {
    const now = parts.clock.now();
    const until = plusMs(now, wanted.horizonDays * dayMs);
    const [levels, announced, waiting, safetyStock] = await Promise.all([
      parts.levels(tenantId, sku, () => true),
      parts.incoming.announced(tenantId, sku),
      parts.waiting(tenantId, sku),
      parts.safetyStock(tenantId, sku),
    ]);
    const standing = levels.map((level) => ({
      locationId: LocationId(level.location_id),
      onHand: level.on_hand,
      allocated: level.allocated,
      withheld: safetyStock(level.location_id),
    }));
    const supplies = announced.flatMap(({ document, expectedAt, ...units }) =>
      expectedAt === null ? [] : [{ ...units, kind: documentKinds[document], expectedAt }],
    );
    // Those who wait are served from every location, also for whoever may see only some of them.
    const curves = availableToPromise({ now, until, standing, supplies, waiting: waiting.demand, mayShow: wanted.mayShow });
    return {
      asOf: now,
      until,
      locations: curves.locations.map(({ locationId, steps }) => {
        const stock = standing.find((one) => one.locationId === locationId);
        const { onHand = 0, allocated = 0, withheld = 0 } = stock ?? {};
        return { locationId, onHand, allocated, safetyStock: withheld, steps };
      }),
      network: curves.network,
      unscheduled: announced.filter(
        ({ expectedAt, locationId }) => (expectedAt === null || expectedAt <= now) && wanted.mayShow(locationId),
      ),
      waitingUnits: waiting.demand.reduce((sum, { quantity }) => sum + quantity, 0),
      waitingMore: waiting.more,
    };
  };
};
