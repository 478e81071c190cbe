import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import { plusMs } from '../../../kernel/instant.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { Waits } from '../../../platform/waits/waits.ts';
import type { SourcingDecision, UnsourcedReason } from '../../../sourcing/index.ts';
import type { Order } from '../../domain/order.state.ts';
import { loadOrder } from '../orders.parts.ts';
import { sendToSourcing } from '../send-to-sourcing.ts';
import type { StockInterest } from '../stock-interest.ts';
import type { ReleaseDates } from './plan-promises.ts';
import { promisesQueue } from './renew-promises.ts';

/** Clocks differ by less than this, and who looks too early finds the article unsold. */
const clockDriftMs = 5_000;
/** A date may be moved forward, and what keeps goods from being sent may be changed, so that an order looks again: after 1 day. */
const lookAgainMs = 24 * 3_600 * 1_000;
/** Parcels leave, and a new day begins: what a full location could not take is looked at again after this: 1 hour. */
const capacityAgainMs = 3_600 * 1_000;
/** What is missing for these reasons is called by stock that comes, and needs no timer. */
const calledByStock: ReadonlySet<UnsourcedReason> = new Set(['no-stock', 'excluded']);

const timerName = (orderId: OrderId): string => `released-${orderId}`;

/** An order waits for something else than stock, such as the day from which one of its articles is sold. */
export type ReleaseWork = { readonly kind: 'released'; readonly tenant_id: TenantId; readonly order_id: OrderId };

/**
 * Has an order sourced again as soon as the first of its articles is sold that is not sold yet, when a full location may have
 * room again, and once a day where a constraint keeps goods from being sent: no stock that comes would call it.
 */
export const createAwaitRelease =
  ({ platform, releases }: { readonly platform: Pick<Platform, 'clock' | 'timers'>; readonly releases: ReleaseDates }) =>
  async (tenantId: TenantId, { orderId }: Order, { unsourced }: SourcingDecision): Promise<void> => {
    // All reasons, not only the one behind which most of the stock stands: any of them may be the first to end.
    const reasons = new Set(unsourced.flatMap(({ reason, also = [] }) => [reason, ...also]));
    if ([...reasons].every((reason) => calledByStock.has(reason))) return;
    const now = platform.clock.now();
    const moments = [plusMs(now, lookAgainMs)];
    if (reasons.has('capacity')) moments.push(plusMs(now, capacityAgainMs));
    const skus = unsourced.flatMap(({ sku, reason }) => (reason === 'not-released' ? [sku] : []));
    if (skus.length > 0) {
      const [first = now] = [...(await releases.notReleased(tenantId, skus)).values()].sort();
      moments.push(plusMs(first, clockDriftMs));
    }
    const [at = now] = moments.sort();
    const work: ReleaseWork = { kind: 'released', tenant_id: tenantId, order_id: orderId };
    await platform.timers.schedule({
      name: timerName(orderId),
      at,
      queue: promisesQueue,
      body: JSON.stringify(work),
    });
  };

export type AwaitRelease = ReturnType<typeof createAwaitRelease>;

/** Sends an order back to sourcing, also where its workflow has not left its token yet: then it is told when it does. */
export const createReleaseOrder =
  ({ store, interest, waits }: { readonly store: EventStore; readonly interest: StockInterest; readonly waits: Waits }) =>
  async ({ tenant_id: tenantId, order_id: orderId }: ReleaseWork): Promise<void> => {
    await interest.callOrder(tenantId, await loadOrder(store, tenantId, orderId));
    await sendToSourcing(waits, tenantId, orderId);
  };
