import type { Caller } from '../../platform/event-store/caller.ts';
import type { Order } from '../domain/order.state.ts';
import type { Hold } from '../domain/order.values.ts';
import { executeOnOrder, type OrdersParts, UnexpectedRejectionError } from './orders.parts.ts';

const component = 'order-assessment';

export type WantedHold = Pick<Hold, 'holdId' | 'type' | 'reason' | 'blocks' | 'releasableBy'>;

/** Places a hold that an order deserves, once under its id, so that a released one does not come back. */
export const createPlaceOnce =
  ({ store, platform }: Pick<OrdersParts, 'store'> & { readonly platform: Pick<OrdersParts['platform'], 'clock'> }) =>
  async (caller: Caller, order: Order, wanted: WantedHold): Promise<void> => {
    if (order.holds.some((known) => known.holdId === wanted.holdId)) return;
    const hold = { ...wanted, placedBy: component, placedAt: platform.clock.now(), until: null };
    const result = await executeOnOrder(store, caller, order.orderId, { type: 'PlaceHold', hold });
    // Cancelled or finished in this moment: the next look at the order sees it.
    if (!result.ok && result.error.code !== 'order-closed') throw new UnexpectedRejectionError(result.error);
  };
