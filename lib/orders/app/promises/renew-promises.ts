import type { EventDetail } from '../../../contracts/events/envelope.ts';
import { LocationId, type Sku, type TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { systemCaller } from '../../../platform/event-store/caller.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import {
  bySupplyDate,
  promiseBy,
  type Supply,
  supplyLeft,
  supplyReaching,
  type UnitsAhead,
  withCompletion,
} from '../../domain/order.supply.ts';
import type { LinePromise } from '../../domain/order.values.ts';
import { executeOnOrder, UnexpectedRejectionError } from '../orders.parts.ts';
import type { StockInterest, WaitingOrder } from '../stock-interest.ts';
import { countBroken } from './count-broken.ts';
import {
  behind,
  createReadSupply,
  createReadWaiters,
  type IncomingSupply,
  type ReleaseDates,
  supplyFor,
  type Waiter,
} from './plan-promises.ts';

/** Queue of the work on promises. */
export const promisesQueue = 'promise-renewals';

/** Types of events after which other units are on their way than before. */
export const supplyTypes = [
  'purchase_order.created',
  'purchase_order.rescheduled',
  'purchase_order.received',
  'purchase_order.closed',
  'purchase_order.cancelled',
  'transfer.shipment_begun',
  'transfer.shipped',
  'transfer.shipment_refused',
  'transfer.received',
  'transfer.closed',
  'transfer.cancelled',
] as const;

/** Reads what SKUs a document of supply is about: many of its events name lines alone. */
export interface SupplyDocuments {
  skusOf(detail: Pick<EventDetail, 'tenant_id' | 'stream_id' | 'type'>): Promise<readonly Sku[]>;
}

/**
 * A page of a SKU's queue that is to be promised anew. Those before it have `taken` units of the supply, wherever it comes,
 * and at some places the units of `taken_at`, for customers who collect there.
 */
export type PromiseWork = {
  readonly kind: 'renew';
  readonly tenant_id: TenantId;
  readonly sku: Sku;
  readonly reason: 'receipt' | 'supply-changed';
  readonly taken: number;
  readonly taken_at?: Readonly<Record<string, number>> | undefined;
  readonly after?: { readonly order_id: string; readonly rank: string };
};

const ordersPerMessage = 50;
/** The rows of incoming supply follow their documents within moments; whoever looked too early looks again when they have. */
const settledSeconds = [2, 60] as const;

const component = 'order-promises';

type Parts = {
  readonly store: EventStore;
  readonly interest: StockInterest;
  readonly incoming: IncomingSupply;
  readonly releases: ReleaseDates;
  readonly platform: Pick<Platform, 'queue' | 'clock' | 'observability'>;
};

const renewedLine = (promise: LinePromise, missing: number, supply: readonly Supply[], releasedAt: Instant | undefined): LinePromise =>
  promiseBy(promise, supplyReaching(supply, missing), releasedAt);

const aheadOf = ({ taken, taken_at: takenAt = {} }: PromiseWork): UnitsAhead => ({
  anywhere: taken,
  at: new Map(Object.entries(takenAt).map(([place, units]) => [LocationId(place), units])),
});

/**
 * Promises the orders that wait for a SKU anew, in the order in which they are served, after the supply of it has changed.
 * A page of the queue is a message, so that no message has more than so many orders to look at. Coming twice it changes
 * nothing more: an order says a promise once.
 */
export const createRenewPromises = (parts: Parts) => {
  const { store, platform } = parts;
  const readWaiters = createReadWaiters(parts);
  const readSupply = createReadSupply({ incoming: parts.incoming, clock: platform.clock });

  const renewOrder = async (
    tenantId: TenantId,
    sku: Sku,
    { order, missing }: Waiter,
    known: { readonly supply: readonly Supply[]; readonly releasedAt: Instant | undefined },
    reason: PromiseWork['reason'],
  ): Promise<void> => {
    const lineIds = new Set(order.lines.flatMap((line) => (line.sku === sku ? [line.lineId] : [])));
    const waiting = order.promises.filter(({ kind }) => kind !== 'allocated');
    const supply = supplyFor(order, sku, known.supply);
    const renewed = waiting.map((promise) =>
      lineIds.has(promise.lineId) && promise.basis !== 'stock' ? renewedLine(promise, missing, supply, known.releasedAt) : promise,
    );
    const caller = systemCaller(tenantId, component, { correlationId: order.orderId, causationId: `${component}-${sku}` });
    const promising = { waiting: withCompletion(renewed), reason, at: platform.clock.now() };
    const result = await executeOnOrder(store, caller, order.orderId, { type: 'RenewPromises', promising });
    if (!result.ok) throw new UnexpectedRejectionError(result.error);
    countBroken(platform, { tenantId, orderId: order.orderId }, result.value.events);
  };

  const send = async (work: readonly PromiseWork[], delaySeconds = 0): Promise<void> => {
    if (work.length > 0) await platform.queue(promisesQueue).send(work.map((one) => ({ body: JSON.stringify(one), delaySeconds })));
  };

  return {
    /** Has everybody who waits for one of the SKUs promised anew, once the rows of the supply have followed its documents. */
    begin: async (tenantId: TenantId, skus: readonly Sku[], reason: PromiseWork['reason']): Promise<void> => {
      const work = [...new Set(skus)].map((sku): PromiseWork => ({ kind: 'renew', tenant_id: tenantId, sku, reason, taken: 0 }));
      for (const seconds of settledSeconds) await send(work, seconds);
    },
    renew: async (work: PromiseWork): Promise<void> => {
      const { tenant_id: tenantId, sku, reason, after } = work;
      const from = after && ({ orderId: after.order_id, rank: after.rank } as WaitingOrder);
      const { waiters, next } = await readWaiters(tenantId, sku, ordersPerMessage, from);
      if (waiters.length === 0 && next === undefined) return;
      const supply = bySupplyDate(await readSupply(tenantId, sku));
      const releasedAt = (await parts.releases.notReleased(tenantId, [sku])).get(sku);
      let ahead = aheadOf(work);
      for (const waiter of waiters) {
        const known = { supply: supplyLeft(supply, ahead), releasedAt };
        if (waiter.order.promises.length > 0) await renewOrder(tenantId, sku, waiter, known, reason);
        ahead = behind(ahead, waiter);
      }
      if (next === undefined) return;
      const taken = { taken: ahead.anywhere, ...(ahead.at.size === 0 ? {} : { taken_at: Object.fromEntries(ahead.at) }) };
      await send([{ kind: 'renew', tenant_id: tenantId, sku, reason, ...taken, after: { order_id: next.orderId, rank: next.rank } }]);
    },
  };
};

export type RenewPromises = ReturnType<typeof createRenewPromises>;
