import { HoldId } from '../../kernel/ids.ts';
import type { FulfillmentOrder } from '../../fulfilment/index.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { executeOnOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';

const component = 'pickups';

// Ended meanwhile, or gone: whatever is left of the order needs nobody.
const over: ReadonlySet<string> = new Set(['order-not-cancellable', 'order-closed']);

/**
 * What an order does when nobody came for its goods. As the tenant's policy says, it is cancelled before it hears that its goods
 * are free again, or the same goods would be looked for anew; or a person is asked, and the goods stay at the counter.
 */
export const createFollowUnclaimed = ({ store }: Pick<OrdersParts, 'store'>) => {
  const cancel = async (caller: Caller, { orderId }: FulfillmentOrder): Promise<void> => {
    const cancelled = await executeOnOrder(store, caller, orderId, {
      type: 'CancelOrder',
      reason: 'pickup-expired',
      requestedBy: component,
    });
    if (!cancelled.ok && !over.has(cancelled.error.code)) throw new UnexpectedRejectionError(cancelled.error);
  };

  const ask = async (caller: Caller, work: FulfillmentOrder, overdueSince: Instant): Promise<void> => {
    const { orderId, fulfillmentOrderId, locationId } = work;
    const hold = {
      // One for each time that has passed: a person may have given the customer another.
      holdId: HoldId(`pickup-overdue-${fulfillmentOrderId}-${overdueSince.replace(/\D/gu, '')}`),
      type: 'operator' as const,
      reason: `Nobody came to ${locationId} for the goods by ${overdueSince}. Keep them for longer, or cancel the order.`,
      blocks: ['completion'] as const,
      placedBy: component,
      placedAt: overdueSince,
      until: null,
      releasableBy: [],
    };
    const placed = await executeOnOrder(store, caller, orderId, { type: 'PlaceHold', hold });
    if (!placed.ok && !over.has(placed.error.code)) throw new UnexpectedRejectionError(placed.error);
  };

  return async (caller: Caller, work: FulfillmentOrder): Promise<void> => {
    if (work.status === 'pickup_expired') return cancel(caller, work);
    const overdueSince = work.status === 'ready_for_pickup' ? work.pickup?.overdueSince : undefined;
    if (overdueSince) await ask(caller, work, overdueSince);
  };
};
