import type { LocationId, OrderId, TenantId } from '../../kernel/ids.ts';
import { type Caller, systemCaller } from '../../platform/event-store/caller.ts';
import { UnavailableError } from '../../platform/ports.ts';
import { orderExists, unassignedLines } from '../domain/order.state.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';
import { orderOfReservation } from './reservation-id.ts';

// From picking on the goods are in somebody's hands, and what the shelf holds no longer decides.
const stillOnTheShelf: ReadonlySet<string> = new Set(['open', 'released']);

/**
 * A count or damage has shown that reserved goods are not there: the work that relied on them is turned down in the
 * location's name, and the order is sourced again without it.
 */
export const createWithdrawDisplaced = ({ store, fulfillmentOrders }: Pick<OrdersParts, 'store' | 'fulfillmentOrders'>) => {
  const withdraw = async (caller: Caller, orderId: OrderId, locationId: LocationId, reservationId: string): Promise<void> => {
    const { state } = await store.load(orderAggregate, orderStream(caller.tenantId, orderId));
    if (!orderExists(state)) return;
    const holders = state.fulfillments.filter((child) => child.reservationIds.some((id) => id === reservationId));
    // Reserved and about to be recorded: what takes the message again in a moment finds it there.
    if (holders.length === 0 && unassignedLines(state).length > 0)
      throw new UnavailableError(`reservation ${reservationId} is not recorded yet`);
    const affected = holders.filter((child) => child.locationId === locationId);
    for (const child of affected) {
      const work = await fulfillmentOrders.get(caller.tenantId, child.fulfillmentOrderId);
      if (!work && child.status === 'allocated')
        throw new UnavailableError(`fulfillment order ${child.fulfillmentOrderId} is not created yet`);
      if (!work || !stillOnTheShelf.has(work.fulfillmentOrder.status)) continue;
      // Refused only if picking has begun in this moment; then the warehouse reports what it finds.
      await fulfillmentOrders.apply(caller, child.fulfillmentOrderId, {
        type: 'RejectFulfillmentOrder',
        reason: 'stock-displaced',
        unlessBegun: true,
      });
    }
  };

  return async (
    tenantId: TenantId,
    locationId: LocationId,
    reservationIds: readonly string[],
    cause: { readonly correlationId: string; readonly causationId: string },
  ) => {
    const caller = systemCaller(tenantId, 'stock-displacement', cause);
    for (const reservationId of reservationIds) {
      const orderId = orderOfReservation(reservationId);
      if (orderId) await withdraw(caller, orderId, locationId, reservationId);
    }
  };
};
